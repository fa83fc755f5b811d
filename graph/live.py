"""A store's facts as a question needs them: read when they are asked for, kept while they may be asked for again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from graph import reading
from graph.model import Fact, Shape
from graph.reading import Look
from graph.schema import schema
from graph.store.port import Store
from graph.view import View
from graph.worked_out import WorkedOut

_SAID_OF_ALL = ("HAS_STATUS",)
_SAID_OF_UNITS = ("CONCERNS", "PENALISES")
"""Ties from records to subjects that questions about other records ask for: few at each subject."""

_UPWARDS = ("SHAREHOLDER_OF", "EXECUTING_PARTNER_OF")
"""Ties from those who may decide in a unit: they are followed up its chains."""

_OF_HOLDERS = frozenset(
    (*_UPWARDS, "LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "OFFICER_OF", "DECLARES", "HOLDS_POST_IN")
)
"""Ties to those who hold posts or stakes in a unit: half of all that is around it, and most questions never ask."""

_STEPS_UP = 4
"""So far up the chains is read ahead; further up, what is asked for."""

_MOST = 400_000
"""So many versions are kept at most; past that everything is forgotten and read again when it is asked for."""

_WORKED_OUT = 40_000
"""So much that was worked out is remembered at most."""

T = TypeVar("T")

_SAME_AS = frozenset(["SAME_AS"])
_NONE: frozenset[str] = frozenset()


class TooFar(Exception):
    """A question goes on to those who hold posts or stakes, of whom nothing was read ahead (``Live.staying_near``)."""


class Live:
    """The same answers as a snapshot of the whole store, without reading more than what is asked for."""

    def __init__(self, store: Store) -> None:
        self.version = store.version()
        self._store = store
        self._every = frozenset(schema().ties)
        self._between = frozenset((*schema().between_subjects(), *_SAID_OF_UNITS, *_SAID_OF_ALL))
        self._stays_near = False
        self._worked_out = WorkedOut(_WORKED_OUT)
        self.forget()

    def forget(self) -> None:
        """Let go of all facts, to save memory; what was worked out from them still holds."""
        self._of: dict[str, list[Fact]] = {}
        self._leaving: dict[str, dict[str, list[Fact]]] = {}
        self._arriving: dict[str, dict[str, list[Fact]]] = {}
        self._read: dict[str, frozenset[str]] = {}
        self._numbered: dict[str, list[Fact]] = {}
        self._supposed: set[str] | None = None
        self._groups: dict[str, list[str]] = {}
        self._beside: dict[str, set[str]] = defaultdict(set)
        self._other_ids: dict[str, set[str]] = defaultdict(set)
        self._kept = 0

    def once(self, what: Hashable, work: Callable[[View], T]) -> T:
        """What ``work`` gives, worked out once while nothing is told of that it looked at in the view it is given.

        It must follow from ``what`` and from facts as known now, alone.
        """

        def made() -> tuple[T, Iterable[Look]]:
            view = self.at(None)
            return work(view), view.looked

        return self._worked_out.once(what, self.version, made)

    def let_go(self, fact: Fact) -> None:
        """Something was told of this fact by the store's present ``version``: what it concerns is read again."""
        looks = reading.touched(fact)
        self._worked_out.touch([*looks, reading.code(fact.code)] if fact.code else looks, self.version)
        if fact.shape == Shape.TIE:
            self._let_go_of_tie(fact)
        else:
            self._of.pop(fact.entity, None)
            self._numbered.pop(fact.number, None)

    def let_go_of_all(self) -> None:
        """Another store is read from now on, or so much was told of that it is quicker to begin anew."""
        self.forget()
        self._worked_out.forget()

    def _let_go_of_tie(self, tie: Fact) -> None:
        ends = [tie.source, tie.target] if tie.kind != "SAME_AS" else self._found_same([tie.source, tie.target])
        for end in ends:
            known = self._read.get(end)
            if known is not None and tie.kind in known:
                self._read[end] = known - {tie.kind}
                for side in (self._leaving, self._arriving):
                    side.get(end, {}).pop(tie.kind, None)
            if tie.kind == "SAME_AS":
                self._groups.pop(end, None)
                self._other_ids.pop(end, None)

    def _found_same(self, edge: Iterable[str]) -> set[str]:
        """These subjects with every other id that they are known to have had, without reading on."""
        found: set[str] = set()
        edge = set(edge)
        while edge:
            found |= edge
            edge = set().union(*(self._other_ids.get(one, ()) for one in edge)) - found
        return found

    @property
    def kept(self) -> int:
        """How many versions of facts were read since all were let go of: no more than these are kept."""
        return self._kept

    def at(self, known_at: int | None) -> View:
        """What was known at an instant (microseconds UTC; None: now)."""
        return View(self, known_at)

    def prepare(self, records: Sequence[str], *, alone: Collection[str] = (), near: bool = False) -> None:
        """Read ahead what questions about these records begin with, in a few large reads instead of many small ones.

        Of records of a kind in ``alone`` nothing is asked but what they say and whom they name. ``near``: leave what
        only few questions go on to for ``go_further``.
        """
        if self._kept > _MOST:
            self.forget()
        self._facts(records)
        self._ties(records, self._every)
        self._numbers({fact.number for record in records for fact in self._of[record] if fact.number})
        apart = [record for record in records if any(fact.kind in alone for fact in self._of[record][:1])]
        self._facts(self._as_known(self._far_ends(apart)))
        records = sorted(set(records).difference(apart))
        self._around(records, self._between - _OF_HOLDERS)
        if not near:
            self.go_further(records)

    def go_further(self, records: Sequence[str]) -> None:
        """Read ahead who holds posts and stakes in those whom these records, prepared before, speak of."""
        self._chains(self._around(records, self._between))

    def _around(self, records: Sequence[str], kinds: frozenset[str]) -> list[str]:
        """Read ahead whom records, and others under their numbers, speak of, with ties of these kinds to them."""
        numbers = {fact.number for record in records for fact in self._of[record] if fact.number}
        others = sorted({fact.entity for number in numbers for fact in self._numbered[number]}.difference(records))
        self._facts(others)
        self._ties(others, self._every)
        subjects = self._same(self._far_ends([*records, *others]))
        self._facts(subjects)
        self._ties(subjects, kinds)
        self._numbers(subjects)
        beside = self._far_ends(subjects)
        self._facts(beside)
        self._ties((entity for entity in beside if self._is_record(entity)), self._every)
        people = self._same(entity for entity in beside if not self._is_record(entity))
        self._facts(people)
        self._ties(people, frozenset(_SAID_OF_ALL))
        return subjects

    def read(self, subjects: Sequence[str], kinds: Sequence[str]) -> None:
        """Read ahead these subjects and their ties of these kinds."""
        self._facts(subjects)
        self._ties(subjects, frozenset(kinds))

    @contextmanager
    def supposing(self) -> Iterator[set[str]]:
        """Suppose that a number which was not read is nobody's; gives those that were asked for, to be read together.

        Most numbers of which a derivation asks are ids that no document speaks of.
        """
        supposed: set[str] = set()
        self._supposed = supposed
        try:
            yield supposed
        finally:
            self._supposed = None

    @contextmanager
    def staying_near(self) -> Iterator[None]:
        """Raise TooFar where a question goes on to what only ``go_further`` reads ahead."""
        self._stays_near = True
        try:
            yield
        finally:
            self._stays_near = False

    def known_numbers(self, numbers: Iterable[str]) -> set[str]:
        """Those of these numbers that something has."""
        asked = sorted(numbers)
        self._numbers(asked)
        return {number for number in asked if self._numbered[number]}

    def _is_record(self, entity: str) -> bool:
        facts = self._of[entity]
        return bool(facts) and facts[0].shape == Shape.RECORD

    def _far_ends(self, entities: Iterable[str]) -> list[str]:
        near = set(entities)
        return sorted(set().union(*(self._beside.get(entity, ()) for entity in near)) - near)

    def _same(self, subjects: Iterable[str]) -> list[str]:
        """These subjects with every other id that they were ever found to have."""
        found = set(subjects)
        edge = found
        while edge:
            self._ties(sorted(edge), _SAME_AS)
            edge = set().union(*(self._other_ids[member] for member in edge if member in self._other_ids)) - found
            found = found | edge
        return sorted(found)

    def _as_known(self, subjects: Iterable[str]) -> list[str]:
        """These subjects with the ids that theirs were ever found to be other ids of: what leads to names."""
        found = set(subjects)
        edge = found
        while edge:
            self._ties(sorted(edge), _SAME_AS)
            ties = (tie for one in edge if one in self._leaving for tie in self._leaving[one].get("SAME_AS", ()))
            edge = {tie.target for tie in ties} - found
            found = found | edge
        return sorted(found)

    def _chains(self, units: Sequence[str]) -> None:
        """Read ahead who holds what up the chains of units."""
        edge, seen = set(units), set(units)
        for _ in range(_STEPS_UP):
            held = [self._arriving[unit] for unit in edge if unit in self._arriving]
            edge = {tie.source for ties in held for kind in _UPWARDS for tie in ties.get(kind, ())} - seen
            if not edge:
                return
            edge = set(self._same(edge)) - seen
            self._facts(sorted(edge))
            self._ties(sorted(edge), frozenset((*_UPWARDS, *_SAID_OF_UNITS)))
            seen |= edge

    # -- reading ------------------------------------------------------------------------------------------------
    def _facts(self, entities: Iterable[str]) -> None:
        wanted = [entity for entity in dict.fromkeys(entities) if entity not in self._of]
        if wanted:
            found = self._store.facts(wanted, history=True)
            self._of.update((entity, []) for entity in wanted)
            for fact in found:
                self._of[fact.entity].append(fact)
            self._kept += len(found)

    def _ties(self, ends: Iterable[str], kinds: frozenset[str]) -> None:
        """Read ties of these kinds at these ends, as far as they were not read before."""
        wanted: dict[str, frozenset[str]] = {}
        for end in ends:
            known = self._read.get(end)
            if known is None:
                wanted[end] = kinds
            elif not kinds <= known:
                wanted[end] = kinds - known
        if wanted:
            missing = frozenset().union(*set(wanted.values()))
            asked = () if missing == self._every else sorted(missing)
            found = self._store.ties(list(wanted), kinds=asked, history=True)
            self._read.update((end, self._read.get(end, _NONE) | more) for end, more in wanted.items())
            self._take(found, wanted)

    def _take(self, ties: Sequence[Fact], wanted: Mapping[str, frozenset[str]]) -> None:
        leaving, arriving, beside = self._leaving, self._arriving, self._beside
        for tie in ties:
            kind, source, target = tie.kind, tie.source, tie.target
            if kind in wanted.get(source, _NONE):
                leaving.setdefault(source, {}).setdefault(kind, []).append(tie)
                beside[source].add(target)
            if kind in wanted.get(target, _NONE):
                arriving.setdefault(target, {}).setdefault(kind, []).append(tie)
                beside[target].add(source)
            if kind == "SAME_AS":
                self._other_ids[source].add(target)
                self._other_ids[target].add(source)
        self._kept += len(ties)

    def _numbers(self, numbers: Iterable[str]) -> None:
        wanted = [number for number in dict.fromkeys(numbers) if number not in self._numbered]
        if wanted:
            found = self._store.numbered(wanted)
            self._numbered.update((number, []) for number in wanted)
            for fact in found:
                self._numbered[fact.number].append(fact)
            self._kept += len(found)

    # -- see graph.view -----------------------------------------------------------------------------------------
    def of(self, entity: str) -> Sequence[Fact]:
        """See graph.view."""
        if entity not in self._of:
            self._facts([entity])
        return self._of[entity]

    def leaving(self, entity: str, *kinds: str) -> Sequence[Fact]:
        """See graph.view."""
        return self._ties_at(self._leaving, entity, kinds)

    def arriving(self, entity: str, *kinds: str) -> Sequence[Fact]:
        """See graph.view."""
        return self._ties_at(self._arriving, entity, kinds)

    def _ties_at(
        self, side: Mapping[str, Mapping[str, list[Fact]]], entity: str, kinds: tuple[str, ...]
    ) -> Sequence[Fact]:
        if not self._read.get(entity, _NONE).issuperset(kinds):
            if self._stays_near and not _OF_HOLDERS.isdisjoint(kinds):
                raise TooFar
            self._ties([entity], frozenset(kinds))
        ties = side.get(entity)
        if ties is None:
            return ()
        return [tie for kind in kinds if kind in ties for tie in ties[kind]]

    def numbered(self, number: str) -> Sequence[Fact]:
        """See graph.view."""
        found = self._numbered.get(number)
        if found is None:
            if self._supposed is not None:
                self._supposed.add(number)
                return ()
            self._numbers([number])
            found = self._numbered[number]
        return found

    def group(self, entity: str) -> Sequence[str]:
        """See graph.view."""
        if entity not in self._groups:
            if "SAME_AS" not in self._read.get(entity, _NONE):
                self._ties([entity], _SAME_AS)
            found = self._same([entity]) if entity in self._other_ids else [entity]
            self._groups.update((member, found) for member in found)
        return self._groups[entity]
