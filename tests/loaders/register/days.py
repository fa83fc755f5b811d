"""Who held a role on each day, looked up day by day: the slow and obvious way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from graph.interval import FOREVER
from loaders.register.roles import Tenure

Change = tuple[date, str, str]
"""Day, holder before, holder after."""


def every_day(first: date, last: date) -> Iterator[date]:
    """The days from the first to the last."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def holder_on(day: date, established: date, changes: list[Change]) -> str | None:
    """The holder that a company's changes give for a day: None where they contradict each other or say nothing."""
    if day < established:
        return None
    known = sorted(changes)
    past = [change for change in known if change[0] <= day]
    to_come = [change for change in known if change[0] > day]
    said = {past[-1][2]} if past else set()
    if to_come:
        said.add(to_come[0][1])
    return said.pop() if len(said) == 1 else None


def held(tenures: Iterable[Tenure], role: str, day: date, *, certain: bool) -> list[str]:
    """Everybody whose tenure covers a day."""
    return sorted(
        tenure.name
        for tenure in tenures
        if tenure.role == role
        and tenure.certain is certain
        and (tenure.days.start is None or tenure.days.start <= day)
        and tenure.days.end is not None
        and (day < tenure.days.end or tenure.days.end == FOREVER)
    )
