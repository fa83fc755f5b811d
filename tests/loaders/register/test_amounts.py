"""Amounts and percentages in words are exact integers, or nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.register.amounts import parse_amount, parse_percent


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("100万元", 100_000_000),
        ("100万人民币", 100_000_000),
        ("100", 100_000_000),
        ("人民币100.5万元", 100_500_000),
        ("1,000,000元", 100_000_000),
        ("1，000，000 元", 100_000_000),
        ("1000000.00元", 100_000_000),
        ("", None),
        ("无", None),
        ("100万美元", None),
        ("0.0000001万元", None),
    ],
)
def test_amounts_in_words(text: str, fen: int | None) -> None:
    assert parse_amount(text) == fen


@given(st.integers(0, 100), st.text("0123456789", max_size=6), st.sampled_from(["", "%", "％", " %"]))
def test_percentages_in_words(whole: int, decimals: str, sign: str) -> None:
    text = f"{whole}.{decimals}{sign}" if decimals else f"{whole}{sign}"
    parsed = parse_percent(text)
    assert parsed is not None
    value, total, band = parsed
    assert Fraction(value, total) == Fraction(
        whole * 10 ** len(decimals) + int(decimals or "0"), 100 * 10 ** len(decimals)
    )
    assert band == (0 if value == 0 else 1)
    assert total == 200 * 10 ** len(decimals)
