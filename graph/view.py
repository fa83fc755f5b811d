"""Facts as they were known at one instant, with a trace of what was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from graph import reading
from graph.model import Fact

_SAME_AS = ("SAME_AS",)


class Versions(Protocol):
    """Every version of every fact that a question may ask about, in the store's order (graph.snapshot, graph.live)."""

    def of(self, entity: str) -> Sequence[Fact]:
        """Versions of a subject or record."""

    def leaving(self, entity: str, *kinds: str) -> Sequence[Fact]:
        """Versions of ties of these kinds that begin at an entity, kind by kind."""

    def arriving(self, entity: str, *kinds: str) -> Sequence[Fact]:
        """Versions of ties of these kinds that end at an entity, kind by kind."""

    def numbered(self, number: str) -> Sequence[Fact]:
        """Versions of subjects and records with a number (document match key)."""

    def group(self, entity: str) -> Sequence[str]:
        """Every id that was ever found to be the same subject, itself included, in order."""


class View:
    """Versions as known at one instant. Aliases of one subject (SAME_AS) are read as that subject.

    What was read once is remembered: what has been looked at does not change within a view.
    """

    def __init__(self, versions: Versions, known_at: int | None) -> None:
        self._versions = versions
        self.known_at = known_at
        self.trace: set[int] = set()
        """Instants at which what this view looked at was recorded or ceased to be known."""
        self.looked: set[reading.Look] = set()
        """What this view looked at (graph.reading)."""
        self._facts: dict[str, Fact | None] = {}
        self._canonical: dict[str, str] = {}
        self._aliases: dict[str, Sequence[str]] = {}
        self._to: dict[tuple[str, tuple[str, ...]], list[Fact]] = {}
        self._from: dict[tuple[str, tuple[str, ...]], list[Fact]] = {}

    def _known(self, facts: Iterable[Fact]) -> list[Fact]:
        found, trace, instant = [], self.trace, self.known_at
        for fact in facts:
            since, until = fact.recorded_from, fact.recorded_to
            trace.add(since)
            if until is not None:
                trace.add(until)
            if until is None if instant is None else since <= instant and (until is None or instant < until):
                found.append(fact)
        return found

    def fact(self, entity: str) -> Fact | None:
        """The subject or record of this very id, or None when it was not known; as its register has it, if one does."""
        if entity in self._facts:
            return self._facts[entity]
        self.looked.add(reading.mention(entity))
        known = self._known(self._versions.of(entity))
        found = next((fact for fact in reversed(known) if fact.owner), known[-1]) if known else None
        self._facts[entity] = found
        return found

    def versions(self, entity: str) -> list[Fact]:
        """Every version of this very subject or record that was ever known up to the instant, oldest first."""
        self.looked.add(reading.mention(entity))
        versions = self._versions.of(entity)
        self._known(versions)
        heard = [fact for fact in versions if self.known_at is None or fact.recorded_from <= self.known_at]
        return sorted(heard, key=lambda fact: (fact.recorded_from, fact.sequence))

    def canonical(self, entity: str) -> str:
        """The id under which a subject is known, following SAME_AS as long as it leads to one subject."""
        if entity in self._canonical:
            return self._canonical[entity]
        seen = [entity]
        while True:
            self.looked.add(reading.leaving(seen[-1], _SAME_AS))
            ties = self._known(self._versions.leaving(seen[-1], "SAME_AS"))
            targets = sorted({tie.target for tie in ties} - set(seen)) if ties else ()
            if len(targets) != 1:
                break
            seen.append(targets[0])
        for member in seen:
            self._canonical[member] = seen[-1]
        return seen[-1]

    def aliases(self, entity: str) -> Sequence[str]:
        """All ids of the subject that ``entity`` is one id of, as known at the instant."""
        if entity in self._aliases:
            return self._aliases[entity]
        group = self._versions.group(entity)
        self.looked.update(map(reading.same, group))
        if len(group) > 1:
            root = self.canonical(entity)
            group = [member for member in group if self.canonical(member) == root]
        self._aliases[entity] = group
        return group

    def subject(self, entity: str) -> Fact | None:
        """The subject, under its canonical id."""
        return self.fact(self.canonical(entity))

    def ties_to(self, entity: str, *kinds: str) -> list[Fact]:
        """Ties of these kinds that end at the subject or record, by start, then id."""
        if (entity, kinds) not in self._to:
            found: list[Fact] = []
            for member in self.aliases(entity):
                self.looked.add(reading.arriving(member, kinds))
                if ties := self._versions.arriving(member, *kinds):
                    found += self._known(ties)
            found.sort(key=_by_start)
            self._to[entity, kinds] = found
        return list(self._to[entity, kinds])

    def ties_from(self, entity: str, *kinds: str) -> list[Fact]:
        """Ties of these kinds that begin at the subject or record, by start, then id."""
        if (entity, kinds) not in self._from:
            found: list[Fact] = []
            for member in self.aliases(entity):
                self.looked.add(reading.leaving(member, kinds))
                if ties := self._versions.leaving(member, *kinds):
                    found += self._known(ties)
            found.sort(key=_by_start)
            self._from[entity, kinds] = found
        return list(self._from[entity, kinds])

    def numbered(self, number: str, *kinds: str) -> list[Fact]:
        """Records of these kinds with this document number (match key), by date, then id."""
        self.looked.add(reading.number(number))
        facts = self._known([fact for fact in self._versions.numbered(number) if fact.kind in kinds])
        if len(facts) > 1:
            facts.sort(key=lambda fact: (fact.valid_from or 0, fact.entity))
        return facts

    def target(self, record: str, *kinds: str) -> str | None:
        """The one subject a record points at by these ties, canonical; the first by id where there are several."""
        ties = self.ties_from(record, *kinds)
        return self.canonical(ties[0].target) if ties else None

    def born(self, person: str) -> date | None:
        """A person's date of birth where a number tells it."""
        fact = self.subject(person)
        return fact.date("birth") if fact else None


def _by_start(tie: Fact) -> tuple[bool, int, str]:
    return tie.valid_from is not None, tie.valid_from or 0, tie.entity
