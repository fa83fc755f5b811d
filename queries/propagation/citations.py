"""Statutes and articles cited in a text such as 处罚依据 or 认定依据."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TITLE = re.compile(r"《([^《》]{2,60})》")
_BARE = re.compile(r"([\u4e00-\u9fff]{2,30}?(?:法|条例|办法|规定|规则))(?=第[〇零一二两三四五六七八九十百千\d]+条)")
_ARTICLE = re.compile(
    r"第([〇零一二两三四五六七八九十百千\d]+)条(?:之([一二三四五六七八九十]+))?"
    r"((?:[、,及和至]?第[一二三四五六七八九十\d]+款)*)"
)
_PARAGRAPH = re.compile(r"第([一二三四五六七八九十\d]+)款")
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_STATE = "中华人民共和国"


@lru_cache(maxsize=8192)
def citations(text: str) -> frozenset[tuple[str, str]]:
    """Every ``(short title, article)`` a text cites; a title without an article stands with the empty article.

    Titles lose 中华人民共和国, brackets and spaces; articles are Arabic digits, 第三十七条之一 is ``37-1``;
    第九十四条第三款 stands as ``94`` and as ``94(3)``.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).replace("〈", "《").replace("〉", "》"))
    marks = [(match.start(), match.end(), match.group(1)) for match in _TITLE.finditer(plain)]
    quoted = [(start, end) for start, end, _ in marks]
    for match in _BARE.finditer(plain):
        if not any(start <= match.start() < end for start, end in quoted):
            marks.append((match.start(), match.end(), match.group(1)))
    marks.sort()
    found: set[tuple[str, str]] = set()
    for place, (_, end, title) in enumerate(marks):
        stop = marks[place + 1][0] if place + 1 < len(marks) else len(plain)
        name = short_title(title)
        articles = [one for match in _ARTICLE.finditer(plain, end, stop) for one in _articles(match)]
        found.update((name, article) for article in articles or [""])
    return frozenset(found)


def short_title(title: str) -> str:
    """A statute's title without 中华人民共和国, edition brackets and leading words that belong to the sentence."""
    name = re.sub(r"[（(].*?[)）]", "", title)
    for lead in ("根据", "依据", "依照", "按照", "违反", "违反了"):
        name = name.removeprefix(lead)
    return name.removeprefix(_STATE)


def _articles(match: re.Match[str]) -> list[str]:
    """The article, and each of its paragraphs that are cited."""
    article = str(numeral(match.group(1)))
    if match.group(2):
        article = f"{article}-{numeral(match.group(2))}"
    return [article, *(f"{article}({numeral(one)})" for one in _PARAGRAPH.findall(match.group(3)))]


def numeral(text: str) -> int:
    """A Chinese or Arabic numeral below ten thousand (一百一十八 → 118)."""
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        elif char.isdigit():
            digit = digit * 10 + int(char)
        else:
            digit = digit * 10 + _DIGITS[char] if digit and not total else _DIGITS[char]
    return total + digit
