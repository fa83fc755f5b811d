"""The engine on small stories: who is reached, who is not, and what ends what."""

from __future__ import annotations

from typing import Any

import pytest

from queries.propagation.phases import phase_on
from queries.propagation.run import derive
from queries.rulecheck import read_rules
from tests.queries.stories import FOOD, Story, day


def food_story(
    act: dict[str, str], *, changed: str = "2020-07-01", named: bool = False
) -> tuple[Story, str, str, str, str]:
    """A food company whose representative changed from Zhang to Li on a day, and its licence revoked."""
    story = Story()
    company = story.company("测试食品公司")
    zhang, li = story.person("张甲"), story.person("李乙")
    story.tie("LEGAL_REPRESENTATIVE_OF", zhang, company, "2018-01-01", changed)
    story.tie("LEGAL_REPRESENTATIVE_OF", li, company, changed)
    record = story.penalty("银市监罚〔2020〕15号", "2020-08-15", company, **FOOD, **act)
    if named:
        story.finding("银市监罚〔2020〕15号", zhang, "法定代表人", "2020-08-15", company)
    return story, record, company, zhang, li


Body = dict[str, Any]


def of(outcome: list[Body], family: str, subject: str) -> list[Body]:
    return [one for one in outcome if one["family"] == family and one["subject"]["id"] == subject]


def test_changed_after_the_act_and_named() -> None:
    story, record, _, zhang, li = food_story({"act_from": "2020-03-10"}, named=True)
    outcome = story.outcome(record)
    (ban,) = of(outcome, "measure", zhang)
    assert (ban["rule"], ban["origin"], ban["start"], ban["last_day"]) == (
        "food-ban-named",
        "statutory",
        "2020-08-15",
        "2025-08-15",
    )
    assert not of(outcome, "measure", li)
    (alert,) = of(outcome, "alert", li)
    assert alert["text"].startswith("「关联提示，不构成惩戒」")


def test_changed_before_the_act_and_nobody_named() -> None:
    story, record, _, zhang, li = food_story({"act_from": "2020-03-10"}, changed="2020-01-01")
    outcome = story.outcome(record)
    (proposal,) = of(outcome, "measure", li)
    assert (proposal["rule"], proposal["origin"]) == ("food-ban-representative", "confirmed")
    phase = phase_on(proposal["phases"], day("2021-01-01"))
    assert phase is not None
    assert phase["state"] == "proposed"
    assert not of(outcome, "measure", zhang)
    assert not of(outcome, "alert", zhang)


@pytest.mark.parametrize(("changed", "certain"), [("2020-07-01", False), ("2017-01-01", True)])
def test_undated_act_reaches_only_who_held_the_role_throughout(changed: str, certain: bool) -> None:
    story = Story()
    company = story.company("测试食品公司")
    zhang = story.person("张甲")
    story.tie("LEGAL_REPRESENTATIVE_OF", zhang, company, changed)
    record = story.penalty("银市监罚〔2020〕15号", "2023-08-15", company, **FOOD)
    outcome = story.outcome(record)
    assert bool(of(outcome, "measure", zhang)) is certain
    assert bool([one for one in of(outcome, "finding", zhang) if one["finding"] == "possible_reach"]) is not certain


def test_revocation_empties_and_its_annulment_restores() -> None:
    story, record, company, zhang, _ = food_story({"act_from": "2020-03-10"}, named=True)
    before = story.outcome(record)
    story.status("银市监罚〔2020〕15号", "撤销", "2020-09-25", "银复决〔2020〕3号")
    annulled = story.outcome(record)
    assert {one["end_reason"] for one in annulled if one["family"] == "measure"} == {"annulled"}
    (withdraw,) = [one for one in of(annulled, "finding", company) if one["finding"] == "withdraw"]
    assert withdraw["due"] == "2020-09-29"
    story.status("银复决〔2020〕3号", "撤销", "2021-01-04", "（2020）宁01行终9号")
    after = story.outcome(record)

    def shape(outcome: list[Body]) -> list[tuple[Any, ...]]:
        return [(one["id"], one["start"], one["end"], one["phases"]) for one in outcome if one["family"] == "measure"]

    assert shape(after) == shape(before)
    assert shape(annulled) != shape(before)
    assert of(after, "measure", zhang)


