"""Which of several decisions under one number a later document speaks of: by organ, superior and date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from graph.model import Fact
from graph.view import View

_DATED_ITSELF = ("Penalty", "SeriousViolationEntry", "AbnormalOperationEntry", "GovernmentDishonesty", "Judgment")
"""Records dated by the document itself: what changes it cannot be older. Others are dated by what they tell."""

ABOVE = ("SUPERVISED_BY", "BELONGS_TO")
"""Ties to who may review an organ's decision: its superior and its government (行政复议法)."""

STEPS = 4


class Decision(NamedTuple):
    """One decision: the rows under a number that are of one date and share an organ, or date and subject."""

    rows: tuple[Fact, ...]
    organs: frozenset[str]

    @property
    def day(self) -> date | None:
        """Its date."""
        return self.rows[0].valid.start


@dataclass(slots=True)
class Changes:
    """What is loaded of changes to a number, as it bears on one record."""

    applying: list[Fact] = field(default_factory=list)
    ambiguous: list[tuple[Fact, list[Decision]]] = field(default_factory=list)
    """Changes that may be meant for any of several decisions, with these."""
    impossible: list[Fact] = field(default_factory=list)
    """Changes without a date, or dated before the decision."""


def changes_to(view: View, record: Fact) -> Changes:
    """The changes (文书状态) that bear on the document of a record; those that may bear on another do not."""
    result = Changes()
    statuses = view.numbered(record.number, "DocumentStatus") if record.number else []
    if not statuses:
        return result
    decisions = _decisions(view, record.number)
    own = _own(view, record, decisions)
    for status in statuses:
        day = status.date("date")
        meant = _meant(view, status, day, decisions) if own and len(decisions) > 1 else own
        if len(meant) > 1 and meant != own:
            if any(decision in meant for decision in own):
                result.ambiguous.append((status, meant))
        elif own and not meant:
            result.impossible.append(status)
        elif own and meant != own:
            continue
        elif day is None or ((first := _first_day(record, own)) is not None and day < first):
            result.impossible.append(status)
        else:
            result.applying.append(status)
    return result


def _decisions(view: View, number: str) -> list[Decision]:
    """The penalties under a number, as the decisions they are rows of."""
    found: list[Decision] = []
    for row in view.numbered(number, "Penalty"):
        organs = frozenset(view.canonical(tie.target) for tie in view.ties_from(row.entity, "DECIDED_BY"))
        same = [one for one in found if one.day == row.valid.start and _one(view, one, row, organs)]
        found = [one for one in found if one not in same]
        rows = [*(fact for one in same for fact in one.rows), row]
        found.append(Decision(tuple(rows), organs.union(*(one.organs for one in same))))
    return found


def _one(view: View, decision: Decision, row: Fact, organs: frozenset[str]) -> bool:
    if not organs or not decision.organs or organs & decision.organs:
        return True
    parties = _parties(view, row)
    return any(parties & _parties(view, other) for other in decision.rows)


def _parties(view: View, row: Fact) -> frozenset[str]:
    return frozenset(view.canonical(tie.target) for tie in view.ties_from(row.entity, "PENALISES"))


def _own(view: View, record: Fact, decisions: list[Decision]) -> list[Decision]:
    """The decision a record is a row of; of a finding of responsibility, the one on its unit or its person."""
    if record.kind == "Penalty":
        return [one for one in decisions if any(row.entity == record.entity for row in one.rows)]
    if record.kind != "ResponsibilityFinding":
        return []
    named = {view.canonical(tie.target) for tie in view.ties_from(record.entity, "CONCERNS", "FINDS_RESPONSIBLE")}
    on_it = [one for one in decisions if any(named & _parties(view, row) for row in one.rows)]
    return on_it or decisions


def _meant(view: View, status: Fact, day: date | None, decisions: list[Decision]) -> list[Decision]:
    """The decisions that a change may be meant for: of its organ or one below, if any; then those not after its date.

    A court may review any of them, and so may an organ of which the roster says nothing.
    """
    organs = {view.canonical(tie.target) for tie in view.ties_from(status.entity, "DECIDED_BY")}
    related = [one for one in decisions if organs & _with_superiors(view, one.organs)]
    return [one for one in related or decisions if day is None or one.day is None or day >= one.day]


def _with_superiors(view: View, organs: frozenset[str]) -> set[str]:
    found, new = set(organs), set(organs)
    for _ in range(STEPS):
        new = {view.canonical(tie.target) for body in sorted(new) for tie in view.ties_from(body, *ABOVE)} - found
        found |= new
    return found


def _first_day(record: Fact, own: list[Decision]) -> date | None:
    """The day of the document, before which nothing can have happened to it; None where the record does not tell."""
    days = [decision.day for decision in own if decision.day is not None]
    if days:
        return min(days)
    return record.valid.start if record.kind in _DATED_ITSELF else None
