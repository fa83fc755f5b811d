"""The days on which a role or control counts, by the reference date a rule names."""

from __future__ import annotations

from datetime import date

from graph.interval import Interval, day_after
from queries.propagation.case import Case
from queries.propagation.tenure import Window
from queries.rulebook import Rule


def window_of(rule: Rule, case: Case) -> Window | None:
    """The days on which a role counts, by the reference date the rule names."""
    if rule.reach.reference == "act":
        return case.window
    day = case.record.date("ordered") if rule.reach.reference == "order" else None
    day = day or case.record.valid.start
    return Window(Interval(day, day_after(day)), True, "") if day is not None else None


def control_day(rule: Rule, case: Case) -> date | None:
    """The day as of which control is asked: the last of the days that count, the decision's where they are assumed."""
    window = window_of(rule, case)
    if window is None or window.days.last_day is None:
        return None
    return window.days.last_day if window.stated else case.record.valid.start or window.days.last_day
