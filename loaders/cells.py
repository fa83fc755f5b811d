"""Cells read: blanks, dates, money, integers, percentages and lists as official tables write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

from loaders.errors import RowError

_BLANK = frozenset(
    {
        "",
        "暂无",
        "无",
        "空",
        "NULL",
        "null",
        "None",
        "none",
        "NaN",
        "nan",
        "N/A",
        "n/a",
        "查询期内无相关信息",
        "无相关信息",
    }
)
_STROKES = "-\u2010\u2011\u2012–—―−－/／\\＼ \u3000"
"""Strokes and spaces: a cell of nothing else says nothing."""

BLANK_BEGINNINGS = frozenset(word[0] for word in _BLANK if word) | frozenset(_STROKES)
"""A filled cell that begins with none of these says something: most cells are told by their first character."""

_NO_END = frozenset({"2099-12-31", "9999-12-31", "9999-09-09"})
_LASTING = frozenset({"长期", "长期有效", "永久", "永久有效", "无固定期限"})
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
_MONEY = re.compile(r"[¥￥]?\s*(-?)(\d+|\d{1,3}(?:,\d{3})+|(?=\.\d))(?:\.(\d+))?\s*(万元|元|万)?\s*(?:人民币)?")
_LIST = re.compile(r"[;；、,，|\n]+")
_MOST_DIGITS = 19
_PLACES = {"万元": 6, "万": 6, "元": 2}
"""Decimal places of a unit down to one fen."""


def is_blank(text: str) -> bool:
    """Whether a cell says nothing (暂无, — —, NULL …)."""
    return text in _BLANK or (text[0] in _STROKES and not text.strip(_STROKES))


@lru_cache(maxsize=1 << 16)
def day(text: str) -> str | None:
    """A date as ISO text; None for 2099/12/31, 9999-9-9 and 长期, which mean that there is none. Raises RowError.

    A number of days since 1900 is no date: only a spreadsheet that formats it as one makes it one.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in _LASTING:
        return None
    match = _DATE.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if match is None:
        raise RowError("date", "不是日期 / not a date")
    try:
        iso = date(int(match.group(1)), int(match.group(2)), int(match.group(3))).isoformat()
    except ValueError:
        raise RowError("date", "没有这一天 / no such day") from None
    return None if iso in _NO_END else iso


@lru_cache(maxsize=1 << 14)
def money(text: str, unit: str) -> int:
    """An amount in fen; ``unit`` (万元 or 元) is the column's, unless the cell writes its own. Raises RowError."""
    match = _MONEY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise RowError("amount", "不是金额 / not an amount")
    sign, whole, fraction, own = match.groups()
    places = _PLACES[own or unit]
    fraction = (fraction or "").rstrip("0")
    if len(fraction) > places:
        raise RowError("amount", "金额小于一分 / less than a fen")
    digits = whole.replace(",", "").lstrip("0") + fraction.ljust(places, "0")
    if len(digits) > _MOST_DIGITS:
        raise RowError("amount", "金额过大 / too large an amount")
    fen = int(digits or "0")
    if sign and fen:
        raise RowError("amount", "金额为负 / a negative amount")
    if fen >= 2**63:
        raise RowError("amount", "金额过大 / too large an amount")
    return fen


def integer(text: str) -> int:
    """A whole number. Raises RowError."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix(".0")
    if not re.fullmatch(r"\d{1,12}", plain):
        raise RowError("integer", "不是整数 / not a whole number")
    return int(plain)


def flag(text: str) -> bool:
    """是/否, 1/0, true/false. Raises RowError."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if plain in {"1", "是", "true", "y", "yes", "√"}:
        return True
    if plain in {"0", "2", "否", "false", "n", "no", "×"}:
        return False
    raise RowError("flag", "应为是或否 / must be yes or no")


def items(text: str) -> list[str]:
    """Several values in one cell, separated by ; ； 、 , ， or |."""
    return [item.strip() for item in _LIST.split(text) if not is_blank(item.strip())]
