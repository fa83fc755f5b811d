"""Paths: all shortest ones, as networkx has them, within the hops, kinds, day and hub limit that the answer names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import networkx as nx  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import OPEN_DAY, Fact, Shape, day_number
from graph.store.port import Batch
from queries import paths as module
from queries.neighbourhood import neighbourhood
from queries.paths import paths
from tests.oracles.memory_store import MemoryStore

DAY = date(2026, 1, 1)
NODES = [f"O{number:024x}" for number in range(8)]


def subject(entity: str) -> Fact:
    return Fact(Shape.SUBJECT, "Enterprise", entity, 1, name=entity[-3:], document="d")


def tie(
    number: int, source: str, target: str, kind: str = "SHAREHOLDER_OF", start: int = 0, end: int = OPEN_DAY
) -> Fact:
    return Fact(Shape.TIE, kind, f"T{number:024x}", 1, source, target, valid_from=start, valid_to=end, document="d")


def filled(ties: list[Fact]) -> MemoryStore:
    store = MemoryStore()
    store.write(Batch([*map(subject, NODES), *ties]))
    return store


@pytest.fixture(autouse=True)
def small_hub() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "HUB", 4)
        yield


pairs = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1])


@given(st.lists(pairs, max_size=14), pairs, st.integers(1, 6))
def test_the_shortest_paths_are_all_of_them(edges: list[tuple[str, str]], ends: tuple[str, str], hops: int) -> None:
    ties = [tie(number, *edge) for number, edge in enumerate(edges)]
    found = paths(filled(ties), *ends, DAY, None, hops=hops, limit=20)
    graph = nx.MultiGraph()
    graph.add_nodes_from(NODES)
    graph.add_edges_from(edges)
    hubs = [node for node in NODES if graph.degree(node) > 4 and node not in ends]
    graph.remove_nodes_from(hubs)
    expected = list(nx.all_shortest_paths(nx.Graph(graph), *ends)) if nx.has_path(graph, *ends) else []
    expected = [path for path in expected if len(path) - 1 <= hops]
    walked = {tuple(one["id"] for one in path["subjects"]) for path in found["paths"]}
    assert walked == set(map(tuple, expected))
    if hubs and not expected:
        whole = nx.MultiGraph(edges)
        joined = whole.has_node(ends[0]) and whole.has_node(ends[1]) and nx.has_path(whole, *ends)
        near = joined and nx.shortest_path_length(whole, *ends) <= hops
        assert found["truncated"] or not near, "what a hub hides is said to be hidden"
    for path in found["paths"]:
        steps = list(zip(path["subjects"], path["subjects"][1:], path["ties"], strict=False))
        assert path["length"] == len(steps)
        assert all({one["id"], other["id"]} == {step["source"], step["target"]} for one, other, step in steps)


@pytest.mark.parametrize(
    ("day", "joined"), [("2019-12-31", False), ("2020-01-01", True), ("2020-12-31", True), ("2021-01-01", False)]
)
def test_a_tie_counts_on_its_days(day: str, joined: bool) -> None:
    first, end = day_number(date(2020, 1, 1)), day_number(date(2021, 1, 1))
    assert first is not None
    assert end is not None
    store = filled([tie(1, NODES[0], NODES[1], start=first, end=end)])
    assert bool(paths(store, NODES[0], NODES[1], date.fromisoformat(day), None)["paths"]) is joined
    beside = neighbourhood(store, NODES[0], date.fromisoformat(day), None)
    assert (len(beside["ties"]), len(beside["subjects"])) == ((1, 2) if joined else (0, 1))


def test_kinds_and_limits() -> None:
    store = filled([tie(1, NODES[0], NODES[1]), tie(2, NODES[0], NODES[1], "RELATED_TO"), tie(3, NODES[1], NODES[2])])
    assert len(paths(store, NODES[0], NODES[1], DAY, None)["paths"]) == 2
    assert len(paths(store, NODES[0], NODES[1], DAY, None, kinds=["RELATED_TO"])["paths"]) == 1
    one = paths(store, NODES[0], NODES[1], DAY, None, limit=1)
    assert (len(one["paths"]), one["truncated"]) == (1, True)
    assert paths(store, NODES[0], NODES[2], DAY, None, hops=1)["paths"] == []
    assert paths(store, NODES[0], NODES[0], DAY, None)["paths"] == []
    for kind in ("SAME_AS", "PENALISES", "NOTHING"):
        with pytest.raises(ValueError, match="no such tie"):
            paths(store, NODES[0], NODES[1], DAY, None, kinds=[kind])


def test_neighbours_some_hops_far() -> None:
    store = filled([tie(n, NODES[n], NODES[n + 1]) for n in range(4)])
    for hops in (1, 2, 3):
        found = neighbourhood(store, NODES[0], DAY, None, hops=hops)
        assert [one["id"] for one in found["subjects"]] == NODES[: hops + 1]
        assert (len(found["ties"]), found["truncated"]) == (hops, False)
