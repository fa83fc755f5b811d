"""A whole region's promises in one pass: the same as each asked by itself, whatever was loaded when."""

from __future__ import annotations

import os
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graph.model import day_number, day_of
from graph.vault import Vault
from queries.commitments.gathering import gather
from queries.commitments.passing import NEVER, NOBODY
from queries.commitments.promise import promise_of
from queries.commitments.region import STATUS
from queries.rulecheck import read_rules
from tests.oracles.memory_store import MemoryStore
from tests.queries.propagation.histories import (
    DAYS,
    INSTANTS,
    OF_GOVERNMENT,
    Received,
    file_of,
    receive,
    received,
)

COUNT = int(os.environ.get("CREDITGRAPH_HISTORIES", "40"))
POLICIES = read_rules().policies
ASKED = sorted(
    {date.fromisoformat(day) + timedelta(days=by) for day in (*DAYS, "2017-05-10", "2021-12-31") for by in (-1, 0, 1)}
)
PLAIN = {name: row for name, row in OF_GOVERNMENT.items() if name not in {"document_status", "government_dishonesty"}}
HISTORIES = st.tuples(
    file_of("government_promise", OF_GOVERNMENT["government_promise"]),
    file_of("agency_reform", OF_GOVERNMENT["agency_reform"]),
    st.lists(st.one_of(received(PLAIN), received(PLAIN), received(OF_GOVERNMENT)), max_size=9),
).map(lambda told: list({one[:2]: one for one in (*told[:2], *told[2])}.values()))
"""A promise and a reform at least, and more of all that is told of public bodies."""


@settings(max_examples=COUNT, deadline=None, suppress_health_check=list(HealthCheck))
@given(HISTORIES, st.sampled_from([None, *INSTANTS]))
def test_the_same_as_each_by_itself(history: list[Received], known_at: int | None) -> None:
    store = MemoryStore()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:  # noqa: S108 - memory, where there is some
        for file in history:
            receive(store, Vault(bytes(32)), file, Path(name))
    found = gather(store, POLICIES, known_at)
    odd = 0
    for day in ASKED:
        number = day_number(day)
        assert number is not None
        answers = found.region.on(number)
        for place, fact in enumerate(found.promises):
            promise = promise_of(found.view, fact, POLICIES)
            assert promise is not None
            status = STATUS[answers.status[place]]
            if status == "odd":
                odd += 1
                continue
            expected = promise.status_on(day) if promise.signed <= day else "unsigned"
            since = promise.overdue_since(day) if expected == "overdue" else None
            assert (status, answers.overdue_since[place]) == (expected, NEVER if since is None else day_number(since))
            if status == "unsigned":
                assert answers.responsible[place] == NOBODY
                continue
            answer = promise.answer_on(day).answer
            who = answers.responsible[place]
            called = found.region.states.called
            assert (called[who] if who != NOBODY else None) == answer.body, (day, day_of(number))
            if who == NOBODY:
                candidates = found.region.states.candidates_on(int(found.region.states.of[place]), number)
                assert sorted(called[one] for one in candidates) == sorted(answer.bodies)
    event(f"promises {len(found.promises)}, odd {min(odd, 1)}")
