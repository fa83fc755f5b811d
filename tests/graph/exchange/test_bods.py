"""Statements written are statements the standard takes, and read back they are the same ties."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.exchange import exact
from graph.exchange.bods import _share
from graph.exchange.selection import selected
from graph.exchange.writing import write
from graph.store.opening import open_store
from graph.store.port import Store
from graph.vault import Vault
from loaders.bods.checking import checked
from loaders.bods.reading import statements_of
from loaders.bods.shares import parts_of
from loaders.bods.statement import Share
from loaders.loading import load
from loaders.sample import write_sample
from tests.graph.exchange.province import DAY, FACTS, ON, record, store_of, subject, tie

KINDS = {"SHAREHOLDER_OF", "LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "OFFICER_OF", "EXECUTING_PARTNER_OF"}


def written(store: Store, path: Path, purpose: str = "监管") -> list[dict[str, Any]]:
    with selected(store, DAY, None, purpose=purpose) as selection:
        (made,) = write(selection, "bods", path)
    told = [told for _, told in statements_of(made)]
    for one in told:
        checked(one)
    result: list[dict[str, Any]] = json.loads(made.read_text(encoding="utf-8"))
    return result


def owned(store: Store) -> set[bytes]:
    """The ties of ownership and control on the day, but for the rows that say so."""
    found = set()
    with selected(store, DAY, None, purpose="监管") as selection:
        for row in selection.ties():
            if row["kind"] in KINDS:
                said = {name: value for name, value in row["properties"].items() if name != "evidence"}
                key = [row[name] for name in ("kind", "source", "target", "from", "to", "open")]
                found.add(orjson.dumps([row["id"].split(".")[0], *key, said], option=orjson.OPT_SORT_KEYS))
    return found


@pytest.mark.slow
def test_a_province_written_and_read_back_is_the_same_ties(tmp_path: Path) -> None:
    write_sample(tmp_path / "样例", enterprises=150, seed=3)
    stores = [open_store(f"sqlite:///{tmp_path / name}.db", create=True) for name in ("one", "other", "third")]
    vault = Vault(bytes(32))
    load([tmp_path / "样例"], stores[0], vault)
    told = written(stores[0], tmp_path / "x.json")
    summary = load([tmp_path / "x.json"], stores[1], vault)
    assert not summary.has_problems
    expected = owned(stores[0])
    assert len(expected) > 400
    assert owned(stores[1]) == expected
    assert len({one["statementId"] for one in told}) == len(told)
    written(stores[1], tmp_path / "y.json")
    load([tmp_path / "y.json"], stores[2], vault)
    assert owned(stores[2]) == expected
    for store in stores:
        store.close()


def test_every_sort_of_tie_with_its_days_and_shares(tmp_path: Path) -> None:
    facts = (
        subject("O1", "Enterprise", "甲")._replace(code="91640100MAG000321X"),
        subject("O2", "GovernmentBody", "局"),
        subject("P1", "Person", "张样甲", birth="1988-09-18"),
        tie("SHAREHOLDER_OF", "O2", "O1", 0, ON + 1, capital=1, total=3, unit="fen", certainty="possible"),
        tie("SHAREHOLDER_OF", "O9", "O1", None, None, capital=2, total=4),
        tie("OFFICER_OF", "P1", "O1", ON, position="董事长"),
        tie("LEGAL_REPRESENTATIVE_OF", "P1", "O1", ON),
        record(
            "C1",
            "ControlDeclaration",
            0,
            manner="直接持股",
            origin="受益所有人备案",
            **{"from": "2020-01-01", "to": "2025-12-31"},
        ),
        tie("CONCERNS", "C1", "O1", None, None),
        tie("DECLARES", "C1", "P1", None, None),
    )
    told = written(store_of(*facts), tmp_path / "x.json")
    by_record = {one["recordId"].split(".")[0]: one for one in told}
    assert {one["recordType"] for one in told} == {"entity", "person", "relationship"}
    assert by_record["O2"]["recordDetails"]["entityType"] == {"type": "stateBody", "subtype": "governmentDepartment"}
    assert {"id": "91640100MAG000321X", "schemeName": "统一社会信用代码"} in by_record["O1"]["recordDetails"][
        "identifiers"
    ]
    third, half, chair, legal, control = (by_record[fact.entity]["recordDetails"] for fact in (*facts[3:7], facts[7]))
    assert third["interests"][0]["share"] == {"minimum": 33.333333, "maximum": 33.333334}
    assert (third["interests"][0]["startDate"], third["interests"][0]["endDate"]) == ("1970-01-01", "2024-06-02")
    assert half["interests"][0]["share"] == {"exact": 50}
    assert half["interestedParty"]["reason"] == "informationUnknownToPublisher"
    assert '"end":"unknown"' in half["interests"][0]["details"]
    assert chair["interests"][0]["type"] == "boardChair"
    assert "法定代表人" in legal["interests"][0]["details"]
    assert control["interests"][0]["beneficialOwnershipOrControl"] is True
    assert control["interests"][0]["endDate"] == "2026-01-01"
    assert "样例.csv 第 2 行" in by_record[facts[3].entity]["source"]["description"]


def test_without_a_purpose_no_person_and_no_tie_to_one(tmp_path: Path) -> None:
    told = written(store_of(*FACTS), tmp_path / "x.json", purpose="")
    assert {one["recordType"] for one in told} == {"entity", "relationship"}
    assert "张样甲" not in json.dumps(told, ensure_ascii=False)
    assert written(store_of(), tmp_path / "y.json") == []


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60))
def test_a_share_holds_the_stake_it_is_written_for(capital: int, band: int, total: int) -> None:
    low, high = Fraction(100 * (capital - band), total), Fraction(100 * (capital + band), total)
    share = _share({"capital": capital, "band": band, "total": total})
    if low < 0 or high > 100:
        assert share is None
        return
    assert share is not None
    read = parts_of(Share(**{name: Decimal(str(value)) for name, value in share.items()}))
    assert read is not None
    least, most = (Fraction(100 * (read.capital + side * read.band), read.total) for side in (-1, 1))
    assert least <= low <= high <= most
    assert most - least <= high - low + Fraction(2, 10**6)


def test_a_share_that_is_not_known_is_left_out() -> None:
    assert _share({"capital": 0, "total": 1, "unit": "unknown"}) is None
    assert _share({}) is None


@pytest.mark.parametrize(
    "text",
    [
        "creditgraph:{",
        "creditgraph:[]",
        'creditgraph:{"capital":1.5}',
        'creditgraph:{"capital":true}',
        'creditgraph:{"capital":-1}',
        'creditgraph:{"more":"x"}',
        'creditgraph:{"disclosed":1}',
        "words alone",
    ],
)
def test_what_was_not_written_here_says_nothing(text: str) -> None:
    assert exact.read(text) == {}


def test_our_own_numbers_are_read_unless_the_share_says_otherwise(tmp_path: Path) -> None:
    from tests.loaders.bods.statements import company, holding, person

    details = exact.written("股东", "SHAREHOLDER_OF", {"capital": 1, "total": 3, "unit": "fen"}, end_unknown=True)
    assert details.startswith("股东 creditgraph:{")
    for share, expected in (({"minimum": 33.3, "maximum": 33.4}, (1, 3)), ({"exact": 90}, (90, 100))):
        store = open_store(f"sqlite:///{tmp_path / str(expected[0])}.db", create=True)
        path = tmp_path / "x.json"
        path.write_text(json.dumps([company(), person(), holding(share=share, details=details)]), encoding="utf-8")
        load([path], store, Vault(bytes(32)))
        (found,) = [fact for fact in store.scan() if fact.kind == "SHAREHOLDER_OF"]
        assert (found.integer("capital"), found.integer("total")) == expected
        assert found.valid.end is None
        store.close()
