"""Organisation codes: the standard's example, every check character, and what modulo 11 can and cannot see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import organisation_code
from graph.identifiers.errors import IdentifierError

BODIES = st.text(organisation_code.ALPHABET, min_size=8, max_size=8)


def test_the_example_of_the_standard() -> None:
    assert organisation_code.validate("D2143569-X") == "D2143569X"
    assert organisation_code.format("D2143569X") == "D2143569-X"


@pytest.mark.parametrize(("body", "check"), [("00000000", "0"), ("MA000001", "5"), ("MA000004", "X")])
def test_check_characters(body: str, check: str) -> None:
    assert organisation_code.check_character(body) == check


@given(BODIES, st.integers(0, 7), st.sampled_from(organisation_code.ALPHABET))
def test_a_changed_character_shows_unless_equal_modulo_11(body: str, place: int, character: str) -> None:
    code = body + organisation_code.check_character(body)
    changed = code[:place] + character + code[place + 1 :]
    same = (organisation_code.ALPHABET.index(character) - organisation_code.ALPHABET.index(code[place])) % 11 == 0
    assert organisation_code.is_valid(changed) == same


@given(BODIES, st.sampled_from(organisation_code.ALPHABET))
def test_only_one_check_character_is_right(body: str, check: str) -> None:
    assert organisation_code.is_valid(body + check) == (check == organisation_code.check_character(body))


@pytest.mark.parametrize(
    ("text", "fault", "said"),
    [
        ("D2143569", "length", "实为 8 位"),
        ("D21_3569X", "alphabet", "第 4 位“_”"),
        ("D21435690", "organisation_check", "应为“X”"),
    ],
)
def test_faults_are_told_apart(text: str, fault: str, said: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        organisation_code.validate(text)
    assert caught.value.code == fault
    assert said in str(caught.value)
