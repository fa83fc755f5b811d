"""Identifying numbers made up for the sample: check characters right, bodies of no real organisation or person.

Bodies of organisations are ``MA0…`` under regions of Ningxia, those of public bodies ``MB0…``; serials of persons are
900 to 995, the last six for the persons of the stories.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from graph.identifiers import organisation_code, resident_identity
from graph.identifiers import unified_social_credit_code as credit_code
from loaders.sample.draw import mix, shuffled
from loaders.sample.names import person_name
from loaders.sample.places import COUNTIES

_FIRST_BIRTH = date(1950, 1, 1).toordinal()
_BIRTH_DAYS = date(1985, 1, 1).toordinal() - _FIRST_BIRTH
_SERIALS = 90
PERSONS = len(COUNTIES) * _BIRTH_DAYS * _SERIALS
"""How many persons of the crowd can be told apart."""

_STORY_CODES = 31**4
ORGANISATIONS = 31**5 - _STORY_CODES

_NUMBER, _NAME, _CODE = 11, 12, 13


class Person(NamedTuple):
    """A made-up natural person."""

    name: str
    number: str
    sex: str
    born: date


@lru_cache(maxsize=1 << 12)
def person(seed: int, count: int) -> Person:
    """Person number ``count`` of the crowd, born 1950 to 1984; numbers never repeat.

    Raises ValueError from :data:`PERSONS` on.
    """
    place = shuffled(seed, _NUMBER, count, PERSONS)
    place, serial = divmod(place, _SERIALS)
    county, day = divmod(place, _BIRTH_DAYS)
    born = date.fromordinal(_FIRST_BIRTH + day)
    number = resident_number(COUNTIES[county].code, born, 900 + serial)
    return Person(person_name(mix(seed, _NAME, count)), number, "男" if serial % 2 else "女", born)


def story_person(name: str, count: int, sex: str = "男", born: date | None = None) -> Person:
    """A person of a story: a number outside the crowd's, the same under every seed; ``count`` tells them apart."""
    day = born or date(1962, 1, 1) + timedelta(days=count * 3)
    serial = 991 if sex == "男" else 990
    return Person(name, resident_number("640103", day, serial + 2 * (count % 3)), sex, day)


def resident_number(region: str, born: date, serial: int) -> str:
    """An 18-character number (GB 11643) of a region (six digits), a birth and a serial below 1000."""
    body = f"{region}{born.year}{born.month:02}{born.day:02}{serial:03}"
    return body + resident_identity.check_character(body)


def enterprise_code(seed: int, count: int, region: str, beginning: str = "91") -> str:
    """The unified social credit code of organisation ``count`` of the crowd; ``beginning``: department, category."""
    return whole_code(
        beginning, region, "MA0" + _letters(_STORY_CODES + shuffled(seed, _CODE, count, ORGANISATIONS), 5)
    )


def story_code(count: int, region: str, beginning: str = "91") -> str:
    """The code of an organisation of a story, the same under every seed."""
    return whole_code(beginning, region, "MA00" + _letters(count, 4))


def body_code(count: int, region: str, beginning: str) -> str:
    """The code of a public body (11 机关, 12 事业单位, 19 其他机构编制)."""
    return whole_code(beginning, region, "MB00" + _letters(count, 4))


def whole_code(beginning: str, region: str, body: str) -> str:
    """A code of 18 characters from its first two, its region and the eight of its organisation code."""
    text = beginning + region + body + organisation_code.check_character(body)
    return text + credit_code.check_character(text)


def registration_number(region: str, count: int) -> str:
    """A registration number (工商注册号) of 15 digits with its check digit (ISO 7064, MOD 11,10)."""
    body = f"{region}{count % 100_000_000:08}"
    carry = 10
    for digit in body:
        carry = (carry + int(digit)) % 10 or 10
        carry = carry * 2 % 11
    return body + str((11 - carry) % 10)


def _letters(value: int, places: int) -> str:
    text = ""
    for _ in range(places):
        value, digit = divmod(value, 31)
        text = credit_code.ALPHABET[digit] + text
    return text
