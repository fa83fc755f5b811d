"""Statutes and articles cited in a text such as 处罚依据 or 认定依据."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from queries.propagation.wording import hidden
from queries.rulebook import Denial
from queries.rulecheck import read_rules

_TITLE = re.compile(r"《([^《》]{2,60})》")
_BARE = re.compile(r"([\u4e00-\u9fff]{2,30}?(?:法|条例|办法|规定|规则))(?=第[〇零一二两三四五六七八九十百千\d]+条)")
_NUMERAL = r"[〇零一二两三四五六七八九十百千\d]+"
_TO = r"(?:至|到|[-~—–〜])"
_ARTICLE = re.compile(
    rf"第({_NUMERAL})条(?:之([一二三四五六七八九十]+))?((?:[、,及和至到]?第[一二三四五六七八九十\d]+款)*)"
)
_RANGE = re.compile(rf"第({_NUMERAL})(?:条(?:第{_NUMERAL}款)?)?{_TO}第?({_NUMERAL})条")
_PARAGRAPHS = re.compile(rf"第({_NUMERAL})款(?:{_TO}第({_NUMERAL})款)?")
_MARKS = ",;。!?:"
_GOES_ON = (("条", "款", "项", "》"), ("第", "《", "及", "和", "或", "以及"))
"""A comma between these does not end a list of articles."""
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_STATE = "中华人民共和国"
_MOST = 200
"""No range of articles is longer than this: what is, is a slip of the pen."""

Cited = frozenset[tuple[str, str]]


def citations(text: str, denied: Denial | None = None) -> Cited:
    """Every ``(short title, article)`` a text cites; a title without an article stands with the empty article.

    Titles lose 中华人民共和国, brackets and spaces; articles are Arabic digits, 第三十七条之一 is ``37-1``;
    第九十四条第三款 stands as ``94`` and as ``94(3)``. What a text says does not apply is not cited (``denied``: by
    which words, those that ship where none are given), and what stands within a range is not told apart from it.
    """
    return _read(text, denied or read_rules().not_cited)[0]


def cited_in_range(text: str, denied: Denial | None = None) -> Cited:
    """Articles (and paragraphs) within a range that a text cites, from its first to its last."""
    return _read(text, denied or read_rules().not_cited)[1]


@lru_cache(maxsize=8192)
def _read(text: str, denied: Denial) -> tuple[Cited, Cited]:
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).replace("〈", "《").replace("〉", "》"))
    marks = [(match.start(), match.end(), match.group(1)) for match in _TITLE.finditer(plain)]
    quoted = [(start, end) for start, end, _ in marks]
    for match in _BARE.finditer(plain):
        if not any(start <= match.start() < end for start, end in quoted):
            marks.append((match.start(), match.end(), match.group(1)))
    marks.sort()
    found: set[tuple[str, str]] = set()
    within: set[tuple[str, str]] = set()
    for place, (start, end, title) in enumerate(marks):
        stop = marks[place + 1][0] if place + 1 < len(marks) else len(plain)
        name = short_title(title)
        ranges = list(_RANGE.finditer(plain, end, stop))
        articles = list(_ARTICLE.finditer(plain, end, stop))
        standing = [match for match in articles if not _is_denied(plain, match.start(), match.end(), denied)]
        for match in standing:
            direct, ranged = _articles(match)
            inside = any(one.start() <= match.start() < one.end() for one in ranges)
            (within if inside else found).update((name, article) for article in direct)
            within.update((name, article) for article in ranged)
        for match in ranges:
            if not _is_denied(plain, match.start(), match.end(), denied):
                first, last = numeral(match.group(1)), numeral(match.group(2))
                within.update((name, str(number)) for number in range(first, min(last, first + _MOST) + 1))
        cited = any(title == name for title, _ in found)
        if not cited and (standing or ranges or not articles) and not _is_denied(plain, start, end, denied):
            found.add((name, ""))
    return frozenset(found), frozenset(within - found)


def _is_denied(plain: str, start: int, end: int, denied: Denial) -> bool:
    """Whether the text says of what stands there that it does not apply, or what it rests on it is not done."""
    readable = hidden(plain, denied.harmless)
    first, last = start, end
    while first > 0 and not _ends(plain, first - 1):
        first -= 1
    while last < len(plain) and not _ends(plain, last):
        last += 1
    before, after = readable[first:start], readable[end:last]
    refused = max((before.rfind(word) + len(word) for word in denied.before if word in before), default=-1)
    allowed = max((before.rfind(word) + len(word) for word in denied.affirming if word in before), default=-1)
    if refused >= 0 and refused >= allowed:
        return True
    after = after[: min((after.find(word) for word in denied.affirming if _says(after, word, denied)), default=None)]
    then = readable[last + 1 : next((at for at in range(last + 1, len(plain)) if _ends(plain, at)), len(plain))]
    goes_on = then.startswith(denied.after) and not _TITLE.search(then) and not _ARTICLE.search(then)
    return goes_on or any(word in after for word in denied.after)


def _says(text: str, word: str, denied: Denial) -> bool:
    """Whether a word stands in a text first as itself, not within one that denies (不适用)."""
    place = text.find(word)
    return place >= 0 and not any(text[: place + len(word)].endswith(one) for one in (*denied.before, *denied.after))


def _ends(plain: str, place: int) -> bool:
    """Whether the mark there ends a part of a sentence; a comma within a list of articles does not."""
    if plain[place] not in _MARKS:
        return False
    before, after = _GOES_ON
    return not (plain[place] == "," and plain[:place].endswith(before) and plain.startswith(after, place + 1))


def short_title(title: str) -> str:
    """A statute's title without 中华人民共和国, edition brackets and leading words that belong to the sentence."""
    name = re.sub(r"[（(].*?[)）]", "", title)
    for lead in ("根据", "依据", "依照", "按照", "违反", "违反了"):
        name = name.removeprefix(lead)
    return name.removeprefix(_STATE)


def _articles(match: re.Match[str]) -> tuple[list[str], list[str]]:
    """The article and each of its paragraphs that are cited; and those within a range of paragraphs."""
    article = str(numeral(match.group(1)))
    if match.group(2):
        article = f"{article}-{numeral(match.group(2))}"
    direct, ranged = [article], list[str]()
    for first, last in _PARAGRAPHS.findall(match.group(3)):
        numbers = range(numeral(first), numeral(last or first) + 1)
        (ranged if last else direct).extend(f"{article}({number})" for number in numbers)
    return direct, ranged


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
