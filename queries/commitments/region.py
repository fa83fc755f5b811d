"""All promises of a region on a day in one pass (全域承诺状态): columns in, a status and who answers out.

The same as asking each promise by itself (queries.commitments.promise); what is not plain is marked, to be asked so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from queries.commitments.passing import NEVER, NOBODY, Flags, Ints, Longs, States, key

STATUS = ("unsigned", "performing", "overdue", "fulfilled", "changed", "terminated", "odd")
"""Statuses by number: those of a promise, ``unsigned`` before its day, ``odd`` where it must be asked by itself."""

UNSIGNED, PERFORMING, OVERDUE, FULFILLED, CHANGED, TERMINATED, ODD = range(len(STATUS))
RUNS, DONE, ENDED = 0, 1, 2
"""What a statement of performance says: nothing final, performed, ended."""

_LONG_AGO = -(1 << 19)


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
    candidates: dict[int, tuple[int, ...]]
    """Candidates by the number of the state (``Region.states.of``) that is not decided."""


@dataclass(frozen=True, slots=True)
class Region:
    """Promises as columns: what each was when signed, and all that changed it, by promise and day."""

    states: States
    signed: Ints
    due: Ints
    odd: Flags
    change: Longs
    change_day: Ints
    change_due: Ints
    statement: Longs
    closes: Ints
    reopened: Ints

    def on(self, day: int) -> Statuses:
        """Every promise on a day (days since 1970)."""
        count = len(self.signed)
        numbers = np.arange(count, dtype=np.int64)
        asked = key(numbers, np.full(count, day, np.int32))
        due, since = self.due.copy(), np.full(count, _LONG_AGO, np.int32)
        changed, place = _latest(self.change, asked, numbers)
        due[changed], since[changed] = self.change_due[place], self.change_day[place]
        says = np.zeros(count, np.int32)
        told, place = _latest(self.statement, asked, numbers)
        says[told] = self.closes[place]
        since[told] = np.maximum(since[told], self.reopened[place])
        late = (due < day) & (says == RUNS)
        status = np.where(late, OVERDUE, PERFORMING).astype(np.int8)
        stopped = np.zeros(count, bool)
        stopped[changed] = due[changed] == NEVER
        status[stopped] = CHANGED
        status[says == DONE], status[says == ENDED] = FULFILLED, TERMINATED
        status[self.signed > day] = UNSIGNED
        status[self.odd] = ODD
        overdue = np.where(status == OVERDUE, np.maximum(due + 1, since), NEVER).astype(np.int32)
        who, candidates = self.states.answer_on(day)
        responsible = np.where(self.signed <= day, who[self.states.of], NOBODY).astype(np.int32)
        return Statuses(status, overdue, responsible, candidates)


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
    return Region(states, signed, due, odd, change, starts, new, statement, says, _reopened(about, seen, says))


def _latest(
    keys: Longs, asked: Longs, what: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Of which of ``what`` there is a key up to the one asked about, and the places of the latest of each."""
    if not len(keys):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    place = np.searchsorted(keys, asked, "right") - 1
    of = key(what, np.full(len(what), _LONG_AGO, np.int32))
    there = np.flatnonzero((place >= 0) & (keys[np.maximum(place, 0)] >= of))
    return there, place[there]


def _reopened(about: Ints, day: Ints, says: Ints) -> Ints:
    """By each statement, the latest day on which a promise that had been closed was open again."""
    found = np.full(len(about), _LONG_AGO, np.int32)
    if len(about) > 1:
        again = np.flatnonzero((about[1:] == about[:-1]) & (says[:-1] != RUNS) & (says[1:] == RUNS)) + 1
        found[again] = day[again]
        numbers = np.arange(len(about))
        first = np.maximum.accumulate(np.where(np.r_[True, about[1:] != about[:-1]], numbers, 0))
        last = np.maximum.accumulate(np.where(found > _LONG_AGO, numbers, -1))
        there = last >= first
        found[there] = day[last[there]]
    return found


__all__ = ["NEVER", "STATUS", "Changes", "Region", "Statements", "Statuses", "region_of"]
