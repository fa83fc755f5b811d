"""All facts of a store at once, read as they were known at any instant, with a trace of what was looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from graph.model import Fact, Shape
from graph.store.port import Store

T = TypeVar("T")


class Snapshot:
    """Every version of every fact, both ends of every tie, stamped with the store's version."""

    def __init__(self, facts: Iterable[Fact], version: int) -> None:
        self.version = version
        self.entities: dict[str, list[Fact]] = defaultdict(list)
        self.outgoing: dict[str, list[Fact]] = defaultdict(list)
        self.incoming: dict[str, list[Fact]] = defaultdict(list)
        self.numbers: dict[str, list[Fact]] = defaultdict(list)
        self.kinds: dict[str, dict[str, None]] = defaultdict(dict)
        for fact in facts:
            if fact.recorded_from == fact.recorded_to:
                continue
            if fact.shape == Shape.TIE:
                self.outgoing[fact.source].append(fact)
                self.incoming[fact.target].append(fact)
            else:
                self.entities[fact.entity].append(fact)
                self.kinds[fact.kind][fact.entity] = None
                if fact.number:
                    self.numbers[fact.number].append(fact)
        self._members = self._groups()

    @classmethod
    def of(cls, store: Store) -> Snapshot:
        """The whole store. The version is read first, so the snapshot is never older than it says."""
        version = store.version()
        return cls(store.scan(), version)

    def _groups(self) -> dict[str, list[str]]:
        """Who was ever found to be the same as whom: the widest group of ids a view may have to look at."""
        group: dict[str, list[str]] = {}
        for ties in list(self.outgoing.values()):
            for tie in ties:
                if tie.kind == "SAME_AS":
                    one, other = group.get(tie.source, [tie.source]), group.get(tie.target, [tie.target])
                    if one is not other:
                        one = sorted({*one, *other})
                        for member in one:
                            group[member] = one
        return group

    def at(self, known_at: int | None) -> View:
        """What was known at an instant (microseconds UTC; None: now)."""
        return View(self, known_at)

    def group(self, entity: str) -> list[str]:
        """Every id that was ever found to be the same subject, itself included, in order."""
        return self._members.get(entity, [entity])

    def records(self, *kinds: str) -> Iterator[str]:
        """Entities of these kinds that were ever known, in order of id."""
        for kind in kinds:
            yield from sorted(self.kinds.get(kind, {}))

    def over_time(self, answer: Callable[[View], T]) -> list[tuple[int, int | None, T]]:
        """An answer at every instant at which it could have changed: ``(from, to, answer)``, oldest first.

        The answer is asked once as of now; whatever it looked at tells when it could have been another, and it is asked
        again for each such instant, until nothing new has been looked at.
        """
        now = self.at(None)
        latest = answer(now)
        bounds = set(now.trace)
        asked: dict[int, T] = {}
        while True:
            waiting = sorted(bound for bound in bounds if bound not in asked)
            if not waiting:
                break
            last = max(bounds)
            for bound in waiting:
                if bound == last:
                    asked[bound] = latest
                    continue
                view = self.at(bound)
                asked[bound] = answer(view)
                bounds |= view.trace
        ordered = sorted(asked)
        return [
            (bound, ordered[place + 1] if place + 1 < len(ordered) else None, asked[bound])
            for place, bound in enumerate(ordered)
        ]


class View:
    """A snapshot as known at one instant. Aliases of one subject (SAME_AS) are read as that subject."""

    def __init__(self, snapshot: Snapshot, known_at: int | None) -> None:
        self.snapshot = snapshot
        self.known_at = known_at
        self.trace: set[int] = set()
        """Instants at which what this view looked at was recorded or ceased to be known."""
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
        """The subject or record of this very id, or None when it was not known."""
        known = self._known(self.snapshot.entities.get(entity, ()))
        return known[-1] if known else None

    def canonical(self, entity: str) -> str:
        """The id under which a subject is known, following SAME_AS as long as it leads to one subject."""
        if entity in self._canonical:
            return self._canonical[entity]
        seen = [entity]
        while True:
            ties = self._known(tie for tie in self.snapshot.outgoing.get(seen[-1], ()) if tie.kind == "SAME_AS")
            targets = sorted({tie.target for tie in ties} - set(seen))
            if len(targets) != 1:
                break
            seen.append(targets[0])
        for member in seen:
            self._canonical[member] = seen[-1]
        return seen[-1]

    def aliases(self, entity: str) -> list[str]:
        """All ids of the subject that ``entity`` is one id of, as known at the instant."""
        group = self.snapshot.group(entity)
        if len(group) == 1:
            return group
        root = self.canonical(entity)
        return [member for member in group if self.canonical(member) == root]

    def subject(self, entity: str) -> Fact | None:
        """The subject, under its canonical id."""
        return self.fact(self.canonical(entity))

    def ties_to(self, entity: str, *kinds: str) -> list[Fact]:
        """Ties of these kinds that end at the subject or record, by start, then id."""
        return self._ties(self.snapshot.incoming, entity, kinds)

    def ties_from(self, entity: str, *kinds: str) -> list[Fact]:
        """Ties of these kinds that begin at the subject or record, by start, then id."""
        return self._ties(self.snapshot.outgoing, entity, kinds)

    def _ties(self, table: dict[str, list[Fact]], entity: str, kinds: tuple[str, ...]) -> list[Fact]:
        found: list[Fact] = []
        for member in self.aliases(entity):
            found += self._known(tie for tie in table.get(member, ()) if tie.kind in kinds)
        return sorted(found, key=lambda tie: (tie.valid_from is not None, tie.valid_from or 0, tie.entity))

    def numbered(self, number: str, *kinds: str) -> list[Fact]:
        """Records of these kinds with this document number (match key), by date, then id."""
        facts = self._known(fact for fact in self.snapshot.numbers.get(number, ()) if fact.kind in kinds)
        return sorted(facts, key=lambda fact: (fact.valid_from or 0, fact.entity))

    def target(self, record: str, *kinds: str) -> str | None:
        """The one subject a record points at by these ties, canonical; the first by id where there are several."""
        ties = self.ties_from(record, *kinds)
        return self.canonical(ties[0].target) if ties else None

    def born(self, person: str) -> date | None:
        """A person's date of birth where a number tells it."""
        fact = self.subject(person)
        return fact.date("birth") if fact else None
