"""Ranking of cities (政务诚信排名): points for what is late, over what a city answers for, exact and with its rows."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from queries.commitments.known import Known, Row, Shown
from queries.integrity import Figure
from queries.integrity import Ranking as Points

FIGURES: dict[Figure, str] = {
    "promise_overdue": "逾期承诺",
    "compensation_overdue": "逾期补偿",
    "arrears_overdue": "逾期账款",
    "breach_open": "未修复的失信认定",
    "enforcement": "失信被执行人在册",
}


def formula(points: Points) -> str:
    """The formula as it is printed."""
    terms = " + ".join(f"{points.points.get(figure, 0)}×{name}" for figure, name in FIGURES.items())
    return f"指数 = （{terms}）÷（承诺件数 + 账款件数），越小越好；{points.label}"


def ranking(known: Known, points: Points) -> list[dict[str, Any]]:
    """Cities, the fewest points for each promise and debt first; equal ones share a rank.

    A city that answers for no promise and no debt has no index; what nobody certain answers for, or where no roster
    says where a body is, stands in a row of its own without one. The index is an exact fraction.
    """
    cities: dict[tuple[str, str], dict[Figure, list[Row]]] = {}
    whole: dict[tuple[str, str], list[Row]] = {}
    for body, kind, one in _counted(known):
        place = (known.place_of(body["id"], "city") if body is not None else None) or ("", "地区不明")
        figures = cities.setdefault(place, {figure: [] for figure in FIGURES})
        if kind is None:
            whole.setdefault(place, []).append(Row.of(one))
        else:
            figures[kind].append(Row.of(one))
    rows = [_row(code, name, figures, whole.get((code, name), []), points) for (code, name), figures in cities.items()]
    rows.sort(key=lambda one: (one["index"] is None, _value(one) or 0, one["code"] or "", one["name"]))
    ranked: list[dict[str, Any]] = []
    for number, one in enumerate(rows, start=1):
        same = bool(ranked) and one["index"] is not None and _value(ranked[-1]) == _value(one)
        rank = None if one["index"] is None else ranked[-1]["rank"] if same else number
        ranked.append(
            {"kind": "ranking", "rank": rank, **one, "formula": formula(points), "as_of": known.as_of.isoformat()}
        )
    return ranked


def _value(one: dict[str, Any]) -> Fraction | None:
    index = one["index"]
    return Fraction(index["numerator"], index["denominator"]) if index is not None else None


def _counted(known: Known) -> list[tuple[Shown | None, Figure | None, Shown]]:
    """Everything that counts, with the body it counts for; None for what a city answers for at all."""
    found: list[tuple[Shown | None, Figure | None, Shown]] = []
    for one in (*known.promises, *known.arrears):
        body = one["responsible_body"]
        found.append((body, None, one))
        if one["overdue_since"] is not None:
            found.append((body, "promise_overdue" if one["kind"] == "commitment" else "arrears_overdue", one))
        if (one.get("compensation") or {}).get("overdue"):
            found.append((body, "compensation_overdue", one))
    found += [(one["body"], "breach_open", one) for one in known.breaches if one["open"]]
    return [*found, *((one["body"], "enforcement", one) for one in known.enforcement)]


def _row(code: str, name: str, figures: dict[Figure, list[Row]], whole: list[Row], points: Points) -> dict[str, Any]:
    total = sum(points.points.get(figure, 0) * len(rows) for figure, rows in figures.items())
    index = Fraction(total, len(whole)) if whole and code else None
    return {
        "code": code or None,
        "name": name,
        "index": None if index is None else {"numerator": index.numerator, "denominator": index.denominator},
        "points": total,
        "answered": {"count": len(whole), "rows": [row.shown() for row in sorted(whole, key=_order)]},
        "figures": {
            figure: {
                "name": FIGURES[figure],
                "count": len(rows),
                "points": points.points.get(figure, 0),
                "rows": [row.shown() for row in sorted(rows, key=_order)],
            }
            for figure, rows in figures.items()
        },
    }


def _order(row: Row) -> tuple[str, str]:
    return row.number, row.id
