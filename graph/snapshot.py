"""All versions of all facts at once, in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.model import Fact, Shape
from graph.view import View


class Snapshot:
    """Every version of every fact given, both ends of every tie, stamped with the store's version."""

    def __init__(self, facts: Iterable[Fact], version: int) -> None:
        self.version = version
        self._of: dict[str, list[Fact]] = defaultdict(list)
        self._leaving: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._arriving: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._numbered: dict[str, list[Fact]] = defaultdict(list)
        self._group: dict[str, list[str]] = {}
        for fact in facts:
            if fact.recorded_from == fact.recorded_to:
                continue
            if fact.shape == Shape.TIE:
                self._leaving[fact.source, fact.kind].append(fact)
                self._arriving[fact.target, fact.kind].append(fact)
                if fact.kind == "SAME_AS":
                    self._join(fact.source, fact.target)
            else:
                self._of[fact.entity].append(fact)
                if fact.number:
                    self._numbered[fact.number].append(fact)

    def _join(self, one: str, other: str) -> None:
        """Two ids were found to be one subject: the widest group of ids a view may have to look at."""
        members = sorted({*self._group.get(one, [one]), *self._group.get(other, [other])})
        for member in members:
            self._group[member] = members

    def at(self, known_at: int | None) -> View:
        """What was known at an instant (microseconds UTC; None: now)."""
        return View(self, known_at)

    def records(self) -> list[str]:
        """Every record that was ever known, in order of id."""
        return sorted(entity for entity, facts in self._of.items() if facts[0].shape == Shape.RECORD)

    def of(self, entity: str) -> Sequence[Fact]:
        """See graph.view."""
        return self._of.get(entity, ())

    def leaving(self, entity: str, *kinds: str) -> Sequence[Fact]:
        """See graph.view."""
        return [tie for kind in kinds for tie in self._leaving.get((entity, kind), ())]

    def arriving(self, entity: str, *kinds: str) -> Sequence[Fact]:
        """See graph.view."""
        return [tie for kind in kinds for tie in self._arriving.get((entity, kind), ())]

    def numbered(self, number: str) -> Sequence[Fact]:
        """See graph.view."""
        return self._numbered.get(number, ())

    def group(self, entity: str) -> Sequence[str]:
        """See graph.view."""
        return self._group.get(entity, [entity])
