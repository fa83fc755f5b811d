"""Controllers and roles as of every act, the rules' measures and associated risk, against the same in DuckDB SQL."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import numpy as np
from numpy.typing import NDArray

from graph.columns.compiled import compiled
from graph.columns.layout import Columns
from graph.model import day_of
from graph.schema import schema
from queries.association.spread import spread
from queries.control.parts import THREADS
from queries.control.province import control_on, heads_at, register_of
from tests.benchmarks.control_closure import digest, ranks
from tests.benchmarks.duck import Duck
from tests.benchmarks.line import Line, seconds
from tests.benchmarks.province import SHARE, TIE_KINDS, TODAY, Ints, Province, province

HOPS, HUB = 2, 30
PUBLIC = schema().public_bodies()
WEIGHTS = dict(zip(TIE_KINDS, (600, 800, 700, 400), strict=True))
REACHES = np.array([[1, 1, 0], [1, 0, 1], [1, 1, 1], [0, 0, 0]], np.uint8)
"""Whether an act of a kind reaches its company, the legal representative of its day, the controller of its day."""

_REPRESENTATIVE = TIE_KINDS.index("LEGAL_REPRESENTATIVE_OF")


class Job:
    """All of it in memory: the columns are there already, as the store's are between two questions."""

    def __init__(self, drawn: Province) -> None:
        self.drawn = drawn
        self.columns: Columns = drawn.columns()

    def __call__(self) -> None:
        """The whole job."""
        drawn, columns = self.drawn, self.columns
        day = day_of(TODAY)
        assert day is not None
        self.today = control_on(columns, day)
        heads = heads_at(register_of(columns), drawn.act_company, drawn.act_day, columns)
        rows = columns.incoming
        self.measures = measures(
            rows.rows, rows.entries, drawn.act_company, drawn.act_day, drawn.act_kind, heads, REACHES
        )
        self.spread = spread(columns, drawn.act_company, drawn.act_day, WEIGHTS, HOPS, HUB, PUBLIC)


def run(size: str) -> Iterator[Line]:
    """One province."""
    drawn = province(SHARE[size])
    job = Job(drawn)
    job()
    ours = median(seconds(job) for _ in range(5))
    rank = ranks(job.columns.names.ids)
    duck = Duck(drawn, rank, THREADS)

    def peer() -> None:
        duck.control_on(TODAY)
        duck.batch(HOPS, HUB)

    theirs = min(seconds(peer) for _ in range(2))
    assert digests(job, rank) == duck.digests(), "DuckDB comes to something else"
    duck.control_on(TODAY)
    assert digest(job.today.head, rank) == duck.head_digest(), "DuckDB finds other controllers"
    yield Line(
        "batch",
        f"{size}: {job.columns.ties} ties, {len(drawn.act_day)} acts",
        ours,
        "DuckDB SQL",
        theirs,
        goal="ratio ≥ 5",
        more={
            "threads": THREADS,
            "measures": len(job.measures),
            "reached": len(job.spread.reached),
            "digests": digests(job, rank),
        },
    )


@compiled
def measures(
    rows: NDArray[np.int32],
    ties: NDArray[np.void],
    company: NDArray[np.int32],
    day: NDArray[np.int32],
    kind: NDArray[np.int32],
    head: NDArray[np.int32],
    reaches: NDArray[np.uint8],
) -> NDArray[np.int64]:
    """Act, subject and way of being reached, for each act whose kind reaches that way."""
    found = [(np.int64(0), np.int64(0), np.int64(0)) for _ in range(0)]
    for act in range(len(company)):
        if reaches[kind[act], 0]:
            found.append((np.int64(act), np.int64(company[act]), np.int64(0)))
        if reaches[kind[act], 1]:
            begun = len(found)
            for place in range(rows[company[act], 0], rows[company[act], 1]):
                tie = ties[place]
                if tie.label == _REPRESENTATIVE and tie.since <= day[act] and day[act] < tie.until:
                    told = (np.int64(act), np.int64(tie.source), np.int64(1))
                    if told not in found[begun:]:
                        found.append(told)
        if reaches[kind[act], 2] and head[act] != company[act]:
            found.append((np.int64(act), np.int64(head[act]), np.int64(2)))
    return np.array(found).reshape(-1, 3)


def digests(job: Job, rank: Ints) -> dict[str, int]:
    """What the job came to, in numbers that do not depend on order."""
    act, subject, way = job.measures.T
    told = ((act + 1) * 1_000_003 + (rank[subject] + 1) * 7_919 + way) % 998_244_353
    risk = job.spread.risk
    some = np.flatnonzero(risk)
    spread_told = ((rank[some] + 1) * 7_919 + risk[some]) % 998_244_353
    return {"measures": int(told.sum()), "risk": int(spread_told.sum())}
