"""Who answers for very many at once (批量承继): bodies and functions as numbers, each different question asked once.

What arose at a body between two of its reforms goes the same way, so one state stands for all of it. Plain reforms are
followed in columns, step by step for all states together; the few that are not plain are left to the exact walk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graph.interval import FOREVER
from graph.model import OPEN_DAY, day_number, day_of
from queries.commitments.kernels import latest
from queries.commitments.leaving import Gone, gone
from queries.commitments.reforms import TRANSFERRED, Move, Reforms
from queries.commitments.walk import breakpoints, trace
from queries.control.parts import in_parts

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NEVER = OPEN_DAY
"""The day number of what does not happen."""

NOBODY = -1
"""The number of whoever answers where that is not decided."""

LONG_AGO = -(1 << 19)
"""A day number before all days."""

_DAYS = 23
"""Bits of a day in a key; days may lie before 1970."""
_BEFORE = 1 << 20
_ROUNDS = 200


def key(what: Longs | Ints, day: Ints) -> Longs:
    """Something and a day as one number, in the order of both."""
    shifted: Longs = (what.astype(np.int64) << _DAYS) + day + _BEFORE
    return shifted


@dataclass(frozen=True, slots=True)
class Passing:
    """All that bodies passed on, by number: for every body its one plain end, and every function that left it."""

    reforms: Reforms
    bodies: tuple[str, ...]
    functions: tuple[str, ...]
    days: Longs
    """Every day on which something left a body, or its last as one that is no more, as keys, in order."""
    named: Longs
    """Lines that name a function, by body, function and day, as keys, in order; and their one heir."""
    named_heir: Ints
    end_day: Ints
    end_heir: Ints
    roster_end: Ints
    odd: Flags
    """Bodies whose reforms are not plain: only the exact walk tells."""
    scoped: Flags
    """Bodies that passed on single functions: what names no function is not decided there."""
    blank: int
    """The number of the function that is none."""
    gone: Longs
    """Bodies and the days that ended them, as keys, in order; what arises later, up to the last day, is not plain."""
    gone_last: Ints


def passing_of(reforms: Reforms, bodies: Iterable[str], functions: Sequence[str]) -> Passing:
    """Number the bodies that may ever hold something of ``bodies``, and put what they passed on into columns."""
    numbers: dict[str, int] = {}
    waiting = list(dict.fromkeys(bodies))
    while waiting:
        body = waiting.pop()
        if body not in numbers:
            numbers[body] = len(numbers)
            waiting += [heir for move in reforms.moves(body) for heir in (move.to, *move.organs) if heir is not None]
    called = tuple(dict.fromkeys(["", *functions]))
    of_function = {name: number for number, name in enumerate(called)}
    count = len(numbers)
    end_day, end_heir = np.full(count, NEVER, np.int32), np.full(count, NOBODY, np.int32)
    roster_end, odd, scoped = np.full(count, NEVER, np.int32), np.zeros(count, bool), np.zeros(count, bool)
    days: list[tuple[int, int]] = []
    ended: list[tuple[int, int, int]] = []
    named: list[tuple[int, int, int]] = []
    for body, number in numbers.items():
        moves = reforms.moves(body)
        spells = [(day_number(one.ended) or 0, _last(one)) for one in gone(reforms, body)]
        ended += [(number, *spell) for spell in spells]
        days += [(number, day) for day in {*map(_number, moves), *(last for _, last in spells if last < NEVER)}]
        plain = _plain(body, moves)
        scoped[number] = any(move.functions for move in moves)
        eras = reforms.eras(body)
        odd[number] = plain is None or len(eras) > 1
        if eras and eras[-1].end is not None and eras[-1].end != FOREVER:
            roster_end[number] = day_number(eras[-1].end) or 0
            odd[number] |= any(move.day > eras[-1].end for move in moves)
        if plain is not None:
            end, transfers = plain
            if end is not None:
                end_day[number], end_heir[number] = _number(end), numbers[end.to or end.organs[0]]
            named += [
                (number * len(called) + of_function[function], _number(move), numbers[move.to or ""])
                for move in transfers
                for function in move.functions
                if function in of_function
            ]
    lines = np.array(sorted(named), np.int64).reshape(-1, 3)
    left = np.array(days, np.int64).reshape(-1, 2)
    spells_of = np.array(sorted(ended), np.int64).reshape(-1, 3)
    return Passing(
        reforms,
        tuple(numbers),
        called,
        np.sort(key(left[:, 0], left[:, 1].astype(np.int32))),
        key(lines[:, 0], lines[:, 1].astype(np.int32)),
        lines[:, 2].astype(np.int32),
        end_day,
        end_heir,
        roster_end,
        odd,
        scoped,
        of_function[""],
        key(spells_of[:, 0], spells_of[:, 1].astype(np.int32)),
        spells_of[:, 2].astype(np.int32),
    )


def _number(move: Move) -> int:
    number = day_number(move.day)
    assert number is not None
    return number


def _last(one: Gone) -> int:
    return NEVER if one.last == FOREVER else day_number(one.last) or 0


def _plain(body: str, moves: Sequence[Move]) -> tuple[Move | None, list[Move]] | None:
    """The one line that ended a body for one heir, and its transfers of functions; None where it is not so plain."""
    transfers = [move for move in moves if move.manner == TRANSFERRED]
    ends = [move for move in moves if move.manner != TRANSFERRED]
    passed: dict[tuple[object, str], set[str | None]] = defaultdict(set)
    for move in transfers:
        for function in move.functions:
            passed[move.day, function].add(move.to)
    heirs = {move.to for move in transfers}
    if None in heirs or body in heirs or any(len(to) > 1 for to in passed.values()):
        return None
    if not ends:
        return None, transfers
    end = ends[0]
    heir = end.to or (end.organs[0] if len(end.organs) == 1 else None)
    if len(ends) > 1 or end.functions or heir is None or heir == body:
        return None
    return end, transfers


class Stretches(NamedTuple):
    """Who answers for states from a day on, and the number of their candidates; a column each."""

    state: Ints
    day: Ints
    who: Ints
    still: Ints


def _same(like: Ints, number: int) -> Ints:
    return np.full(len(like), number, np.int32)


class States:
    """Different questions, each once: a body, a function and the first reform after what arose (or none).

    Who answers each is worked out once, for all days: ``who`` from each of its days on, by the number of ``called``.
    """

    def __init__(self, passing: Passing, body: Ints, function: Ints, arose: Ints) -> None:
        """``body``, ``function``, ``arose`` (day numbers): one of each for everything that is owed."""
        self.passing = passing
        first = _next_day(passing, body, arose)
        packed = key(body.astype(np.int64) * len(passing.functions) + function, first)
        found, of = np.unique(packed, return_inverse=True)
        self.of = of.astype(np.int32)
        self.since = ((found & ((1 << _DAYS) - 1)) - _BEFORE).astype(np.int32)
        both = found >> _DAYS
        self.body = (both // len(passing.functions)).astype(np.int32)
        self.function = (both % len(passing.functions)).astype(np.int32)
        self._numbers = {name: number for number, name in enumerate(passing.bodies)}
        self._candidates: list[tuple[int, ...]] = []
        self.starts, self.days, self.who, self._open = self._ordered(self._stretches())
        self.called = tuple(self._numbers)
        """Bodies by number, those met only by the exact walk after the others."""

    def on(self, day: int) -> Ints:
        """Who answers on a day for each state; where that is not decided :data:`NOBODY`."""
        found: Ints = self.who[self._places(day)]
        return found

    def candidates_on(self, state: int, day: int) -> tuple[int, ...]:
        """The candidates of a state that is not decided on a day; none where it is."""
        return self._candidates[int(self._open[self._places(day)[state]])]

    def _places(self, day: int) -> Ints:
        found = np.empty(len(self.body), np.int32)
        in_parts(len(found), lambda first, after: latest(self.starts, self.days, day, first, after, found))
        return found

    def _ordered(self, stretches: list[Stretches]) -> tuple[Ints, Ints, Ints, Ints]:
        """All stretches by state, then day: where each state's begin, from which day, who, which candidates."""
        state, day, who, still = (np.concatenate(column) for column in zip(*stretches, strict=True))
        order = np.argsort(key(state, day), kind="stable")
        state, day, who, still = state[order], day[order], who[order], still[order]
        last = np.ones(len(state), bool)  # of one day what came last holds
        last[:-1] = (state[1:] != state[:-1]) | (day[1:] != day[:-1])
        state, day, who, still = state[last], day[last], who[last], still[last]
        starts = np.searchsorted(state, np.arange(len(self.body) + 1)).astype(np.int32)
        return starts, day, who, still

    def _stretches(self) -> list[Stretches]:
        """Who answers from which day on: all states step by step together, then those that are not plain one by one."""
        passing = self.passing
        holder, since = self.body.copy(), self.since.copy()
        arrived = np.full(len(holder), LONG_AGO, np.int32)
        going = np.arange(len(holder), dtype=np.int32)
        late = _is_gone(passing, self.body, self.since)
        nothing = self._candidate(())
        found = [Stretches(going, np.full(len(going), LONG_AGO, np.int32), holder.copy(), _same(going, nothing))]
        left, going = list[Ints](), going[~late]
        for _ in range(_ROUNDS):
            at, of = holder[going], self.function[going]
            odd = passing.odd[at] | ((of == passing.blank) & passing.scoped[at])
            left.append(going[odd])
            going = going[~odd]
            at, of, when = holder[going], self.function[going], since[going]
            line, on = _next_named(passing, at, of, when)
            end = np.where(passing.end_day[at] >= when, passing.end_day[at], NEVER)
            takes = (on <= end) & (on < NEVER)
            moves = takes | (end < NEVER)
            left.append(going[~moves & (passing.roster_end[at] < NEVER)])
            to = np.where(takes, passing.named_heir[line] if len(passing.named) else at, passing.end_heir[at])
            going, to, on = going[moves], to[moves], np.minimum(on, end)[moves].astype(np.int32)
            if not len(going):
                break
            holder[going], since[going], arrived[going] = to, on, on
            found.append(Stretches(going, on, to.astype(np.int32), _same(going, nothing)))
        left.append(going)
        rest, after_end = np.concatenate(left), np.flatnonzero(late).astype(np.int32)
        found += self._walked(rest, holder, since, arrived, nothing, handed_on=True)
        found += self._walked(after_end, holder, since, arrived, nothing, handed_on=False)
        return found

    def _walked(
        self, left: Ints, holder: Ints, since: Ints, arrived: Ints, nothing: int, *, handed_on: bool
    ) -> Iterator[Stretches]:
        """The rest by the exact walk, each different one once, on every day on which it may change.

        ``handed_on``: none of it arose at a holder that was no more.
        """
        passing = self.passing
        first = _next_day(passing, holder[left], since[left])
        packed = key(holder[left].astype(np.int64) * len(passing.functions) + self.function[left], first)
        _, place, of = np.unique(packed, return_index=True, return_inverse=True)
        order = np.argsort(of, kind="stable")
        ends = np.searchsorted(of[order], np.arange(len(place) + 1))
        for number, one in enumerate(place):
            states = left[order[ends[number] : ends[number + 1]]]
            body, function = passing.bodies[holder[left[one]]], passing.functions[self.function[left[one]]]
            arose = day_of(int(first[one]))
            assert arose is not None
            for day in sorted(breakpoints(passing.reforms, body, function, arose, handed_on=handed_on)):
                told = trace(passing.reforms, body, function, arose, day, handed_on=handed_on)
                bodies = tuple(sorted(self._numbers.setdefault(met, len(self._numbers)) for met in told.bodies))
                who, still = (bodies[0], nothing) if told.decided else (NOBODY, self._candidate(bodies))
                days = np.maximum(_same(states, day_number(day) or 0), arrived[states])
                yield Stretches(states, days, _same(states, who), _same(states, still))

    def _candidate(self, bodies: tuple[int, ...]) -> int:
        self._candidates.append(bodies)
        return len(self._candidates) - 1


