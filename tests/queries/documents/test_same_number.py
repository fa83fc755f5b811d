"""Several decisions under one number, and changes dated in the future, before the decision, or of nothing known."""

from __future__ import annotations

from typing import Any

import pytest

from queries.propagation.phases import phase_on
from tests.queries.stories import FOOD, Story, day

NUMBER = "食药监罚〔2020〕1号"


class Two:
    """Two organs, two companies, one number."""

    def __init__(self, second: str = "2020-09-20") -> None:
        self.story = story = Story()
        self.one, self.other = story.company("甲县监管局"), story.company("乙县监管局")
        self.above = story.company("甲市监管局")
        story.tie("SUPERVISED_BY", self.one, self.above, "2010-01-01")
        self.records = [
            story.record("Penalty", NUMBER, "2020-08-15", story.company("甲食品公司"), "PENALISES", self.one, **FOOD),
            story.record("Penalty", NUMBER, second, story.company("乙食品公司"), "PENALISES", self.other, **FOOD),
        ]

    def fallen(self, on: str = "2022-01-01") -> list[bool]:
        """Whether each is over on a day."""
        return [{state(one, on) for one in measures(self.story, record)} == {"ended"} for record in self.records]

    def open(self) -> list[str]:
        """Codes of what is left open about each."""
        found = [one for record in self.records for one in self.story.outcome(record)]
        return [one["finding"] for one in found if one.get("finding", "").startswith("change_")]


def measures(story: Story, record: str) -> list[dict[str, Any]]:
    found = [one for one in story.outcome(record) if one["family"] == "measure"]
    assert found
    return found


def state(one: dict[str, Any], on: str) -> str | None:
    phase = phase_on(one["phases"], day(on))
    return phase["state"] if phase else None


@pytest.mark.parametrize(("organ", "which"), [("one", 0), ("other", 1), ("above", 0)])
def test_a_change_by_the_organ_or_its_superior_is_meant_for_its_decision(organ: str, which: int) -> None:
    two = Two()
    two.story.status(NUMBER, "撤销", "2020-12-01", "复决〔2020〕1号", getattr(two, organ))
    assert two.fallen() == [which == 0, which == 1]
    assert two.open() == []


def test_a_change_that_fits_several_is_meant_for_none_until_told_apart() -> None:
    two = Two()
    court = two.story.company("样例市中级人民法院", "Court")
    two.story.status(NUMBER, "撤销", "2020-12-01", "（2020）宁01行终1号", court)
    assert two.fallen() == [False, False]
    assert two.open() == ["change_of_several_decisions"] * 2
    (told,) = [one for one in two.story.outcome(two.records[0]) if one.get("finding") == "change_of_several_decisions"]
    assert "甲食品公司" in told["text"]
    assert "乙县监管局" in told["text"]


def test_a_change_before_one_of_them_is_meant_for_the_other() -> None:
    two = Two()
    two.story.status(NUMBER, "撤销", "2020-09-01", "（2020）宁01行终1号", two.story.company("样例法院", "Court"))
    assert two.fallen() == [True, False]


def test_an_organ_that_cannot_have_meant_its_own_means_no_other() -> None:
    two = Two()
    two.story.status(NUMBER, "撤销", "2020-09-01", "乙撤〔2020〕1号", two.other)
    assert two.fallen() == [False, False]
    assert set(two.open()) == {"change_before_decision"}


def test_organs_of_one_date_and_subject_decide_once() -> None:
    story = Story()
    company, one, other = story.company("甲食品公司"), story.company("甲局"), story.company("乙局")
    record = story.record("Penalty", NUMBER, "2020-08-15", company, "PENALISES", one, **FOOD)
    story.tie("DECIDED_BY", record, other)
    story.status(NUMBER, "撤销", "2020-12-01", "复决〔2020〕1号", one)
    assert {state(found, "2021-01-01") for found in measures(story, record)} == {"ended"}


def test_what_an_annulled_decision_gave_is_empty_on_every_day() -> None:
    story = Story()
    company, head = story.company("甲食品公司"), story.person("甲")
    record = story.penalty(NUMBER, "2020-08-15", company, **FOOD)
    story.finding(NUMBER, head, "法定代表人", "2020-08-15", company)
    story.status(NUMBER, "撤销", "2023-01-10", "复决〔2023〕1号")
    for one in measures(story, record):
        for on in ("2023-01-09", "2023-01-10"):
            phase = phase_on(one["phases"], day(on))
            assert phase is not None
            assert (phase["state"], phase["reason"]) == ("ended", "annulled")
        assert (one["end"], one["last_day"]) == (one["start"], None)


def test_what_had_ended_before_is_annulled_too() -> None:
    story = Story()
    record = story.penalty(NUMBER, "2020-08-15", story.company("甲食品公司"), **FOOD)
    story.status(NUMBER, "撤销", "2024-06-01", "复决〔2024〕1号")
    (publicity,) = [one for one in measures(story, record) if one["effect"] == "publicity"]
    found = [phase_on(publicity["phases"], day(on)) for on in ("2024-05-31", "2024-06-01")]
    assert [phase["reason"] for phase in found if phase] == ["annulled", "annulled"]


@pytest.mark.parametrize("change", ["撤销", "确认违法", "停止执行"])
def test_a_change_before_the_decision_has_no_effect(change: str) -> None:
    story = Story()
    record = story.penalty(NUMBER, "2020-08-15", story.company("甲食品公司"), **FOOD)
    before = [one["phases"] for one in measures(story, record)]
    story.status(NUMBER, change, "2020-08-14", "复决〔2020〕1号")
    assert [one["phases"] for one in measures(story, record)] == before
    assert "change_before_decision" in {one.get("finding") for one in story.outcome(record)}


def test_a_finding_made_after_the_decision_fell_falls_with_it() -> None:
    story = Story()
    company, head = story.company("甲食品公司"), story.person("甲")
    story.penalty(NUMBER, "2020-08-15", company, **FOOD)
    finding = story.finding(NUMBER, head, "法定代表人", "2020-10-10", company, restriction="限制任职")
    story.status(NUMBER, "撤销", "2020-09-25", "复决〔2020〕1号")
    assert {state(one, "2021-01-01") for one in measures(story, finding)} == {"ended"}


def test_a_change_of_nothing_known_is_told() -> None:
    story = Story()
    status = story.status("无此文号〔2020〕1号", "撤销", "2020-12-01", "复决〔2020〕1号")
    repair = story.repair("无此文号〔2020〕2号", "2021-09-01", "修〔2021〕1号", ["全部"])
    for record in (status, repair):
        assert [one["finding"] for one in story.outcome(record)] == ["document_not_loaded"]
    story.penalty("无此文号〔2020〕1号", "2020-08-15", story.company("甲食品公司"))
    assert story.outcome(status) == []
