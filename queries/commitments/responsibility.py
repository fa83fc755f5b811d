"""Who answers for a body over time (现责任单位): an answer a stretch, a new one where a reform or roster changes it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from graph.view import View
from queries.commitments.reforms import KnownReforms, functions_of
from queries.commitments.succession import Answer, answerable, breakpoints


class Stretch(NamedTuple):
    """Who answers from a day on."""

    since: date
    answer: Answer


def responsibility(
    view: View, body: str, function: str, arose: date, reforms: KnownReforms | None = None
) -> list[Stretch]:
    """Who answers for a function of a body from the day an obligation arose on, stretch by stretch.

    ``reforms`` of the same view, where many are asked about, are read only once.
    """
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
    return answer.bodies, answer.decided, [step.key for step in answer.steps], [one.code for one in answer.findings]
