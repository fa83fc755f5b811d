"""Bringing what is derived up to date: what changed, which records that concerns, and writing the difference.

A record is asked again when a fact touches what its derivation looked at the last time. The work is done in parts, each
one transaction; a run that was killed goes on where it was, and comes to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import orjson

from graph import reading
from graph.derived import Derived
from graph.live import Live
from graph.model import Shape
from graph.schema import schema
from graph.store.errors import StoreDamaged
from graph.store.port import DERIVATION, Store
from queries.propagation.derivation import ALONE, DORMANT
from queries.propagation.run import Derivation, derive
from queries.rulebook import Rulebook

Progress = Callable[[int, int], None]
"""Called with records done and records in all."""

Begun = Callable[[Sequence[Derived]], None]
"""Called with what is about to begin, before it is written."""

_LEAST, _MOST, _SHARE = 250, 1_000, 10
"""Records a part: a tenth of all, but no fewer and no more than these."""

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


What = Literal["begin", "change", "end"]


class Change(NamedTuple):
    """One derived fact that begins, changes or ends, in a line."""

    what: What
    id: str
    family: str
    rule: str
    place: str
    subject: str
    name: str
    number: str


@dataclass(slots=True)
class Difference:
    """What a derivation changes against what the store holds."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    records: int = 0

    def add(self, what: What, one: Derived) -> None:
        """Note what becomes of a derived fact, by its last version."""
        self.changes.append(change_of(what, one))


def change_of(what: What, one: Derived) -> Change:
    """What becomes of a derived fact, in a line."""
    place, subject, trigger = one.body.get("place"), one.body["subject"], one.body["trigger"]
    named = f"{place['code']} {place['name']}".strip() if place else ""
    return Change(what, one.id, one.family, one.rule, named, one.subject, subject["name"], trigger["number"])


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
) -> tuple[Difference, Stamp]:
    """Derive what may have changed since the last time (``full``: everything), and write the difference part by part.

    Other rules than the last time's mean everything. With ``dry_run`` nothing is written.
    """
    live = Live(store)
    before = stamp_of(store)
    if before is None or before.rules_version != book.version or full:
        before = Stamp(0, book.version)
    records, began = _waiting(store, before, live.version)
    difference = Difference()
    size = min(max(len(records) // _SHARE, _LEAST), _MOST)
    for start in range(0, len(records), size):
        part = records[start : start + size]
        live.prepare(part, alone=ALONE)
        done = list(derive(live, part, book))
        rebuilding = began is not None and start + size < len(records)
        stamp = Stamp(began or 0, book.version, max(part[-1], before.through or "")) if rebuilding else before
        _take(store, part, done, difference, None if dry_run else stamp.text(more), begun)
        if progress is not None:
            progress(start + len(part), len(records))
    after = Stamp(live.version, book.version)
    if not dry_run:
        store.write_derived({}, [], [], after.text(more))
    return difference, after


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


def _take(
    store: Store,
    part: Sequence[str],
    done: Sequence[Derivation],
    difference: Difference,
    stamp: str | None,
    begun: Begun | None,
) -> None:
    """Compare a part with what the store holds of it, and write what differs under ``stamp`` (None: write nothing)."""
    held: dict[str, list[Derived]] = {}
    for version in store.derived(records=part, history=True):
        held.setdefault(version.id, []).append(version)
    wanted: dict[str, list[Derived]] = {}
    for derivation in done:
        for version in derivation.versions:
            wanted.setdefault(version.id, []).append(version)
    add: list[Derived] = []
    drop: list[str] = []
    for key, versions in wanted.items():
        if key not in held:
            difference.add("begin", versions[-1])
        elif [_text(one) for one in held[key]] != [_text(one) for one in versions]:
            difference.add("change", versions[-1])
            drop.append(key)
        else:
            difference.unchanged += 1
            continue
        add += versions
    gone = sorted(held.keys() - wanted.keys())
    for key in gone:
        difference.add("end", held[key][-1])
    difference.records += len(part)
    if stamp is not None:
        if begun is not None:
            begun([versions[-1] for key, versions in wanted.items() if key not in held])
        looked = {one.record: reading.numbered(_foreign(one)) for one in done}
        store.write_derived({}, add, sorted([*drop, *gone]), stamp, looked)


def _foreign(derivation: Derivation) -> Iterator[reading.Look]:
    """What a derivation looked at beyond its own record and that record's ties: those concern it in any case."""
    own = derivation.record
    return (look for look in derivation.looked if look[1] != own)


def _text(version: Derived) -> bytes:
    return orjson.dumps(list(version), option=orjson.OPT_SORT_KEYS)
