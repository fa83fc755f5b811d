"""Who answers today for what a body once undertook (承继): the debtor is the function, followed through every reform.

The walk is in walk.py, what one day's reforms do in leaving.py; here the ways of several functions come together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from graph.model import Fact
from graph.view import View
from queries.commitments.reforms import KnownReforms, Reforms, functions_of
from queries.commitments.walk import MISSING, Note, Step, trace

WHOLE = "\0"
"""Asked for instead of a function: the body itself, a debt that no transfer of functions moves."""

_FINDINGS = {
    "promised_after_end": (
        "{of}签订或者形成时{body}已经撤并，其后没有重新设立的记载，由谁承担须确认（{documents}）",
        "unallocated: confirm; signed, or arisen, after the body had ended",
    ),
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
    silent: tuple[Fact, ...] = ()
    """Reforms on the way that name other functions only."""

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
    silent = {fact.entity: fact for one in outcomes for fact in one.silent}
    told = tuple(sorted(silent.values(), key=lambda fact: (fact.date("date") or arose, fact.number, fact.entity)))
    return Answer(bodies, certain and len(bodies) == 1, tuple(steps), findings, told)


def _finding(view: View, note: Note, of: str) -> Finding:
    fact = view.subject(note.body)
    documents = "、".join(dict.fromkeys(one.name or one.number for one in note.facts if one.shape == "record"))
    shown = f"（{documents}）" if documents and note.code in MISSING else documents
    text, text_en = _FINDINGS[note.code]
    name = fact.name if fact is not None and fact.name else note.body
    return Finding(note.code, text.format(body=name, documents=shown, of=of), text_en, note.body, note.facts)
