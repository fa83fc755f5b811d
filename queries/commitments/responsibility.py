"""Who answers for a body over time (现责任单位): an answer a stretch, a new one where a reform or roster changes it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from graph.view import View
from queries.commitments.leaving import gone_on
from queries.commitments.reforms import KnownReforms, functions_of
from queries.commitments.succession import Answer, answerable
from queries.commitments.walk import breakpoints


class Stretch(NamedTuple):
    """Who answers from a day on."""

    since: date
    answer: Answer


class Responsibilities:
    """Who answers for very many promises of one view: what arose at a body between two of its reforms goes one way."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._reforms = KnownReforms(view)
        self._known: dict[tuple[str, str, date | None, date | None], list[Stretch]] = {}

    def of(self, body: str, function: str, arose: date) -> list[Stretch]:
        """As :func:`responsibility`; worked out once for each body, function, next reform and earlier end."""
        start = self.view.canonical(body)
        following = next((move.day for move in self._reforms.moves(start) if move.day >= arose), None)
        key = (body, function, following, gone_on(self._reforms, start, arose))
        known = self._known.get(key)
        if known is None or arose < known[0].since:
            known = self._known[key] = responsibility(self.view, body, function, arose, self._reforms)
        later = [one for one in known if one.since > arose]
        return [Stretch(arose, known[len(known) - len(later) - 1].answer), *later]


def responsibility(
    view: View, body: str, function: str, arose: date, reforms: KnownReforms | None = None
) -> list[Stretch]:
    """Who answers for a function of a body from the day an obligation arose on, stretch by stretch."""
    reforms = reforms if reforms is not None else KnownReforms(view)
    start = view.canonical(body)
    days = {arose}
    for one in functions_of(function):
        days |= breakpoints(reforms, start, one, arose)
    stretches: list[Stretch] = []
    for day in sorted(day for day in days if arose <= day):
        answer = answerable(view, body, function, arose, day, reforms=reforms)
        if not stretches or _said(stretches[-1].answer) != _said(answer):
            stretches.append(Stretch(day, answer))
    return stretches


def _said(answer: Answer) -> tuple[object, ...]:
    found, silent = [one.code for one in answer.findings], [fact.entity for fact in answer.silent]
    return answer.bodies, answer.decided, [step.key for step in answer.steps], found, silent