def test_repair_ends_publicity_and_no_statutory_ban() -> None:
    story, record, company, zhang, _ = food_story({"act_from": "2020-03-10"}, named=True)
    story.repair("银市监罚〔2020〕15号", "2021-09-01", "修〔2021〕1号", ["全部"])
    outcome = story.outcome(record)
    (publicity,) = [one for one in of(outcome, "measure", company) if one["effect"] == "publicity"]
    assert (publicity["end"], publicity["end_reason"]) == ("2021-09-01", "repaired")
    assert of(outcome, "measure", zhang)[0]["last_day"] == "2025-08-15"


def test_business_licence_is_no_food_licence() -> None:
    story = Story()
    company, zhang = story.company("测试食品公司"), story.person("张甲")
    story.tie("LEGAL_REPRESENTATIVE_OF", zhang, company, "2018-01-01")
    record = story.penalty(
        "银市监罚〔2020〕16号",
        "2020-08-15",
        company,
        categories=["吊销许可证"],
        licence_withdrawn="营业执照",
        basis="《食品安全法》第一百二十四条",
        act_from="2020-03-10",
    )
    outcome = story.outcome(record)
    assert not [one for one in outcome if one.get("effect", "").startswith("food")]
    assert [one["alert"] for one in of(outcome, "alert", zhang)] == ["responsibility_unfound"]


@pytest.mark.parametrize(
    ("content", "revoked"),
    [
        ("吊销食品经营许可证", True),
        ("暂扣食品经营许可证三个月", False),
        ("责令改正，逾期不改正的，吊销食品经营许可证", False),
    ],
)
def test_combined_category_is_a_revocation_only_where_the_content_says_so(content: str, revoked: bool) -> None:
    story = Story()
    company = story.company("测试食品公司")
    record = story.penalty(
        "银市监罚〔2020〕17号",
        "2020-08-15",
        company,
        categories=["暂扣或者吊销许可证"],
        basis="《食品安全法》第一百二十四条",
        content=content,
    )
    effects = {one["effect"] for one in story.outcome(record) if one["family"] == "measure"}
    assert ("food_licence_ban" in effects) is revoked


def test_an_unidentified_person_is_reached_by_nothing() -> None:
    story = Story()
    company, zhang = story.company("测试食品公司"), story.person("张甲", numbered=False)
    story.tie("LEGAL_REPRESENTATIVE_OF", zhang, company, "2015-01-01")
    record = story.penalty("银市监罚〔2020〕18号", "2020-08-15", company, **FOOD, act_from="2020-03-10")
    outcome = story.outcome(record)
    assert not of(outcome, "measure", zhang)
    assert [one["finding"] for one in of(outcome, "finding", zhang)] == ["unresolved_person"]


def test_death_is_the_last_day() -> None:
    story, record, _, zhang, _ = food_story({"act_from": "2020-03-10"}, named=True)
    story.record("PersonStatus", "", "2021-04-02", zhang, "HAS_STATUS", status="死亡")
    (ban,) = of(story.outcome(record), "measure", zhang)
    assert (ban["last_day"], ban["end_reason"]) == ("2021-04-02", "death")


def test_what_was_known_when_is_never_lost() -> None:
    story, _, _, zhang, _ = food_story({"act_from": "2020-03-10"})
    first = story.recorded
    story.recorded = first + 1_000_000
    story.status("银市监罚〔2020〕15号", "撤销", "2020-09-25", "银复决〔2020〕3号")
    snapshot = story.snapshot()
    versions = [
        version
        for derivation in derive(snapshot, snapshot.records(), read_rules())
        for version in derivation.versions
        if version.subject == zhang and version.family == "measure"
    ]
    assert [(version.recorded_from, version.recorded_to) for version in versions] == [
        (first, story.recorded),
        (story.recorded, None),
    ]
