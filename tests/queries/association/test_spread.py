"""Associated risk: every path tried one by one gives the same, and cycles and duplicates inflate nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.columns.build import assemble
from graph.columns.gathering import Gatherer
from graph.columns.names import Names
from graph.model import OPEN_DAY, day_of
from graph.store.packing import NO_TIE, UNKNOWN_FROM, ColumnRow, packed
from queries.association.spread import WHOLE, Risks, association
from queries.rulecheck import read_rules

POLICY = read_rules().policies.association
assert POLICY is not None
WEIGHTS = POLICY.passes()
Edge = tuple[str, str, str, int, int]
NODES = ("a", "b", "c", "d", "e", "organ")
EDGES = st.lists(
    st.tuples(
        st.sampled_from(NODES),
        st.sampled_from(NODES),
        st.sampled_from(["SHAREHOLDER_OF", "OFFICER_OF", "EXECUTING_PARTNER_OF", "SAME_AS"]),
        st.integers(0, 2),
        st.sampled_from([1, 3, OPEN_DAY]),
    ),
    max_size=12,
)
EVENTS = st.lists(st.tuples(st.sampled_from(NODES[:5]), st.integers(0, 3)), max_size=4)


def associated(
    edges: Sequence[tuple[str, str, str, int | None, int]],
    events: list[tuple[str, date]],
    hops: int,
    hub: int,
    bound: Literal["low", "high"] = "high",
) -> Risks:
    gatherer = Gatherer(Names())
    gatherer.take(packed([ColumnRow(1, "GovernmentBody", "organ", "organ", 0, 0, 0, 0, NO_TIE)]))
    gatherer.take(
        packed(
            ColumnRow(place, kind, source, target, UNKNOWN_FROM if since is None else since, until, 0, 0, 0)
            for place, (source, target, kind, since, until) in enumerate(edges, 2)
        )
    )
    assert POLICY is not None
    ties = POLICY.ties.model_copy(update={"hops": hops, "hub": hub})
    return association(assemble(1, gatherer), events, POLICY.model_copy(update={"ties": ties}), bound)


def risks(
    edges: Sequence[tuple[str, str, str, int | None, int]],
    events: list[tuple[str, date]],
    hops: int,
    hub: int,
    bound: Literal["low", "high"] = "high",
) -> dict[str, int]:
    return associated(edges, events, hops, hub, bound).risk


def by_every_path(edges: list[Edge], events: list[tuple[str, int]], hops: int, hub: int) -> dict[str, int]:
    """The strongest of all paths of each event, tried one by one."""
    degree: dict[str, int] = defaultdict(int)
    for source, target, *_ in edges:
        degree[source] += 1
        degree[target] += 1
    strengths: dict[str, list[int]] = defaultdict(list)
    known = {end for edge in edges for end in edge[:2]}
    for origin, day in events:
        best: dict[str, int] = {}
        waiting = [(origin, 1000, 0)] if origin in known else []
        while waiting:
            node, strength, length = waiting.pop()
            if length == hops or degree[node] > hub:
                continue
            for source, target, kind, since, until in edges:
                other = target if node == source else source
                passed = strength * WEIGHTS.get(kind, 0) // 1000
                if node in (source, target) and since <= day < until and passed and other != "organ":
                    best[other] = max(best.get(other, 0), passed)
                    waiting.append((other, passed, length + 1))
        for node, strength in best.items():
            if node != origin:
                strengths[node].append(strength)
    found = {}
    for node, several in strengths.items():
        none = WHOLE
        for strength in sorted(several, reverse=True):
            none = none * (1000 - strength) // 1000
        found[node] = WHOLE - none
    return found


@settings(max_examples=200, deadline=None)
@given(EDGES, EVENTS, st.integers(1, 3), st.sampled_from([3, 60]))
def test_the_strongest_path_of_each_event(
    edges: list[Edge], events: list[tuple[str, int]], hops: int, hub: int
) -> None:
    dated = [(subject, day) for subject, number in events if (day := day_of(number)) is not None]
    assert risks(edges, dated, hops, hub) == by_every_path(edges, events, hops, hub)


def test_one_event_counts_once_and_two_together() -> None:
    day = date(2024, 1, 1)
    edges: list[Edge] = [("a", "b", "SHAREHOLDER_OF", 0, OPEN_DAY), ("b", "a", "SHAREHOLDER_OF", 0, OPEN_DAY)]
    assert risks([*edges, edges[0]], [("a", day)], 3, 60) == {"b": 600 * 10**9}
    assert risks(edges, [("a", day), ("a", date(2024, 1, 2))], 3, 60) == {"b": 840 * 10**9}


def test_a_search_that_a_hub_ended_is_named() -> None:
    """b has more ties than the limit: from a nothing passes through it; the search from d meets no hub."""
    edges = [("a", "b", "SHAREHOLDER_OF", 0, OPEN_DAY), ("b", "c", "SHAREHOLDER_OF", 0, OPEN_DAY)]
    edges += [("d", "e", "SHAREHOLDER_OF", 0, OPEN_DAY)]
    day = day_of(1)
    assert day is not None
    cut = associated(edges, [("a", day), ("d", day)], 3, 1)
    assert (cut.truncated, "c" in cut.risk, "e" in cut.risk) == (("a",), False, True)
    whole = associated(edges, [("a", day), ("d", day)], 3, 2)
    assert (whole.truncated, "c" in whole.risk) == ((), True)
