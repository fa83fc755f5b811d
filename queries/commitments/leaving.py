"""What leaves a body by all the lines that reforms have about it on one day, and to whom.

民法典 67 (merger, split), 98 (abolition); 行政诉讼法 26(六), 行诉解释 23 (who goes on, else whose government it was).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from graph.interval import FOREVER
from graph.model import Fact
from queries.commitments.reforms import ENDING, SPLIT, TRANSFERRED, Move, Reforms

BASIS = {"合并": "merger", "分立": "split", "更名": "renaming", "职能划转": "transfer", "撤销": "abolition"}
ABOLITION_ORGAN, ABOLITION_GOVERNMENT, ABOLITION_SUPERIOR = (
    "abolition_organ",
    "abolition_government",
    "abolition_superior",
)
"""Keys of what a step rests on; their articles are data (rules/succession.yaml)."""


class Leaving(NamedTuple):
    """What leaves a body on a day: to whom, each by which lines; whether it also stays; what is left open."""

    to: Mapping[str, tuple[str, tuple[Fact, ...]]]
    stays: bool
    code: str | None
    lines: tuple[Move, ...]


def leaving_of(reforms: Reforms, body: str, day: date, moves: list[Move], function: str) -> Leaving | None:
    """What becomes of a function of a body by all lines of one day; None where they leave it where it is."""
    scoped = [move for move in moves if move.functions]
    whole = [move for move in moves if not move.functions and move.manner != TRANSFERRED]
    if any(move.to is not None for move in whole):
        whole = [move for move in whole if move.to is not None]
    ends = any(move.ends for move in moves)
    named = [move for move in scoped if function in move.functions]
    if function and named:
        return _to(reforms, body, day, named, stays=False, code="unallocated")
    if function and whole:
        return _to(reforms, body, day, whole, stays=False, code="unallocated")
    if function:
        lines = [move for move in scoped if move.manner in ENDING or move.manner == SPLIT]
        return _to(reforms, body, day, lines, stays=not ends, code="unallocated") if ends or lines else None
    if whole and not scoped:
        return _to(reforms, body, day, whole, stays=False, code="unallocated")
    stays = not ends and not whole
    lines = [*scoped, *whole]
    return _to(reforms, body, day, lines, stays=stays, code="function_unstated") if lines else None


def _to(reforms: Reforms, body: str, day: date, lines: list[Move], *, stays: bool, code: str) -> Leaving | None:
    """Where these lines lead: to the successors they name, or to who answers for a body that has none."""
    to: dict[str, tuple[str, tuple[Fact, ...]]] = {}
    missing = False
    for move in lines:
        if move.to is not None:
            basis, facts = to.get(move.to, (BASIS[move.manner], ()))
            to[move.to] = basis, (*facts, move.fact)
            stays = stays or move.to == body
            continue
        heirs = _without_successor(reforms, body, day, move)
        missing = missing or not heirs or any(basis == ABOLITION_SUPERIOR for _, basis, _ in heirs)
        to.update({heir: (basis, facts) for heir, basis, facts in heirs})
    if missing:
        code_now: str | None = "missing_successor"
    elif len(to) + (stays and body not in to) < 2:
        code_now = None
    else:
        several = len({move.document for move in lines}) > 1 and code == "unallocated"
        code_now = "contradictory_reforms" if several and not _complementary(lines) else code
    return Leaving(to, stays, code_now, tuple(lines))


def _complementary(lines: list[Move]) -> bool:
    """Whether lines of several documents divide a body by function: then they add to each other."""
    return all(move.functions for move in lines) and len({move.functions for move in lines}) == len(lines)


def _without_successor(reforms: Reforms, body: str, day: date, move: Move) -> list[tuple[str, str, tuple[Fact, ...]]]:
    """Who answers for an abolished body: the organ that decided it (民法典 98), else its government (行诉解释 23).

    Where neither is known its superior is a candidate (行诉解释 23, vertical lead), which the data does not decide.
    """
    organs = [organ for organ in move.organs if organ != body]
    if organs:
        return [(organ, ABOLITION_ORGAN, (move.fact,)) for organ in organs]
    for kind, basis in (("BELONGS_TO", ABOLITION_GOVERNMENT), ("SUPERVISED_BY", ABOLITION_SUPERIOR)):
        above = [(heir, tie) for heir, tie in reforms.above(body, day, kind) if heir != body]
        if above:
            return [(heir, basis, (move.fact, tie)) for heir, tie in above]
    return []


def contradicting(
    reforms: Reforms,
    body: str,
    day: date,
    first: Leaving,
    later: list[tuple[date, list[Move]]],
    function: str,
) -> Iterator[tuple[date, Leaving]]:
    """Later moves of a body that had ended, to others, though nothing says that it was set up again in between."""
    if not any(move.ends for move in first.lines):
        return
    for then, moves in later:
        if _set_up_again(reforms, body, day, then):
            return
        lines = [move for move in moves if move.ends and move.to is not None]
        other = leaving_of(reforms, body, then, lines, function) if lines else None
        if other is not None and not set(other.to) <= {*first.to, body}:
            yield then, other._replace(code="contradictory_reforms", lines=(*first.lines, *other.lines))


def _set_up_again(reforms: Reforms, body: str, ended: date, before: date) -> bool:
    """Whether a body that ended was there again: in the roster anew, or as the successor of another."""
    again = any(era.start is not None and ended < era.start <= before for era in reforms.eras(body))
    return again or any(ended <= day <= before for day in reforms.received(body))


class Gone(NamedTuple):
    """A time in which a body was no more: the day that ended it, and the last day before it was set up again."""

    ended: date
    last: date


def gone(reforms: Reforms, body: str) -> list[Gone]:
    """When a body was no more, by the reforms that ended it, in order; one that goes on as itself did not end."""
    found: list[Gone] = []
    kept = {move.day for move in reforms.moves(body) if move.to == body}
    for day in sorted({move.day for move in reforms.moves(body) if move.ends} - kept):
        if not found or found[-1].last < day:
            found.append(Gone(day, _last_before_anew(reforms, body, day)))
    return [one for one in found if one.ended < one.last]


def gone_on(reforms: Reforms, body: str, day: date) -> date | None:
    """The day that had ended a body which was no more on a day; None where it was there. The last day is its own."""
    return next((one.ended for one in gone(reforms, body) if one.ended < day <= one.last), None)


def _last_before_anew(reforms: Reforms, body: str, ended: date) -> date:
    """The last day before a body that ended is there again, as :func:`_set_up_again` has it; FOREVER if it never is."""
    anew = [era.start for era in reforms.eras(body) if era.start is not None and ended < era.start]
    anew += [day for day in reforms.received(body) if ended <= day]
    return min(anew) - timedelta(days=1) if anew else FOREVER
