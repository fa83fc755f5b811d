"""Who answers today for what a body once undertook (承继): the debtor is the function, followed through every reform.

Time-respecting: a reform carries what arose on or before its day and is at that body then; nothing travels back.
民法典 67 (merger, split), 98 (abolition); 行政诉讼法 26(六), 行诉解释 23 (who goes on, else whose government it was).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple

from graph.interval import BEGINNING, FOREVER, Truth, day_after
from graph.model import Fact
from graph.view import View
from queries.commitments.reforms import ENDING, SPLIT, TRANSFERRED, KnownReforms, Move, Reforms, functions_of

BASIS = {"合并": "merger", "分立": "split", "更名": "renaming", "职能划转": "transfer", "撤销": "abolition"}
ABOLITION_ORGAN, ABOLITION_GOVERNMENT, ABOLITION_SUPERIOR = (
    "abolition_organ",
    "abolition_government",
    "abolition_superior",
)
"""Keys of what a step rests on; their articles are data (rules/succession.yaml)."""

WHOLE = "\0"
"""Asked for instead of a function: the body itself, a debt that no transfer of functions moves."""

_OPEN = ("unallocated", "function_unstated")
_FINDINGS = {
    "unallocated": (
        "{body}的职能由几个单位承继，{of}由谁承担没有文件载明，须确认（{documents}）",
        "unallocated: confirm; several successors and nothing says which of them answers",
    ),
    "function_unstated": (
        "{body}的部分职能已划出，承诺没有载明职能，不能判断由谁承担，须确认（{documents}）",
        "unallocated: confirm; the promise names no function and only some functions moved",
    ),
    "contradictory_reforms": (
        "关于{body}的几份改革文件互相矛盾，承继单位不同，其间没有重新设立的记载（{documents}）",
        "reforms of one body contradict each other",
    ),
    "missing_successor": (
        "{body}已不存在，没有文件载明承继单位，也查不到作出撤销决定的机关或所属人民政府{documents}",
        "the body is no more, and no successor, deciding organ or government is known",
    ),
    "ended_without_reform": (
        "名册载明{body}已失效，没有机构改革文件说明由谁承继，须补录{documents}",
        "the roster ended the body, and no reform says who took over",
    ),
    "reform_cycle": (
        "同日的改革互为承继，形成循环，不能判断由谁承担：{body}（{documents}）",
        "reforms of one day form a cycle",
    ),
}
"""What each finding says, in Chinese and English."""

MISSING = ("missing_successor", "ended_without_reform")


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


class Finding(NamedTuple):
    """What somebody has to look at, in both languages, with what it rests on."""

    code: str
    text: str
    text_en: str
    subject: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The bodies that answer: one where ``decided``, else candidates with findings that say why; steps by day."""

    bodies: tuple[str, ...]
    decided: bool
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]

    @property
    def body(self) -> str | None:
        """Who answers, or None where that is not decided."""
        return self.bodies[0] if self.decided else None

    @property
    def unallocated(self) -> bool:
        """Whether it must be confirmed which of the candidates answers."""
        return not self.decided


def answerable(
    view: View, body: str, function: str, arose: date, asked: date, *, reforms: Reforms | None = None
) -> Answer:
    """Who answers on the day ``asked`` for a function of a body, for what arose on the day ``arose``.

    ``function`` as a promise words it: it may name several, or none (""). What the view knows decides; the day asked
    about may lie before it was known.
    """
    known = reforms if reforms is not None else KnownReforms(view)
    start = view.canonical(body)
    functions = functions_of(function)
    outcomes = [trace(known, start, one, arose, asked) for one in functions]
    bodies = tuple(sorted(set().union(*(one.bodies for one in outcomes))))
    certain = all(one.decided for one in outcomes)
    steps = sorted({step.key: step for one in outcomes for step in one.steps}.values(), key=lambda step: step.day)
    notes = [note for one in outcomes for note in one.open_notes()]
    if len(bodies) > 1 and certain:
        notes.append(Note("unallocated", start, steps[-1].day, steps[-1].facts))
    of = "、".join(one for one in functions if one not in ("", WHOLE)) or "原有义务"
    findings = tuple(_finding(view, note, of) for note in {note.key: note for note in notes}.values())
    return Answer(bodies, certain and len(bodies) == 1, tuple(steps), findings)


def _finding(view: View, note: Note, of: str) -> Finding:
    fact = view.subject(note.body)
    documents = "、".join(dict.fromkeys(one.name or one.number for one in note.facts if one.shape == "record"))
    shown = f"（{documents}）" if documents and note.code in MISSING else documents
    text, text_en = _FINDINGS[note.code]
    name = fact.name if fact is not None and fact.name else note.body
    return Finding(note.code, text.format(body=name, documents=shown, of=of), text_en, note.body, note.facts)


# -- the walk ---------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Trace:
    """Where one function's obligation of one body went: who holds it, by which steps, and what is open."""

    bodies: set[str] = field(default_factory=set)
    steps: list[Step] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def decided(self) -> bool:
        """Whether one body holds it for certain."""
        return len(self.bodies) == 1 and not any(note.code in (*MISSING, "reform_cycle") for note in self.notes)

    def open_notes(self) -> list[Note]:
        """Notes that still matter: what several candidates leave open is settled once they have become one."""
        return [note for note in self.notes if note.code not in _OPEN or len(self.bodies) > 1]


class _Leaving(NamedTuple):
    """What leaves a body on a day: to whom, each by which lines; whether it also stays; what is left open."""

    to: Mapping[str, tuple[str, tuple[Fact, ...]]]
    stays: bool
    code: str | None
    lines: tuple[Move, ...]


