"""Organisation codes (组织机构代码, GB 11714-1997): eight characters and a check digit, written 8-1."""

from __future__ import annotations

from functools import lru_cache
from operator import mul

from graph.identifiers.errors import IdentifierError
from graph.identifiers.spelling import bare

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

_INVALID = 255
VALUES = bytes(ALPHABET.find(chr(code)) if chr(code) in ALPHABET else _INVALID for code in range(256))
"""For each byte its value 0 to 35, 255 for what is outside the alphabet."""

CHECKS = bytes(b"0X987654321"[remainder] for remainder in range(11))
"""For each weighted sum modulo 11 its check character: 11 minus the remainder, 10 written X and 11 written 0."""


def compact(text: str) -> str:
    """The code without hyphen and spaces, in capitals."""
    return bare(text)


def check_character(body: str) -> str:
    """The check character of eight characters of the alphabet."""
    return chr(CHECKS[sum(map(mul, body.encode().translate(VALUES), WEIGHTS)) % 11])


def validate(text: str) -> str:
    """The compact code; raises IdentifierError (``length``, ``alphabet``, ``organisation_check``)."""
    return _validated(text)


@lru_cache(maxsize=1 << 14)
def _validated(text: str) -> str:
    code = compact(text)
    if len(code) != 9:
        raise IdentifierError(
            "length", f"组织机构代码应为 9 位，实为 {len(code)} 位 (expected 9 characters, found {len(code)})"
        )
    for place, character in enumerate(code, 1):
        if character not in ALPHABET:
            raise IdentifierError(
                "alphabet",
                f"组织机构代码第 {place} 位“{character}”不是数字或大写字母 (character {place} is outside 0-9 A-Z)",
            )
    expected = check_character(code[:8])
    if code[8] != expected:
        raise IdentifierError(
            "organisation_check",
            f"组织机构代码校验码应为“{expected}”，实为“{code[8]}” (check character should be {expected})",
        )
    return code


def is_valid(text: str) -> bool:
    """Whether :func:`validate` accepts the text."""
    try:
        validate(text)
    except IdentifierError:
        return False
    return True


def format(text: str) -> str:
    """The code as printed on its certificate: eight characters, hyphen, check character."""
    code = compact(text)
    return f"{code[:8]}-{code[8:]}"
