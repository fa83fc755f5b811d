"""Resident identity numbers (公民身份号码, GB 11643-1999): 18 characters, once 15; no message here quotes one."""

from __future__ import annotations

import re
from datetime import date
from operator import mul
from typing import Literal

from graph.identifiers.errors import IdentifierError
from graph.identifiers.spelling import bare, starred

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"

STARS = "********"

_ZERO = 48 * sum(WEIGHTS)
_CENTENARIANS = frozenset({"996", "997", "998", "999"})


def compact(text: str) -> str:
    """The number without spaces, X in capitals; a 15-digit one as the 18-digit one of the same person.

    The century is 19, or 18 where the serial is 996 to 999 (reserved for those over a hundred).
    """
    number = bare(text)
    if len(number) == 15 and number.isascii() and number.isdigit():
        body = number[:6] + ("18" if number[12:] in _CENTENARIANS else "19") + number[6:]
        return body + check_character(body)
    return number


def check_character(body: str) -> str:
    """The check character of 17 digits."""
    return CHECKS[(sum(map(mul, body.encode(), WEIGHTS)) - _ZERO) % 11]


def validate(text: str) -> str:
    """The compact 18-character number.

    Raises IdentifierError: ``length``, ``alphabet``, ``region`` (begins with 0; abolished regions are accepted),
    ``birth`` (no such day, or outside 1800 to 2099), ``check``.
    """
    number = compact(text)
    if len(number) != 18:
        raise IdentifierError(
            "length", f"公民身份号码应为 18 位或 15 位，实为 {len(number)} 位 (expected 18 or 15, found {len(number)})"
        )
    body = number[:17]
    if not (body.isascii() and body.isdigit()):
        place = next(at for at, character in enumerate(body, 1) if not (character.isascii() and character.isdigit()))
        raise IdentifierError("alphabet", f"公民身份号码第 {place} 位应为数字 (character {place} must be a digit)")
    if number[17] not in CHECKS:
        raise IdentifierError("alphabet", "公民身份号码第 18 位应为数字或 X (character 18 must be a digit or X)")
    if number[0] == "0":
        raise IdentifierError("region", "公民身份号码第 1–6 位不是行政区划代码 (no region begins with 0)")
    if _birth(number) is None:
        raise IdentifierError("birth", "公民身份号码第 7–14 位不是有效的出生日期 (no such day of birth)")
    expected = check_character(body)
    if number[17] != expected:
        raise IdentifierError(
            "check", f"公民身份号码校验码不符，按前 17 位应为“{expected}” (the check character should be {expected})"
        )
    return number


def is_valid(text: str) -> bool:
    """Whether :func:`validate` accepts the text."""
    try:
        validate(text)
    except IdentifierError:
        return False
    return True


def format(text: str) -> str:
    """The number as it is printed: 18 characters without separators. A screen shows :func:`mask` instead."""
    return compact(text)


def fifteen_digits(text: str) -> str | None:
    """The number as it was before 1999, or None where it has no such form (born in another century)."""
    number = validate(text)
    century = "18" if number[14:17] in _CENTENARIANS else "19"
    return number[:6] + number[8:17] if number[6:8] == century else None


def birth(text: str) -> date:
    """The day of birth; raises IdentifierError for an invalid number."""
    number = validate(text)
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def sex(text: str) -> Literal["男", "女"]:
    """The sex, by the parity of the 17th digit; raises IdentifierError for an invalid number."""
    return "男" if int(validate(text)[16]) % 2 else "女"


def age_on(text: str, day: date) -> int:
    """Completed years of age on ``day`` (周岁); negative where ``day`` precedes the birth.

    A year is complete on the birthday (民法); who was born on 29 February has it on 1 March in common years.
    Criminal and penalty law count from the day after (生日第二天起): there ask for the day before.
    """
    born = birth(text)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_masked(text: str) -> bool:
    """Whether characters of the number are hidden (stars, or X anywhere but at the end)."""
    return "*" in _stars(text)


def mask(text: str, *, court: bool = False) -> str:
    """What a screen may show: ``640103********1236``, or as the courts publish it ``6401031985****1236``.

    Takes anything: a masked number stays masked, and of what is no number at all nothing is shown.
    """
    number = _stars(text)
    if "*" not in number:
        number = compact(number)
    if len(number) == 18 and number.isascii():
        return number[:10] + "****" + number[14:] if court else number[:6] + STARS + number[14:]
    if "*" not in number:
        return STARS
    head, tail = number[: number.index("*")], number[number.rindex("*") + 1 :]
    return head[:6] + STARS + tail[-4:]


def mask_matches(masked: str, text: str) -> bool:
    """Whether the masked number could be this one: a candidate at most, never an identification.

    A mask as long as the number (18, or 15 against its old form) is compared place by place; in any other a run of
    stars stands for one or more characters. A mask that shows nothing matches nothing.
    """
    pattern = _stars(masked)
    number = compact(text)
    if "*" not in pattern:
        return compact(pattern) == number
    if not pattern.strip("*"):
        return False
    if _fits(pattern, number):
        return True
    short = fifteen_digits(number) if len(pattern) < 18 and is_valid(number) else None
    return short is not None and _fits(pattern, short)


def _fits(pattern: str, form: str) -> bool:
    if len(pattern) == len(form):
        return all(shown in ("*", character) for shown, character in zip(pattern, form, strict=True))
    return re.fullmatch(".+".join(map(re.escape, re.split(r"\*+", pattern))), form) is not None


_LETTER_X = re.compile(r"X(?!$)|(?<=X)X$")


def _stars(text: str) -> str:
    """The bare text with every hidden character a star, X among them where no check character stands."""
    number = starred(text)
    return _LETTER_X.sub("*", number) if "X" in number else number


def _birth(number: str) -> date | None:
    """The day of birth inside 18 characters whose first 17 are digits, or None."""
    if number[6:8] not in ("18", "19", "20"):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
