"""Headings recognised in their real variety: brackets, spaces, numbering, codes, units and known slips."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_CODE = re.compile(r"\(([a-z0-9_]+)\)$")
_UNIT = re.compile(r"\((?:单位[::]?)?(?:人民币)?(万元|元)(?:人民币)?\)$")
_NUMBERED = re.compile(r"(代码)[-_]?\d+")
_EMPTY = re.compile(r"\(\)$")
_BRACKETS = str.maketrans("【[〔{】]〕}", "(((())))")
_SLIPS = (("非法财务", "非法财物"), ("帐", "账"), ("决定书文字号", "决定书文号"), ("法人代表", "法定代表人"))


class Heading(NamedTuple):
    """A heading taken apart: forms to look up, best first, and the unit it states (万元, 元 or nothing)."""

    forms: tuple[str, ...]
    unit: str


@lru_cache(maxsize=4096)
def heading(text: str) -> Heading:
    """A heading as written, in the forms by which a column may be known: its words first, its field codes last.

    Unit and code are taken off its end in whatever order they stand. The words in brackets tell 代码_2(组织机构代码)
    from 代码_2(工商注册号), never the number.
    """
    plain = normal(text)
    for slip, right in _SLIPS:
        plain = plain.replace(slip, right)
    forms, codes = [plain], []
    unit = ""
    while True:
        if (match := _UNIT.search(plain)) is not None:
            unit = unit or match.group(1)
        elif (match := _CODE.search(plain)) is not None:
            codes.append(match.group(1))
        else:
            break
        plain = plain[: match.start()]
        forms.append(plain)
    numbered = [_NUMBERED.sub(r"\1", form) for form in forms]
    return Heading(tuple(form for form in dict.fromkeys([*forms, *numbered, *codes]) if form), unit)


def normal(text: str) -> str:
    """A heading in one spelling: NFKC, no spaces or line breaks, lower case, one kind of bracket, no asterisks."""
    plain = re.sub(r"[\s\u200b\ufeff*]+", "", unicodedata.normalize("NFKC", text).lower())
    return _EMPTY.sub("", plain.translate(_BRACKETS))