def _next_day(passing: Passing, body: Ints, since: Ints) -> Ints:
    """The first day from ``since`` on, on which something left each body."""
    place = np.searchsorted(passing.days, key(body, since))
    found = np.full(len(body), NEVER, np.int32)
    if len(passing.days):
        there = passing.days[np.minimum(place, len(passing.days) - 1)]
        same = (place < len(passing.days)) & (there >> _DAYS == body)
        found[same] = (there[same] & ((1 << _DAYS) - 1)) - _BEFORE
    return found


def _is_gone(passing: Passing, body: Ints, day: Ints) -> Flags:
    """Whether each body was no more on a day, as queries.commitments.leaving.gone_on has it."""
    found = np.zeros(len(body), bool)
    if len(passing.gone):
        place = np.searchsorted(passing.gone, key(body, day)) - 1  # the last that ended before the day
        there = passing.gone[np.maximum(place, 0)]
        found = (place >= 0) & (there >> _DAYS == body) & (day <= passing.gone_last[np.maximum(place, 0)])
    return found


def _next_named(passing: Passing, body: Ints, function: Ints, since: Ints) -> tuple[npt.NDArray[np.int64], Ints]:
    """The next line that names each one's function, and its day."""
    both = body.astype(np.int64) * len(passing.functions) + function
    place = np.searchsorted(passing.named, key(both, since))
    found = np.full(len(body), NEVER, np.int32)
    if len(passing.named):
        place = np.minimum(place, len(passing.named) - 1)
        there = passing.named[place]
        same = (there >> _DAYS == both) & (there >= key(both, since)) & (function != passing.blank)
        found[same] = (there[same] & ((1 << _DAYS) - 1)) - _BEFORE
    return place, found
