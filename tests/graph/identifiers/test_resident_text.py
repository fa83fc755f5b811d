"""Resident numbers in what somebody typed: masked however they are written, and nothing else is."""

from __future__ import annotations

import pytest

from graph.identifiers.resident_text import is_likely, masked_in_message


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
