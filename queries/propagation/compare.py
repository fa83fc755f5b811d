"""Two editions of the rules on the same facts: whom the second would reach, release or treat otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import orjson

from graph.derived import Derived
from graph.live import Live
from graph.store.port import Store
from queries.propagation.bring_up import Progress, all_records
from queries.propagation.part import Change, What, change_of
from queries.propagation.phases import phase_on
from queries.propagation.run import derive
from queries.rulebook import Rulebook

_PART = 250


class Standing(NamedTuple):
    """How a derived fact stands on the day under one edition, and its last day where one is known."""

    state: str
    last_day: str | None


class Compared(NamedTuple):
    """One derived fact that differs, and how it stands under either edition; None where it is not there."""

    change: Change
    before: Standing | None
    after: Standing | None


def compare(
    store: Store, before: Rulebook, after: Rulebook, day: date, progress: Progress | None = None
) -> Iterator[Compared]:
    """What differs between what both editions give, in the order of records; nothing is written.

    Latest versions are compared: what follows from everything that is known now.
    """
    live, records = Live(store), all_records(store)
    for start in range(0, len(records), _PART):
        part = records[start : start + _PART]
        live.prepare(part)
        one, other = (_latest(live, part, book) for book in (before, after))
        for key in sorted(one.keys() | other.keys()):
            found = _compared(one.get(key), other.get(key), day)
            if found is not None:
                yield found
        if progress is not None:
            progress(start + len(part), len(records))


def _latest(live: Live, records: list[str], book: Rulebook) -> dict[str, Derived]:
    versions = (version for derivation in derive(live, records, book) for version in derivation.versions)
    return {version.id: version for version in versions if version.recorded_to is None}


def _compared(one: Derived | None, other: Derived | None, day: date) -> Compared | None:
    shown = other or one
    if shown is None or (one is not None and other is not None and _text(one) == _text(other)):
        return None
    what: What = "begin" if one is None else "end" if other is None else "change"
    return Compared(change_of(what, shown), _standing(one, day), _standing(other, day))


def _standing(version: Derived | None, day: date) -> Standing | None:
    if version is None:
        return None
    phase = phase_on(version.body["phases"], day)
    return Standing(phase["state"] if phase is not None else "not_begun", version.body.get("last_day"))


def _text(version: Derived) -> bytes:
    return orjson.dumps(version.body, option=orjson.OPT_SORT_KEYS)
