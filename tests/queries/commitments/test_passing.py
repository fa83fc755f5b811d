"""Very many questions at once: the same as the walk of each, over random reforms."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import day_number, day_of, organisation_id
from queries.commitments.passing import NOBODY, States, passing_of
from queries.commitments.reforms import KnownReforms
from queries.commitments.succession import trace
from tests.queries.commitments.test_conserved import BODIES, DAYS, HISTORIES, ROSTERS, Line, told

FUNCTIONS = ("", "招商", "旅游", "财政")


@settings(max_examples=150, deadline=None)
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
