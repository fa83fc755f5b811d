"""Resident numbers wherever they stand: told from other numbers of 18 or 15 digits, and masked inside any text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from graph.identifiers import resident_identity, unified_social_credit_code
from graph.identifiers.errors import IdentifierError
from graph.identifiers.spelling import bare

_BEGINNINGS = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
_PROVINCES = frozenset(str(code) for first, last in _BEGINNINGS for code in range(first, last + 1))
_MUNICIPALITIES = {"11": "0102", "12": "0102", "31": "0102", "50": "010203"}
"""Provinces without cities: what stands for the city is one of these pairs of digits."""

_OLDEST = date(1880, 1, 1)
_OLDEST_SHORT = date(1930, 1, 1)
"""Numbers of 15 digits that tell an earlier birth are dates and serials (20120101…) rather than somebody's."""

_FOUND = re.compile(r"(?<!\d)\d{6}[ -]?(?:\d{8}[ -]?\d{3}[\dXxＸｘ]|\d{6}[ -]?\d{3})(?!\d)")
SHORTEST = 15
"""A shorter text has no such number."""


def is_resident(text: str, latest: date | None = None) -> bool:
    """Whether a number can only be a person's: valid, of a province, born on a plausible day (not after ``latest``).

    One whose digits happen to make a unified social credit code too is a person's: no registering department and region
    begin like a province and a city, but for a region whose code ends like a year.
    """
    plain = bare(text)
    if len(plain) not in {15, 18} or not plain[:15].isdecimal() or plain[:2] not in _PROVINCES:
        return False
    city = _MUNICIPALITIES.get(plain[:2])
    if city is not None and plain[2:4] not in (city[place : place + 2] for place in range(0, len(city), 2)):
        return False
    try:
        born = resident_identity.birth(plain)
    except IdentifierError:
        return False
    return (_OLDEST if len(plain) == 18 else _OLDEST_SHORT) <= born and (latest is None or born <= latest)


def masked(text: str, latest: date | None = None, *, short: bool = True) -> str:
    """The text with every resident number in it masked; ``short`` takes those of 15 digits too.

    The check character and a plausible birth decide, so that document numbers, codes and telephones stay as they are.
    """
    if len(text) < SHORTEST or _FOUND.search(text) is None:
        return text

    def hide(match: re.Match[str]) -> str:
        number = bare(unicodedata.normalize("NFKC", match.group()))
        if (len(number) == 15 and not short) or not is_resident(number, latest):
            return match.group()
        return resident_identity.mask(number)

    return _FOUND.sub(hide, text)


def is_likely(text: str) -> bool:
    """Whether the text reads as a number, right or mistyped: as long as one, with a day of birth where it belongs."""
    number = resident_identity.compact(text)
    return len(number) == 18 and number[0] in "123456789" and number[:17].isdigit() and _is_day(number[6:14])


_SIGN = "[0-9\uff10-\uff19]"
_GAP = "[ \\t\u00a0\u3000\u2010-\u2015-]"
_RUN = re.compile(f"(?P<id>\\b[A-Z][0-9a-f]{{24}}\\b)|{_SIGN}(?:{_GAP}?{_SIGN}){{13,}}(?:{_GAP}?[Xx\uff38\uff58])?")
_PIECE = re.compile(f"{_SIGN}+[Xx\uff38\uff58]?")


def masked_in_message(text: str) -> str:
    """What may be said of a text somebody typed: every number in it masked, spaced or mistyped too; our own ids stay.

    18 digits are taken for a number whatever they say, unless they are an organisation's code; 15 if they hold a day.
    """
    return _RUN.sub(lambda found: found[0] if found["id"] else _masked_run(found[0]), text)


def _masked_run(run: str) -> str:
    return resident_identity.mask(run) if is_likely(run) else _PIECE.sub(lambda piece: _masked_piece(piece[0]), run)


def _masked_piece(piece: str) -> str:
    mistyped = len(bare(piece)) == 18 and not unified_social_credit_code.is_valid(piece)
    return resident_identity.mask(piece) if mistyped or is_likely(piece) else piece


def _is_day(digits: str) -> bool:
    try:
        return 1800 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < 2100
    except ValueError:
        return False
