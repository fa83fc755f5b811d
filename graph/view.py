"""Facts as they were known at one instant, with a trace of what was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from graph import reading
from graph.model import Fact


class Versions(Protocol):
    """Every version of every fact that a question may ask about, in the store's order (graph.snapshot, graph.live)."""

    def of(self, entity: str) -> Sequence[Fact]:
        """Versions of a subject or record."""

    def leaving(self, entity: str, kind: str) -> Sequence[Fact]:
        """Versions of ties of a kind that begin at an entity."""

    def arriving(self, entity: str, kind: str) -> Sequence[Fact]:
        """Versions of ties of a kind that end at an entity."""

    def numbered(self, number: str) -> Sequence[Fact]:
        """Versions of subjects and records with a number (document match key)."""

    def group(self, entity: str) -> Sequence[str]:
        """Every id that was ever found to be the same subject, itself included, in order."""


class View:
    """Versions as known at one instant. Aliases of one subject (SAME_AS) are read as that subject."""

    def __init__(self, versions: Versions, known_at: int | None) -> None:
        self._versions = versions
        self.known_at = known_at
        self.trace: set[int] = set()
        """Instants at which what this view looked at was recorded or ceased to be known."""
        self.looked: set[str] = set()
        """What this view looked at (graph.reading)."""
        self._canonical: dict[str, str] = {}

    def _known(self, facts: Iterable[Fact]) -> list[Fact]:
        found = []
        for fact in facts:
            self.trace.add(fact.recorded_from)
            if fact.recorded_to is not None:
                self.trace.add(fact.recorded_to)
            if fact.known_at(self.known_at):
                found.append(fact)
        return found

    def fact(self, entity: str) -> Fact | None:
        """The subject or record of this very id, or None when it was not known; as its register has it, if one does."""
        self.looked.add(reading.mention(entity))
        known = self._known(self._versions.of(entity))
        return next((fact for fact in reversed(known) if fact.owner), known[-1]) if known else None

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
            self.looked.add(reading.leaving(seen[-1], "SAME_AS"))
            ties = self._known(self._versions.leaving(seen[-1], "SAME_AS"))
            targets = sorted({tie.target for tie in ties} - set(seen))
            if len(targets) != 1:
                break
            seen.append(targets[0])
        for member in seen:
            self._canonical[member] = seen[-1]
        return seen[-1]

    def aliases(self, entity: str) -> Sequence[str]:
        """All ids of the subject that ``entity`` is one id of, as known at the instant."""
        group = self._versions.group(entity)
        self.looked.update(map(reading.same, group))
        if len(group) == 1:
            return group
        root = self.canonical(entity)
        return [member for member in group if self.canonical(member) == root]

    def subject(self, entity: str) -> Fact | None:
        """The subject, under its canonical id."""
        return self.fact(self.canonical(entity))

    def ties_to(self, entity: str, *kinds: str) -> list[Fact]:
        """Ties of these kinds that end at the subject or record, by start, then id."""
        found: list[Fact] = []
        for member in self.aliases(entity):
            for kind in kinds:
                self.looked.add(reading.arriving(member, kind))
                found += self._known(self._versions.arriving(member, kind))
        return sorted(found, key=_by_start)

    def ties_from(self, entity: str, *kinds: str) -> list[Fact]:
        """Ties of these kinds that begin at the subject or record, by start, then id."""
        found: list[Fact] = []
        for member in self.aliases(entity):
            for kind in kinds:
                self.looked.add(reading.leaving(member, kind))
                found += self._known(self._versions.leaving(member, kind))
        return sorted(found, key=_by_start)

    def numbered(self, number: str, *kinds: str) -> list[Fact]:
        """Records of these kinds with this document number (match key), by date, then id."""
        self.looked.add(reading.number(number))
        facts = self._known(fact for fact in self._versions.numbered(number) if fact.kind in kinds)
        return sorted(facts, key=lambda fact: (fact.valid_from or 0, fact.entity))

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
