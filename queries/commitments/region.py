"""All promises of a region on a day in one pass (全域承诺状态): columns in, a status and who answers out.

The same as asking each promise by itself (queries.commitments.promise); what is not plain is marked, to be asked so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from queries.commitments.kernels import latest
from queries.commitments.passing import LONG_AGO, NEVER, NOBODY, Flags, Ints, Longs, States, key
from queries.control.parts import in_parts

STATUS = ("unsigned", "performing", "overdue", "fulfilled", "changed", "terminated", "odd")
"""Statuses by number: those of a promise, ``unsigned`` before its day, ``odd`` where it must be asked by itself."""

UNSIGNED, PERFORMING, OVERDUE, FULFILLED, CHANGED, TERMINATED, ODD = range(len(STATUS))
RUNS, DONE, ENDED = 0, 1, 2
"""What a statement of performance says: nothing final, performed, ended."""


class Changes(NamedTuple):
    """Lawful changes: of which promise, on which day, the new due day (NEVER: none); any order."""

    promise: Ints
    day: Ints
    due: Ints


class Statements(NamedTuple):
    """Statements of performance, one a promise and day: of which promise, on which day, what it says; any order."""

    promise: Ints
    day: Ints
    says: Ints


class Statuses(NamedTuple):
    """Each promise on a day: its status, since when it is overdue (NEVER: it is not), who answers (or NOBODY)."""

    status: npt.NDArray[np.int8]
    overdue_since: Ints
    responsible: Ints


@dataclass(frozen=True, slots=True)
class Region:
    """Promises as columns: the days on which each one's status changes, and what it is from each of them on."""

    states: States
    starts: Ints
    days: Ints
    status: npt.NDArray[np.int8]
    since: Ints

    def on(self, day: int) -> Statuses:
        """Every promise on a day (days since 1970)."""
        place = np.empty(len(self.starts) - 1, np.int32)
        in_parts(len(place), lambda first, after: latest(self.starts, self.days, day, first, after, place))
        who = self.states.on(day)[self.states.of]
        unsigned = place < 0
        status, since = self.status[place], self.since[place]
        status[unsigned], since[unsigned], who[unsigned] = UNSIGNED, NEVER, NOBODY
        return Statuses(status, since, who)


@dataclass(frozen=True, slots=True)
class _Told:
    """All that is known of promises, by promise and day: due days, lawful changes, statements of performance."""

    due: Ints
    change: Longs
    change_day: Ints
    change_due: Ints
    statement: Longs
    closes: Ints
    reopened: Ints

    def judge(self, promise: Longs, day: Ints) -> tuple[npt.NDArray[np.int8], Ints]:
        """The status of promises, each on a day of its own, and since when each is overdue (NEVER: it is not)."""
        asked = key(promise, day)
        due, since = self.due[promise], np.full(len(promise), LONG_AGO, np.int32)
        changed, place = _latest(self.change, asked, promise)
        due[changed], since[changed] = self.change_due[place], self.change_day[place]
        says = np.zeros(len(promise), np.int32)
        told, place = _latest(self.statement, asked, promise)
        says[told] = self.closes[place]
        since[told] = np.maximum(since[told], self.reopened[place])
        late = (due < day) & (says == RUNS)
        status = np.where(late, OVERDUE, PERFORMING).astype(np.int8)
        stopped = np.zeros(len(promise), bool)
        stopped[changed] = due[changed] == NEVER
        status[stopped] = CHANGED
        status[says == DONE], status[says == ENDED] = FULFILLED, TERMINATED
        overdue: Ints = np.where(status == OVERDUE, np.maximum(due + 1, since), NEVER).astype(np.int32)
        return status, overdue


def region_of(states: States, signed: Ints, due: Ints, odd: Flags, changes: Changes, statements: Statements) -> Region:
    """Order what is known of promises by promise and day; of lawful changes of one day the latest due day holds."""
    order = np.lexsort((changes.due, changes.day, changes.promise))
    promise, day, new = changes.promise[order], changes.day[order], changes.due[order]
    change = key(promise, day)
    starts = np.maximum(day, signed[promise]) if len(promise) else day
    order = np.argsort(key(statements.promise, statements.day), kind="stable")
    about, seen, says = statements.promise[order], statements.day[order], statements.says[order].copy()
    statement = key(about, seen)
    then = due[about].copy() if len(about) else seen.copy()
    governed, place = _latest(change, statement, about.astype(np.int64))
    then[governed] = new[place]
    says[(says == ENDED) & (seen > then)] = RUNS
    told = _Told(due, change, starts, new, statement, says, _reopened(about, seen, says))
    return _timeline(states, signed, odd, told, changes, statements)


def _timeline(
    states: States, signed: Ints, odd: Flags, told: _Told, changes: Changes, statements: Statements
) -> Region:
    """Judge every promise on each day on which its status may change, and keep where it does."""
    numbers = np.arange(len(signed), dtype=np.int32)
    dated, moved = np.flatnonzero(told.due < NEVER), np.flatnonzero(changes.due < NEVER)
    pairs = [
        (numbers, signed),
        (numbers[dated], told.due[dated] + 1),
        (changes.promise, changes.day),
        (changes.promise[moved], changes.due[moved] + 1),
        (statements.promise, statements.day),
    ]
    promise = np.concatenate([one for one, _ in pairs])
    day = np.concatenate([on for _, on in pairs]).astype(np.int32)
    order = np.argsort(key(promise, day), kind="stable")
    promise, day = promise[order], day[order]
    kept = _begins(promise, day) & (day >= signed[promise])
    promise, day = promise[kept], day[kept]
    status, since = told.judge(promise.astype(np.int64), day)
    status[odd[promise]] = ODD
    differs = _begins(promise, status, since)
    promise, day, status, since = promise[differs], day[differs], status[differs], since[differs]
    starts = np.searchsorted(promise, np.arange(len(signed) + 1)).astype(np.int32)
    return Region(states, starts, day, status, since)


def _begins(*columns: npt.NDArray[Any]) -> Flags:
    """Where a row differs from the one before it in any column; the first always does."""
    found = np.ones(len(columns[0]), bool)
    if len(found) > 1:
        found[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return found


def _latest(
    keys: Longs, asked: Longs, what: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Of which of ``what`` there is a key up to the one asked about, and the places of the latest of each."""
    if not len(keys):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    place = np.searchsorted(keys, asked, "right") - 1
    of = key(what, np.full(len(what), LONG_AGO, np.int32))
    there = np.flatnonzero((place >= 0) & (keys[np.maximum(place, 0)] >= of))
    return there, place[there]


def _reopened(about: Ints, day: Ints, says: Ints) -> Ints:
    """By each statement, the latest day on which a promise that had been closed was open again."""
    found = np.full(len(about), LONG_AGO, np.int32)
    if len(about) > 1:
        again = np.flatnonzero((about[1:] == about[:-1]) & (says[:-1] != RUNS) & (says[1:] == RUNS)) + 1
        found[again] = day[again]
        numbers = np.arange(len(about))
        first = np.maximum.accumulate(np.where(_begins(about), numbers, 0))
        last = np.maximum.accumulate(np.where(found > LONG_AGO, numbers, -1))
        there = last >= first
        found[there] = day[last[there]]
    return found


__all__ = ["NEVER", "STATUS", "Changes", "Region", "Statements", "Statuses", "region_of"]