_Leave = Callable[[_Leaving, str, date], None]


def trace(reforms: Reforms, body: str, function: str, arose: date, asked: date) -> Trace:
    """Follow one function ("": none named) of a body from the day an obligation arose to the day asked."""
    found = Trace()
    waiting = deque([(body, arose)])
    seen = {(body, arose)}

    def leave(leaving: _Leaving, source: str, day: date) -> None:
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
        parted: list[_Leaving] = []
        for place, (day, moves) in enumerate(days):
            leaving = _leaving(reforms, holder, day, moves, function)
            if leaving is None:
                rest = _split_by_function(moves, holder)
                parted += [rest] if rest is not None else []
                continue
            leave(leaving, holder, day)
            if leaving.stays:
                parted.append(leaving)
                continue
            for later, other in _contradicting(reforms, holder, day, leaving, days[place + 1 :], function):
                leave(other, holder, later)
            break
        else:
            _rest(reforms, holder, since, asked, parted, found, leave)
    found.steps.sort(key=lambda step: step.day)
    return found


def breakpoints(reforms: Reforms, body: str, function: str, arose: date) -> set[date]:
    """The days on which it may change who answers for what arose at a body on a day: no other day can."""
    days: set[date] = set()
    waiting, met = {FOREVER}, set[str]()
    while waiting:
        found = trace(reforms, body, function, arose, waiting.pop())
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


def _rest(
    reforms: Reforms, holder: str, since: date, asked: date, parted: list[_Leaving], found: Trace, leave: _Leave
) -> None:
    """Whoever holds it to the end: the body itself, unless the roster says that it is no more.

    Then those to whom it had passed other functions, or parts that nobody delimits, may hold it.
    """
    ended = _ended(reforms, holder, asked)
    heirs = [leaving for leaving in parted if leaving.to.keys() - {holder}]
    if ended is None:
        found.bodies.add(holder)
    elif not heirs:
        above = reforms.above(holder, ended, "BELONGS_TO") or reforms.above(holder, ended, "SUPERVISED_BY")
        found.bodies.update(body for body, _ in above if body != holder)
        found.notes.append(Note("ended_without_reform", holder, ended, tuple(tie for _, tie in above)))
    elif not any(leaving.stays for leaving in heirs):
        to = {body: rests for leaving in heirs for body, rests in leaving.to.items()}
        lines = tuple(move for leaving in heirs for move in leaving.lines)
        leave(_Leaving(to, False, "unallocated", lines), holder, max(ended, since, lines[-1].day))


def _ended(reforms: Reforms, body: str, day: date) -> date | None:
    """Since when a body is no more, by the roster, on a day; None where it is there or nobody says."""
    eras = reforms.eras(body)
    if not eras or any(era.contains(day) is not Truth.NO for era in eras):
        return None
    ended = max((era.end for era in eras if era.end is not None and era.end <= day), default=None)
    again = ended is not None and any(ended <= received <= day for received in reforms.received(body))
    return None if again else ended


def _leaving(reforms: Reforms, body: str, day: date, moves: list[Move], function: str) -> _Leaving | None:
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
        lines = [move for move in scoped if move.manner in ENDING or (ends and move.manner == SPLIT)]
        return _to(reforms, body, day, lines, stays=False, code="unallocated") if ends else None
    if whole and not scoped:
        return _to(reforms, body, day, whole, stays=False, code="unallocated")
    stays = not ends and not whole
    lines = [*scoped, *whole]
    return _to(reforms, body, day, lines, stays=stays, code="function_unstated") if lines else None


def _split_by_function(moves: list[Move], body: str) -> _Leaving | None:
    """A split by functions that names another function only: who has the rest if the body is no more."""
    lines = [move for move in moves if move.manner == SPLIT and move.to is not None and move.to != body]
    if not lines:
        return None
    to = {str(move.to): ("split", (move.fact,)) for move in lines}
    return _Leaving(to, False, "unallocated", tuple(lines))


def _to(reforms: Reforms, body: str, day: date, lines: list[Move], *, stays: bool, code: str) -> _Leaving | None:
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
    return _Leaving(to, stays, code_now, tuple(lines))


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


def _contradicting(
    reforms: Reforms,
    body: str,
    day: date,
    first: _Leaving,
    later: list[tuple[date, list[Move]]],
    function: str,
) -> Iterator[tuple[date, _Leaving]]:
    """Later moves of a body that had ended, to others, though nothing says that it was set up again in between."""
    if not any(move.ends for move in first.lines):
        return
    for then, moves in later:
        if _set_up_again(reforms, body, day, then):
            return
        lines = [move for move in moves if move.ends and move.to is not None]
        other = _leaving(reforms, body, then, lines, function) if lines else None
        if other is not None and not set(other.to) <= {*first.to, body}:
            yield then, other._replace(code="contradictory_reforms", lines=(*first.lines, *other.lines))


def _set_up_again(reforms: Reforms, body: str, ended: date, before: date) -> bool:
    """Whether a body that ended was there again: in the roster anew, or as the successor of another."""
    again = any(era.start is not None and ended < era.start <= before for era in reforms.eras(body))
    return again or any(ended <= day <= before for day in reforms.received(body))


def _out_of_rings(found: Trace, seen: set[tuple[str, date]]) -> deque[tuple[str, date]]:
    """Bodies that pass it to one another on one day: nobody can say which has it, so each does from the next day on."""
    by_day: dict[date, list[Step]] = {}
    for step in found.steps:
        by_day.setdefault(step.day, []).append(step)
    waiting: deque[tuple[str, date]] = deque()
    for day, steps in sorted(by_day.items()):
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
