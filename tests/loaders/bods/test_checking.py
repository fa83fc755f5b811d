"""A statement that cannot be taken is refused by name, field and reason, in two languages, no number repeated."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from loaders.bods.checking import checked
from loaders.errors import RowError
from tests.loaders.bods.statements import changed, company, holding, person, statement

NUMBER = "640104198809180197"
WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "missing": (changed(company(), "recordId", drop=True), "recordId", "缺少"),
    "missing deep": (
        changed(person(), "recordDetails.names.0.fullName", drop=True),
        "recordDetails.names[0].fullName",
        "缺少",
    ),
    "null": (changed(company(), "recordDetails.name", None), "recordDetails.name", "null"),
    "a number for a text": (changed(company(), "recordDetails.name", 5), "recordDetails.name", "应为文本"),
    "a text for a flag": (
        changed(company(), "recordDetails.isComponent", "no"),
        "recordDetails.isComponent",
        "true 或 false",
    ),
    "a short id": (changed(company(), "statementId", "x" * 31), "statementId", "少于 32"),
    "a long id": (changed(company(), "statementId", "x" * 65), "statementId", "多于 64"),
    "no date": (changed(company(), "statementDate", "2023-02-29"), "statementDate", "不是日期"),
    "a year for a day": (
        changed(company(foundingDate="2020"), "statementDate", "2024-01-01"),
        "recordDetails.foundingDate",
        "日期",
    ),
    "not a code": (holding(type="friendship"), "recordDetails.interests[0].type", "shareholding"),
    "more than all": (holding(share={"exact": 101}), "recordDetails.interests[0].share.exact", "0 至 100"),
    "a little more than all": (
        holding(share={"exact": Decimal("100.000001")}),
        "recordDetails.interests[0].share.exact",
        "0 至 100",
    ),
    "a float": (holding(share={"exact": 12.5}), "recordDetails.interests[0].share.exact", "数字"),
    "a flag for a number": (holding(share={"exact": True}), "recordDetails.interests[0].share.exact", "数字"),
    "a subtype of another type": (
        company(entityType={"type": "state", "subtype": "trust"}),
        "recordDetails.entityType.subtype",
        "arrangement、legalEntity",
    ),
    "neither text nor object": (holding(party=[1]), "recordDetails.interestedParty", "文本或对象"),
    "an object without its reason": (
        holding(party={"description": "x"}),
        "recordDetails.interestedParty.reason",
        "缺少",
    ),
    "a component of a component": (
        statement(
            "r9",
            "relationship",
            {"isComponent": True, "subject": "e", "interestedParty": "p", "componentRecords": ["x"]},
        ),
        "recordDetails.componentRecords",
        "isComponent",
    ),
    "no object at all": (changed(company(), "recordDetails", []), "recordDetails", "对象"),
    "an office as a home": (
        person(addresses=[{"type": "registered"}]),
        "recordDetails.addresses[0].type",
        "residence",
    ),
}


@pytest.mark.parametrize(("told", "path", "reason"), WRONG.values(), ids=WRONG)
def test_refused_by_name_field_and_reason(told: dict[str, Any], path: str, reason: str) -> None:
    with pytest.raises(RowError) as refused:
        checked(told)
    error = refused.value
    assert error.column == path
    assert f"{path}：" in str(error)
    assert reason in str(error)
    assert str(told.get("statementId")) in str(error)


def test_several_faults_are_told_together() -> None:
    told = changed(changed(changed(company(), "statementDate", 1), "recordId", 2), "recordDetails.name", 3)
    told = changed(told, "recordDetails.uri", "no address")
    with pytest.raises(RowError, match=r"statementDate.*recordId.*recordDetails\.name.*共 4 处"):
        checked(told)


@pytest.mark.parametrize("told", [None, [], "x", 5])
def test_what_is_no_object_is_no_statement(told: object) -> None:
    with pytest.raises(RowError, match="应为对象"):
        checked(told)


def test_no_identity_number_is_repeated() -> None:
    told = changed(company(), "statementDate", NUMBER)
    told = changed(told, "statementId", NUMBER)
    with pytest.raises(RowError) as refused:
        checked(told)
    assert NUMBER not in str(refused.value) + refused.value.value


def test_what_the_standard_does_not_know_is_left_alone() -> None:
    assert checked({**company(), "more": None, "recordDetails": {**company()["recordDetails"], "extra": 1}})


@pytest.mark.parametrize("date", ["2024-02-29", "2024-02-29T10:00:00Z", "2024-02-29T10:00:00+08:00"])
def test_dates_and_instants(date: str) -> None:
    assert checked(changed(company(), "statementDate", date))


@pytest.mark.parametrize("birth", ["1990", "1990-02", "1990-02-28"])
def test_a_birth_may_be_a_year_or_a_month(birth: str) -> None:
    assert checked(person(birthDate=birth))
    with pytest.raises(RowError, match="birthDate"):
        checked(person(birthDate=birth.replace("1990", "199x")))
