"""Bringing what is derived up to date: what changed, which records that concerns, and writing the difference.

A record is asked again when a fact touches what its derivation looked at the last time. The work is done in parts, each
one transaction; a run that was killed goes on where it was, and comes to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson

from graph import reading
from graph.derived import Derived
from graph.live import Live
from graph.model import Shape
from graph.schema import schema
from graph.store.errors import StoreDamaged
from graph.store.port import DERIVATION, Store
from queries.propagation.derivation import DORMANT
from queries.propagation.hands import Hands, hands_for
from queries.propagation.part import Change, Part, joined, part_of, seldom_collected
from queries.rulebook import Rulebook

Progress = Callable[[int, int], None]
"""Called with records done and records in all."""

Begun = Callable[[Sequence[Derived]], None]
"""Called with what is about to begin, before it is written."""

_LEAST, _MOST, _TURNS = 250, 1_000, 4
"""Records a part: no fewer and no more than these, and towards the end so few that everybody at work has turns left."""

_WRITES, _TOGETHER = 4, 4_000
"""A run is written in so many transactions at least, where it is not short, and no more records at once than these."""

_KEYS = 20_000


class Stamp(NamedTuple):
    """What is derived follows from: the store's version, the rules' version; ``through`` while a rebuild is under way.

    ``through`` is the last record that the rebuild has done, ``data_version`` then the version it began at.
    """

    data_version: int
    rules_version: str
    through: str | None = None

    def text(self, more: Mapping[str, Any]) -> str:
        """As the store keeps it, with what else is known of the run (who, as of)."""
        return orjson.dumps({**more, **self._asdict()}, option=orjson.OPT_SORT_KEYS).decode()


@dataclass(slots=True)
class Difference:
    """What a derivation changes against what the store holds."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    records: int = 0

    def add(self, part: Part, records: int) -> None:
        """Note what becomes of a part, of so many records."""
        self.changes += part.changes
        self.unchanged += part.unchanged
        self.records += records


def stamp_of(store: Store) -> Stamp | None:
    """The stamp of what the store has derived, or None where nothing ever was."""
    text = store.kept(DERIVATION)
    if text is None:
        return None
    try:
        held = orjson.loads(text)
        return Stamp(held["data_version"], held["rules_version"], held.get("through"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreDamaged("推导的记录无法解读 (the stamp of the derivation cannot be read)") from error


def bring_up(
    store: Store,
    book: Rulebook,
    more: Mapping[str, Any],
    *,
    full: bool = False,
    dry_run: bool = False,
    begun: Begun | None = None,
    progress: Progress | None = None,
    hands: int | None = None,
) -> tuple[Difference, Stamp]:
    """Derive what may have changed since the last time (``full``: everything), and write the difference part by part.

    Other rules than the last time's mean everything. With ``dry_run`` nothing is written. ``hands`` is how many
    processes to work with beside this one; None: as many as are worth while (queries.propagation.hands).
    """
    live = Live(store)
    before = stamp_of(store)
    if before is None or before.rules_version != book.version or full:
        before = Stamp(0, book.version)
    records, began = _waiting(store, before, live.version)
    difference = Difference()
    count = hands_for(store, len(records)) if hands is None else hands
    parts = list(_parts(records, count + 1))
    together = min(max(len(records) // _WRITES, _LEAST), _TOGETHER)
    unwritten: list[Part] = []
    first = 0
    with seldom_collected(), Hands(count, store.url, book) as at_work:
        done = at_work.in_order(parts, lambda some: part_of(store, live, some, book))
        for some, part in zip(parts, done, strict=True):
            difference.add(part, len(some))
            unwritten.append(part)
            is_last = difference.records == len(records)
            if not dry_run and (is_last or difference.records - first >= together):
                through = max(some[-1], before.through or "")
                stamp = before if began is None or is_last else Stamp(began, book.version, through)
                whole = joined(unwritten)
                if begun is not None:
                    begun(whole.begun)
                store.write_derived({}, whole.add, whole.drop, stamp.text(more), whole.looked)
                unwritten, first = [], difference.records
            if progress is not None:
                progress(difference.records, len(records))
    after = Stamp(live.version, book.version)
    if not dry_run:
        store.write_derived({}, [], [], after.text(more))
    return difference, after


def _parts(records: Sequence[str], workers: int) -> Iterator[Sequence[str]]:
    """The records in parts, smaller ones last, so that nobody waits long for the last one."""
    start = 0
    while start < len(records):
        size = min(max((len(records) - start) // (_TURNS * workers), _LEAST), _MOST)
        yield records[start : start + size]
        start += size


def _waiting(store: Store, before: Stamp, version: int) -> tuple[list[str], int | None]:
    """Records to ask, in order, and, where this is a rebuild, the version it began at."""
    if before.data_version == 0 and before.through is None:
        return all_records(store), version
    concerned = _concerned(store, before.data_version)
    if before.through is None:
        return sorted(concerned), None
    through = before.through
    rest = {record for record in all_records(store) if record > through}
    return sorted(rest | concerned), before.data_version


def _awake() -> list[str]:
    return [kind for kind in schema().records if kind not in DORMANT]


def all_records(store: Store) -> list[str]:
    """Every record something may follow from, withdrawn ones too."""
    return sorted({fact.entity for fact in store.changes_since(0, kinds=_awake())})


def _concerned(store: Store, version: int) -> set[str]:
    """Records that were told of since a version, and those whose derivation looked at what was."""
    awake = set(_awake())
    ties = schema().ties
    told: set[str] = set()
    dormant: set[str] = set()
    looks: set[reading.Look] = set()
    for fact in store.changes_since(version):
        looks.update(reading.touched(fact))
        if fact.shape == Shape.RECORD:
            (told if fact.kind in awake else dormant).add(fact.entity)
        elif fact.shape == Shape.TIE:
            kind = ties[fact.kind]
            told.update(
                end
                for end, kinds in ((fact.source, kind.sources), (fact.target, kind.targets))
                if awake.intersection(kinds)
            )
    told -= dormant
    numbered = reading.numbered(looks)
    for start in range(0, len(numbered), _KEYS):
        told.update(store.lookers(numbered[start : start + _KEYS]))
    return told
