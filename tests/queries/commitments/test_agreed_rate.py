"""Agreed rates as contracts write them: read exactly, or not read."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.commitments.agreed_rate import UnreadableRate, daily_rate
from queries.rulecheck import read_rules

PAYMENTS = read_rules().policies.payments
assert PAYMENTS is not None
WORDS = PAYMENTS.rates
DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("日万分之五", Fraction(5, 10000)),
        ("每日万分之五", Fraction(5, 10000)),
        ("万分之五/日", Fraction(5, 10000)),
        ("按日万分之五计算逾期利息", Fraction(5, 10000)),
        ("日利率 0.05％", Fraction(5, 10000)),
        ("0.05%/日", Fraction(5, 10000)),
        ("0.05%/天", Fraction(5, 10000)),
        ("日息0.5‰", Fraction(5, 10000)),
        ("每日千分之一", Fraction(1, 1000)),
        ("日万分之二点五", Fraction(25, 100000)),
        ("年利率4.35%", Fraction(435, 10000) / 365),
        ("年化4.35%", Fraction(435, 10000) / 365),
        ("4.35%（年）", Fraction(435, 10000) / 365),
        ("年息百分之十二", Fraction(12, 100) / 365),
        ("年利率百分之二十四", Fraction(24, 100) / 365),
        ("月利率1%", Fraction(12, 100) / 365),
    ],
)
def test_read(text: str, rate: Fraction) -> None:
    assert daily_rate(text, WORDS) == rate


@pytest.mark.parametrize("text", ["", "无", "未约定"])
def test_none_agreed(text: str) -> None:
    assert daily_rate(text, WORDS) is None


@pytest.mark.parametrize(
    "text",
    [
        "4.35%",
        "万分之五",
        "一年期LPR",
        "LPR的1.5倍",
        "日万分之五，最高不超过合同价的5%",
        "月息一分",
        "年利率4.35",
        "日万分之二五",
        "日万分之点五",
        "日万分之二点",
        "日万分之十百",
        "年利率0%",
        "每季度1%",
        "年月1%",
    ],
)
def test_not_guessed(text: str) -> None:
    with pytest.raises(UnreadableRate):
        daily_rate(text, WORDS)


@given(st.integers(1, 999))
def test_chinese_numbers_are_the_arabic_ones(number: int) -> None:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    written = f"{DIGITS[hundreds]}百" if hundreds else ""
    written += f"{DIGITS[tens]}十" if tens else "零" if hundreds and ones else ""
    written += DIGITS[ones] if ones else ""
    assert daily_rate(f"日万分之{written}", WORDS) == daily_rate(f"日万分之{number}", WORDS) == Fraction(number, 10000)
