"""Objections (异议申诉) to a document or a measure: what is pending, what was found valid, what was dismissed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from graph.identifiers import document_number
from graph.interval import FOREVER, Interval
from graph.model import Fact
from graph.view import View
from queries.documents.life import stands
from queries.propagation.phases import End

UPHELD, DISMISSED = "成立", "不成立"


class Objection(NamedTuple):
    """One objection; ``undone`` where the document that decided it does not stand, so that it is open again."""

    fact: Fact
    raised: date | None
    accepted: date | None
    outcome: str
    decided: date | None
    undone: bool

    @property
    def upheld(self) -> bool:
        """Whether it was found valid, by a document that stands."""
        return self.outcome == UPHELD and self.decided is not None and not self.undone

    @property
    def is_open(self) -> bool:
        """Whether it was accepted and no decision on it stands."""
        return self.accepted is not None and (self.decided is None or not self.outcome or self.undone)

    @property
    def pending(self) -> Interval | None:
        """The days between acceptance (受理) and decision (处理); None where it was never accepted."""
        if self.accepted is None:
            return None
        if self.is_open or self.decided is None:
            return Interval(self.accepted, FOREVER)
        return Interval(self.accepted, max(self.decided, self.accepted))


def objections(view: View, numbers: Iterable[str]) -> list[Objection]:
    """All objections to any of these (match keys of ids or document numbers), each once, by day."""
    facts = {fact.entity: fact for number in numbers if number for fact in view.numbered(number, "Objection")}
    found = [_read(view, fact) for fact in facts.values()]
    return sorted(found, key=lambda one: (one.raised or one.accepted or date.min, one.fact.entity))


def _read(view: View, fact: Fact) -> Objection:
    number = document_number.key(fact.text("document")) if fact.text("document") else ""
    undone = bool(number) and not stands(view, number)
    return Objection(
        fact, fact.date("raised"), fact.date("accepted"), fact.text("outcome"), fact.date("decided"), undone
    )


def ends_of(found: Iterable[Objection]) -> list[End]:
    """What objections found valid end: what rested on their object, from the day of the decision."""
    return [End(one.decided, "objection_upheld", one.fact) for one in found if one.upheld and one.decided is not None]


def pauses_of(found: Iterable[Objection]) -> list[Interval]:
    """When objections suspend: from acceptance until they are decided."""
    return [interval for one in found if (interval := one.pending) is not None and not interval.is_empty]
