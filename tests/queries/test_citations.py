"""Statutes and articles read out of 处罚依据 as offices write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.propagation.citations import citations, numeral


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《中华人民共和国食品安全法》第一百二十四条第一款", {("食品安全法", "124"), ("食品安全法", "124(1)")}),
        ("依据《药品管理法》(2019修订)第118条、第一百二十三条", {("药品管理法", "118"), ("药品管理法", "123")}),
        ("根据食品安全法第一百三十五条", {("食品安全法", "135")}),
        ("《刑法》第三十七条之一", {("刑法", "37-1")}),
        ("《食品安全法实施条例》第六十七条", {("食品安全法实施条例", "67")}),
        ("《食品安全法》", {("食品安全法", "")}),
        ("《安全生产法》第九十四条；《行政处罚法》第五条", {("安全生产法", "94"), ("行政处罚法", "5")}),
        (
            "《安全生产法》第九十四条第二款、第三款、第九十五条",
            {("安全生产法", "94"), ("安全生产法", "94(2)"), ("安全生产法", "94(3)"), ("安全生产法", "95")},
        ),
        ("", set()),
    ],
)
def test_citations(text: str, expected: set[tuple[str, str]]) -> None:
    assert set(citations(text)) == expected


def written(number: int) -> str:
    """A number below 10,000 as a Chinese numeral, the way statutes write it."""
    digits = "零一二三四五六七八九"
    text, zero = "", False
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, value)
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + unit
            zero = False
        else:
            zero = True
    return text.removeprefix("一") if text.startswith("一十") else text


@given(st.integers(1, 9999))
def test_every_numeral_comes_back(number: int) -> None:
    assert numeral(written(number)) == number
    assert numeral(str(number)) == number


@given(st.text())
def test_any_text_is_read_without_error(text: str) -> None:
    assert isinstance(citations(text), frozenset)
