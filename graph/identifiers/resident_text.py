"""Resident numbers wherever they stand: told from other numbers of 18 or 15 digits, and masked inside any text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from graph.identifiers import resident_identity
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
