"""A store's facts as a question needs them: read when they are asked for, kept while they may be asked for again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from graph.model import Fact
from graph.schema import schema
from graph.store.port import Store
from graph.view import View

_SAID_OF_ALL = ("HAS_STATUS",)
_SAID_OF_UNITS = ("CONCERNS", "PENALISES")
"""Ties from records to subjects that questions about other records ask for: few at each subject."""

_MOST = 400_000
"""So many versions are kept at most; past that everything is forgotten and read again when it is asked for."""


class Live:
    """The same answers as a snapshot of the whole store, without reading more than what is asked for."""

    def __init__(self, store: Store) -> None:
        self.version = store.version()
        self._store = store
        self._forget()

    def _forget(self) -> None:
        self._of: dict[str, list[Fact]] = {}
        self._leaving: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._arriving: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._read: set[tuple[str, str]] = set()
        self._whole: set[str] = set()
        self._numbered: dict[str, list[Fact]] = {}
        self._groups: dict[str, list[str]] = {}
        self._beside: dict[str, set[str]] = defaultdict(set)
        self._kept = 0

    def at(self, known_at: int | None) -> View:
        """What was known at an instant (microseconds UTC; None: now)."""
        return View(self, known_at)

    def prepare(self, records: Sequence[str]) -> None:
        """Read ahead what questions about these records begin with, in a few large reads instead of many small ones."""
        if self._kept > _MOST:
            self._forget()
        self._facts(records)
        self._all_ties(records)
        numbers = {fact.number for record in records for fact in self.of(record) if fact.number}
        self._numbers(numbers)
        said_of = [fact.entity for number in sorted(numbers) for fact in self.numbered(number)]
        others = sorted({entity for entity in said_of if entity not in self._whole})
        self._facts(others)
        self._all_ties(others)
        subjects = self._far_ends([*records, *others])
        self._facts(subjects)
        self._ties(subjects, [*schema().between_subjects(), *_SAID_OF_UNITS, *_SAID_OF_ALL])
        people = self._far_ends(subjects)
        self._facts(people)
        self._ties(people, ["SAME_AS", *_SAID_OF_ALL])

    def read(self, subjects: Sequence[str], kinds: Sequence[str]) -> None:
        """Read ahead these subjects and their ties of these kinds."""
        self._facts(subjects)
        self._ties(subjects, kinds)

    def _far_ends(self, entities: Iterable[str]) -> list[str]:
        near = set(entities)
        return sorted(set().union(*(self._beside.get(entity, ()) for entity in near)) - near)

    # -- reading ------------------------------------------------------------------------------------------------
    def _facts(self, entities: Iterable[str]) -> None:
        wanted = [entity for entity in dict.fromkeys(entities) if entity not in self._of]
        if wanted:
            self._of.update((entity, []) for entity in wanted)
            for fact in self._store.facts(wanted, history=True):
                self._of[fact.entity].append(fact)
                self._kept += 1

    def _ties(self, ends: Iterable[str], kinds: Sequence[str]) -> None:
        wanted = [
            end
            for end in dict.fromkeys(ends)
            if end not in self._whole and any((end, kind) not in self._read for kind in kinds)
        ]
        if not wanted:
            return
        fresh = {(end, kind) for end in wanted for kind in kinds} - self._read
        self._read |= fresh
        self._take(self._store.ties(wanted, kinds=kinds, history=True), fresh.__contains__)

    def _all_ties(self, ends: Iterable[str]) -> None:
        wanted = {end for end in ends if end not in self._whole}
        if wanted:
            self._whole |= wanted
            self._take(self._store.ties(wanted, history=True), lambda key: key[0] in wanted and key not in self._read)

    def _take(self, ties: Iterable[Fact], fresh: Callable[[tuple[str, str]], bool]) -> None:
        for tie in ties:
            if fresh((tie.source, tie.kind)):
                self._leaving[tie.source, tie.kind].append(tie)
                self._beside[tie.source].add(tie.target)
            if fresh((tie.target, tie.kind)):
                self._arriving[tie.target, tie.kind].append(tie)
                self._beside[tie.target].add(tie.source)
            self._kept += 1

    def _numbers(self, numbers: Iterable[str]) -> None:
        wanted = [number for number in dict.fromkeys(numbers) if number not in self._numbered]
        if wanted:
            self._numbered.update((number, []) for number in wanted)
            for fact in self._store.numbered(wanted):
                self._numbered[fact.number].append(fact)
                self._kept += 1

    # -- see graph.view -----------------------------------------------------------------------------------------
    def of(self, entity: str) -> Sequence[Fact]:
        """See graph.view."""
        if entity not in self._of:
            self._facts([entity])
        return self._of[entity]

    def leaving(self, entity: str, kind: str) -> Sequence[Fact]:
        """See graph.view."""
        if entity not in self._whole and (entity, kind) not in self._read:
            self._ties([entity], [kind])
        return self._leaving.get((entity, kind), ())

    def arriving(self, entity: str, kind: str) -> Sequence[Fact]:
        """See graph.view."""
        if entity not in self._whole and (entity, kind) not in self._read:
            self._ties([entity], [kind])
        return self._arriving.get((entity, kind), ())

    def numbered(self, number: str) -> Sequence[Fact]:
        """See graph.view."""
        if number not in self._numbered:
            self._numbers([number])
        return self._numbered[number]

    def group(self, entity: str) -> Sequence[str]:
        """See graph.view."""
        if entity not in self._groups:
            members, edge = {entity}, {entity}
            while edge:
                self._ties(sorted(edge), ["SAME_AS"])
                edge = {
                    end
                    for member in edge
                    for tie in (*self.leaving(member, "SAME_AS"), *self.arriving(member, "SAME_AS"))
                    for end in (tie.source, tie.target)
                } - members
                members |= edge
            found = sorted(members)
            self._groups.update((member, found) for member in found)
        return self._groups[entity]
