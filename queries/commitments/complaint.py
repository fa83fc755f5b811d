"""Complaints about arrears (拖欠投诉): the clock of whoever passes one on, and of whoever settles it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from graph.model import Fact
from queries.policies import Deadline, Policies


class Clock(NamedTuple):
    """One clock: its code, from when it runs, its last day (None: beyond the known calendar), when it was stopped.

    ``row`` is the deadline that governs it.
    """

    code: str
    start: date
    due: date | None
    done: date | None
    row: Deadline

    def passed_on(self, day: date) -> bool:
        """Whether it had passed by a day without being stopped in time."""
        return self.due is not None and min(self.done or date.max, day) > self.due


def clocks(record: Fact, policies: Policies) -> list[Clock]:
    """The clocks of a complaint that have begun: to pass it on, to settle it, and to settle it where extended.

    The two that settle run from the day it was passed on, on which the department in charge has its papers. Closing a
    complaint stops all of them.
    """
    accepted, passed_on = record.date("complaint_accepted"), record.date("transferred")
    closed = record.date("closed")
    runs = (
        ("complaint_transfer", accepted, min((day for day in (passed_on, closed) if day is not None), default=None)),
        ("complaint_result", passed_on, closed),
        ("complaint_longest", passed_on, closed),
    )
    found = []
    for code, start, done in runs:
        row = policies.deadline(code, start) if start is not None else None
        if row is not None and start is not None:
            found.append(Clock(code, start, row.due(start), done, row))
    return found
