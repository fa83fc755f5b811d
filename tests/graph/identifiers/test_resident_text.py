"""A person's number is told from other numbers, and masked wherever it stands."""

from __future__ import annotations

from datetime import date

import pytest

from graph.identifiers import unified_social_credit_code
from graph.identifiers.resident_text import is_resident, masked

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
