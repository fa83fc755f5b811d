"""The next lawful step (下一步) of a promise or debt: the first row of the table whose condition holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from queries.integrity import NextStep, Step

Shown = dict[str, Any]
Condition = Callable[[Shown, list[Shown], date, NextStep], "str | bool | None"]
"""Of a promise or debt, its open breaches, the day and the row: False, or the deadline that matters (None: none)."""


def next_step(one: Shown, breaches: list[Shown], as_of: date, rows: tuple[NextStep, ...]) -> Shown | None:
    """What comes next, with its article, who does it and by when; None where nothing is to be done.

    ``breaches`` are the findings of breach about it that were not repaired by the day.
    """
    if one["status"] in ("fulfilled", "repaired", "annulled", "terminated", "paid"):
        return _step_of(one, breaches, as_of, tuple(row for row in rows if row.step == "pay_compensation"))
    return _step_of(one, breaches, as_of, rows)


def _step_of(one: Shown, breaches: list[Shown], as_of: date, rows: tuple[NextStep, ...]) -> Shown | None:
    for row in rows:
        if not row.enabled:
            continue
        deadline = CONDITIONS[row.step](one, breaches, as_of, row)
        if deadline is not False:
            return {
                "step": row.step,
                "title": row.title,
                "title_en": row.title_en,
                "who": row.who,
                "legal_basis": row.label,
                "deadline": deadline or None,
            }
    return None


def _confirm_successor(one: Shown, breaches: list[Shown], as_of: date, row: NextStep) -> str | bool | None:
    return one["due"] if one["responsible_body"] is None else False


def _sanction(one: Shown, breaches: list[Shown], as_of: date, row: NextStep) -> str | bool | None:
    days = [breach["rectify_by"] for breach in breaches if breach["rectify_by"]]
    return min(days) if days and min(days) < as_of.isoformat() else False


def _rectify(one: Shown, breaches: list[Shown], as_of: date, row: NextStep) -> str | bool | None:
    days = [breach["rectify_by"] for breach in breaches if breach["rectify_by"]]
    return min(days, default=None) if breaches else False


def _determine(one: Shown, breaches: list[Shown], as_of: date, row: NextStep) -> str | bool | None:
    return one["due"] if one["overdue_since"] and one.get("reason_flag") else False


def _restore(one: Shown, breaches: list[Shown], as_of: date, row: NextStep) -> str | bool | None:
    unlawful = any(finding["finding"] == "change_not_lawful" for finding in one["findings"])
    return one["due"] if one["overdue_since"] and unlawful else False


def _pay_compensation(one: Shown, breaches: list[Shown], as_of: date, row: NextStep) -> str | bool | None:
    owed = one.get("compensation") or {}
    return owed["due"] if owed.get("overdue") else False


def _verify(one: Shown, breaches: list[Shown], as_of: date, row: NextStep) -> str | bool | None:
    return one["due"] if one["kind"] == "commitment" and one["overdue_since"] else False


def _settle_complaint(one: Shown, breaches: list[Shown], as_of: date, row: NextStep) -> str | bool | None:
    running = [clock for clock in (one.get("complaint") or {}).get("clocks", []) if not _done(clock, as_of)]
    days = [clock["due"] for clock in running if clock["passed"]]
    return min(days) if days else False


def _done(clock: Shown, as_of: date) -> bool:
    return clock["done"] is not None and clock["done"] <= as_of.isoformat()


def _pay_arrears(one: Shown, breaches: list[Shown], as_of: date, row: NextStep) -> str | bool | None:
    return one["due"] if one["kind"] == "arrears" and one["overdue_since"] else False


def _state_terms(one: Shown, breaches: list[Shown], as_of: date, row: NextStep) -> str | bool | None:
    return None if one["due"] is None and one["status"] != "changed" else False


def _perform(one: Shown, breaches: list[Shown], as_of: date, row: NextStep) -> str | bool | None:
    soon = (as_of + timedelta(days=row.days or 0)).isoformat()
    return one["due"] if one["due"] is not None and as_of.isoformat() <= one["due"] <= soon else False


CONDITIONS: Mapping[Step, Condition] = {
    "confirm_successor": _confirm_successor,
    "sanction": _sanction,
    "rectify": _rectify,
    "determine": _determine,
    "restore": _restore,
    "pay_compensation": _pay_compensation,
    "verify": _verify,
    "settle_complaint": _settle_complaint,
    "pay_arrears": _pay_arrears,
    "state_terms": _state_terms,
    "perform": _perform,
}
"""When each step comes next."""
