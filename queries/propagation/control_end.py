"""Until when somebody controls a unit: as long as the ties run, or others that take their place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.interval import FOREVER
from graph.model import Fact
from queries.controllers import controllers
from queries.propagation.case import Case


def controls_until(case: Case, unit: str, subject: str, ties: Iterable[Fact], day: date) -> date | None:
    """The first day after ``day`` on which ``subject`` no longer controls the unit; None while no end is known."""
    while True:
        over = [tie.valid.end for tie in ties if tie.valid.end is not None and day < tie.valid.end < FOREVER]
        if not over:
            return None
        day = min(over)
        found = [one for one in controllers(case.view, unit, day) if one.ultimate and one.subject == subject]
        if not found:
            return day
        ties = [tie for one in found for tie in one.ties]
