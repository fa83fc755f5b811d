"""What leaves a store: what is known and holds on the day, under one id a subject, and nobody without a purpose."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.exchange.networks import to_networkx
from graph.exchange.permission import disclosed
from graph.exchange.selection import Around, exported_kinds, selected
from graph.model import OPEN_DAY, Fact
from graph.schema import schema
from graph.store.port import Batch
from tests.graph.exchange.province import DAY, FACTS, KNOWN, NUMBER, ON, SEALED, store_of, subject, tie

PERSONAL = ("张样甲", "李样乙", "P1", "P2", "1988", "0197")


def taken(
    *facts: Fact, purpose: str = "监管", around: Around | None = None, known_at: int | None = None
) -> dict[str, Any]:
    store = store_of(*facts)
    with selected(store, DAY, known_at, purpose=purpose, around=around) as selection:
        return {"about": selection.about, "nodes": list(selection.nodes()), "ties": list(selection.ties())}


def ends(told: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(row["kind"], row["source"], row["target"]) for row in told["ties"]}


def test_what_holds_on_the_day_under_one_id() -> None:
    told = taken(*FACTS)
    assert [row["id"] for row in told["nodes"]] == ["O1", "O2", "O3", "O9", "P1", "P2", "R1", "R2", "R4"]
    assert ends(told) == {
        ("SHAREHOLDER_OF", "O1", "O2"),
        ("SHAREHOLDER_OF", "P2", "O1"),
        ("SHAREHOLDER_OF", "O9", "O1"),
        ("LEGAL_REPRESENTATIVE_OF", "P1", "O1"),
        ("BRANCH_OF", "O2", "O3"),
        ("PENALISES", "R1", "O1"),
        ("IDENTIFIES", "R1", "P1"),
        ("PENALISES", "R2", "P2"),
        ("DECIDED_BY", "R2", "O3"),
        ("HAS_STATUS", "R4", "P1"),
    }
    shares = [row["properties"]["total"] for row in told["ties"] if row["source"] == "O1"]
    assert shares == [4], "the holding that ended on the day is over"
    by_id = {row["id"]: row for row in told["nodes"]}
    assert by_id["O2"]["aliases"] == ["O4"]
    assert (by_id["O9"]["name"], by_id["O9"]["label"]) == ("", "未载明主体")
    row = next(row for row in told["ties"] if row["kind"] == "SHAREHOLDER_OF" and row["source"] == "O1")
    assert (row["file"], row["line"], row["document"]) == ("样例.csv", 2, "d")
    assert (row["from"], row["to"], row["open"]) == ("1970-01-01", "2024-06-02", False)
    unknown, running = (next(row for row in told["ties"] if row["source"] == one) for one in ("P2", "O9"))
    assert (unknown["to"], unknown["open"], running["to"], running["open"]) == (None, False, None, True)


def test_without_a_purpose_nothing_of_natural_persons() -> None:
    told = taken(*FACTS, purpose="")
    assert [row["id"] for row in told["nodes"]] == ["O1", "O2", "O3", "O9", "R1"]
    written = orjson.dumps(told).decode()
    assert [word for word in PERSONAL if word in written] == []
    assert told["about"]["withheld"] == {"persons": 2, "records": 2, "ties": 6}
    assert (told["about"]["purpose"], told["about"]["natural_persons"]) == (None, False)
    first = told["nodes"][0]["properties"]
    assert first == {"registered_capital": 100, "state": "存续"}
    assert told["nodes"][4]["properties"] == {"categories": ["罚款", "=1+1"], "fine": 5}


def test_with_a_purpose_still_no_number() -> None:
    told = taken(*FACTS)
    written = orjson.dumps(told).decode()
    assert NUMBER not in written
    assert SEALED not in written
    assert "sealed_number" not in written
    by_id = {row["id"]: row for row in told["nodes"]}
    assert by_id["P1"]["properties"] == {"birth": "1988-09-18", "mask": "640104********0197"}
    assert by_id["O2"]["properties"]["business_scope"] == "-联系人640104********0197"
    assert told["about"]["withheld"] == {"persons": 0, "records": 0, "ties": 0}


def test_a_person_whom_no_fact_describes_is_withheld_too() -> None:
    told = taken(subject("O1", "Enterprise", "甲"), tie("OFFICER_OF", "P7", "O1"), purpose="")
    assert ([row["id"] for row in told["nodes"]], told["ties"]) == (["O1"], [])
    assert told["about"]["withheld"]["persons"] == 1


def test_the_register_comes_before_a_mention_and_the_instant_decides() -> None:
    later = KNOWN + 10
    store = store_of(subject("O1", "Organisation", "提及"))
    settled = subject("O1", "Enterprise", "登记")._replace(owner="O1", recorded_from=later)
    store.settle({"O1": [settled]})
    store.write(Batch([subject("O1", "Organisation", "又提及")._replace(recorded_from=later + 10)]))
    for instant, name in ((None, "登记"), (later, "登记"), (later - 1, "提及")):
        with selected(store, DAY, instant) as selection:
            assert [row["name"] for row in selection.nodes()] == [name], instant


@given(st.randoms(use_true_random=False))
def test_the_same_facts_in_any_order(order: random.Random) -> None:
    shuffled = list(FACTS)
    order.shuffle(shuffled)
    expected, told = taken(*FACTS), taken(*shuffled)
    assert orjson.dumps(told) == orjson.dumps(expected)


NODES = st.sampled_from(["O1", "O2", "O3", "O4", "O5", "O6"])
TIES = st.lists(
    st.tuples(NODES, NODES, st.sampled_from([(0, OPEN_DAY), (0, ON), (ON, ON + 1), (ON + 1, OPEN_DAY)])), max_size=12
)


@given(TIES, st.integers(1, 3), st.booleans())
def test_a_neighbourhood_is_what_networkx_finds_around(
    ties: list[tuple[str, str, tuple[int, int]]], hops: int, alias: bool
) -> None:
    facts = [subject(f"O{place}", "Enterprise", f"样例{place}") for place in range(1, 7)]
    facts += {fact.entity: fact for one, other, span in ties for fact in [tie("BRANCH_OF", one, other, *span)]}.values()
    facts += [tie("SAME_AS", "O2", "O1", None, OPEN_DAY)] if alias else []
    whole = to_networkx(store_of(*facts), DAY)
    near = nx.ego_graph(whole.to_undirected(), "O1", hops)
    told = taken(*facts, around=Around("O2" if alias else "O1", hops))
    assert {row["id"] for row in told["nodes"]} == set(near.nodes)
    inner = nx.single_source_shortest_path_length(whole.to_undirected(), "O1", hops - 1)
    assert {row["id"] for row in told["ties"]} == {
        key for one, other, key in whole.edges(keys=True) if one in inner or other in inner
    }


def test_a_neighbourhood_states_what_cut_it() -> None:
    facts = [subject(f"O{place}", "Enterprise", "样例") for place in range(1, 5)]
    facts += [tie("BRANCH_OF", "O1", "O2"), tie("BRANCH_OF", "O2", "O3"), tie("BRANCH_OF", "O3", "O4")]
    hub = taken(*facts, around=Around("O1", 3, hub=1))
    assert ([row["id"] for row in hub["nodes"]], hub["about"]["truncated"]) == (["O1", "O2"], True)
    passed = taken(*facts, around=Around("O1", 3, hub=2))
    assert ([row["id"] for row in passed["nodes"]], passed["about"]["truncated"]) == (["O1", "O2", "O3", "O4"], False)
    few = taken(*facts, around=Around("O1", 3, most=2))
    assert ([row["id"] for row in few["nodes"]], few["about"]["truncated"]) == (["O1", "O2"], True)
    assert ends(few) == {("BRANCH_OF", "O1", "O2")}
    enough = taken(*facts, around=Around("O1", 3, most=4))
    assert not enough["about"]["truncated"]


@pytest.mark.parametrize("shape", ["subjects", "records", "ties"])
def test_every_text_that_may_leave_is_one_of_the_schema(shape: str) -> None:
    kinds = getattr(schema(), shape)
    known = {name for kind in kinds.values() for name in kind.properties}
    assert getattr(disclosed(), shape) <= known
    assert disclosed().personal | disclosed().naming_persons <= schema().kinds
    assert not {"name", "legal_representative_name", "facts", "content", "parties", "title"} & getattr(
        disclosed(), shape
    )


def test_a_record_may_name_a_person_only_by_ties_that_are_told_apart() -> None:
    """A new kind of tie to natural persons has to be thought about: does it make the record the person's own?"""
    known = schema()
    to_persons = {
        name
        for name, kind in known.ties.items()
        if set(kind.sources) & set(known.records) and "Person" in kind.targets and name in exported_kinds()
    }
    assert to_persons - disclosed().naming_persons == {"IDENTIFIES", "CONCERNS", "QUARANTINES"}


def test_a_tie_whose_days_are_not_known_may_hold_nearby_too() -> None:
    facts = [
        subject("O1", "Enterprise", "甲"),
        subject("O2", "Enterprise", "乙"),
        tie("BRANCH_OF", "O1", "O2", None, None),
    ]
    assert ends(taken(*facts, around=Around("O1", 1))) == {("BRANCH_OF", "O1", "O2")}
