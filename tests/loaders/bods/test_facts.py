"""What statements come to: who is who, holdings over time, offices, unknown parties, and the register first."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Fact, mentioned_organisation_id, organisation_id
from graph.store.opening import open_store
from graph.store.port import Store
from graph.vault import Vault
from loaders.loading import load
from tests.golden.province import write_table
from tests.loaders.bods.statements import Told, changed, company, holding, person, statement

KEY = bytes(range(32))
CODE = "91640100MAG000321X"


@pytest.fixture
def vault() -> Vault:
    return Vault(KEY)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'store.db'}", create=True)
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store, vault: Vault, tmp_path: Path) -> Desk:
    return Desk(store, vault, tmp_path)


class Desk:
    """Loads statements and asks for what they come to."""

    def __init__(self, store: Store, vault: Vault, folder: Path) -> None:
        self.store, self.vault, self.folder = store, vault, folder
        self.files = 0

    def load(self, *told: Told) -> None:
        self.files += 1
        path = self.folder / f"{self.files}.json"
        path.write_text(json.dumps(told), encoding="utf-8")
        summary = load([path], self.store, self.vault, recorded_at=1_700_000_000_000_000)
        assert not summary.has_problems, summary.rejects

    def ties(self, kind: str = "SHAREHOLDER_OF") -> list[Fact]:
        named = {fact.entity for fact in self.store.scan() if fact.kind == kind and fact.recorded_to is None}
        return sorted(self.store.facts(named), key=lambda tie: (tie.source, tie.valid_from or 0))

    def spans(self, kind: str = "SHAREHOLDER_OF") -> list[tuple[date | None, date | None, int | None, int | None]]:
        return [
            (tie.valid.start, tie.valid.end, tie.integer("capital"), tie.integer("total")) for tie in self.ties(kind)
        ]


def day(text: str) -> date:
    return date.fromisoformat(text)


OPEN = date.max


def test_an_update_holds_from_its_own_day(desk: Desk) -> None:
    first = holding(share={"exact": 40}, startDate="2019-05-01")
    second = holding(share={"exact": 60}, startDate="2019-05-01", date="2025-01-01", status="updated")
    desk.load(company(), person(), second, first)
    assert desk.spans() == [
        (day("2019-05-01"), day("2025-01-01"), 40, 100),
        (day("2025-01-01"), OPEN, 60, 100),
    ]


def test_an_update_with_another_start_holds_from_that(desk: Desk) -> None:
    first = holding(share={"exact": 40}, startDate="2019-05-01")
    second = holding(share={"exact": 60}, startDate="2024-06-01", date="2025-01-01", status="updated")
    desk.load(company(), person(), first, second)
    assert desk.spans() == [(day("2019-05-01"), day("2024-06-01"), 40, 100), (day("2024-06-01"), OPEN, 60, 100)]


def test_an_update_that_says_the_same_is_one_holding(desk: Desk) -> None:
    first = holding(share={"exact": 40}, startDate="2019-05-01")
    second = holding(share={"exact": 40}, startDate="2019-05-01", date="2025-01-01", status="updated")
    desk.load(company(), person(), first, second)
    assert desk.spans() == [(day("2019-05-01"), OPEN, 40, 100)]


def test_an_end_told_later_ends_what_was_said_before(desk: Desk) -> None:
    first = holding(share={"exact": 40}, startDate="2019-05-01")
    last = holding(
        share={"exact": 40}, startDate="2019-05-01", endDate="2024-11-01", date="2025-01-01", status="closed"
    )
    desk.load(company(), person(), first, last)
    assert desk.spans() == [(day("2019-05-01"), day("2024-11-01"), 40, 100)]


def test_what_is_closed_without_an_end_ends_on_the_day_of_the_statement(desk: Desk) -> None:
    first = holding(share={"exact": 40}, startDate="2019-05-01")
    last = holding(share={"exact": 40}, startDate="2019-05-01", date="2025-01-01T10:00:00Z", status="closed")
    desk.load(company(), person(), first, last)
    assert desk.spans() == [(day("2019-05-01"), day("2025-01-01"), 40, 100)]


def test_what_an_update_leaves_out_ends_on_its_day(desk: Desk) -> None:
    first = holding(share={"exact": 40}, startDate="2019-05-01")
    second = holding(type="votingRights", date="2025-01-01", status="updated")
    desk.load(company(), person(), first, second)
    assert desk.spans() == [(day("2019-05-01"), day("2025-01-01"), 40, 100)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.randoms(use_true_random=False), st.booleans())
def test_in_whatever_order_statements_stand(
    tmp_path_factory: pytest.TempPathFactory, order: random.Random, apart: bool
) -> None:
    told = [
        company(),
        person(),
        person("p2", "Hans Muster"),
        holding(share={"exact": 40}, startDate="2019-05-01"),
        holding(share={"exact": 30}, startDate="2019-05-01", date="2024-05-05", status="updated"),
        holding(share={"exact": 60}, startDate="2019-05-01", endDate="2024-12-01", date="2025-01-01", status="closed"),
        holding("r2", "p2", {"minimum": 25, "maximum": 50}, startDate="2020-01-01", details="x"),
    ]
    results = []
    for shuffle in (False, True):
        folder = tmp_path_factory.mktemp("order")
        who, mixed = told[:3], list(told[3:])
        if shuffle:
            order.shuffle(mixed)
            order.shuffle(who)
        opened = open_store(f"sqlite:///{folder / 'store.db'}", create=True)
        desk = Desk(opened, Vault(KEY), folder)
        if apart and shuffle:
            desk.load(*who, *mixed[:2])
            desk.load(*who, *mixed[2:])
        else:
            desk.load(*mixed, *who)
        results.append([(tie.entity, *span) for tie, span in zip(desk.ties(), desk.spans(), strict=True)])
        opened.close()
    assert results[0] == results[1]
    assert len(results[0]) == 3


def test_a_share_within_bounds_is_its_middle_and_half_width(desk: Desk) -> None:
    desk.load(company(), person(), holding(share={"exclusiveMinimum": 25, "maximum": 50}))
    (tie,) = desk.ties()
    assert [tie.integer(name) for name in ("capital", "total", "band")] == [75, 200, 25]
    assert tie.text("certainty") == "certain"


@pytest.mark.parametrize("told", [{"directOrIndirect": "unknown", "share": {"exact": 10}}, {}])
def test_what_is_not_known_for_sure_is_only_possible(desk: Desk, told: dict[str, Any]) -> None:
    desk.load(company(), person(), holding(**told))
    (tie,) = desk.ties()
    assert tie.text("certainty") == "possible"


def test_indirect_holdings_and_votes_are_no_stakes(desk: Desk) -> None:
    desk.load(
        company(),
        person(),
        holding(share={"exact": 10}, directOrIndirect="indirect"),
        holding("r2", share={"exact": 10}, type="votingRights"),
    )
    assert desk.ties() == []
    assert len(desk.ties("STATED_INTEREST_IN")) == 2


@pytest.mark.parametrize(
    "party",
    [
        {"reason": "unknown"},
        statement("x", "person", {"personType": "unknownPerson"}),
        statement("x", "entity", {"entityType": {"type": "anonymousEntity"}}),
    ],
)
def test_whoever_is_not_named_is_an_undisclosed_remainder(desk: Desk, party: dict[str, Any]) -> None:
    told = [party] if "statementId" in party else []
    desk.load(company(), *told, holding(party="x" if told else party, share={"exact": 10}))
    (tie,) = desk.ties()
    assert tie.source == mentioned_organisation_id("undisclosed", tie.target)
    assert tie.properties["disclosed"] is False


def test_offices_by_the_words_beside_them(desk: Desk) -> None:
    desk.load(
        company(),
        person(),
        holding("r1", type="boardMember"),
        holding("r2", type="boardChair", details="法定代表人"),
        holding("r3", type="seniorManagingOfficial", details="主要负责人"),
        holding("r4", type="seniorManagingOfficial"),
        holding("r5", type="controlViaCompanyRulesOrArticles", details="执行事务合伙人"),
    )
    counted = {kind: len(desk.ties(kind)) for kind in ("OFFICER_OF", "LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF")}
    assert counted == {"OFFICER_OF": 2, "LEGAL_REPRESENTATIVE_OF": 1, "PRINCIPAL_OF": 1}
    assert len(desk.ties("EXECUTING_PARTNER_OF")) == 1


def test_the_register_comes_first_in_whatever_order(desk: Desk) -> None:
    code = [{"id": CODE, "schemeName": "USCC"}]
    told = (company(identifiers=code), person(), holding(share={"exact": 90}, startDate="2015-01-01"))
    write_table(
        desk.folder / "主体.csv",
        "统一社会信用代码,企业名称,企业类型,注册资本(万元),成立日期,登记状态",
        f"{CODE},样例,1130,100,2010-01-01,存续",
    )
    write_table(
        desk.folder / "股东.csv",
        "统一社会信用代码,企业名称,股东（发起人）,证照/证件号码,认缴额（万元）",
        f"{CODE},样例,境样乙,640104198901100209,100",
    )
    desk.load(*told)
    assert [tie.text("unit") for tie in desk.ties()] == ["percent"]
    summary = load([desk.folder / "主体.csv", desk.folder / "股东.csv"], desk.store, desk.vault)
    assert not summary.has_problems
    assert [(tie.text("unit"), tie.target) for tie in desk.ties()] == [("fen", organisation_id(CODE))]
    desk.load(changed(told[0], "recordDetails.name", "样例改"), *told[1:])
    assert [tie.text("unit") for tie in desk.ties()] == ["fen"]


def test_a_code_makes_the_subject_and_an_own_id_is_that_subject(desk: Desk) -> None:
    own = "P" + "0" * 24
    desk.load(
        company(identifiers=[{"id": CODE.lower(), "scheme": "x"}]),
        person(identifiers=[{"id": own, "scheme": "creditgraph"}]),
        holding(share={"exact": 10}),
    )
    (tie,) = desk.ties()
    assert (tie.source, tie.target) == (own, organisation_id(CODE))


def test_a_resident_number_is_sealed_and_the_same_person_as_elsewhere(desk: Desk, vault: Vault) -> None:
    number = "640104198809180197"
    desk.load(company(), person(identifiers=[{"id": number, "schemeName": "ID"}]), holding(share={"exact": 10}))
    (tie,) = desk.ties()
    assert tie.source == vault.person_id("居民身份证", number)
    assert not any(number in str(fact) for fact in desk.store.scan())


def test_records_of_two_publishers_are_not_one(desk: Desk) -> None:
    other = "publicationDetails.publisher.name"
    desk.load(company(), changed(company(name="Other"), other, "别家"))
    names = {fact.entity: fact.name for fact in desk.store.scan() if fact.kind == "Enterprise"}
    assert sorted(names.values()) == ["Beispiel GmbH", "Other"]


def test_a_declaration_is_no_filing_of_the_law(desk: Desk) -> None:
    desk.load(
        company(),
        person(),
        holding(share={"exact": 10}, beneficialOwnershipOrControl=True, startDate="2020-01-01", endDate="2021-01-01"),
    )
    (record,) = desk.ties("ControlDeclaration")
    assert (record.text("origin"), record.text("from"), record.text("to")) == (
        "受益所有权声明（BODS）",
        "2020-01-01",
        "2020-12-31",
    )


def test_a_holding_that_ends_before_it_begins_is_refused(desk: Desk) -> None:
    path = desk.folder / "x.json"
    told = [company(), person(), holding(startDate="2021-01-02", endDate="2021-01-01")]
    path.write_text(json.dumps(told), encoding="utf-8")
    summary = load([path], desk.store, desk.vault)
    (reject,) = summary.rejects
    assert reject.column == "recordDetails.interests[0].endDate"
    assert told[2]["statementId"] in reject.reason
    assert summary.total().accepted == 2


def test_a_folder_gives_its_statements_and_leaves_other_json(desk: Desk) -> None:
    folder = desk.folder / "folder"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps([company()]), encoding="utf-8")
    (folder / "b.json").write_text('{"answer": 1}', encoding="utf-8")
    summary = load([folder], desk.store, desk.vault)
    assert [(file.file, file.accepted) for file in summary.files] == [("a.json", 1)]
    assert [name for name, _ in summary.left_out] == ["b.json"]


@pytest.mark.parametrize(("text", "reason"), [("", "空文件"), ("{}", "数组"), ("[", "JSON")])
def test_a_file_of_no_statements_is_one_sentence(desk: Desk, text: str, reason: str) -> None:
    path = desk.folder / "x.json"
    path.write_text(text, encoding="utf-8")
    summary = load([path], desk.store, desk.vault)
    assert [reason in file.fault for file in summary.files] == [True]


def test_another_format_than_statements_is_refused(desk: Desk) -> None:
    path = desk.folder / "x.json"
    path.write_text(json.dumps([company()]), encoding="utf-8")
    assert "bods" in load([path], desk.store, desk.vault, format="penalty_2018").files[0].fault
    assert load([path], desk.store, desk.vault, format="bods").total().accepted == 1


def test_a_file_that_breaks_off_keeps_what_was_whole_and_goes_on_when_it_is(desk: Desk) -> None:
    path = desk.folder / "x.json"
    whole = json.dumps([company(), person()], indent=1)
    path.write_text(whole[:-9], encoding="utf-8")
    summary = load([path], desk.store, desk.vault)
    assert (summary.total().accepted, summary.files[0].fault != "") == (1, True)


def test_the_latest_statement_says_who_a_record_is(desk: Desk) -> None:
    desk.load(company(name="New GmbH", date="2025-01-01"), company(name="Old GmbH"))
    assert [fact.name for fact in desk.store.scan() if fact.kind == "Enterprise"] == ["New GmbH"]


def test_a_holding_of_no_day_is_taken_and_held_on_none(desk: Desk) -> None:
    desk.load(company(), person(), holding(share={"exact": 40}, startDate="2021-01-01", endDate="2021-01-01"))
    assert desk.ties() == []
    assert len(desk.ties("STATED_INTEREST_IN")) == 1
