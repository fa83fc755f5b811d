"""When the act was, and who held a role then: certainly, or possibly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from graph.calendar import add_years
from graph.interval import FOREVER, Interval, Truth, day_after, joined
from graph.model import Fact
from graph.view import View
from queries.propagation.citations import citations
from queries.rulebook import Rulebook


class Window(NamedTuple):
    """The days on which the act may lie; ``day`` where it is one known day; ``stated`` where the table gave it."""

    days: Interval
    stated: bool
    note: str

    @property
    def day(self) -> date | None:
        """The one day, where it is one."""
        return self.days.start if self.days.start is not None and self.days.last_day == self.days.start else None


class Holder(NamedTuple):
    """A person (or partner) who held a role: certainly throughout the window, or possibly."""

    subject: str
    kind: str
    certain: bool
    ties: tuple[Fact, ...]
    days: Interval


def act_window(record: Fact, book: Rulebook) -> Window | None:
    """When the act of a penalty was; None where not even the decision is dated.

    Without a date of the act it lies in (decision − limitation period, decision] (行政处罚法 36).
    """
    start, end = record.date("act_from"), record.date("act_to")
    if start is not None:
        return Window(Interval.through(start, max(end or start, start)), True, "")
    decided = record.valid.start
    if decided is None:
        return None
    years = _limitation(record, book)
    last = end if end is not None and end <= decided else decided
    first = add_years(last, -years) + timedelta(days=1)
    note = f"违法行为日期未载明，按时效 {years} 年推定在 {first.isoformat()} 至 {last.isoformat()} 之间"
    return Window(Interval(first, day_after(last)), False, note)


def _limitation(record: Fact, book: Rulebook) -> int:
    cited = {title for title, _ in citations(record.text("basis"), book.not_cited)}
    years = [rule.years for rule in book.limitations if cited.intersection(rule.statutes)]
    return max(years or [rule.years for rule in book.limitations if not rule.statutes])


def holders(view: View, company: str, roles: tuple[str, ...], window: Interval) -> list[Holder]:
    """Who held any of ``roles`` in a company within ``window``, by subject id."""
    found: dict[tuple[str, str], list[Fact]] = {}
    for tie in view.ties_to(company, *roles):
        if tie.valid.overlaps(window) is not Truth.NO:
            found.setdefault((view.canonical(tie.source), tie.kind), []).append(tie)
    result = []
    for (subject, kind), ties in sorted(found.items()):
        spans = joined([tie.valid for tie in ties if tie.text("certainty") != "possible"])
        covering = next((span for span in spans if span.covers(window) is Truth.YES), None)
        result.append(Holder(subject, kind, covering is not None, tuple(ties), covering or ties[0].valid))
    return result


def tenures(view: View, company: str, roles: tuple[str, ...]) -> dict[str, list[Fact]]:
    """All tenures in a company by holder."""
    found: dict[str, list[Fact]] = {}
    for tie in view.ties_to(company, *roles):
        found.setdefault(view.canonical(tie.source), []).append(tie)
    return found


def in_words(days: Interval) -> str:
    """An interval as a clerk would say it, the last day included."""
    start = days.start.isoformat() if days.start else "起始不明"
    end = "至今" if days.end == FOREVER else (f"至 {days.last_day.isoformat()}" if days.last_day else "止日不明")
    return f"{start} {end}"
