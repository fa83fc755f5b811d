"""Unified social credit codes (统一社会信用代码, GB 32100-2015): 18 characters with two check characters."""

from __future__ import annotations

from functools import lru_cache
from operator import mul
from typing import NamedTuple

from graph.identifiers import organisation_code
from graph.identifiers.errors import IdentifierError
from graph.identifiers.spelling import bare

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Digits and capitals without I, O, S, V and Z."""

WEIGHTS = tuple(pow(3, place, 31) for place in range(17))

_OUTSIDE = 255
_VALUES = bytes(ALPHABET.find(chr(code)) if chr(code) in ALPHABET else _OUTSIDE for code in range(256))
_WEIGHTS_AND_CHECK = (*WEIGHTS, 1)
_ORGANISATION_VALUES = organisation_code.VALUES
_ORGANISATION_WEIGHTS = organisation_code.WEIGHTS
_ORGANISATION_CHECKS = organisation_code.CHECKS


class Department(NamedTuple):
    """A registering department (登记管理部门): its label and the categories of body it registers (机构类别)."""

    label: str
    categories: str


DEPARTMENTS = {
    "1": Department("机构编制", "1239"),
    "2": Department("外交", "123456789"),
    "3": Department("司法行政", "123456789"),
    "4": Department("文化", "123456789"),
    "5": Department("民政", "123456789"),
    "6": Department("旅游", "123456789"),
    "7": Department("宗教", "123456789"),
    "8": Department("工会", "123456789"),
    "9": Department("市场监管", "1239"),
    "A": Department("军委改革和编制", "123456789"),
    "N": Department("农业农村", "1239"),
    "Y": Department("其他", "123456789"),
}
"""Registering departments in practice. Categories are closed only where the tables name them all (1, 9, N)."""

_BEGINNINGS = frozenset(department + category for department, row in DEPARTMENTS.items() for category in row.categories)


def compact(text: str) -> str:
    """The code without spaces and hyphens, in capitals, full-width characters made narrow."""
    return bare(text)


def check_character(body: str) -> str:
    """The check character of the first 17 characters (all of them in the alphabet)."""
    return ALPHABET[-sum(map(mul, body.encode().translate(_VALUES), WEIGHTS)) % 31]


def validate(text: str) -> str:
    """The compact code.

    Raises IdentifierError: ``length``, ``alphabet``, ``department``, ``category``, ``region`` (not six digits; it
    need not exist today, being the one of first registration), ``organisation_check``, ``check``.
    """
    return _validated(text)


@lru_cache(maxsize=1 << 14)
def _validated(text: str) -> str:
    code = text if len(text) == 18 and text.isascii() and text.isalnum() and text.isupper() else compact(text)
    if len(code) == 18 and code.isascii():
        raw = code.encode()
        values = raw.translate(_VALUES)
        body = raw[8:16].translate(_ORGANISATION_VALUES)
        if (
            sum(map(mul, values, _WEIGHTS_AND_CHECK)) % 31 == 0
            and raw[16] == _ORGANISATION_CHECKS[sum(map(mul, body, _ORGANISATION_WEIGHTS)) % 11]
            and _OUTSIDE not in values
            and code[:2] in _BEGINNINGS
            and raw[2:8].isdigit()
        ):
            return code
    raise _fault(code)


def _fault(code: str) -> IdentifierError:
    """The first thing wrong with a compact code that did not pass."""
    if len(code) != 18:
        return IdentifierError(
            "length", f"统一社会信用代码应为 18 位，实为 {len(code)} 位 (expected 18 characters, found {len(code)})"
        )
    for place, character in enumerate(code, 1):
        if character not in ALPHABET:
            return IdentifierError(
                "alphabet",
                f"统一社会信用代码第 {place} 位“{character}”不在字符集内（数字与大写字母，不用 I、O、S、V、Z）"
                f" (character {place} is outside the alphabet)",
            )
    department = DEPARTMENTS.get(code[0])
    if department is None:
        return IdentifierError("department", f"第 1 位“{code[0]}”不是登记管理部门代码 (unknown registering department)")
    if code[1] not in department.categories:
        return IdentifierError(
            "category", f"第 2 位“{code[1]}”不是{department.label}部门的机构类别代码 (unknown category of body)"
        )
    for place, character in enumerate(code[2:8], 3):
        if not character.isdigit():
            return IdentifierError(
                "region", f"第 {place} 位“{character}”：登记机关行政区划码应为数字 (the region must be numeric)"
            )
    expected = organisation_code.check_character(code[8:16])
    if code[16] != expected:
        return IdentifierError(
            "organisation_check",
            f"第 17 位（主体标识码校验码）应为“{expected}”，实为“{code[16]}”"
            f" (the organisation code's check character should be {expected})",
        )
    expected = check_character(code[:17])
    return IdentifierError(
        "check", f"第 18 位（校验码）应为“{expected}”，实为“{code[17]}” (the check character should be {expected})"
    )


def is_valid(text: str) -> bool:
    """Whether :func:`validate` accepts the text."""
    try:
        validate(text)
    except IdentifierError:
        return False
    return True


def format(text: str) -> str:
    """The code as it is printed: 18 characters without separators."""
    return compact(text)


def organisation_code_of(text: str) -> str:
    """The organisation code inside (主体标识码, characters 9 to 17); raises IdentifierError for an invalid code."""
    return validate(text)[8:17]


def region_of(text: str) -> str:
    """The region of *first* registration (six digits, kept for life); raises IdentifierError for an invalid code."""
    return validate(text)[2:8]


def department_of(text: str) -> Department:
    """The registering department; raises IdentifierError for an invalid code."""
    return DEPARTMENTS[validate(text)[0]]
