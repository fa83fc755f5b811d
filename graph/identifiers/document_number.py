"""Document numbers (文书号: 处罚、许可决定书文号): one match key for every way of writing one number."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.identifiers.errors import IdentifierError
from graph.identifiers.spelling import plain

LONGEST = 128
"""Characters a decision number may have in the published tables (CF_WSH, XK_WSH)."""

_BRACKETS = {"(": "[{<〔【〖〈《﹝「『", ")": "]}>〕】〗〉》﹞」』"}
_BRACKET = {ord(other): one for one, others in _BRACKETS.items() for other in others}

_VOID = re.compile(
    r"(?<=\((?:19|20)\d\d\))(?:第0*|0+)(?=\d)"  # straight after the year
    r"|(?<![0-9A-Za-z.\-])0+(?=\d+(?:-\d+)?号)"  # the digits that 号 ends
)
_YEAR = re.compile(r"\(((?:19|20)\d\d)\)")


def compact(text: str) -> str:
    """The match key: NFKC, every bracket ``(`` or ``)``, no spaces, no leading zeros (nor 第) before the serial.

    银市监罚〔2020〕15号, 银市监罚[2020]第015号 and 银市监罚【2020】 15 号 all give 银市监罚(2020)15号
    (GB/T 9704: 序号不编虚位, 不加“第”字). Digits elsewhere, as in a licence number or a court's code, keep their
    zeros. The original text is the caller's to keep.
    """
    return _compacted(text)


@lru_cache(maxsize=1 << 14)
def _compacted(text: str) -> str:
    return _VOID.sub("", plain(text).translate(_BRACKET))


key = compact
"""The match key of a document number, under the name that says so."""


def validate(text: str) -> str:
    """The match key; raises IdentifierError: ``empty`` (nothing but marks, as in “— —”), ``length`` (over 128)."""
    number = compact(text)
    if not any(map(str.isalnum, number)):
        raise IdentifierError("empty", "文书号为空 (no document number)")
    if len(number) > LONGEST:
        raise IdentifierError(
            "length", f"文书号最长 {LONGEST} 个字符，实为 {len(number)} 个 (at most {LONGEST}, found {len(number)})"
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
    """As official documents write it, 银市监罚〔2020〕15号; one beginning with its year as courts do, （2020）宁…号."""
    number = compact(text)
    if not _YEAR.match(number):
        number = _YEAR.sub(r"〔\1〕", number)
    return number.replace("(", "（").replace(")", "）")
