"""Who decides and who benefits, scenario by scenario: every verdict with its evidence, as of the day."""

from __future__ import annotations

from fractions import Fraction

import pytest

from queries.controllers import controllers
from tests.queries.control.register_story import SINCE, Register, part
from tests.queries.stories import day


def test_a_loop_is_solved_and_displayed() -> None:
    story = Register()
    a, b, c = (story.company(name) for name in ("甲公司", "乙公司", "丙公司"))
    p, q = story.person("裴"), story.person("秦")
    for holder, company, units in ((p, a, 45), (q, a, 15), (c, a, 40), (b, c, 100), (a, b, 100)):
        story.stake(holder, company, units)
    rows = story.rows(a, "economic")
    assert {name: one["share"] for name, one in rows.items()} == {
        "裴": {"low": 75, "high": 75, "total": 100},
        "秦": {"low": 25, "high": 25, "total": 100},
    }
    for one in rows.values():
        assert {member["name"] for member in one["ring"]} == {"甲公司", "乙公司", "丙公司"}
        assert (one["certainty"], one["ultimate"], one["unknown"]["high"]) == ("certain", True, 0)
        assert one["threshold"]["inclusive"]
        assert "受益所有人信息管理办法" in one["threshold"]["legal_basis"]
    assert [rival["subject"]["name"] for rival in rows["秦"]["competitors"]] == ["裴"]
    assert rows["秦"]["formula"].startswith("y(甲公司) = 15/100 + 40/100·y(丙公司)")


def test_two_minority_chains_decide_and_each_verdict_explains_itself() -> None:
    story = Register()
    x, y, t = (story.company(name) for name in ("子一", "子二", "目标"))
    p, q = story.person("裴"), story.person("秦")
    for holder, company, units in ((p, x, 60), (p, y, 60), (x, t, 30), (y, t, 25), (q, t, 45)):
        story.stake(holder, company, units)
    control, economic = story.rows(t, "control"), story.rows(t, "economic")
    assert set(control) == {"裴"}
    assert part(control["裴"]["share"])[0] == Fraction(55, 100)
    assert part(economic["裴"]["share"])[0] == Fraction(33, 100)
    assert part(economic["秦"]["share"]) == (Fraction(45, 100), Fraction(45, 100))
    steps = [
        (step["company"]["name"], [one["holder"]["name"] for one in step["stakes"]]) for step in control["裴"]["steps"]
    ]
    assert sorted(steps[:2]) == [("子一", ["裴"]), ("子二", ["裴"])]
    assert steps[2][0] == "目标"
    assert sorted(steps[2][1]) == ["子一", "子二"]
    assert control["裴"]["formula"] == "合计持有表决权 55/100，超过 1/2"
    assert [(one["subject"]["name"], one["share"]) for one in control["裴"]["competitors"]] == [
        ("秦", {"low": 45, "high": 45, "total": 100})
    ]
    for one in (control["裴"], economic["裴"]):
        assert len(one["evidence"]) == 4
        assert all(item["document"] == "story" and item["line"] for item in one["evidence"])
        assert all(item["valid_from"] == SINCE and item["properties"]["total"] == 100 for item in one["evidence"])


@pytest.mark.parametrize(("units", "expected"), [(2_500, {"裴", "秦"}), (2_499, {"秦"})])
def test_a_quarter_is_beneficial_ownership_and_less_is_not(units: int, expected: set[str]) -> None:
    story = Register()
    t, p, q = story.company("目标"), story.person("裴"), story.person("秦")
    story.stake(p, t, units, 10_000)
    story.stake(q, t, 10_000 - units, 10_000)
    assert set(story.rows(t, "economic")) == expected
    before, after = story.rows(t, "economic", "2024-10-31"), story.rows(t, "economic", "2024-11-01")
    assert "beneficial_owner" not in [label["label"] for label in before["秦"]["labels"]]
    assert "beneficial_owner" in [label["label"] for label in after["秦"]["labels"]]


def test_exactly_half_decides_nothing_and_was_a_controlling_shareholding() -> None:
    story = Register()
    t, p, h = story.company("目标"), story.person("裴"), story.company("控股")
    story.stake(p, t, 50)
    story.stake(h, t, 50)
    story.stake(story.person("甲"), h, 40)
    story.stake(story.person("乙"), h, 40)
    story.stake(story.person("丙"), h, 20)
    old, new = story.asked(t, "2024-06-30"), story.asked(t, "2024-07-01")
    assert not [one for one in [*old, *new] if one["verdict"] == "control"]
    named = {one["subject"]["name"]: one for one in old if one["labels"]}
    assert set(named) == {"裴", "控股"}
    assert (named["控股"]["verdict"], named["控股"]["ultimate"]) == ("economic", False)
    assert part(named["控股"]["share"]) == (Fraction(1, 2), Fraction(1, 2))
    assert "第二百一十六条" in named["裴"]["labels"][0]["legal_basis"]
    assert {one["subject"]["name"] for one in new} == {"裴"}
    assert new[0]["labels"] == []


