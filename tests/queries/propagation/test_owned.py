"""What belongs to a person punished in his own right: while it is his, by a post that makes an owner, by the part."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model import Value
from tests.queries.stories import Story


def alerts(
    kind: str = "IndividualBusiness",
    role: str = "PRINCIPAL_OF",
    start: str = "2016-01-01",
    end: str | None = None,
    born: str = "1970-01-01",
    **told: Value,
) -> dict[str, dict[str, Any]]:
    story = Story()
    person = story.person("孙丁", born)
    story.tie(role, person, story.company("某店", kind), start, end, **told)
    record = story.penalty("宁公罚〔2021〕28号", "2021-02-01", person, categories=["罚款"])
    return {str(one["alert"]): one for one in story.outcome(record) if "alert" in one}


@pytest.mark.parametrize(("end", "seen"), [("2021-02-01", False), ("2021-02-02", True), (None, True)])
def test_what_was_given_up_by_the_decision_is_no_more_his(end: str | None, seen: bool) -> None:
    assert ("same_civil_responsibility" in alerts(end=end)) is seen


def test_what_he_took_up_later_is_his_from_then_on() -> None:
    assert alerts(start="2022-05-01")["same_civil_responsibility"]["start"] == "2022-05-01"


@pytest.mark.parametrize(("position", "seen"), [("", True), ("投资人", True), ("经营者", True), ("经理", False)])
def test_a_manager_is_no_owner(position: str, seen: bool) -> None:
    assert ("same_civil_responsibility" in alerts("SoleProprietorship", position=position)) is seen


@pytest.mark.parametrize("kind", ["Enterprise", "Partnership", "Cooperative"])
def test_a_legal_person_is_somebody_else(kind: str) -> None:
    assert set(alerts(kind)) == {"holder_punished"}


@pytest.mark.parametrize(("capital", "seen"), [(2499, False), (2500, True)])
def test_a_quarter_is_told_of_at_an_approval(capital: int, seen: bool) -> None:
    found = alerts("Enterprise", "SHAREHOLDER_OF", capital=capital, total=10_000, unit="fen")
    assert [one["only_at"] for one in found.values()] == (["approval"] if seen else [])


@pytest.mark.parametrize(
    "told", [{"certainty": "possible"}, {"born": "2010-01-01"}, {"kind": "GovernmentBody"}], ids=str
)
def test_nothing_is_said_in_doubt_of_minors_or_of_public_bodies(told: dict[str, Any]) -> None:
    assert alerts(**told) == {}


def test_a_person_beside_a_unit_under_one_number_is_not_punished_in_his_own_right() -> None:
    story = Story()
    person, unit = story.person("孙丁"), story.company("甲公司")
    story.tie("PRINCIPAL_OF", person, story.company("某店", "IndividualBusiness"), "2016-01-01")
    story.penalty("样罚〔2021〕1号", "2021-02-01", unit, categories=["罚款"])
    record = story.penalty("样罚〔2021〕1号", "2021-02-01", person, categories=["罚款"])
    assert [one for one in story.outcome(record) if "alert" in one] == []
