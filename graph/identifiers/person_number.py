"""Numbers of natural persons of any kind (证件类型、证件号码): one name for each kind, one form for each number."""

from __future__ import annotations

from enum import StrEnum

from graph.identifiers import resident_identity
from graph.identifiers.errors import IdentifierError
from graph.identifiers.spelling import bare, plain, starred


class NumberType(StrEnum):
    """The kinds of the published tables; any other kind is written ``other:`` and its name."""

    RESIDENT_IDENTITY = "resident_identity"
    PASSPORT = "passport"
    HONG_KONG_MACAO_PERMIT = "hong_kong_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    PERMANENT_RESIDENCE = "permanent_residence"
    OTHER = "other"


_WORDS = {
    "10": NumberType.RESIDENT_IDENTITY,
    "身份证": NumberType.RESIDENT_IDENTITY,
    "身份证号": NumberType.RESIDENT_IDENTITY,
    "身份证号码": NumberType.RESIDENT_IDENTITY,
    "居民身份证": NumberType.RESIDENT_IDENTITY,
    "居民身份证号": NumberType.RESIDENT_IDENTITY,
    "居民身份证号码": NumberType.RESIDENT_IDENTITY,
    "中华人民共和国居民身份证": NumberType.RESIDENT_IDENTITY,
    "公民身份号码": NumberType.RESIDENT_IDENTITY,
    "护照": NumberType.PASSPORT,
    "护照号": NumberType.PASSPORT,
    "护照号码": NumberType.PASSPORT,
    "港澳居民来往内地通行证": NumberType.HONG_KONG_MACAO_PERMIT,
    "台湾居民来往大陆通行证": NumberType.TAIWAN_PERMIT,
    "外国人永久居留身份证": NumberType.PERMANENT_RESIDENCE,
    "外国人永久居留证": NumberType.PERMANENT_RESIDENCE,
    "其他": NumberType.OTHER,
    "": NumberType.OTHER,
} | {str(kind): kind for kind in NumberType}


def number_type_of(text: str) -> str:
    """The kind a table means: a :class:`NumberType` value, or ``other:军官证`` for 其他-军官证 and unknown words."""
    known = _WORDS.get(text)
    if known is None:
        word = plain(text)
        known = _WORDS.get(word)
    if known is not None:
        return known.value
    return "other:" + word.removeprefix("other:").removeprefix("其他").removeprefix("-")


def compact(number_type: str, text: str) -> str:
    """The form two spellings of one number share; raises IdentifierError (``empty``, ``masked``), never quoting it.

    A masked number has no such form: what it leaves open may be somebody else's.
    """
    resident = number_type_of(number_type) == NumberType.RESIDENT_IDENTITY
    number = resident_identity.compact(text) if resident else bare(text)
    if not number:
        raise IdentifierError("empty", "证件号码为空 (no number)")
    if is_masked(number_type, number):
        raise IdentifierError("masked", "证件号码已脱敏，只能作候选比对 (a masked number identifies nobody)")
    return number


def is_masked(number_type: str, text: str) -> bool:
    """Whether characters of the number are hidden."""
    if number_type_of(number_type) == NumberType.RESIDENT_IDENTITY:
        return resident_identity.is_masked(text)
    return "*" in starred(text)


def mask(number_type: str, text: str) -> str:
    """What a screen may show: 640103********1236 of a resident, the first and last two characters of other numbers."""
    if number_type_of(number_type) == NumberType.RESIDENT_IDENTITY:
        return resident_identity.mask(text)
    number = starred(text)
    if len(number) < 8:
        return resident_identity.STARS
    return number[:2] + "*" * (len(number) - 4) + number[-2:]
