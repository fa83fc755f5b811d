"""Court case numbers (案号): those of 法〔2015〕137号, whose court can be read off, and the older styles."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from graph.identifiers import document_number
from graph.identifiers.errors import IdentifierError

Level = Literal["supreme", "high", "intermediate", "basic"]

PROVINCES = {
    "京": "11", "津": "12", "冀": "13", "晋": "14", "内": "15", "辽": "21", "吉": "22", "黑": "23",
    "沪": "31", "苏": "32", "浙": "33", "皖": "34", "闽": "35", "赣": "36", "鲁": "37",
    "豫": "41", "鄂": "42", "湘": "43", "粤": "44", "桂": "45", "琼": "46",
    "渝": "50", "川": "51", "黔": "52", "云": "53", "藏": "54",
    "陕": "61", "甘": "62", "青": "63", "宁": "64", "新": "65",
}  # fmt: skip
"""The characters of the high courts and their regions; 兵 (兵团) and 军 have none."""

_MUNICIPALITIES = "京津沪渝"
_SUFFIX = r"(?P<suffix>(?:-\d+)?号(?:之[一二三四五六七八九十百\d]+)?)"
_NEW = re.compile(
    r"\((?P<year>20\d\d)\)(?P<court>最高法|[" + "".join(PROVINCES) + r"兵军](?:\d\d){0,2})"
    r"(?P<speciality>知)?(?P<category>[\u4e00-\u9fff]{1,4})(?P<serial>\d+)" + _SUFFIX
)
_OLDER = re.compile(r"\((?P<year>(?:19|20)\d\d)\)(?P<category>\D[^号]*?)第?(?P<serial>\d+)" + _SUFFIX)


class CaseNumber(NamedTuple):
    """The parts of a case number; ``court``, ``level`` and ``region`` are None in the older styles.

    ``region`` is a six-digit code where the court's digits follow it: not for the supreme court, numbered intermediate
    courts of municipalities, railway, maritime, cross-regional and military courts.
    """

    year: int
    court: str | None
    level: Level | None
    region: str | None
    category: str
    serial: int
    suffix: str


def compact(text: str) -> str:
    """The match key: one bracket, no spaces, no leading zeros of the serial (those of a court's code stay).

    The same text as :func:`graph.identifiers.document_number.compact` gives, so that a judgment is found as either.
    """
    return document_number.compact(text)


key = compact
"""The match key of a case number, under the name that says so."""


def parse(text: str) -> CaseNumber:
    """The parts; raises IdentifierError (``empty``, ``form``)."""
    return _parsed(compact(text))


@lru_cache(maxsize=1 << 12)
def _parsed(number: str) -> CaseNumber:
    if not any(map(str.isalnum, number)):
        raise IdentifierError("empty", "案号为空 (no case number)")
    match = _NEW.fullmatch(number)
    if match is not None and int(match["year"]) >= 2016:
        court = match["court"]
        category = (match["speciality"] or "") + match["category"]
        level, region = _seat(court)
    else:
        match = _OLDER.fullmatch(number)
        if match is None:
            raise IdentifierError(
                "form",
                "案号格式应为“（年份）法院代字＋类型代字＋编号＋号” (expected (year) court category serial 号)",
            )
        court, category, level, region = None, match["category"], None, None
    return CaseNumber(int(match["year"]), court, level, region, category, int(match["serial"]), match["suffix"])


def _seat(court: str) -> tuple[Level, str | None]:
    """Level and region of a court's code (第五条: 高级法院一字, 中级加两位, 基层加四位)."""
    if court == "最高法":
        return "supreme", None
    province, digits = PROVINCES.get(court[0]), court[1:]
    level: Level = "basic" if len(digits) == 4 else "intermediate" if digits else "high"
    if province is None:
        return level, None
    special = digits >= "71" and not (level == "basic" and digits.startswith("90"))
    if special or (level == "intermediate" and court[0] in _MUNICIPALITIES):
        return level, None
    return level, province + digits.ljust(4, "0")


def validate(text: str) -> str:
    """The match key; raises IdentifierError (``empty``, ``form``)."""
    parse(text)
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether :func:`validate` accepts the text."""
    try:
        validate(text)
    except IdentifierError:
        return False
    return True


def format(text: str) -> str:
    """As the courts write it: （2021）宁0104执1234号."""
    return document_number.format(text)
