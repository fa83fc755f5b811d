"""Terms of lists and bans: what ends by law, what is asked about, and what is stated beyond the law."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model import Value
from queries.propagation.phases import phase_on
from tests.queries.stories import Story, day

Body = dict[str, Any]


def listed(conduct: str, **properties: Value) -> list[Body]:
    story = Story()
    record = story.record(
        "DishonestDebtorEntry",
        "（2019）宁0104执1号",
        "2019-01-01",
        story.company("甲公司"),
        "LISTS",
        None,
        conduct=conduct,
        published="2019-01-10",
        **properties,
    )
    return story.outcome(record)


def only(outcome: list[Body], effect: str) -> Body:
    (found,) = [one for one in outcome if one.get("effect") == effect]
    return found


def findings(outcome: list[Body], on: str) -> list[str]:
    open_ones = []
    for one in outcome:
        phase = phase_on(one["phases"], day(on)) if one["family"] == "finding" else None
        if phase is not None and phase["state"] != "ended":
            open_ones.append(one["finding"])
    return open_ones


@pytest.mark.parametrize(
    "conduct",
    [
        "以伪造证据、暴力、威胁等方法妨碍、抗拒执行",
        "以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行",
        "违反财产报告制度",
        "违反限制消费令",
        "无正当理由拒不履行执行和解协议",
    ],
)
def test_cases_two_to_six_last_two_years(conduct: str) -> None:
    entry = only(outcome := listed(conduct), "dishonest_debtor_list")
    assert (entry["start"], entry["last_day"], entry["end_reason"]) == ("2019-01-10", "2021-01-10", "expired")
    assert "期限二年" in entry["explanation"]
    assert findings(outcome, "2024-01-01") == []


def test_case_one_has_no_term() -> None:
    outcome = listed("有履行能力而拒不履行生效法律文书确定义务")
    assert only(outcome, "dishonest_debtor_list")["end"] is None
    assert findings(outcome, "2024-01-01") == []


@pytest.mark.parametrize("conduct", ["", "其他情形", "有履行能力而拒不履行生效法律文书确定义务；违反财产报告制度"])
def test_an_unclear_case_is_asked_about_and_does_not_end(conduct: str) -> None:
    outcome = listed(conduct)
    assert only(outcome, "dishonest_debtor_list")["end"] is None
    assert findings(outcome, "2021-01-10") == []
    assert findings(outcome, "2021-01-11") == ["removal_unknown"]


def test_a_removal_answers_the_question() -> None:
    outcome = listed("", withdrawn="2022-03-01")
    assert only(outcome, "dishonest_debtor_list")["end_reason"] == "removed"
    assert findings(outcome, "2024-01-01") == []


@pytest.mark.parametrize(("removed", "asked"), [(None, ["removal_unknown"]), ("2025-01-01", [])])
def test_an_unverified_term_ends_nothing_and_is_asked_about(removed: str | None, asked: list[str]) -> None:
    story = Story()
    more: dict[str, Value] = {"removed": removed} if removed else {}
    company = story.company("甲公司")
    record = story.record("SeriousViolationEntry", "", "2021-10-01", company, "LISTS", None, **more)
    outcome = story.outcome(record)
    phase = phase_on(only(outcome, "serious_violation_list")["phases"], day("2024-12-31"))
    assert phase is not None
    assert phase["state"] == "active"
    assert [one for one in findings(outcome, "2024-10-01") if one != "feedback_overdue"] == []
    assert [one for one in findings(outcome, "2024-10-02") if one != "feedback_overdue"] == asked


def procured(content: str = "罚款，禁止参加政府采购活动", **properties: Value) -> list[Body]:
    story = Story()
    basis = "《中华人民共和国政府采购法》第七十七条"
    record = story.penalty(
        "样财罚〔2020〕1号", "2020-08-15", story.company("甲公司"), basis=basis, content=content, **properties
    )
    return story.outcome(record)


def test_a_procurement_ban_without_a_stated_term_is_certain_for_one_year_only() -> None:
    outcome = procured()
    assert only(outcome, "procurement_ban")["last_day"] == "2021-08-15"
    assert "term_unstated" in findings(outcome, "2020-09-01")


def test_a_procurement_ban_lasts_as_stated() -> None:
    outcome = procured(valid_until="2021-08-15")
    assert only(outcome, "procurement_ban")["last_day"] == "2021-08-15"
    assert not {"term_unstated", "term_beyond_law"} & set(findings(outcome, "2020-09-01"))


@pytest.mark.parametrize(
    "content", ["", "在一至三年内禁止参加政府采购活动", "一年内禁止参加政府采购活动；二年内禁止参加政府采购活动"]
)
def test_a_procurement_ban_stated_beyond_the_law_is_not_stated(content: str) -> None:
    outcome = procured(content, valid_until="2099-12-31")
    assert only(outcome, "procurement_ban")["last_day"] == "2021-08-15"
    assert "term_unstated" in findings(outcome, "2020-09-01")


@pytest.mark.parametrize("valid_until", ["2099-12-31", None])
@pytest.mark.parametrize(
    ("content", "last"),
    [
        ("在一年内禁止参加政府采购活动", "2021-08-15"),
        ("列入不良行为记录名单，在二年内禁止参加政府采购活动", "2022-08-15"),
        ("处以罚款，两 年内禁止参加政府采购活动", "2022-08-15"),
        ("３年内禁止参加政府采购活动", "2023-08-15"),
    ],
)
def test_a_procurement_ban_lasts_as_its_words_say(content: str, last: str, valid_until: str | None) -> None:
    outcome = procured(content, valid_until=valid_until) if valid_until else procured(content)
    assert only(outcome, "procurement_ban")["last_day"] == last
    assert not {"term_unstated", "term_beyond_law"} & set(findings(outcome, "2020-09-01"))


def public(decided: str = "2020-08-15", **properties: Value) -> list[Body]:
    story = Story()
    record = story.penalty("样罚〔2020〕1号", decided, story.company("甲公司"), categories=["罚款"], **properties)
    return story.outcome(record)


@pytest.mark.parametrize(("decided", "last"), [("2020-08-15", "2023-08-15"), ("2026-05-01", "2029-05-01")])
def test_publicity_ends_within_three_years(decided: str, last: str) -> None:
    outcome = public(decided, publicity_until="2099-12-31")
    publicity = only(outcome, "publicity")
    assert publicity["last_day"] == last
    assert "法定最长3年" in publicity["explanation"]
    assert "term_beyond_law" in findings(outcome, "2026-06-01")


def test_publicity_within_its_bounds_is_as_stated() -> None:
    outcome = public(publicity_until="2021-08-15", published="2020-08-20")
    assert (only(outcome, "publicity")["start"], only(outcome, "publicity")["last_day"]) == ("2020-08-20", "2021-08-15")
    assert findings(outcome, "2020-09-01") == []


def test_publicity_does_not_begin_before_the_decision() -> None:
    outcome = public(published="2019-01-01")
    assert (only(outcome, "publicity")["start"], only(outcome, "publicity")["last_day"]) == ("2020-08-15", "2023-08-15")
    assert findings(outcome, "2020-09-01") == ["published_before_decision"]
