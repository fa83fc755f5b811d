"""Paths between two subjects: as networkx finds them in the same ties, whichever limit is the narrow one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import networkx as nx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.model import OPEN_DAY, Fact, day_number, day_of, tie_id
from graph.snapshot import Snapshot
from graph.view import View
from queries.paths.answer import COMMON_STATE_OWNERSHIP, MOST_HOPS, MOST_PATHS, followed, limits_of, paths_in
from queries.paths.search import Limits
from queries.rulecheck import read_rules

Edge = tuple[str, str, str, int | None, int | None]
NODES = tuple("abcdef")
KINDS = ("SHAREHOLDER_OF", "OFFICER_OF", "RELATED_TO")
SPANS: list[tuple[int | None, int | None]] = [(0, 1), (0, OPEN_DAY), (1, 2), (2, OPEN_DAY), (None, OPEN_DAY), (0, None)]
POLICY = read_rules().policies.association

EDGES = st.lists(
    st.builds(
        lambda one, other, kind, span: (one, other, kind, *span),
        st.sampled_from(NODES),
        st.sampled_from(NODES),
        st.sampled_from(KINDS),
        st.sampled_from(SPANS),
    ),
    max_size=14,
    unique_by=lambda edge: edge[:4],
)
RING: list[Edge] = [(one, other, "OFFICER_OF", 0, OPEN_DAY) for one, other in ("ab", "bc", "cd", "de", "ef", "fa")]
STAR: list[Edge] = [("b", other, "OFFICER_OF", 0, OPEN_DAY) for other in "acdef"]


def fact(edge: Edge) -> Fact:
    one, other, kind, start, end = edge
    entity = tie_id(kind, one, other, str(start))
    return Fact("tie", kind, entity, 1, source=one, target=other, valid_from=start, valid_to=end, document="d", line=3)


def view_of(edges: Sequence[Edge], *more: Fact) -> View:
    subjects = [Fact("subject", "Enterprise", name, 1, name=name.upper()) for name in NODES]
    return Snapshot([*subjects, *map(fact, edges), *more], 1).at(None)


def limits(hops: int = 3, hub: int = 60, kinds: tuple[str, ...] = KINDS, most: int = 5000, paths: int = 500) -> Limits:
    return Limits(hops, kinds, hub, most, paths)


def ask(view: View, bounds: Limits, day: int = 1, *, every: bool = True, ends: str = "af") -> dict[str, Any]:
    on = day_of(day)
    assert on is not None
    return paths_in(view, ends[0], ends[1], on, bounds, POLICY, all_paths=every)


def walked(answer: dict[str, Any]) -> list[tuple[str, ...]]:
    return [(answer["from"]["id"], *(step["to"]["id"] for step in path["steps"])) for path in answer["paths"]]


def oracle(edges: Sequence[Edge], day: int, kinds: Sequence[str], hops: int, hub: int) -> list[tuple[str, ...]]:
    """Every simple path of the graph whose inner hubs were taken out."""
    counted = Counter(end for one, other, kind, *_ in edges if kind in kinds for end in {one, other})
    plain = nx.Graph()
    plain.add_nodes_from("af")
    for one, other, kind, start, end in edges:
        holds = (start is None or start <= day) and (end is None or day < end)
        if kind in kinds and holds and one != other:
            plain.add_edge(one, other)
    plain.remove_nodes_from([node for node, ties in counted.items() if ties > hub and node not in "af"])
    return sorted(map(tuple, nx.all_simple_paths(plain, "a", "f", cutoff=hops)), key=lambda path: (len(path), path))


@given(EDGES, st.integers(0, 3), st.integers(1, 5), st.integers(1, 7), st.sampled_from([KINDS, KINDS[:1], KINDS[1:]]))
@example(RING, 0, 5, 2, KINDS)
@example(RING, 0, 1, 2, KINDS)
@example([*STAR, ("a", "c", "OFFICER_OF", 0, OPEN_DAY), ("c", "f", "OFFICER_OF", 0, OPEN_DAY)], 0, 2, 4, KINDS)
def test_all_and_shortest_as_networkx(edges: list[Edge], day: int, hops: int, hub: int, kinds: tuple[str, ...]) -> None:
    expected = oracle(edges, day, kinds, hops, hub)
    view = view_of(edges)
    every = ask(view, limits(hops, hub, kinds), day)
    assert walked(every) == expected
    shortest = ask(view, limits(hops, hub, kinds), day, every=False)
    assert walked(shortest) == [path for path in expected if len(path) == len(expected[0])]
    without_hubs = oracle(edges, day, kinds, hops, 99)
    assert every["truncated"] or expected == without_hubs, "a hub cut the search and nothing says so"
    backwards = ask(view, limits(hops, hub, kinds), day, ends="fa")
    assert sorted(path[::-1] for path in walked(backwards)) == sorted(expected)


@given(EDGES, st.integers(1, 3), st.integers(1, 4))
def test_a_limit_that_cuts_is_told(edges: list[Edge], paths: int, most: int) -> None:
    whole = oracle(edges, 1, KINDS, 4, 60)
    few = ask(view_of(edges), limits(4, paths=paths))
    assert walked(few) == whole[:paths]
    assert few["truncated_by"] == (["paths"] if len(whole) > paths else [])
    narrow = ask(view_of(edges), limits(4, most=most))
    assert set(walked(narrow)) <= set(whole)
    assert walked(narrow) == whole or "subjects" in narrow["truncated_by"]


def test_a_step_has_every_tie_with_its_row_and_how_sure_it_is() -> None:
    edges: list[Edge] = [
        ("a", "b", "OFFICER_OF", 0, 9),
        ("b", "a", "SHAREHOLDER_OF", None, OPEN_DAY),
        ("f", "b", "OFFICER_OF", 0, None),
    ]
    (path,) = ask(view_of(edges), limits())["paths"]
    first, second = path["steps"]
    assert [(tie["tie"], tie["against"], tie["certainty"]) for tie in first["ties"]] == [
        ("OFFICER_OF", False, "certain"),
        ("SHAREHOLDER_OF", True, "possible"),
    ]
    assert (first["ties"][0]["from"], first["ties"][0]["to"]) == ("1970-01-01", "1970-01-10")
    evidence = first["ties"][0]["evidence"]
    assert (evidence["document"], evidence["line"], evidence["recorded"]) == ("d", 3, "1970-01-01T00:00:00.000001Z")
    assert [tie["certainty"] for tie in second["ties"]] == ["possible"]
    assert path["certainty"] == "possible"
    assert path["hops"] == 2


def test_what_the_register_leaves_open_is_only_possible() -> None:
    tie = fact(("a", "f", "OFFICER_OF", 0, OPEN_DAY))._replace(properties={"certainty": "possible"})
    (path,) = ask(view_of([], tie), limits())["paths"]
    assert path["certainty"] == "possible"


def test_aliases_are_one_subject_and_identity_is_no_tie() -> None:
    same = Fact("tie", "SAME_AS", "T1", 1, source="e", target="b", valid_to=OPEN_DAY)
    edges: list[Edge] = [("a", "e", "OFFICER_OF", 0, OPEN_DAY), ("b", "f", "OFFICER_OF", 0, OPEN_DAY)]
    assert walked(ask(view_of(edges, same), limits())) == [("a", "b", "f")]
    assert ask(view_of(edges), limits())["paths"] == []
    may_be = Fact("tie", "MAY_BE", "T2", 1, source="a", target="f", valid_to=OPEN_DAY)
    assert ask(view_of([], may_be), limits(kinds=followed()))["paths"] == []
    assert "MAY_BE" not in followed()
    assert "LISTED_AS_OFFICER" not in followed()


def test_common_state_ownership_is_said_beside_the_path() -> None:
    body = Fact("subject", "GovernmentBody", "g", 1, name="样例市国资委")
    edges: list[Edge] = [("g", "a", "SHAREHOLDER_OF", 0, OPEN_DAY), ("g", "f", "SHAREHOLDER_OF", 0, OPEN_DAY)]
    (path,) = ask(view_of(edges, body), limits())["paths"]
    assert path["note"] == COMMON_STATE_OWNERSHIP
    ((direct,),) = [ask(view_of([("a", "f", "OFFICER_OF", 0, OPEN_DAY)]), limits())["paths"]]
    assert direct["note"] is None


def test_one_subject_is_connected_with_itself_without_a_step() -> None:
    (path,) = ask(view_of(RING), limits(), ends="aa")["paths"]
    assert (path["hops"], path["steps"]) == (0, [])


def test_the_answer_states_its_limits() -> None:
    bounds = limits_of(POLICY, hops=2, kinds=["股东", "OFFICER_OF", "股东"])
    answer = ask(view_of([]), bounds, day=day_number(date(2020, 3, 10)) or 0)
    assert answer["within"]["kinds"] == ["SHAREHOLDER_OF", "OFFICER_OF"]
    assert (answer["within"]["hops"], answer["within"]["as_of"]) == (2, "2020-03-10")
    assert answer["text"].startswith("在此范围内没有路径，不表示没有关系")
    assert "股东、董事监事高管" in answer["text"]
    assert POLICY is not None
    assert limits_of(POLICY) == Limits(POLICY.ties.hops, followed(), POLICY.ties.hub, POLICY.ties.most, 20)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hops": 0},
        {"hops": MOST_HOPS + 1},
        {"paths": 0},
        {"paths": MOST_PATHS + 1},
        {"hub": 0},
        {"kinds": ["SAME_AS"]},
        {"kinds": ["PENALISES"]},
    ],
)
def test_limits_without_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"[一-鿿].+ / [a-z]"):
        limits_of(POLICY, **wrong)
    assert limits_of(POLICY, hops=MOST_HOPS, paths=MOST_PATHS, hub=1).hops == MOST_HOPS


def test_whoever_may_not_be_looked_at_is_not_passed_through() -> None:
    pairs = (("a", "b"), ("a", "c"), ("b", "f"))
    edges: list[Edge] = [(one, other, "OFFICER_OF", 0, OPEN_DAY) for one, other in pairs]
    narrow = ask(view_of(edges), limits(2, most=2))
    assert (narrow["paths"], narrow["truncated_by"]) == ([], ["subjects"])
    enough = ask(view_of(edges), limits(2, most=3))
    assert (walked(enough), enough["truncated_by"]) == ([("a", "b", "f")], [])
