"""Resident numbers in what somebody typed: masked however they are written, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from graph.identifiers import unified_social_credit_code
from graph.identifiers.resident_text import is_likely, is_resident, masked, masked_in_message


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("640104198512121233", "640104********1233"),
        ("/表/640104198512121233.csv", "/表/640104********1233.csv"),
        ("id640104198512121233", "id640104********1233"),
        ("张三640104198512121233，", "张三640104********1233，"),
        ("64010419851212123x", "640104********123X"),
        ("６４０１０４１９８５１２１２１２３３", "640104********1233"),
        ("640104 19851212 1233", "640104********1233"),
        ("640104-19851212-1233", "640104********1233"),
        ("640104198513121233", "640104********1233"),
        ("640103850701123", "640103********1236"),
        ("640104198512121233 640104198512121241", "640104********1233 640104********1241"),
        ("2020-01-01 640104198512121233", "2020-01-01 640104********1233"),
    ],
)
def test_a_number_is_masked(text: str, shown: str) -> None:
    assert masked_in_message(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "91640104MA0000015Y",
        "O123456789012345678901234",
        "宁市监罚〔2024〕15号 2024-03-01 2024-03-20",
        "640100200013456",
        "13800000000",
        "1234567890123456789",
        "2026-11-24T22:54:31.123456Z",
        "100000000/100000000",
    ],
)
def test_anything_else_stays(text: str) -> None:
    assert masked_in_message(text) == text


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("640104198512121233", True),
        ("640104 851212123", True),
        ("640104198513121233", False),
        ("甲", False),
        ("", False),
    ],
)
def test_what_reads_as_a_number(text: str, likely: bool) -> None:
    assert is_likely(text) == likely


NUMBER, MASKED = "640104199001010018", "640104********0018"
BOTH = ("640104198001137751", "640324196904279328")
OTHERS = (
    "宁市监罚〔2021〕1号",
    "91640104MA0000015Y",
    "11640000MB00000512",
    "JY16401040000011",
    "640104202001010001",
    "13900000000",
    "640104199001010019",
    "6401041990010100181",
    "640104201201001",
    "",
)
WRITTEN = (
    NUMBER,
    f"张三{NUMBER}",
    f"（{NUMBER}）",
    f"ID{NUMBER},",
    "６４０１０４１９９００１０１００１８",
    "640104 19900101 0018",
    "640104-19900101-0018",
)


@pytest.mark.parametrize("number", BOTH)
def test_what_could_be_a_code_too_is_a_persons(number: str) -> None:
    assert unified_social_credit_code.is_valid(number)
    assert is_resident(number)


@pytest.mark.parametrize("text", OTHERS)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert masked(text) == text
    assert not is_resident(text)


@pytest.mark.parametrize("text", WRITTEN)
def test_a_number_is_masked_however_it_is_written(text: str) -> None:
    assert MASKED in masked(text)


def test_numbers_of_fifteen_digits_are_masked_where_they_are_asked_for() -> None:
    assert masked("甲640103850701123乙") == "甲640103********1236乙"
    assert masked("甲640103850701123乙", short=False) == "甲640103850701123乙"


def test_nobody_is_born_after_the_latest_day() -> None:
    assert not is_resident(NUMBER, date(1989, 12, 31))
    assert masked(NUMBER, date(1989, 12, 31)) == NUMBER
