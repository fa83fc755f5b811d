"""The derivation over a whole snapshot: what begins, changes and ends, and writing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import orjson

from graph.derived import Derived
from graph.snapshot import Snapshot
from graph.store.port import Store
from queries.propagation.derivation import DORMANT, derive_from
from queries.propagation.unmatched import unmatched
from queries.rulebook import Rulebook

Progress = Callable[[int, int], None]
"""Called with records done and records in all."""


class Difference(NamedTuple):
    """What a derivation changes against what the store holds: versions by id."""

    begin: dict[str, list[Derived]]
    change: dict[str, list[Derived]]
    end: dict[str, list[Derived]]
    unchanged: int


def derive_all(snapshot: Snapshot, book: Rulebook, progress: Progress | None = None) -> dict[str, list[Derived]]:
    """All versions of everything that follows from the snapshot, by id; a pure function of facts and rules."""
    kinds = sorted(kind for kind in snapshot.kinds if kind in _records(snapshot) and kind not in DORMANT)
    entities = [entity for kind in kinds for entity in snapshot.records(kind)]
    result: dict[str, list[Derived]] = {}
    for place, entity in enumerate(entities):
        for version in _versions(snapshot, entity, book):
            result.setdefault(version.id, []).append(version)
        if progress is not None and (place % 50 == 0 or place + 1 == len(entities)):
            progress(place + 1, len(entities))
    return {**result, **unmatched(snapshot, result)}


def _records(snapshot: Snapshot) -> set[str]:
    return {
        kind
        for kind, entities in snapshot.kinds.items()
        if any(fact.shape == "record" for entity in list(entities)[:1] for fact in snapshot.entities[entity])
    }


def _versions(snapshot: Snapshot, entity: str, book: Rulebook) -> list[Derived]:
    """What follows from one record at every instant, equal neighbours joined."""
    found: list[Derived] = []
    running: dict[str, tuple[bytes, Derived]] = {}
    for since, until, outcome in snapshot.over_time(lambda view: derive_from(view, entity, book)):
        current: dict[str, tuple[bytes, Derived]] = {}
        for identifier, family, rule, subject, body in outcome.products.values():
            text = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
            before = running.get(identifier)
            start = before[1].recorded_from if before is not None and before[0] == text else since
            current[identifier] = text, Derived(identifier, family, rule, subject, entity, body, start, until)
        found += [version for key, (text, version) in running.items() if key not in current or current[key][0] != text]
        running = current
    found += [version for _, version in running.values()]
    return sorted(found, key=lambda version: (version.id, version.recorded_from))


def difference(store: Store, derived: dict[str, list[Derived]]) -> Difference:
    """What writing ``derived`` would begin, change and end in the store."""
    held: dict[str, list[Derived]] = {}
    for version in store.derived(history=True):
        held.setdefault(version.id, []).append(version)
    begin = {key: versions for key, versions in derived.items() if key not in held}
    change = {key: versions for key, versions in derived.items() if key in held and _differ(held[key], versions)}
    end = {key: versions for key, versions in held.items() if key not in derived}
    return Difference(begin, change, end, len(derived) - len(begin) - len(change))


def _differ(one: list[Derived], other: list[Derived]) -> bool:
    return [_text(version) for version in one] != [_text(version) for version in other]


def _text(version: Derived) -> bytes:
    return orjson.dumps(list(version), option=orjson.OPT_SORT_KEYS)


def write(store: Store, changed: Difference, stamp: dict[str, object]) -> None:
    """Write a difference in one transaction, with the run's stamp (data version, rules version, as of, who)."""
    add = [version for versions in (*changed.begin.values(), *changed.change.values()) for version in versions]
    drop = sorted([*changed.change, *changed.end])
    store.write_derived({}, add, drop, orjson.dumps(stamp, option=orjson.OPT_SORT_KEYS).decode())
