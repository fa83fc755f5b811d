"""Unified social credit codes: vectors, the guarantee of the check digits, and faults told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import organisation_code
from graph.identifiers import unified_social_credit_code as uscc
from graph.identifiers.errors import IdentifierError

VECTORS = (
    "91640104MA0000015Y",
    "916400000000000199",
    "91640104MB00000278",
    "93640324MA0000031P",
    "92640104MA000004X9",
    "11640000MB00000512",
    "12640100MB000006XU",
    "51640000MJ00000771",
    "N2640121MF00000804",
)


@st.composite
def codes(draw: st.DrawFn) -> str:
    """Valid codes, built from the standard by slow arithmetic of its own."""
    department = draw(st.sampled_from(sorted(uscc.DEPARTMENTS)))
    category = draw(st.sampled_from(uscc.DEPARTMENTS[department].categories))
    region = draw(st.from_regex(r"[0-9]{6}", fullmatch=True))
    identity = draw(st.text(uscc.ALPHABET, min_size=8, max_size=8))
    total = sum(
        organisation_code.ALPHABET.index(character) * weight
        for character, weight in zip(identity, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    )
    check = 11 - total % 11
    body = department + category + region + identity + ("X" if check == 10 else "0" if check == 11 else str(check))
    total = sum(uscc.ALPHABET.index(character) * 3**place for place, character in enumerate(body))
    return body + uscc.ALPHABET[(31 - total % 31) % 31]


@pytest.mark.parametrize("code", VECTORS)
def test_vectors_are_valid(code: str) -> None:
    assert uscc.validate(code) == code
    assert uscc.organisation_code_of(code) == code[8:17]
    assert organisation_code.is_valid(code[8:17])
    assert uscc.region_of(code) == code[2:8]


@given(codes())
def test_built_codes_are_valid(code: str) -> None:
    assert uscc.validate(code) == code
    assert uscc.department_of(code) is uscc.DEPARTMENTS[code[0]]


@given(codes(), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_any_single_change_is_detected(code: str, place: int, character: str) -> None:
    changed = code[:place] + character + code[place + 1 :]
    assert uscc.is_valid(changed) == (changed == code)


@given(codes(), st.integers(0, 16))
def test_any_exchange_of_neighbours_is_detected(code: str, place: int) -> None:
    changed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert uscc.is_valid(changed) == (changed == code)


@pytest.mark.parametrize(
    "written",
    [
        "91640104ma0000015y",
        " 91640104 MA000001 5Y ",
        "91640104-MA0000015-Y",
        "９１６４０１０４ＭＡ００００１５Ｙ".replace("００００１", "０００００１"),
        "91640104\u200bMA0000015Y\u3000",
        "91640104–MA0000015Y",
    ],
)
def test_spellings_of_one_code(written: str) -> None:
    assert uscc.validate(written) == uscc.format(written) == "91640104MA0000015Y"


@pytest.mark.parametrize(
    ("text", "fault", "said"),
    [
        ("", "length", "0 位"),
        ("91640104MA0000015", "length", "实为 17 位"),
        ("91640104MA0000015YY", "length", "实为 19 位"),
        ("91640104MAO000015Y", "alphabet", "第 11 位“O”"),
        ("9164010４MA00中0015Y", "alphabet", "第 13 位“中”"),
        ("Q1640104MA0000015Y", "department", "“Q”"),
        ("94640104MA0000015Y", "category", "市场监管"),
        ("9164010AMA0000015Y", "region", "第 8 位“A”"),
        ("91640104MA0000016Y", "organisation_check", "应为“5”，实为“6”"),
        ("91640104MA0000015X", "check", "应为“Y”，实为“X”"),
    ],
)
def test_faults_are_told_apart(text: str, fault: str, said: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        uscc.validate(text)
    assert caught.value.code == fault
    assert said in str(caught.value)
    assert not text or text not in str(caught.value)


@given(st.text(max_size=24))
def test_no_text_breaks_it(text: str) -> None:
    if uscc.is_valid(text):
        assert uscc.validate(uscc.validate(text)) == uscc.compact(text)


def test_the_region_need_not_exist() -> None:
    body = "91999999MA0000015"
    assert uscc.is_valid(body + uscc.check_character(body))
