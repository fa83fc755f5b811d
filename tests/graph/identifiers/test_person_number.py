"""Numbers of persons: the words of the tables name one kind, and a masked number is nobody's."""

from __future__ import annotations

import pytest

from graph.identifiers import person_number
from graph.identifiers.errors import IdentifierError
from graph.identifiers.person_number import NumberType, number_type_of


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("身份证", "resident_identity"),
        ("居民身份证", "resident_identity"),
        (" 居民 身份证 ", "resident_identity"),
        ("10", "resident_identity"),
        ("１０", "resident_identity"),
        ("护照号", "passport"),
        ("港澳居民来往内地通行证", "hong_kong_macao_permit"),
        ("台湾居民来往大陆通行证", "taiwan_permit"),
        ("外国人永久居留身份证", "permanent_residence"),
        ("其他-军官证", "other:军官证"),
        ("军官证", "other:军官证"),
        ("", "other"),
    ],
)
def test_words_of_the_tables(word: str, kind: str) -> None:
    assert number_type_of(word) == kind
    assert number_type_of(kind) == kind


@pytest.mark.parametrize("kind", list(NumberType))
def test_every_kind_names_itself(kind: NumberType) -> None:
    assert number_type_of(kind) == kind.value


@pytest.mark.parametrize(
    ("kind", "written", "compact"),
    [
        ("身份证", "640103850701123", "640103198507011236"),
        ("身份证", "64222519790228004x", "64222519790228004X"),
        ("护照", " e1234 5678", "E12345678"),
        ("护照", "Ｅ１２３４５６７８", "E12345678"),
        ("护照", "XX1234567", "XX1234567"),
        ("港澳居民来往内地通行证", "H12345678(01)", "H12345678(01)"),
    ],
)
def test_spellings_of_one_number(kind: str, written: str, compact: str) -> None:
    assert person_number.compact(kind, written) == compact


@pytest.mark.parametrize(
    ("kind", "text", "fault"),
    [
        ("身份证", "6401031985****1236", "masked"),
        ("身份证", "640103198507XX1236", "masked"),
        ("身份证", "640103●●●●●●●●1236", "masked"),
        ("护照", "E1＊＊＊＊678", "masked"),
        ("身份证", "  ", "empty"),
    ],
)
def test_what_identifies_nobody(kind: str, text: str, fault: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        person_number.compact(kind, text)
    assert caught.value.code == fault
    assert person_number.is_masked(kind, text) == (fault == "masked")
    assert "1236" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("身份证", "640103850701123", "640103********1236"),
        ("护照", "E12345678", "E1*****78"),
        ("护照", "E1****678", "E1*****78"),
        ("护照", "1234567", "********"),
    ],
)
def test_masks(kind: str, text: str, shown: str) -> None:
    assert person_number.mask(kind, text) == shown
