"""Resident identity numbers: vectors, both lengths, masks, ages, and messages that never show a number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import resident_identity as identity
from graph.identifiers.errors import IdentifierError

VECTORS = ("640104199001010018", "640104199001010026", "64222519790228004X", "640103198507011236")
NUMBER = "640103198507011236"


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Valid 18-character numbers, abolished regions among them."""
    region = draw(st.from_regex(r"[1-9][0-9]{5}", fullmatch=True))
    born = draw(st.dates(date(1800, 1, 1), date(2099, 12, 31)))
    body = f"{region}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


@pytest.mark.parametrize("number", VECTORS)
def test_vectors_are_valid(number: str) -> None:
    assert identity.validate(number) == number


def test_parts() -> None:
    assert identity.birth(NUMBER) == date(1985, 7, 1)
    assert identity.sex(NUMBER) == "男"
    assert identity.sex("640104199001010026") == "女"
    assert identity.validate("64222519790228004x") == "64222519790228004X"


@given(numbers())
def test_built_numbers_are_valid(number: str) -> None:
    assert identity.validate(number) == identity.format(f" {number[:6]} {number[6:]}") == number
    assert f"{identity.birth(number):%Y%m%d}" == number[6:14]


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_single_change_is_detected(number: str, place: int, character: str) -> None:
    changed = number[:place] + character + number[place + 1 :]
    assert identity.is_valid(changed) == (changed == number)


@given(numbers(), st.integers(0, 16))
def test_any_exchange_of_neighbours_is_detected(number: str, place: int) -> None:
    changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert identity.is_valid(changed) == (changed == number)


def test_fifteen_digits_are_the_same_person() -> None:
    assert identity.validate("640103850701123") == NUMBER
    assert identity.fifteen_digits(NUMBER) == "640103850701123"
    assert identity.birth("640103020304997") == date(1802, 3, 4)


@given(numbers())
def test_fifteen_digits_round_trip(number: str) -> None:
    century = "18" if number[14:17] in ("996", "997", "998", "999") else "19"
    short = identity.fifteen_digits(number)
    assert (short is not None) == (number[6:8] == century)
    if short is not None:
        assert identity.compact(short) == number


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("64010319850701123", "length"),
        ("64010385070112X", "length"),
        ("6401O3198507011236", "alphabet"),
        ("64010319850701123A", "alphabet"),
        ("040103198507011236", "region"),
        ("640103198502301236", "birth"),
        ("640103217507011236", "birth"),
        ("640103850230123", "birth"),
        ("640103198507011237", "check"),
    ],
)
def test_faults_are_told_apart_without_the_number(text: str, fault: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        identity.validate(text)
    assert caught.value.code == fault
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    shown = f"{caught.value!r} {caught.value}"
    assert not any(text[at : at + 4] in shown for at in range(len(text) - 3))


@given(st.text("0123456789Xx*A ", max_size=20))
def test_no_message_shows_a_run_of_the_number(text: str) -> None:
    try:
        identity.validate(text)
        message = ""
    except IdentifierError as error:
        message = error.message
    squeezed = text.replace(" ", "")
    assert not any(squeezed[at : at + 4] in message for at in range(len(squeezed) - 3))


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(1985, 6, 30), -1),
        (date(1985, 7, 1), 0),
        (date(2003, 6, 30), 17),
        (date(2003, 7, 1), 18),
        (date(2020, 12, 31), 35),
    ],
)
def test_age(day: date, age: int) -> None:
    assert identity.age_on(NUMBER, day) == age


def test_a_leap_day_birth_completes_its_year_in_march() -> None:
    body = "64010420040229001"
    number = body + identity.check_character(body)
    days = (date(2022, 2, 28), date(2022, 3, 1), date(2024, 2, 29))
    assert [identity.age_on(number, day) for day in days] == [17, 18, 20]


@pytest.mark.parametrize(
    ("text", "screen", "court"),
    [
        (NUMBER, "640103********1236", "6401031985****1236"),
        ("640103850701123", "640103********1236", "6401031985****1236"),
        ("64222519790228004x", "642225********004X", "6422251979****004X"),
        ("6401031985****1236", "640103********1236", "6401031985****1236"),
        ("64010319850701123*", "640103********123*", "6401031985****123*"),
        ("6401031985070112", "********", "********"),
        ("6401031985*1236", "640103********1236", "640103********1236"),
        ("张三", "********", "********"),
        ("", "********", "********"),
    ],
)
def test_masks(text: str, screen: str, court: str) -> None:
    assert identity.mask(text) == screen
    assert identity.mask(text, court=True) == court


@given(numbers(), st.booleans())
def test_a_mask_hides_and_matches_its_number(number: str, court: bool) -> None:
    masked = identity.mask(number, court=court)
    assert len(masked) == 18
    assert masked[10:14] == "****"
    assert identity.is_masked(masked)
    assert not identity.is_masked(number)
    assert identity.mask_matches(masked, number)


@pytest.mark.parametrize(
    "masked",
    [
        "640103********1236",
        "6401031985****1236",
        "6401031985＊＊＊＊1236",
        "640103××××××××1236",
        "6401031985xxxx1236",
        "640103****1236",
        "640103*1236",
        "64**************36",
        "6401031985070*****",
        "64010319850701XXXX",
        "640103******123",
        "640103*****1236",
        "6************1***6",
        NUMBER,
        "640103850701123",
    ],
)
def test_mask_styles_that_fit(masked: str) -> None:
    assert identity.mask_matches(masked, NUMBER)
    assert identity.mask_matches(masked, "640103850701123")


@pytest.mark.parametrize(
    "masked",
    [
        "640103********1237",
        "6401041985****1236",
        "6401031986****1236",
        "640103****************1237",
        "640103****************1236*",
        "******************",
        "***",
        "",
        "640103198507011237",
        "640103198507011236*",
    ],
)
def test_masks_that_do_not_fit(masked: str) -> None:
    assert not identity.mask_matches(masked, NUMBER)


@given(numbers(), st.sets(st.integers(0, 17), min_size=1, max_size=17), numbers())
def test_a_full_length_mask_is_compared_place_by_place(number: str, hidden: set[int], other: str) -> None:
    masked = "".join("*" if place in hidden else character for place, character in enumerate(number))
    assert identity.mask_matches(masked, number)
    agree = all(other[place] == number[place] for place in range(18) if place not in hidden)
    assert identity.mask_matches(masked, other) == agree
