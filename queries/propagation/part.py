"""A part of the records: what follows from each, against what the store holds of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal, NamedTuple

import orjson

from graph import reading
from graph.derived import Derived
from graph.live import Live, TooFar
from graph.store.port import Store
from queries.propagation.derivation import ALONE
from queries.propagation.run import Derivation, derivation_of, derive
from queries.rulebook import Rulebook

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


def change_of(what: What, one: Derived) -> Change:
    """What becomes of a derived fact, in a line, by its last version."""
    place, subject, trigger = one.body.get("place"), one.body["subject"], one.body["trigger"]
    named = f"{place['code']} {place['name']}".strip() if place else ""
    return Change(what, one.id, one.family, one.rule, named, one.subject, subject["name"], trigger["number"])


class Part(NamedTuple):
    """What is to be told and written of a part of the records."""

    changes: list[Change]
    unchanged: int
    add: list[Derived]
    drop: list[str]
    looked: dict[str, list[int]]
    """By record, the keys of what its derivation looked at (graph.reading)."""

    @property
    def begun(self) -> list[Derived]:
        """The last version of each derived fact that begins."""
        last = {version.id: version for version in self.add}
        return [last[change.id] for change in self.changes if change.what == "begin"]

    def packed(self) -> bytes:
        """The part as JSON, to be handed from process to process."""
        rows = ([list(one) for one in self.changes], self.unchanged, [list(one) for one in self.add])
        return orjson.dumps((*rows, self.drop, self.looked), option=orjson.OPT_SORT_KEYS)


def unpacked(text: bytes) -> Part:
    """The part that was packed."""
    changes, unchanged, add, drop, looked = orjson.loads(text)
    return Part([Change(*one) for one in changes], unchanged, [Derived(*one) for one in add], drop, looked)


def joined(parts: Sequence[Part]) -> Part:
    """Several parts as one."""
    return Part(
        [change for part in parts for change in part.changes],
        sum(part.unchanged for part in parts),
        [version for part in parts for version in part.add],
        sorted(key for part in parts for key in part.drop),
        {record: keys for part in parts for record, keys in part.looked.items()},
    )


def part_of(store: Store, live: Live, records: Sequence[str], book: Rulebook) -> Part:
    """Derive these records and compare them with what the store holds of them; nothing is written."""
    done = _derived(live, records, book)
    held: dict[str, list[Derived]] = {}
    for version in store.derived(records=records, history=True):
        held.setdefault(version.id, []).append(version)
    wanted: dict[str, list[Derived]] = {}
    for derivation in done:
        for version in derivation.versions:
            wanted.setdefault(version.id, []).append(version)
    looked = {one.record: reading.numbered(_foreign(one)) for one in done}
    part = Part([], sum(_same(held.get(key), versions) for key, versions in wanted.items()), [], [], looked)
    for key, versions in wanted.items():
        if _same(held.get(key), versions):
            continue
        part.changes.append(change_of("change" if key in held else "begin", versions[-1]))
        part.add.extend(versions)
        if key in held:
            part.drop.append(key)
    for key in sorted(held.keys() - wanted.keys()):
        part.changes.append(change_of("end", held[key][-1]))
        part.drop.append(key)
    part.drop.sort()
    return part


def _derived(live: Live, records: Sequence[str], book: Rulebook) -> list[Derivation]:
    """The derivations of these records: those that supposed wrongly that a number is nobody's are made again."""
    live.prepare(records, alone=ALONE, near=True)
    with live.supposing() as supposed:
        done = {one.record: one for one in _near_and_far(live, records, book)}
    wrong = {reading.number(number) for number in live.known_numbers(supposed)}
    again = [record for record in records if not wrong.isdisjoint(done[record].looked)] if wrong else []
    done.update((one.record, one) for one in derive(live, again, book))
    return [done[record] for record in records]


def _near_and_far(live: Live, records: Sequence[str], book: Rulebook) -> Iterator[Derivation]:
    """First the many that ask for what is near; then, once that is read for all of them, the few that go further."""
    far: list[str] = []
    with live.staying_near():
        for record in records:
            try:
                yield derivation_of(live, record, book)
            except TooFar:
                far.append(record)
    live.go_further(far)
    yield from derive(live, far, book)


def _same(held: list[Derived] | None, wanted: list[Derived]) -> bool:
    return held is not None and list(map(_text, held)) == list(map(_text, wanted))


def _text(version: Derived) -> bytes:
    return orjson.dumps(list(version), option=orjson.OPT_SORT_KEYS)


def _foreign(derivation: Derivation) -> Iterator[reading.Look]:
    """What a derivation looked at beyond its own record and that record's ties: those concern it in any case."""
    own = derivation.record
    return (look for look in derivation.looked if look[1] != own)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Do without the search for rubbish in circles: a part has many facts and next to no circle.

    What was made meanwhile counts as old afterwards: else the next object made would have all of it searched at once.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
