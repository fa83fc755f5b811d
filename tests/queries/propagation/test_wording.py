"""What a penalty orders, and what its words only deny, make a condition or hold out."""

from __future__ import annotations

import pytest

from graph.model import Value
from tests.queries.stories import Story

COMBINED: list[Value] = [["罚款", "暂扣或者吊销许可证"], ["暂扣许可证件", "吊销许可证件"], ["暂扣、吊销许可证"]]
FOOD_LAW = "《中华人民共和国食品安全法》第一百二十三条"


def effects(content: str, categories: Value, name: str = "样例商贸公司", **more: Value) -> set[str]:
    story = Story()
    record = story.penalty(
        "样监罚〔2020〕1号",
        "2020-08-15",
        story.company(name),
        content=content,
        categories=categories,
        **{"basis": FOOD_LAW, **more},
    )
    return {one["effect"] for one in story.outcome(record) if one["family"] == "measure"}


@pytest.mark.parametrize("categories", COMBINED)
@pytest.mark.parametrize(
    "content",
    [
        "罚款1万元，暂扣食品经营许可证三个月，不予吊销",
        "罚款",
        "",
        "罚款1万元，不再吊销食品经营许可证",
        "罚款1万元，免予吊销食品经营许可证",
        "罚款1万元，拟吊销食品经营许可证",
        "不予暂扣、吊销食品经营许可证",
        "罚款1万元；逾期不改正的，吊销食品经营许可证",
        "如再次违法，则吊销食品经营许可证",
        "情节严重的，吊销食品经营许可证",
        "暂扣或者吊销食品经营许可证",
        "可以吊销食品经营许可证",
        "吊销食品经营许可证的处罚不予执行",
        "未吊销许可证",
    ],
)
def test_what_is_not_ordered_is_no_revocation(content: str, categories: Value) -> None:
    assert "food_licence_ban" not in effects(content, categories)


@pytest.mark.parametrize("categories", COMBINED)
@pytest.mark.parametrize(
    "content",
    [
        "吊销食品经营许可证",
        "决定给予如下行政处罚：1.罚款5万元；2.吊销食品经营许可证",
        "不予减轻处罚，吊销食品经营许可证",
        "将食品经营许可证予以吊销",
        "罚款一万元,并处吊销许可证，五年内不予受理其申请",
        "因逾期未改正，决定吊销食品经营许可证",
    ],
)
def test_what_is_ordered_is_a_revocation(content: str, categories: Value) -> None:
    assert "food_licence_ban" in effects(content, categories)


def test_a_party_is_no_word_of_the_order() -> None:
    content = "对如意若水公司罚款1万元，吊销食品经营许可证"
    assert "food_licence_ban" in effects(content, ["暂扣或者吊销许可证"], "如意若水公司")


def test_a_denied_value_is_no_category() -> None:
    assert "food_licence_ban" not in effects("罚款", ["罚款", "不予吊销许可证"])
    assert "food_licence_ban" in effects("", ["吊销许可证"])


def test_a_combined_closure_is_one_only_where_it_is_ordered() -> None:
    story = Story()
    company, head = story.company("样例矿业公司"), story.person("甲")
    story.tie("LEGAL_REPRESENTATIVE_OF", head, company, "2010-01-01")
    for place, (content, closed) in enumerate([("责令停产停业整顿一个月", False), ("责令关闭", True)]):
        number = f"样安罚〔2020〕{place}号"
        value = ["限制开展生产经营活动", "责令停产停业", "责令关闭", "限制从业"]
        record = story.penalty(number, "2020-08-15", company, categories=value, content=content, act_from="2020-03-01")
        alerts = [one["alert"] for one in story.outcome(record) if one["family"] == "alert"]
        assert ("responsibility_unfound" in alerts) is closed


@pytest.mark.parametrize(
    ("column", "content", "banned"),
    [
        ("道路运输经营许可证", "吊销道路运输经营许可证", False),
        ("", "吊销道路运输经营许可证", False),
        ("", "吊销道路运输经营许可证，暂扣食品经营许可证三个月", False),
        ("道路运输经营许可证", "", False),
        ("食品经营许可证JY1640", "吊销食品经营许可证", True),
        ("JY16401040000011", "吊销许可证", True),
        ("", "吊销其许可证件", True),
        ("餐饮服务许可证", "", True),
        ("", "吊销食品经营许可证、道路运输经营许可证", True),
    ],
)
def test_a_food_ban_asks_for_a_food_licence(column: str, content: str, banned: bool) -> None:
    basis = "《中华人民共和国食品安全法》第一百三十二条"
    found = effects(content, ["吊销许可证"], "样例食品运输公司", licence_withdrawn=column, basis=basis)
    assert ("food_licence_ban" in found) is banned


def test_a_business_licence_only_suspended_is_none_revoked() -> None:
    story = Story()
    company, head = story.company("样例公司"), story.person("甲")
    record = story.penalty(
        "样监罚〔2020〕9号",
        "2020-08-15",
        company,
        categories=["吊销许可证", "暂扣执照"],
        content="吊销排污许可证，暂扣营业执照",
        licence_withdrawn="排污许可证、营业执照",
        act_from="2020-03-01",
    )
    story.finding("样监罚〔2020〕9号", head, "法定代表人", "2020-08-15", company)
    assert not [one for one in story.outcome(record) if one.get("effect") == "office_ban"]


DRUGS = "《中华人民共和国药品管理法》"


def drug_case(basis: str) -> list[dict[str, object]]:
    story = Story()
    company, head = story.company("样例药业公司"), story.person("甲")
    record = story.penalty("样药罚〔2020〕1号", "2020-08-15", company, categories=["罚款"], basis=basis)
    story.finding("样药罚〔2020〕1号", head, "法定代表人", "2020-08-15", company)
    return story.outcome(record)


@pytest.mark.parametrize(
    "basis",
    [
        f"{DRUGS}第一百一十七条，不适用第一百一十八条",
        f"依据{DRUGS}第一百一十八条不予处罚",
        f"{DRUGS}第一百一十七条；未违反{DRUGS}第一百一十八条",
        f"不构成{DRUGS}第一百一十八条规定的情形",
        f"《行政处罚法》第五条，不适用{DRUGS}第一百一十七条、第一百一十八条",
    ],
)
def test_an_article_that_does_not_apply_is_not_cited(basis: str) -> None:
    assert not [one for one in drug_case(basis) if one.get("effect") == "drug_industry_ban"]


def test_an_article_that_applies_beside_one_that_does_not_is_cited() -> None:
    found = drug_case(f"不适用《安全生产法》第九十四条，依据{DRUGS}第一百一十八条")
    assert [one for one in found if one.get("effect") == "drug_industry_ban"]


def test_a_range_of_articles_decides_nothing() -> None:
    found = drug_case(f"{DRUGS}第一百一十七条至第一百一十九条")
    assert not [one for one in found if one.get("effect") == "drug_industry_ban"]
    (left_open,) = [one for one in found if one.get("finding") == "article_within_range"]
    assert "第118条" in left_open["text"]  # type: ignore[operator]  # the text of a finding
    assert left_open["rule"] == "drug-ban-life-named"
    named = drug_case(f"{DRUGS}第一百一十七条至第一百一十九条、第一百一十八条")
    assert [one for one in named if one.get("effect") == "drug_industry_ban"]
    assert not [one for one in named if one.get("finding") == "article_within_range"]
