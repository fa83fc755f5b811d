"""Very many questions at once: the same as the walk of each, over random reforms."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import day_number, day_of, organisation_id
from queries.commitments.passing import NOBODY, States, passing_of
from queries.commitments.reforms import KnownReforms
from queries.commitments.walk import trace
from tests.queries.commitments.test_conserved import BODIES, DAYS, HISTORIES, ROSTERS, Line, told

FUNCTIONS = ("", "招商", "旅游", "财政")


def test_a_function_that_leaves_on_the_day_of_the_end_goes_its_own_way() -> None:
    line = Line("文1", "职能划转", "2012-03-01", "甲", "乙", "招商", 0)
    reforms = KnownReforms(
        told([line, line._replace(manner="合并", successor="丙", functions="")], {}).snapshot().at(None)
    )
    body, other, third = map(organisation_id, "甲乙丙")
    passing = passing_of(reforms, [body], FUNCTIONS)
    assert not passing.odd.any()
    asked = np.array([passing.functions.index(one) for one in ("招商", "旅游")], np.int32)
    states = States(passing, np.full(2, passing.bodies.index(body), np.int32), asked, np.zeros(2, np.int32))
    day = day_number(date(2012, 3, 1))
    assert day is not None
    found = [[states.called[one] for one in states.on(when)[states.of]] for when in (day - 1, day)]
    assert found == [[body, body], [other, third]]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES, ROSTERS, st.integers(-2, 2))
def test_columns_say_what_the_walk_says(history: list[Line], roster: dict[str, str], by: int) -> None:
    reforms = KnownReforms(told(history, roster).snapshot().at(None))
    days = [np.datetime64(day).astype("datetime64[D]").astype(int) + by for day in DAYS]
    asked = [(organisation_id(body), function, day) for body in BODIES for function in FUNCTIONS for day in days]
    passing = passing_of(reforms, [body for body, _, _ in asked], FUNCTIONS)
    bodies = {body: number for number, body in enumerate(passing.bodies)}
    functions = {function: number for number, function in enumerate(passing.functions)}
    states = States(
        passing,
        np.array([bodies[body] for body, _, _ in asked], np.int32),
        np.array([functions[function] for _, function, _ in asked], np.int32),
        np.array([day for _, _, day in asked], np.int32),
    )
    assert len(states.body) <= len(asked)
    for day in [*days, day_number(day_of(20_000)) or 0]:
        who = states.on(int(day))
        for place, (body, function, arose) in enumerate(asked):
            if arose > day:
                continue
            first, last = day_of(int(arose)), day_of(int(day))
            assert first is not None
            assert last is not None
            expected = trace(reforms, body, function, first, last)
            state = int(states.of[place])
            if expected.decided:
                assert {states.called[who[state]]} == expected.bodies
            else:
                assert who[state] == NOBODY
                assert {states.called[one] for one in states.candidates_on(state, int(day))} == expected.bodies
