"""Control by votes on one date: who controls what, who stands at the top, which companies form rings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from queries.control.groups import Groups
from queries.control.least_set import controllers_of, least_set, reading
from queries.control.thresholds import MAJORITY, Threshold
from queries.control.votes import Certainty, Holdings

__all__ = ["Control", "control", "controllers_of"]


class Control:
    """The exact joint least fixpoint of control by votes: for each holder the least set of companies it controls.

    A holder controls a company when it and the companies it already controls together reach the threshold of its
    countable votes. Where the threshold admits one controller at most (more than half, certain votes), the tops and
    the rings come from :class:`Groups` without listing all pairs; otherwise from the pairs.
    """

    def __init__(self, holdings: Holdings, threshold: Threshold, certainty: Certainty) -> None:
        self.holdings = holdings
        self.threshold = threshold
        self.certainty = certainty
        self._groups = Groups(holdings, threshold) if certainty == "certain" and threshold.exclusive else None

    def controlled_by(self, holder: str) -> list[str]:
        """The companies a holder controls, in order of id; never itself."""
        test = reading(self.certainty, self.threshold)
        return sorted(least_set([holder], self.holdings, test)[1:])

    def controllers(self, company: str) -> list[str]:
        """Every controller of a company up the chain, in order of id; in a ring its other members too."""
        among = self._groups.members(company) if self._groups else None
        return controllers_of(company, self.holdings, self.threshold, self.certainty, among)

    def ultimate(self, company: str) -> list[str]:
        """The controllers nobody controls in turn, a ring by its smallest member; nothing where nobody controls it."""
        if self._groups:
            head = self._groups.head(company)
            return [head] if head != company or self._groups.ring(company) else []
        tops = {self._canonical(top) for top in self._pairs_up.get(company, ()) if self._stands_at_the_top(top)}
        return sorted(tops)

    @cached_property
    def rings(self) -> list[tuple[str, ...]]:
        """Companies that control each other: each ring in order of id (the first member names it), rings in order."""
        if self._groups:
            return list(self._groups.rings)
        return sorted({ring for subject in self._pairs_up if len(ring := self._mutual(subject)) > 1})

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every controller with every company it controls, in order."""
        for holder in self.holdings.holders:
            for company in self.controlled_by(holder):
                yield holder, company

    @cached_property
    def _pairs_up(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for holder, company in self.pairs():
            found.setdefault(company, set()).add(holder)
        return found

    def _mutual(self, subject: str) -> tuple[str, ...]:
        up = self._pairs_up
        return tuple(sorted({subject, *(top for top in up.get(subject, ()) if subject in up.get(top, ()))}))

    def _canonical(self, subject: str) -> str:
        return self._mutual(subject)[0]

    def _stands_at_the_top(self, subject: str) -> bool:
        return self._pairs_up.get(subject, set()) <= set(self._mutual(subject))


def control(holdings: Holdings, threshold: Threshold = MAJORITY, certainty: Certainty = "certain") -> Control:
    """Control by votes in all companies of ``holdings``: by what is certain, or by what is possible."""
    return Control(holdings, threshold, certainty)
