"""Document numbers: every spelling of one number gives one key, and different numbers stay different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import document_number
from graph.identifiers.errors import IdentifierError


@pytest.mark.parametrize(
    "written",
    [
        "银市监罚〔2020〕15号",
        "银市监罚[2020]15号",
        "银市监罚(2020)15号",
        "银市监罚（2020）15号",
        "银市监罚【2020】15号",
        "银市监罚［2020］15号",
        "银市监罚﹝2020﹞15号",
        "银市监罚〔2020]15号",
        " 银市监罚 〔2020〕 015 号\u3000",
        "银市监罚〔２０２０〕００15号",
        "银市监罚〔2020〕第15号",
        "银市监罚〔2020〕第0015号",
        "银市监罚\u200b〔2020〕15号\ufeff",
    ],
)
def test_spellings_of_one_number(written: str) -> None:
    assert document_number.key(written) == document_number.validate(written) == "银市监罚(2020)15号"
    assert document_number.format(written) == "银市监罚〔2020〕15号"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("JY16401040000123", "JY16401040000123"),
        ("宁银住罚字第0045号", "宁银住罚字第45号"),
        ("宁食药监处字〔2014〕007－01号", "宁食药监处字(2014)7-01号"),
        ("银综执(环)罚决字〔2021〕第00120号", "银综执(环)罚决字(2021)120号"),
        ("银市监罚〔2020〕00号", "银市监罚(2020)0号"),
        ("（2021）宁0104执0012号", "(2021)宁0104执12号"),
        ("银市监罚〔2020〕A007号", "银市监罚(2020)A007号"),
        ("640104202000015", "640104202000015"),
        ("银公(治)行罚决字〔0007〕0100号", "银公(治)行罚决字(0007)100号"),
    ],
)
def test_what_keeps_its_zeros(written: str, expected: str) -> None:
    assert document_number.key(written) == expected


OFFICES = st.text("银川市监罚处字综执决环", min_size=1, max_size=8)
BRACKETS = st.sampled_from(["〔〕", "[]", "()", "（）", "【】", "［］"])


@given(OFFICES, st.integers(1950, 2099), st.integers(1, 99999), BRACKETS, st.integers(0, 4), st.booleans())
def test_key_depends_on_office_year_and_serial_only(
    office: str, year: int, serial: int, brackets: str, zeros: int, ordinal: bool
) -> None:
    written = f"{office} {brackets[0]}{year}{brackets[1]}{'第' * ordinal}{'0' * zeros}{serial}号"
    key = document_number.key(written)
    assert key == f"{office}({year}){serial}号"
    assert document_number.key(document_number.format(written)) == document_number.key(key) == key


def test_different_numbers_stay_different() -> None:
    bodies = ["〔2020〕15号", "〔2020〕150号", "〔2021〕15号", "字〔2020〕15号", "〔2020〕1-5号", "〔2020〕15"]
    written = ["银市监罚" + body for body in bodies]
    assert len({document_number.key(number) for number in written}) == len(written)


@pytest.mark.parametrize("text", ["", "  ", "— —", "/", "——"])
def test_nothing_is_no_number(text: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        document_number.validate(text)
    assert caught.value.code == "empty"


def test_the_published_length() -> None:
    assert document_number.is_valid("罚" * 128)
    with pytest.raises(IdentifierError, match="最长 128 个字符，实为 129 个"):
        document_number.validate("罚" * 129)
