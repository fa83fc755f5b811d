"""Control of a whole province on one day, against DuckDB SQL and against the memory accesses no way can avoid."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import numpy as np

from graph.columns.compiled import compiled
from graph.columns.layout import KIND, STAKE
from graph.model import day_of
from queries.control import kernels
from queries.control.parts import THREADS, in_parts
from queries.control.province import ProvinceControl, control_on, register_of
from tests.benchmarks.duck import Duck
from tests.benchmarks.line import Line, seconds
from tests.benchmarks.province import SHARE, TODAY, Ints, Province, province

GROWTH = {"small": ("small",), "province": ("quarter", "half", "province")}


def run(size: str) -> Iterator[Line]:
    """One line a size; at the full size with a quarter and a half of it, to show how the cost grows."""
    for step in GROWTH[size]:
        drawn = province(SHARE[step])
        yield measured(size, drawn)


def measured(size: str, drawn: Province) -> Line:
    """One province."""
    columns = drawn.columns()
    day = day_of(TODAY)
    assert day is not None
    control_on(columns, day)
    ours, floors, streams = [], [], []
    floor = Floor(columns.incoming.entries[: columns.ties])
    for _ in range(5):
        ours.append(seconds(lambda: control_on(columns, day)))
        floors.append(seconds(floor.gather))
        streams.append(seconds(floor.stream))
    found = control_on(columns, day)
    rank = ranks(columns.names.ids)
    duck = Duck(drawn, rank, THREADS)
    peer = min(seconds(lambda: duck.control_on(TODAY)) for _ in range(2))
    assert digest(found.head, rank) == duck.head_digest(), "DuckDB finds other controllers"
    return Line(
        "control_closure",
        f"{size}: {columns.nodes} subjects, {columns.ties} ties",
        median(ours),
        "DuckDB SQL, rounds of contracted votes",
        peer,
        median(floors),
        "ratio ≥ 10, times_floor ≤ 8",
        {
            "threads": THREADS,
            "stakes": floor.stakes,
            "stream_s": round(median(streams), 4),
            "controlled": found.controlled(),
            "rings": len(found.rings),
            "single_edge_wrong": wrong_by_single_edges(found),
            "digest": digest(found.head, rank),
        },
    )


class Floor:
    """What the job cannot avoid: every stake once, in an order that memory does not know; every byte once."""

    def __init__(self, ties: np.ndarray[tuple[int], np.dtype[np.void]]) -> None:
        self._ties = ties.view(np.uint8)
        self._parts = np.ascontiguousarray(ties["part"][(ties["label"] & KIND) == STAKE]).astype(np.int64)
        self.stakes = len(self._parts)
        self._order = np.random.default_rng(5).permutation(self.stakes).astype(np.int32)
        self._sums = np.zeros(THREADS, np.int64)
        self._words = self._ties[: len(self._ties) // 8 * 8].view(np.int64)
        self.gather()
        self.stream()

    def gather(self) -> None:
        """One permuted gather over the stakes, on as many threads as the closure."""
        in_parts(self.stakes, lambda first, last: gathered(self._parts, self._order, first, last))

    def stream(self) -> None:
        """All bytes of the ties, once through."""
        in_parts(len(self._words), lambda first, last: streamed(self._words, first, last))


@compiled
def gathered(parts: Ints, order: np.ndarray[tuple[int], np.dtype[np.int32]], first: int, last: int) -> np.int64:
    """The sum of stakes in the order given."""
    total = np.int64(0)
    for place in range(first, last):
        total += parts[order[place]]
    return total


@compiled
def streamed(words: Ints, first: int, last: int) -> np.int64:
    """The sum of words one after another."""
    total = np.int64(0)
    for place in range(first, last):
        total += words[place]
    return total


def ranks(ids: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> Ints:
    """By number, the place in the order of ids."""
    order = np.argsort(np.ascontiguousarray(ids).view(f"S{ids.shape[1]}").ravel(), kind="stable")
    found = np.empty(len(order), np.int64)
    found[order] = np.arange(len(order))
    return found


def digest(head: np.ndarray[tuple[int], np.dtype[np.int32]], rank: Ints) -> int:
    """Who is headed by whom, in a number that does not depend on order."""
    nodes, heads = rank, rank[head]
    told = (nodes + 1) * (heads + 1) % 998_244_353
    return int(told[nodes != heads].sum())


def wrong_by_single_edges(found: ProvinceControl) -> int:
    """How many subjects get another ultimate controller where only single stakes above half are followed."""
    register = register_of(found.columns)
    entries, rows = found.columns.incoming.entries, register.rows
    places = np.flatnonzero(
        ((entries["label"] & KIND) == STAKE)
        & (entries["since"] <= TODAY)
        & (entries["until"] > TODAY)
        & (2 * entries["part"].astype(np.int64) > entries["whole"])
    )
    places = places[places < found.columns.ties]
    owner = np.searchsorted(rows[:, 1], places, "right").astype(np.int32)
    sole = np.full(len(rows), kernels.NOBODY, np.int32)
    sole[owner] = entries["source"][places]
    head = np.arange(len(rows), dtype=np.int32)
    kernels.unite_alone(sole, head, np.zeros(len(rows), np.uint8))
    kernels.settle(head)
    ringed = {found.columns.number(member) for ring in found.rings for member in ring}
    differ = np.flatnonzero(head != found.head)
    return len(differ) - sum(int(node) in ringed for node in differ)
