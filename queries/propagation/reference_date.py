"""The days on which a role or control counts, by the reference date a rule names."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from graph.interval import Interval, day_after
from queries.propagation.case import Case
from queries.propagation.tenure import Window
from queries.rulebook import Reference, Rule


class DayName(NamedTuple):
    """How the day that counts is called."""

    zh: str
    en: str


_NAMES: dict[str, DayName] = {
    "act": DayName("行为日", "the act"),
    "decision": DayName("决定日", "the decision"),
    "order": DayName("限制消费令日期", "the order"),
    "filing": DayName("立案日期", "the filing of the case"),
    "now": DayName("当日", "the day"),
}


def reference(name: Reference) -> DayName:
    """The words for a reference date."""
    return _NAMES[name]


def window_of(rule: Rule, case: Case) -> Window | None:
    """The days on which a role counts, by the reference date the rule names."""
    if rule.reach.reference == "act":
        return case.window
    if rule.reach.reference == "filing":
        day = case.record.date("filed")
    else:
        day = case.record.date("ordered") if rule.reach.reference == "order" else None
        day = day or case.record.valid.start
    return Window(Interval(day, day_after(day)), True, "") if day is not None else None


def control_day(rule: Rule, case: Case) -> date | None:
    """The day as of which control is asked: the last of the days that count, the decision's where they are assumed."""
    window = window_of(rule, case)
    if window is None or window.days.last_day is None:
        return None
    return window.days.last_day if window.stated else case.record.valid.start or window.days.last_day