def test_a_nominee_holds_for_another_from_the_day_the_judgment_says() -> None:
    story = Register()
    t, chen, huang = story.company("目标"), story.person("陈"), story.person("黄")
    story.stake(chen, t, 100)
    story.nominee("(2020)宁01民终1号", t, huang, chen, "2019-01-01")
    before = story.asked(t, "2018-12-31")
    assert {(one["subject"]["name"], one["verdict"]) for one in before} == {("陈", "control"), ("陈", "economic")}
    since = story.asked(t, "2019-01-01")
    assert {(one["subject"]["name"], one["verdict"]) for one in since} == {("黄", "adjudicated"), ("黄", "economic")}
    for one in since:
        assert {item["tie"] for item in one["evidence"]} >= {"FINDS", "FINDS_NOMINEE", "SHAREHOLDER_OF"}
        assert "代持" in one["words"]
        assert "陈" in {item["to"]["name"] for item in one["evidence"] if item["tie"] == "FINDS_NOMINEE"}


def test_a_partnership_is_decided_by_its_executing_partner_and_earns_for_all() -> None:
    story = Register()
    fund, general, limited = story.company("基金", "Partnership"), story.company("普通合伙人"), story.person("有限")
    gu = story.person("顾")
    story.stake(general, fund, 1)
    story.stake(limited, fund, 99)
    story.stake(gu, general, 60)
    story.stake(story.person("另"), general, 40)
    story.tie("EXECUTING_PARTNER_OF", general, fund, SINCE)
    answers = story.asked(fund)
    decides = {one["subject"]["name"]: one["ultimate"] for one in answers if one["verdict"] == "control"}
    assert decides == {"普通合伙人": False, "顾": True}
    benefits = [one for one in answers if one["verdict"] == "economic"]
    assert [one["subject"]["name"] for one in benefits] == ["有限"]
    assert part(benefits[0]["share"])[0] == Fraction(99, 100)
    assert benefits[0]["labels"] == []


@pytest.mark.parametrize("by_kind", [True, False], ids=["its kind of enterprise", "its controller"])
def test_a_state_chain_ends_at_the_body_and_a_deemed_owner_is_no_controller(by_kind: bool) -> None:
    story = Register()
    bureau = story.company("国资委", "GovernmentBody")
    group, works = story.company("集团"), story.company("工厂", state_owned=by_kind)
    head = story.person("国代")
    if not by_kind:
        story.stake(bureau, group, 100)
    story.stake(group, works, 100)
    story.tie("LEGAL_REPRESENTATIVE_OF", head, works, SINCE)
    story.declaration(works, head, "受益所有人备案", "视同受益所有人")
    answers = story.asked(works)
    assert not [one for one in answers if one["subject"]["kind"] == "Person"]
    assert any("视同" in note["zh"] for note in answers[0]["notes"])
    top = next(one for one in answers if one["verdict"] == "economic")
    assert top["subject"]["name"] == ("集团" if by_kind else "国资委")
    assert ("链条止于该单位" in top["words"]) == (not by_kind)
    assert not [one for one in controllers(story.snapshot().at(None), works, day("2020-01-01")) if one.subject == head]


def test_a_representative_is_declared_where_he_owns_or_the_company_is_private() -> None:
    story = Register()
    works, head, owner = story.company("工厂"), story.person("国代"), story.person("业主")
    story.stake(owner, works, 100)
    story.tie("LEGAL_REPRESENTATIVE_OF", head, works, SINCE)
    story.declaration(works, head, "受益所有人备案", "协议")
    assert set(story.rows(works, "declared")) == {"国代"}
    state = Register()
    works, head, other = state.company("工厂", state_owned=True), state.person("国代"), state.person("另人")
    state.tie("LEGAL_REPRESENTATIVE_OF", head, works, SINCE, "2017-06-01")
    state.declaration(works, head, "受益所有人备案", "甲方式")
    state.declaration(works, other, "上市公司披露", "乙方式")
    assert set(state.rows(works, "declared")) == {"国代", "另人"}
    disclosed = Register()
    works, head = disclosed.company("工厂", state_owned=True), disclosed.person("国代")
    disclosed.tie("LEGAL_REPRESENTATIVE_OF", head, works, SINCE)
    disclosed.declaration(works, head, "上市公司披露", "协议")
    assert set(disclosed.rows(works, "declared")) == {"国代"}


def test_parties_in_concert_are_one_possible_answer_and_reach_nobody() -> None:
    story = Register()
    t, a, b, c = story.company("目标"), story.person("甲"), story.person("乙"), story.person("丙")
    for holder, units in ((a, 30), (b, 25), (c, 45)):
        story.stake(holder, t, units)
    story.tie("RELATED_TO", a, b, "2018-01-01", relation="一致行动")
    (one,) = [one for one in story.asked(t) if one["verdict"] == "control"]
    assert {party["name"] for party in one["parties"]} == {"甲", "乙"}
    assert one["certainty"] == "possible"
    assert "RELATED_TO" in {item["tie"] for item in one["evidence"]}
    assert "一致行动" in one["words"]
    assert not [one for one in story.asked(t, "2017-12-31") if one["verdict"] == "control"]
    assert controllers(story.snapshot().at(None), t, day("2020-01-01")) == []
