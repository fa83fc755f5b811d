"""Alerts live no longer than what they rest on: the entry, the penalty, the finding, the path."""

from __future__ import annotations

from typing import Any

import pytest

from graph.identifiers import document_number
from graph.model import Fact, Value
from tests.queries.stories import FOOD, Story

Body = dict[str, Any]


def alert(story: Story, record: str, name: str) -> Body:
    (found,) = [one for one in story.outcome(record) if one.get("alert") == name]
    return found


def end_of(one: Body) -> tuple[str, str] | None:
    last = one["phases"][-1]
    return (last["from"], last["reason"]) if last["state"] == "ended" else None


def debtor(story: Story, party: str, conduct: str = "违反财产报告制度", **properties: Value) -> str:
    more: dict[str, Value] = {"conduct": conduct, "published": "2021-03-01", **properties}
    return story.record("DishonestDebtorEntry", "（2021）宁0104执1号", "2021-03-01", party, "LISTS", None, **more)


def officer(end: str | None = None) -> tuple[Story, str]:
    story = Story()
    person = story.person("张甲")
    story.tie("LEGAL_REPRESENTATIVE_OF", person, story.company("甲公司"), "2018-01-01", end)
    return story, person


def conflicts(outcome: list[Body]) -> set[tuple[str | None, tuple[str, str] | None]]:
    return {(one["expires"], end_of(one)) for one in outcome if one.get("alert") == "office_conflict"}


def test_an_office_conflict_ends_with_the_entry() -> None:
    story, person = officer()
    assert conflicts(story.outcome(debtor(story, person))) == {("2023-03-02", ("2023-03-02", "expired"))}


def test_an_office_conflict_ends_with_the_office() -> None:
    story, person = officer("2022-05-01")
    assert conflicts(story.outcome(debtor(story, person))) == {("2022-05-01", ("2022-05-01", "expired"))}


def test_an_office_conflict_lasts_as_long_as_an_entry_without_term() -> None:
    story, person = officer()
    assert conflicts(story.outcome(debtor(story, person, "有履行能力而拒不履行"))) == {(None, None)}


@pytest.mark.parametrize(
    ("sold", "expected"), [(None, ("2023-03-02", "expired")), ("2022-02-01", ("2022-02-01", "expired"))]
)
def test_the_controller_of_a_debtor(sold: str | None, expected: tuple[str, str]) -> None:
    story = Story()
    company, person = story.company("甲公司"), story.person("张甲")
    story.tie("SHAREHOLDER_OF", person, company, "2018-01-01", sold, capital=100_000_000, total=100_000_000)
    assert end_of(alert(story, debtor(story, company), "controller_of_debtor")) == expected


def penalised(**properties: Value) -> tuple[Story, str]:
    story = Story()
    company = story.company("甲公司")
    story.tie("LEGAL_REPRESENTATIVE_OF", story.person("张甲"), company, "2018-01-01", "2020-07-01")
    story.tie("LEGAL_REPRESENTATIVE_OF", story.person("李乙"), company, "2020-07-01")
    return story, story.penalty("样罚〔2020〕1号", "2020-08-15", company, act_from="2020-03-10", **properties)


LICENCE: dict[str, Value] = {
    "categories": ["吊销许可证"],
    "basis": "《中华人民共和国广告法》第五十五条",
    "licence_withdrawn": "营业执照",
}


@pytest.mark.parametrize("ends", [["全部"], ["停止公示"]])
def test_an_alert_ends_with_the_repair_of_its_penalty(ends: list[str]) -> None:
    story, record = penalised(**LICENCE)
    assert end_of(alert(story, record, "successor_representative")) == ("2023-08-16", "expired")
    story.repair("样罚〔2020〕1号", "2021-09-05", "修1", ends)
    assert end_of(alert(story, record, "successor_representative")) == ("2021-09-05", "repaired")


def test_a_repair_of_something_else_ends_no_alert() -> None:
    story, record = penalised(**LICENCE)
    story.repair("样罚〔2020〕1号", "2021-09-05", "修1", ["移出名单"])
    assert end_of(alert(story, record, "successor_representative")) == ("2023-08-16", "expired")


def test_a_measure_on_the_unit_that_is_in_force_keeps_the_alert() -> None:
    story, record = penalised(**FOOD)
    story.repair("样罚〔2020〕1号", "2021-09-05", "修1", ["全部"])
    assert end_of(alert(story, record, "successor_representative")) == ("2025-08-16", "expired")


def test_a_finding_ends_the_day_after_its_last_day() -> None:
    story = Story()
    record = story.record(
        "AdjudicatedRelation",
        "（2020）宁01民终901号",
        "2020-06-01",
        story.person("张甲"),
        "FINDS",
        None,
        finding="代持",
        effective="2020-06-01",
        to="2022-12-31",
    )
    found = alert(story, record, "adjudicated_controller")
    assert (found["expires"], end_of(found)) == ("2023-01-01", ("2023-01-01", "expired"))


def pauses_of(one: Body) -> list[tuple[str, str]]:
    return [(phase["from"], phase["state"]) for phase in one["phases"]]


def test_an_alert_pauses_while_execution_is_stopped() -> None:
    story, record = penalised(**FOOD)
    story.status("样罚〔2020〕1号", "停止执行", "2020-10-01", "停1号")
    story.status("样罚〔2020〕1号", "恢复执行", "2020-12-01", "恢1号")
    assert pauses_of(alert(story, record, "successor_representative"))[:3] == [
        ("2020-08-15", "active"),
        ("2020-10-01", "suspended"),
        ("2020-12-01", "active"),
    ]


def test_an_alert_does_not_pause_while_one_of_the_measures_is_in_force() -> None:
    story, record = penalised(**FOOD)
    (ban,) = [one for one in story.outcome(record) if one.get("effect") == "food_licence_ban"]
    story.tell(
        Fact(
            "record",
            "Objection",
            "R-objection",
            0,
            name="异1",
            number=document_number.key(ban["id"]),
            properties={
                "objection_number": "异1",
                "object": ban["id"],
                "raised": "2020-09-01",
                "accepted": "2020-09-02",
            },
        )
    )
    (ban,) = [one for one in story.outcome(record) if one.get("effect") == "food_licence_ban"]
    assert ("2020-09-02", "suspended") in pauses_of(ban)
    assert pauses_of(alert(story, record, "successor_representative"))[:2] == [
        ("2020-08-15", "active"),
        ("2023-08-16", "suspended"),  # the publicity of three years is over, the ban still suspended
    ]


def test_the_alert_of_a_ruling_pauses_with_the_ruling() -> None:
    story = Story()
    told: dict[str, Value] = {"finding": "代持", "effective": "2020-06-01"}
    record = story.record(
        "AdjudicatedRelation", "（2020）宁01民终901号", "2020-06-01", story.person("张甲"), "FINDS", None, **told
    )
    story.status("（2020）宁01民终901号", "停止执行", "2020-10-01", "停1号")
    assert pauses_of(alert(story, record, "adjudicated_controller")) == [
        ("2020-06-01", "active"),
        ("2020-10-01", "suspended"),
    ]
