"""Obligations are conserved: on every date one body answers, or candidates are listed with a finding that says why."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import organisation_id
from graph.snapshot import Snapshot
from queries.commitments.reforms import ENDING, functions_of
from queries.commitments.responsibility import Responsibilities
from queries.commitments.succession import Answer, answerable
from tests.queries.commitments.government import Government, codes
from tests.queries.stories import YEAR_2000

BODIES = ("甲", "乙", "丙", "丁")
DAYS = ("2010-01-01", "2012-03-01", "2012-03-02", "2015-06-01", "2019-03-01")
FIRST, LAST = date(2009, 1, 1), date(2021, 1, 1)
FUNCTIONS = ("", "招商", "旅游", "招商、旅游")


class Line(NamedTuple):
    """A line of a reform."""

    number: str
    manner: str
    on: str
    original: str
    successor: str | None
    functions: str
    recorded: int


@st.composite
def lines(draw: st.DrawFn) -> Line:
    manner = draw(st.sampled_from(["合并", "分立", "撤销", "更名", "职能划转"]))
    functions = draw(st.sampled_from(FUNCTIONS[1:] if manner == "职能划转" else FUNCTIONS))
    nobody: list[str | None] = [None] if manner == "撤销" else []
    successor = draw(st.sampled_from([*BODIES, *nobody]))
    on, original = draw(st.sampled_from(DAYS)), draw(st.sampled_from(BODIES))
    return Line(
        draw(st.sampled_from(["文1", "文2"])), manner, on, original, successor, functions, draw(st.integers(0, 2))
    )


ROSTERS = st.fixed_dictionaries({body: st.sampled_from(["", "2012-03-01", "2019-03-01"]) for body in BODIES})
HISTORIES = st.lists(
    lines(), max_size=7, unique_by=lambda line: (line.number, line.original, line.successor, line.functions)
)
"""No two lines have one key: a store puts those together into one."""

days = st.sampled_from([date.fromisoformat(day) + timedelta(days=by) for day in DAYS for by in (-1, 0, 1)])


def told(history: list[Line], roster: dict[str, str]) -> Government:
    story = Government()
    story.body("县政府")
    for body, until in roster.items():
        story.body(body, of="县政府", until=until or None)
    for line in history:
        story.recorded = YEAR_2000 + line.recorded
        story.reform(line.number, line.manner, line.on, line.original, line.successor, line.functions)
    return story


def said(answer: Answer) -> tuple[object, ...]:
    """An answer without the clock of its facts."""
    findings = sorted((one.code, one.subject, one.text) for one in answer.findings)
    return answer.bodies, answer.decided, [step.key for step in answer.steps], findings


def is_gone(history: list[Line], body: str, arose: date) -> bool:
    """The slow way, day by day: whether a body, whose roster is never begun anew, was no more when something arose."""
    dead, day = False, FIRST
    while day < arose:
        lines = [line for line in history if line.on == day.isoformat()]
        mine = [line for line in lines if line.original == body]
        if any(line.manner in ENDING for line in mine) and not any(line.successor == body for line in mine):
            dead = True
        if any(line.successor == body and line.original != body for line in lines):
            dead = False
        day += timedelta(days=1)
    begun = any(line.successor == body and line.original != body and line.on == arose.isoformat() for line in history)
    return dead and not begun


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES, ROSTERS, st.sampled_from(BODIES), st.sampled_from(FUNCTIONS), days, days)
def test_somebody_answers_or_a_finding_says_why_not(
    history: list[Line], roster: dict[str, str], body: str, function: str, one: date, other: date
) -> None:
    arose, asked = min(one, other), max(one, other)
    story = told(history, roster)
    answer = story.answer(body, function, arose, asked)
    assert answer.decided == (answer.body is not None)
    assert answer.decided or answer.findings
    assert answer.bodies or {finding.code for finding in answer.findings} & {
        "missing_successor",
        "ended_without_reform",
    }
    assert not answer.decided or len(answer.bodies) == 1
    after_end = "promised_after_end" in codes(answer)
    assert after_end == is_gone(history, body, arose)
    assert not (after_end and answer.decided)
    first = date.min if after_end else arose
    reached = {organisation_id(body): first}
    for step in answer.steps:
        assert first <= step.day <= asked
        assert reached.get(step.source, LAST) <= step.day
        reached[step.target] = min(step.day, reached.get(step.target, LAST))
    assert set(answer.bodies) <= set(reached) | {organisation_id("县政府")}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES, ROSTERS, st.sampled_from(BODIES), st.sampled_from(FUNCTIONS), days, days, st.randoms())
def test_neither_order_nor_what_lies_outside_matters(
    history: list[Line],
    roster: dict[str, str],
    body: str,
    function: str,
    one: date,
    other: date,
    chance: random.Random,
) -> None:
    arose, asked = min(one, other), max(one, other)
    story = told(history, roster)
    answer = said(story.answer(body, function, arose, asked))
    shuffled = list(story.facts)
    chance.shuffle(shuffled)
    view = Snapshot([fact._replace(sequence=place + 1) for place, fact in enumerate(shuffled)], len(shuffled)).at(None)
    assert said(answerable(view, organisation_id(body), function, arose, asked)) == answer
    within = [line for line in history if arose <= date.fromisoformat(line.on) <= asked]
    inside = told(within, roster)
    dead = is_gone(history, body, arose)
    if not dead and not any(until and date.fromisoformat(until) < arose for until in roster.values()):
        assert said(inside.answer(body, function, arose, asked)) == answer


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES, ROSTERS, st.sampled_from(BODIES), st.sampled_from(FUNCTIONS), days, days)
def test_what_is_recorded_late_leaves_yesterdays_knowledge(
    history: list[Line], roster: dict[str, str], body: str, function: str, one: date, other: date
) -> None:
    arose, asked = min(one, other), max(one, other)
    whole = told(history, roster)
    for instant in range(3):
        before = told([line for line in history if line.recorded <= instant], roster)
        known = whole.answer(body, function, arose, asked, YEAR_2000 + instant)
        assert said(known) == said(before.answer(body, function, arose, asked))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES, st.sampled_from(BODIES), st.sampled_from(FUNCTIONS), days)
def test_split_and_merged_again_is_as_if_never_split(
    history: list[Line], body: str, function: str, arose: date
) -> None:
    """Every body that may hold it is put into one at the end: that one answers, whatever came before."""
    story = told(history, {})
    for place, one in enumerate((*BODIES, "县政府")):
        story.reform(f"末{place}", "合并", "2020-01-01", one, "新局")
    answer = story.answer(body, function, arose, LAST)
    missing = {finding.code for finding in answer.findings} - {"contradictory_reforms"}
    assert answer.bodies == (organisation_id("新局"),) or missing
    assert answer.decided or missing


def day_by_day(history: list[Line], body: str, function: str, arose: date, asked: date) -> str | None:
    """The slow and obvious way, for histories in which nothing is open: one holder, walked day by day; else None."""
    if is_gone(history, body, arose):
        return None
    holder, day = body, arose
    while day <= asked:
        for _ in range(len(history) + 1):
            lines = [line for line in history if line.original == holder and line.on == day.isoformat()]
            if not lines:
                break
            if len(lines) > 1 or lines[0].successor in (None, holder):
                return None
            (line,) = lines
            if line.functions and function not in line.functions.split("、") and line.manner not in ENDING:
                if not function or line.manner == "分立":
                    return None
                break
            holder = str(line.successor)
        else:
            return None
        day += timedelta(days=1)
    return holder


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES, st.sampled_from(BODIES), st.sampled_from(FUNCTIONS[:3]), days, days)
def test_as_a_walk_day_by_day(history: list[Line], body: str, function: str, one: date, other: date) -> None:
    arose, asked = min(one, other), max(one, other)
    expected = day_by_day(history, body, function, arose, asked)
    answer = told(history, {}).answer(body, function, arose, asked)
    if expected is not None and not answer.findings:
        assert answer.bodies == (organisation_id(expected),)
    if expected is not None:
        assert organisation_id(expected) in answer.bodies
        assert not answer.findings or "contradictory_reforms" in codes(answer)


def test_functions_of_a_cell() -> None:
    assert functions_of(" 招商 引资；旅游、招商引资 ") == ("招商引资", "旅游")
    assert functions_of("") == functions_of("、") == ("",)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES, ROSTERS, st.sampled_from(BODIES), st.sampled_from(FUNCTIONS), st.lists(days, min_size=2, max_size=5))
def test_who_answers_over_time_is_who_answers_on_each_day(
    history: list[Line], roster: dict[str, str], body: str, function: str, arisen: list[date]
) -> None:
    """Stretch by stretch, many at a time, as each day asked by itself."""
    view = told(history, roster).snapshot().at(None)
    many = Responsibilities(view)
    for arose in arisen:
        stretches = many.of(organisation_id(body), function, arose)
        assert [one.since for one in stretches] == sorted({one.since for one in stretches})
        for asked in (date.fromisoformat(day) + timedelta(days=by) for day in DAYS for by in (-1, 0, 1, 400)):
            if asked >= arose:
                held = [one.answer for one in stretches if one.since <= asked][-1]
                alone = answerable(view, organisation_id(body), function, arose, asked)
                assert (held.bodies, held.decided) == (alone.bodies, alone.decided)
                assert [one.code for one in held.findings] == [one.code for one in alone.findings]
