"""Suspected evasion at its edges: the days that count, the part that counts, who can have bought, what a price is."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model import OPEN_DAY, Fact, Value, day_number, record_id
from tests.queries.stories import FOOD, Story, day

FILED, DECIDED = "2020-05-10", "2020-08-15"


class Sale:
    """A company with a representative and holders, penalised after a case was filed."""

    def __init__(self, filed: str | None = FILED, **properties: Value) -> None:
        self.story = Story()
        self.company = self.story.company("甲公司")
        self.properties: dict[str, Value] = {**FOOD, "act_from": "2020-03-10", **properties}
        if filed is not None:
            self.properties["filed"] = filed
        self.boss = self.story.person("周甲")
        self.brother = self.story.person("周乙")

    def holds(self, person: str, start: str, end: str | None, capital: int = 80, **more: Value) -> str:
        told: dict[str, Value] = {"capital": capital, "total": 100, "unit": "fen", **more}
        return self.story.tie("SHAREHOLDER_OF", person, self.company, start, end, **told)

    def leads(self, person: str, start: str, end: str | None = None) -> str:
        return self.story.tie("LEGAL_REPRESENTATIVE_OF", person, self.company, start, end)

    def change(self, item: str, on: str, before: str, after: str) -> None:
        entity = record_id("RegistrationChange", item, on)
        told: dict[str, Value] = {"item": item, "date": on, "before": before, "after": after}
        self.story.tell(
            Fact("record", "RegistrationChange", entity, 0, valid_from=day_number(day(on)), valid_to=OPEN_DAY,
                 properties=told)
        )  # fmt: skip
        self.story.tie("CHANGES", entity, self.company)

    def alerts(self, name: str) -> dict[str, dict[str, Any]]:
        record = self.story.penalty("样罚〔2020〕1号", DECIDED, self.company, **self.properties)
        found = [one for one in self.story.outcome(record) if one.get("alert") == name]
        return {one["subject"]["name"]: one for one in found}


def sold(on: str, filed: str | None = FILED, capital: int = 80, **properties: Value) -> Sale:
    sale = Sale(filed, **properties)
    sale.holds(sale.boss, "2016-03-01", on, capital)
    sale.holds(sale.brother, on, None, capital)
    return sale


@pytest.mark.parametrize(
    ("on", "seen"),
    [("2020-05-09", False), (FILED, False), ("2020-05-11", True), (DECIDED, True), ("2020-08-16", False)],
)
def test_what_passed_after_the_filing_and_not_after_the_decision(on: str, seen: bool) -> None:
    assert set(sold(on).alerts("suspected_evasion")) == ({"周甲"} if seen else set())
    assert set(sold(on).alerts("share_buyer")) == ({"周乙"} if seen else set())


def test_without_a_filing_date_nothing_is_said() -> None:
    assert sold("2020-05-13", filed=None).alerts("suspected_evasion") == {}


def test_a_fine_alone_says_nothing() -> None:
    sale = sold("2020-05-13", categories=["罚款"], basis="《中华人民共和国广告法》第五十五条", licence_withdrawn="")
    assert sale.alerts("suspected_evasion") == {}


@pytest.mark.parametrize(("capital", "seen"), [(24, False), (25, True)])
def test_a_quarter_is_material(capital: int, seen: bool) -> None:
    assert bool(sold("2020-05-13", capital=capital).alerts("suspected_evasion")) is seen


def test_whoever_led_at_the_act_is_looked_at_whatever_his_part() -> None:
    sale = sold("2020-05-13", capital=1)
    sale.leads(sale.boss, "2016-03-01")
    assert set(sale.alerts("suspected_evasion")) == {"周甲"}


def test_who_led_only_after_the_act_is_not() -> None:
    sale = sold("2020-05-13", capital=1)
    sale.leads(sale.boss, "2020-03-11")
    assert sale.alerts("suspected_evasion") == {}


def test_who_only_possibly_led_at_the_act_is_not() -> None:
    sale = sold("2020-05-13", capital=1)
    sale.story.tie("LEGAL_REPRESENTATIVE_OF", sale.boss, sale.company, "2016-03-01", certainty="possible")
    assert sale.alerts("suspected_evasion") == {}


def test_an_office_given_up_names_who_took_it() -> None:
    sale = Sale()
    sale.leads(sale.boss, "2016-03-01", "2020-05-13")
    sale.leads(sale.brother, "2020-05-13")
    sale.story.tie("RELATED_TO", sale.brother, sale.boss, relation="兄弟姐妹", origin="户籍")
    (one,) = sale.alerts("suspected_evasion").values()
    (passed,) = one["transfers"]
    assert (passed["what"], passed["to"][0]["name"], passed["to"][0]["relations"][0]["origin"]) == (
        "LEGAL_REPRESENTATIVE_OF",
        "周乙",
        "户籍",
    )
    assert sale.alerts("share_buyer") == {}


@pytest.mark.parametrize(
    ("relation", "start", "end", "shown"),
    [
        ("兄弟姐妹", None, None, True),
        ("配偶", "2020-05-13", None, True),
        ("配偶", "2020-05-14", None, False),
        ("配偶", "2010-01-01", "2020-05-13", False),
        ("担保", "2010-01-01", None, False),
    ],
)
def test_a_relation_counts_on_the_day(relation: str, start: str | None, end: str | None, shown: bool) -> None:
    sale = sold("2020-05-13")
    sale.story.tie("RELATED_TO", sale.boss, sale.brother, start, end, relation=relation, origin="户籍")
    for name in ("suspected_evasion", "share_buyer"):
        (one,) = sale.alerts(name).values()
        assert bool(one["transfers"][0]["to"][0]["relations"]) is shown
        assert (f"{relation}（来源：户籍）" in one["text"]) is shown


def test_a_holding_that_goes_on_or_grows_is_none_given_up() -> None:
    sale = Sale()
    sale.holds(sale.boss, "2016-03-01", "2020-05-13", 60)
    sale.holds(sale.boss, "2020-05-13", None, 60, total=1000)  # more capital came from elsewhere
    sale.holds(sale.brother, "2016-03-01", "2020-06-01", 30)
    sale.holds(sale.brother, "2020-06-01", None, 40)
    assert sale.alerts("suspected_evasion") == {}


def test_a_rounded_percentage_is_no_smaller_part() -> None:
    sale = Sale()
    sale.holds(sale.boss, "2016-03-01", "2020-05-13", 6667 * 2, total=20_000, unit="percent", band=1)
    sale.holds(sale.boss, "2020-05-13", None, 2, total=3)
    assert sale.alerts("suspected_evasion") == {}


def test_what_is_left_as_a_rounded_percentage_may_be_all_of_it() -> None:
    sale = Sale()
    sale.holds(sale.boss, "2016-03-01", "2020-05-13", 2, total=3)
    sale.holds(sale.boss, "2020-05-13", None, 13_333, total=20_000, unit="percent", band=1)
    assert sale.alerts("suspected_evasion") == {}


def test_a_part_given_up_is_shown_as_such() -> None:
    sale = Sale()
    sale.holds(sale.boss, "2016-03-01", "2020-05-13", 80)
    sale.holds(sale.boss, "2020-05-13", None, 30)
    sale.holds(sale.brother, "2020-05-13", "2021-01-01", 50)
    (one,) = sale.alerts("suspected_evasion").values()
    (passed,) = one["transfers"]
    assert (passed["from"]["before"], passed["from"]["after"], passed["to"][0]["after"]) == ("80%", "30%", "50%")
    (bought,) = sale.alerts("share_buyer").values()
    assert bought["expires"] == "2021-01-01"


@pytest.mark.parametrize(("others", "low"), [(30, 0), (29, 200)])
def test_who_can_have_bought_all_from_another_only_possibly_bought(others: int, low: int) -> None:
    sale = Sale()
    sale.holds(sale.boss, "2016-03-01", "2020-05-13", 60)
    sale.holds(sale.story.person("冯丁"), "2016-03-01", "2020-05-13", others)
    sale.holds(sale.brother, "2020-05-13", None, 30)
    found = sale.alerts("share_buyer")["周乙"]
    assert found["strength"]["low"] == low
    assert ("可能，尚不能确定" in found["text"]) is (low == 0)


def test_a_contradictory_register_makes_it_possible_only() -> None:
    sale = Sale()
    sale.holds(sale.boss, "2016-03-01", "2020-05-13", 80, certainty="possible")
    sale.leads(sale.boss, "2016-03-01")
    (one,) = sale.alerts("suspected_evasion").values()
    assert one["strength"]["low"] == 0


@pytest.mark.parametrize(
    ("item", "on", "after", "stated"),
    [
        ("投资人(股权)变更", "2020-05-13", "周乙（转让价款1,000元）", ["转让价款1,000元"]),
        ("股东变更", "2020-05-13", "周乙；成交价：壹元", ["成交价：壹元"]),
        ("股东变更", "2020-05-14", "周乙（转让价款1元）", None),
        ("经营范围变更", "2020-05-13", "价格咨询；作价服务", None),
        ("股东变更", "2020-05-13", "周乙", None),
    ],
)
def test_a_price_is_quoted_or_said_to_be_missing(item: str, on: str, after: str, stated: list[str] | None) -> None:
    sale = sold("2020-05-13")
    sale.change(item, on, "周甲", after)
    (one,) = sale.alerts("suspected_evasion").values()
    price = one["transfers"][0]["price"]
    assert (price and price["stated"]) == stated
    assert ("价格：登记材料未载明" in one["text"]) is (stated is None)


def test_a_price_in_a_column_is_in_fen() -> None:
    sale = sold("2020-05-13")
    sale.story.tie("LISTED_TRANSFER_IN", sale.boss, sale.company, "2020-05-13", date="2020-05-13", price=100)
    (one,) = sale.alerts("suspected_evasion").values()
    assert one["transfers"][0]["price"] == {"amount_fen": 100, "stated": []}
    assert "价格：1.00元" in one["text"]


def test_a_public_body_that_transfers_evades_nothing() -> None:
    sale = Sale()
    body = sale.story.company("某县国资局", "GovernmentBody")
    sale.holds(body, "2016-03-01", "2020-05-13", 80)
    sale.holds(sale.brother, "2020-05-13", None, 80)
    assert sale.alerts("suspected_evasion") == {}
    assert sale.alerts("share_buyer") == {}
