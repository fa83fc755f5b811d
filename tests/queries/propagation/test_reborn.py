"""A company set up anew after another was deregistered: every limit at its edge, and who does not count."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from graph.model import Value
from queries.rulecheck import read_rules
from tests.queries.stories import FOOD, Story, day

GONE, FOUNDED = "2021-02-05", "2021-03-01"
LIMITS = read_rules().policies.rebirth


def reborn(
    *,
    ended: str | None = GONE,
    founded: str = FOUNDED,
    left: str | None = None,
    joined: str | None = None,
    until: str | None = None,
    state: str = "注销",
    later: dict[str, str] | None = None,
    role: str = "LEGAL_REPRESENTATIVE_OF",
    born: str = "1970-01-01",
    numbered: bool = True,
    **told: Value,
) -> list[dict[str, Any]]:
    story = Story()
    old = story.company("旧公司", state=state, address="样例路1号", established="2010-01-01", ended=ended or "")
    described = {"address": "样例路１号", "state": "存续", **(later or {})}
    new = story.company("新公司", established=founded, address=described["address"], state=described["state"])
    person = story.person("姜甲", born, numbered=numbered)
    story.tie("LEGAL_REPRESENTATIVE_OF", person, old, "2010-01-01", left, **told)
    story.tie(role, person, new, joined or founded, until)
    record = story.penalty("样罚〔2020〕1号", "2020-08-15", old, **FOOD, act_from="2020-03-10")
    return [one for one in story.outcome(record) if one.get("alert") == "reborn_company"]


def away(start: str, days: int) -> str:
    return (day(start) + timedelta(days=days)).isoformat()


def test_the_same_person_at_the_same_address() -> None:
    (one,) = reborn()
    assert (one["subject"]["name"], one["start"], one["expires"]) == ("新公司", FOUNDED, "2025-08-16")
    assert one["strength"] == {"low": 300, "high": 600}
    assert [person["name"] for person in one["reborn"]["persons"]] == ["姜甲"]


@pytest.mark.parametrize(("days", "seen"), [(-366, False), (-365, True), (730, True), (731, False)])
def test_when_it_was_set_up(days: int, seen: bool) -> None:
    assert LIMITS is not None
    assert (LIMITS.before, LIMITS.after) == (365, 730)
    assert bool(reborn(founded=away(GONE, days))) is seen


@pytest.mark.parametrize(("days", "seen"), [(-365, False), (-364, True)])
def test_when_he_left_the_earlier_one(days: int, seen: bool) -> None:
    """The last day in office is the day before: on the first day that counts he is still there, or no more."""
    assert bool(reborn(left=away(GONE, days))) is seen


@pytest.mark.parametrize(("days", "seen"), [(180, True), (181, False)])
def test_when_he_joined_the_later_one(days: int, seen: bool) -> None:
    assert bool(reborn(joined=away(FOUNDED, days))) is seen


@pytest.mark.parametrize(
    "told",
    [
        {"later": {"address": "样例路2号"}},
        {"later": {"address": ""}},
        {"later": {"state": "注销"}},
        {"state": "吊销，未注销"},
        {"state": "存续"},
        {"role": "OFFICER_OF"},
        {"certainty": "possible"},
        {"born": "2010-01-01"},
    ],
    ids=str,
)
def test_who_does_not_count(told: dict[str, Any]) -> None:
    assert reborn(**told) == []


def test_a_person_known_by_name_only_does_not_count() -> None:
    assert reborn(numbered=False) == []


def test_where_the_day_is_not_known_it_is_possible_only() -> None:
    (one,) = reborn(ended=None)
    assert one["strength"]["low"] == 0
    assert "日期未载明" in one["text"]
    assert reborn(ended=None, founded="2020-08-15") == []
    assert len(reborn(ended=None, founded="2020-08-16")) == 1


def test_it_ends_when_he_leaves() -> None:
    (one,) = reborn(until="2022-06-01")
    assert one["expires"] == "2022-06-01"


def test_set_up_before_the_end_it_is_told_of_from_the_end() -> None:
    (one,) = reborn(founded="2021-01-10")
    assert one["start"] == GONE
