"""The walk of an obligation from body to body (承继路径): one function of one body, from the day it arose.

Time-respecting: a reform carries what arose on or before its day and is at that body then; nothing travels back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple

from graph.interval import BEGINNING, FOREVER, Truth, day_after
from graph.model import Fact
from queries.commitments.leaving import Leaving, contradicting, gone_on, leaving_of
from queries.commitments.reforms import Move, Reforms

_OPEN = ("unallocated", "function_unstated")
MISSING = ("missing_successor", "ended_without_reform")
"""Notes of a body that nobody is known to have succeeded."""
AFTER_END = "promised_after_end"
"""The note of what a body undertook when it was no more."""
_UNDECIDED = (*MISSING, "reform_cycle", AFTER_END)


class Step(NamedTuple):
    """One step of a succession: what moved on a day, from whom to whom, and what that rests on (a key)."""

    day: date
    manner: str
    function: str
    source: str
    target: str
    basis: str
    facts: tuple[Fact, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two steps one: told of several functions, or met on several ways."""
        return (self.day.isoformat(), self.source, self.target, self.function, self.basis)


class Note(NamedTuple):
    """What the reforms leave open about a body on a day."""

    code: str
    body: str
    day: date
    facts: tuple[Fact, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two notes one."""
        return (self.code, self.body, self.day.isoformat())


@dataclass(slots=True)
class Trace:
    """Where one function's obligation of one body went: who holds it, by which steps, and what is open."""

    bodies: set[str] = field(default_factory=set)
    steps: list[Step] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    silent: list[Fact] = field(default_factory=list)
    """Reforms of a holder that name other functions only: they left it where it was."""

    @property
    def decided(self) -> bool:
        """Whether one body holds it for certain."""
        return len(self.bodies) == 1 and not any(note.code in _UNDECIDED for note in self.notes)

    def open_notes(self) -> list[Note]:
        """Notes that still matter: what several candidates leave open is settled once they have become one."""
        return [note for note in self.notes if note.code not in _OPEN or len(self.bodies) > 1]


def trace(reforms: Reforms, body: str, function: str, arose: date, asked: date, *, handed_on: bool = False) -> Trace:
    """Follow one function ("": none named) of a body from the day an obligation arose to the day asked.

    What arose when the body was no more is followed from its end on, and never decided. ``handed_on``: it did not
    arise at the body, which has it from another.
    """
    found = Trace()
    ended = None if handed_on else gone_on(reforms, body, arose)
    start = (body, arose if ended is None else ended)
    if ended is not None:
        ends = tuple(move.fact for move in reforms.moves(body) if move.day == ended and move.ends)
        found.notes.append(Note(AFTER_END, body, ended, ends))
    waiting, seen = deque([start]), {start}

    def leave(leaving: Leaving, source: str, day: date) -> None:
        for target, (basis, facts) in sorted(leaving.to.items()):
            found.steps.append(Step(day, leaving.lines[0].manner, function, source, target, basis, facts))
            if target != source and (target, day) not in seen:
                seen.add((target, day))
                waiting.append((target, day))
        if leaving.code is not None:
            found.notes.append(Note(leaving.code, source, day, tuple(move.fact for move in leaving.lines)))

    while waiting or (waiting := _out_of_rings(found, seen)):
        holder, since = waiting.popleft()
        days = _days(reforms.moves(holder), since, asked)
        parted: list[Leaving] = []
        for place, (day, moves) in enumerate(days):
            leaving = leaving_of(reforms, holder, day, moves, function)
            if leaving is None:
                found.silent += [move.fact for move in moves]
                continue
            leave(leaving, holder, day)
            if leaving.stays:
                parted.append(leaving)
                continue
            for later, other in contradicting(reforms, holder, day, leaving, days[place + 1 :], function):
                leave(other, holder, later)
            break
        else:
            _rest(reforms, holder, asked, parted, found)
    found.steps.sort(key=lambda step: step.day)
    return found


def breakpoints(reforms: Reforms, body: str, function: str, arose: date, *, handed_on: bool = False) -> set[date]:
    """The days on which it may change who answers for what arose at a body on a day: no other day can."""
    days: set[date] = set()
    waiting, met = {FOREVER}, set[str]()
    while waiting:
        found = trace(reforms, body, function, arose, waiting.pop(), handed_on=handed_on)
        fresh = {body, *found.bodies, *(end for step in found.steps for end in (step.source, step.target))} - met
        for one in fresh:
            eras = [day for era in reforms.eras(one) for day in (era.start, era.end) if day is not None]
            when = {*eras, *reforms.received(one), *(move.day for move in reforms.moves(one))}
            when -= {BEGINNING, FOREVER} | days
            days |= when
            waiting |= when
        met |= fresh
    return days


def _days(moves: Sequence[Move], since: date, asked: date) -> list[tuple[date, list[Move]]]:
    within = (move for move in moves if since <= move.day <= asked)
    return [(day, list(lines)) for day, lines in groupby(within, key=lambda move: move.day)]


def _rest(reforms: Reforms, holder: str, asked: date, parted: list[Leaving], found: Trace) -> None:
    """Whoever holds it to the end: the body itself, unless the roster says that it is no more.

    Then those to whom it had passed other functions, or parts that nobody delimits, may hold it.
    """
    ended = _ended(reforms, holder, asked)
    if ended is None or any(holder in leaving.to and leaving.lines[-1].day >= ended for leaving in parted):
        found.bodies.add(holder)
    elif not any(leaving.to.keys() - {holder} for leaving in parted):
        above = reforms.above(holder, ended, "BELONGS_TO") or reforms.above(holder, ended, "SUPERVISED_BY")
        found.bodies.update(body for body, _ in above if body != holder)
        found.notes.append(Note("ended_without_reform", holder, ended, tuple(tie for _, tie in above)))


def _ended(reforms: Reforms, body: str, day: date) -> date | None:
    """Since when a body is no more, by the roster, on a day; None where it is there or nobody says."""
    eras = reforms.eras(body)
    if not eras or any(era.contains(day) is not Truth.NO for era in eras):
        return None
    ended = max((era.end for era in eras if era.end is not None and era.end <= day), default=None)
    again = ended is not None and any(ended <= received <= day for received in reforms.received(body))
    return None if again else ended


def _out_of_rings(found: Trace, seen: set[tuple[str, date]]) -> deque[tuple[str, date]]:
    """Bodies that pass it to one another on one day: nobody can say which has it, so each does from the next day on."""
    by_day: dict[date, list[Step]] = {}
    for step in found.steps:
        by_day.setdefault(step.day, []).append(step)
    waiting: deque[tuple[str, date]] = deque()
    for day, steps in sorted(by_day.items()):
        if len(steps) < 2:  # one step alone makes no ring
            continue
        ring = _ring({(step.source, step.target) for step in steps if step.source != step.target})
        after = [state for body in sorted(ring) if (state := (body, day_after(day))) not in seen]
        if after:
            facts = {fact.id: fact for step in steps if step.source in ring for fact in step.facts}
            found.notes.append(Note("reform_cycle", min(ring), day, tuple(facts.values())))
            seen.update(after)
            waiting.extend(after)
    return waiting


def _ring(ties: set[tuple[str, str]]) -> set[str]:
    """Nodes on cycles: what is left when nodes without a way in or a way out are taken away again and again."""
    left: Iterable[tuple[str, str]] = ties
    while True:
        sources, targets = {one for one, _ in left}, {other for _, other in left}
        kept = {(one, other) for one, other in left if one in targets and other in sources}
        if len(kept) == len(set(left)):
            return sources & targets
        left = kept
