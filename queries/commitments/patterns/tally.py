"""Promises and debts by field, city or county (领域、市、县): how many, how many late, how much, with their rows."""

from __future__ import annotations

from typing import Any, Literal

from queries.commitments.known import Known, Row, Shown, is_late

By = Literal["field", "city", "county"]
UNKNOWN = "不明"
ARREARS = "账款拖欠"
"""The field of a debt: its table has none."""


def tally(known: Known, by: By) -> list[dict[str, Any]]:
    """A row for each field or place, the most late first, then by name. Amounts in fen, a blank amount is none.

    A promise stands where the body that answers for it is; one that nobody certain answers for, where nobody knows.
    """
    found: dict[tuple[str, str], list[Shown]] = {}
    for one in (*known.promises, *known.arrears):
        found.setdefault(_group(known, one, by), []).append(one)
    rows = [_row(code, name, members, by) for (code, name), members in found.items()]
    return sorted(rows, key=lambda one: (-one["late"], -one["late_fen"], one["name"], one["code"] or ""))


def _group(known: Known, one: Shown, by: By) -> tuple[str, str]:
    if by == "field":
        return "", one["field"] or UNKNOWN if one["kind"] == "commitment" else ARREARS
    body = one["responsible_body"]
    place = known.place_of(body["id"], by) if body is not None else None
    return place or ("", UNKNOWN)


def _row(code: str, name: str, members: list[Shown], by: By) -> dict[str, Any]:
    late = [one for one in members if is_late(one)]
    return {
        "kind": "tally",
        "by": by,
        "code": code or None,
        "name": name,
        "promises": sum(one["kind"] == "commitment" for one in members),
        "arrears": sum(one["kind"] == "arrears" for one in members),
        "late": len(late),
        "amount_fen": sum(_amount(one) for one in members),
        "late_fen": sum(_amount(one) for one in late),
        "rows": [Row.of(one).shown() for one in sorted(members, key=_order)],
        "late_rows": [Row.of(one).shown() for one in sorted(late, key=_order)],
    }


def _order(one: Shown) -> tuple[str, str]:
    return str(one["number"]), str(one["id"])


def _amount(one: Shown) -> int:
    """What is promised, or still owed of a debt."""
    return int(one.get("amount_fen") or one.get("outstanding_fen") or 0)
