"""One subject's associated risk: as every simple path tried one by one has it, and as the columns of everybody do."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal

import networkx as nx
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.model import OPEN_DAY, Fact, day_of, tie_id
from graph.snapshot import Snapshot
from graph.view import View
from queries.association.near import Associated, near
from queries.association.noisy_or import WHOLE, together
from queries.association.paths import HIGH, LOW, Near
from queries.policies import Association, Weight
from queries.rulecheck import read_rules
from tests.queries.association.test_spread import risks

Edge = tuple[str, str, str, int | None, int]
Event = tuple[str, str, str, str]
NODES = ("a", "b", "c", "d", "e", "organ")
KINDS = ("SHAREHOLDER_OF", "OFFICER_OF", "EXECUTING_PARTNER_OF")
DAYS = [(0, 1), (0, 3), (0, OPEN_DAY), (2, 3), (2, OPEN_DAY)]
BOUNDS: tuple[Literal["low", "high"], ...] = ("low", "high")
UNDATED: tuple[int | None, int] = (None, OPEN_DAY)


def edges_of(spans: Sequence[tuple[int | None, int]]) -> st.SearchStrategy[list[Edge]]:
    return st.lists(
        st.builds(
            lambda source, target, kind, span: (source, target, kind, *span),
            st.sampled_from(NODES),
            st.sampled_from(NODES),
            st.sampled_from(KINDS),
            st.sampled_from(spans),
        ),
        max_size=12,
        unique_by=lambda edge: edge[:4],
    )


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(NODES[:5]),
        st.sampled_from(["r1", "r2", "r3"]),
        st.sampled_from(["publicity", "dishonest_debtor_list", "no_such_effect"]),
        st.sampled_from(["active", "active", "ended", "proposed", "suspended"]),
    ),
    max_size=5,
    unique_by=lambda event: event[:3],
)
THOUSANDTHS = st.sampled_from([500, 1000]) | st.integers(0, 1000)
WEIGHTS = st.tuples(THOUSANDTHS, THOUSANDTHS).map(lambda two: Weight(low=min(two), high=max(two)))
EQUAL = dict.fromkeys(KINDS, Weight(low=1000, high=1000))
TRIANGLE: list[Edge] = [(one, other, "OFFICER_OF", 0, OPEN_DAY) for one, other in ("ac", "cb", "ab")]


def shipped() -> Association:
    policy = read_rules().policies.association
    assert policy is not None
    return policy


def limited(policy: Association, hops: int, hub: int, weights: dict[str, Weight] | None = None) -> Association:
    changed: dict[str, Any] = {"hops": hops, "hub": hub}
    if weights is not None:
        changed["passes"] = weights
    return policy.model_copy(update={"ties": policy.ties.model_copy(update=changed)})


def view_of(edges: Iterable[Edge]) -> View:
    facts = [
        Fact("subject", "GovernmentBody" if name == "organ" else "Enterprise", name, 1, name=name) for name in NODES
    ]
    facts += [
        Fact("tie", kind, edge_id(edge), 1, source, target, valid_from=since, valid_to=until)
        for edge in edges
        for source, target, kind, since, until in [edge]
    ]
    return Snapshot([fact._replace(sequence=place) for place, fact in enumerate(facts, 1)], len(facts)).at(None)


def edge_id(edge: Edge) -> str:
    return tie_id(edge[2], edge[0], edge[1], str(edge[3]))


def measure(event: Event) -> dict[str, Any]:
    subject, record, effect, state = event
    return {
        "id": f"{subject}{record}{effect}",
        "subject": {"id": subject, "name": subject},
        "effect": effect,
        "effect_name": effect,
        "state": state,
        "never_confirmed": False,
        "certainty": "certain",
        "trigger": {"id": record, "kind": "Penalty", "number": record},
        "phases": [{"from": "1970-01-01", "state": state, "reason": None}],
        "start": "1970-01-01",
        "last_day": None,
    }


def asked(edges: Iterable[Edge], events: Iterable[Event], day: date, policy: Association, of: str = "a") -> Associated:
    found = [measure(event) for event in events]
    return near(view_of(edges), of, day, policy, lambda ids: [one for one in found if one["subject"]["id"] in ids])


def every_path(edges: list[Edge], day: int, policy: Association, bound: str) -> dict[str, Any]:
    """The strongest of all simple paths from ``a``: strength out of the whole, nodes, ties."""
    graph = nx.MultiGraph()
    graph.add_nodes_from(NODES)
    for edge in edges:
        graph.add_edge(edge[0], edge[1], key=edge_id(edge), edge=edge)
    best: dict[str, Any] = {}
    for target in NODES[1:5]:
        found = []
        for path in nx.all_simple_edge_paths(graph, "a", target, cutoff=policy.ties.hops):
            nodes = ("a", *(end for _, end, _ in path))
            if "organ" in nodes or any(graph.degree(node) > policy.ties.hub for node in nodes[1:]):
                continue
            strength = 1000**policy.ties.hops
            for source, end, key in path:
                edge = graph.edges[source, end, key]["edge"]
                weight = getattr(policy.ties.passes[edge[2]], bound)
                holds = (edge[3] is None or edge[3] <= day) and day < edge[4]
                known = edge[3] is not None or bound == "high"
                strength = strength * weight // 1000 if holds and known else 0
            if strength:
                found.append((-strength, len(path), nodes, tuple(key for _, _, key in path)))
        if found:
            best[target] = min(found)
    return best


@settings(max_examples=200, deadline=None)
@given(
    edges_of([*DAYS, UNDATED]),
    st.integers(0, 3),
    st.integers(1, 4),
    st.sampled_from([3, 60]),
    st.fixed_dictionaries(dict.fromkeys(KINDS, WEIGHTS)),
)
@example(TRIANGLE, 0, 3, 60, EQUAL)
def test_the_strongest_path_is_the_strongest_of_all(
    edges: list[Edge], number: int, hops: int, hub: int, weights: dict[str, Weight]
) -> None:
    policy = limited(shipped(), hops, hub, weights)
    day = day_of(number)
    assert day is not None
    search = Near(view_of(edges), "a", day, policy)
    for bound, name in ((LOW, "low"), (HIGH, "high")):
        found = {node: path.place for node, path in search.reached[bound].items() if not search.is_hub(node)}
        assert found == every_path(edges, number, policy, name)


@settings(max_examples=200, deadline=None)
@given(edges_of(DAYS), EVENTS, st.integers(0, 3), st.integers(1, 3), st.sampled_from([3, 60]))
@example([("a", "b", "SHAREHOLDER_OF", 0, 3), ("b", "a", "SHAREHOLDER_OF", 0, 3)], [], 0, 3, 60)
def test_one_subject_is_told_what_the_columns_tell_everybody(
    edges: list[Edge], events: list[Event], number: int, hops: int, hub: int
) -> None:
    policy, day = limited(shipped(), hops, hub), day_of(number)
    assert day is not None
    answer = asked(edges, events, day, policy).alert
    own = {record for subject, record, _, state in events if subject == "a" and state != "proposed"}
    for bound in BOUNDS:
        strengths: dict[str, int] = {}
        for subject, record, effect, state in events:
            if state != "active" or record in own or subject == "a" or effect not in policy.events.counts:
                continue
            (risk,) = [risks(edges, [(subject, day)], hops, hub, bound).get("a", 0)]
            strength = risk // 10**9 * getattr(policy.events.counts[effect], bound) // 1000
            strengths[record] = max(strengths.get(record, 0), strength)
        expected = together(strengths.values()) * 1000 // WHOLE
        assert (answer["strength"][bound] if answer else 0) == expected / 1000


@settings(max_examples=60, deadline=None)
@given(edges_of(DAYS), EVENTS, st.randoms(use_true_random=False))
def test_neither_order_nor_names_matter(edges: list[Edge], events: list[Event], draw: random.Random) -> None:
    policy, day = limited(shipped(), 3, 4), date(1970, 1, 1)
    first = asked(edges, events, day, policy).alert
    mixed, told = draw.sample(edges, len(edges)), draw.sample(events, len(events))
    assert _without_lines(asked(mixed, told, day, policy).alert) == _without_lines(first)
    names = dict(zip(NODES, [*draw.sample(NODES[:5], 5), "organ"], strict=True))
    renamed: list[Edge] = [(names[one], names[other], *rest) for one, other, *rest in edges]  # type: ignore[misc]
    again = asked(renamed, [(names[one], *rest) for one, *rest in events], day, policy, names["a"]).alert  # type: ignore[misc]
    assert (again and again["strength"]) == (first and first["strength"])


def _without_lines(told: Any) -> Any:  # noqa: ANN401 - any part of an answer
    if isinstance(told, dict):
        return {key: _without_lines(value) for key, value in told.items() if key != "line"}
    return [_without_lines(one) for one in told] if isinstance(told, list) else told


def test_an_event_counts_once_and_never_comes_back_to_its_own_subject() -> None:
    day, edges = date(1970, 1, 1), [("p", "a", "LEGAL_REPRESENTATIVE_OF", 0, OPEN_DAY)]
    edges += [("p", "b", "LEGAL_REPRESENTATIVE_OF", 0, 40)]
    both: list[Event] = [("b", "r1", "publicity", "active"), ("p", "r1", "food_industry_ban", "active")]
    alert = asked(edges, both, day, shipped()).alert
    assert alert is not None
    assert len(alert["events"]) == 1
    assert alert["strength"] == {"low": 0.2, "high": 0.49}
    assert alert["text"].startswith("「关联提示，不构成惩戒」")
    assert "未核实" in alert["text"]
    assert asked(edges, [*both, ("a", "r1", "publicity", "ended")], day, shipped()).alert is None
    one = asked(edges, both[:1], day, shipped()).alert
    assert one is not None
    assert one["id"] == alert["id"]
    assert one["expires"] == "1970-02-10"
    assert [step["from"]["id"] for step in one["path"]] == ["b", "p"]


def test_a_limit_that_cut_the_search_is_said() -> None:
    day = date(1970, 1, 1)
    edges: list[Edge] = [("a", "hub", "SHAREHOLDER_OF", 0, OPEN_DAY), ("a", "b", "SHAREHOLDER_OF", 0, OPEN_DAY)]
    edges += [(f"n{place}", "hub", "SHAREHOLDER_OF", 0, OPEN_DAY) for place in range(60)]
    alert = asked(
        edges, [("b", "r1", "publicity", "active"), ("n1", "r2", "publicity", "active")], day, shipped()
    ).alert
    assert alert is not None
    assert alert["truncated"]
    assert "检索不完整" in alert["text"]
    assert [event["trigger"]["id"] for event in alert["events"]] == ["r1"]
    few = limited(shipped(), 3, 60)
    few = few.model_copy(update={"ties": few.ties.model_copy(update={"most": 1})})
    assert asked(edges, [], day, few) == Associated(None, True)
