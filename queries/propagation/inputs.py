"""What an alert rests on beside its path: the measures its record gives its own party, when they pause and end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from graph.interval import FOREVER, Interval
from queries.propagation.case import Case
from queries.propagation.conditions import applies
from queries.propagation.course import Course, course_of
from queries.propagation.phases import End, phase_on
from queries.propagation.reach import reached

OWN = ("unit", "party")
"""Ways of reach that lead to whom the record itself is about."""


class Rest(NamedTuple):
    """When, and why, the last of these measures ends (None: none is known to), and while none of them is in force."""

    end: End | None
    paused: list[Interval]


def rest_of(case: Case) -> Rest:
    """What the record's own measures say of an alert that rests on it.

    Where execution is stopped (停止执行) or the authority has to decide anew, nothing is in force that an alert could
    point at: it pauses with the last of them. A record without measures of its own pauses while it is suspended itself.
    """
    courses = list(_own(case))
    if not courses:
        return Rest(None, [interval for interval, _ in case.life.suspended])
    ends = [course.end for course in courses]
    known = [end for end in ends if end is not None]
    last = max(known, key=lambda end: (end.day, end.reason)) if len(known) == len(ends) else None
    return Rest(last, _paused([course.phases for course in courses]))


def _own(case: Case) -> list[Course]:
    found = []
    for rule in case.rules:
        gives = rule.gives
        if gives.product != "measure" or gives.origin == "confirmed" or rule.reach.who not in OWN:
            continue
        for party in reached(rule, case) if applies(rule, case) else ():
            found.append(course_of(rule, case, party))
    return found


def _paused(courses: Sequence[list[dict[str, Any]]]) -> list[Interval]:
    """The stretches in which some are suspended and none is in force or about to be."""
    days = sorted({date.fromisoformat(phase["from"]) for phases in courses for phase in phases if phase["from"]})
    found = []
    for day, following in pairwise([*days, FOREVER]):
        states = {phase["state"] for phases in courses if (phase := phase_on(phases, day)) is not None}
        if "suspended" in states and not states & {"active", "confirmed"}:
            found.append(Interval(day, following))
    return found
