"""An agreed rate of interest (约定利率) read from the words of a contract: exact, by the day, or not read at all."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from queries.payments import RateWords

_OUT_OF = {"百分之": 100, "千分之": 1000, "万分之": 10000, "%": 100, "‰": 1000, "‱": 10000}
_NUMBER = r"[0-9]+(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百点]+"
_SHARE = re.compile(rf"(百分之|千分之|万分之)({_NUMBER})|([0-9]+(?:\.[0-9]+)?)([%‰‱])")
_DIGITS = {sign: value for value, signs in enumerate(("零〇", "一", "二两", *"三四五六七八九")) for sign in signs}
_PLACES = {"十": 10, "百": 100}


class UnreadableRate(ValueError):
    """The words do not say one rate and one period."""


def daily_rate(text: str, words: RateWords) -> Fraction | None:
    """The rate a day, as a fraction; None where the words say that none is agreed, or say nothing.

    Raises UnreadableRate for anything else than one share and one period (一年期LPR, 4.35%, 日万分之五但不超过5%).
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower())
    if not plain or plain in words.none:
        return None
    found = list(_SHARE.finditer(plain))
    if len(found) != 1:
        raise UnreadableRate(text)
    match = found[0]
    denominator = _OUT_OF[match.group(1) or match.group(4)]
    share = _number(match.group(2) or match.group(3), text) / denominator
    period = plain[: match.start()] + plain[match.end() :]
    for filler in sorted(words.filler, key=lambda word: (-len(word), word)):
        period = period.replace(filler, "")
    if share == 0:
        raise UnreadableRate(text)
    if period in words.day:
        return share
    if period in words.month:
        return share * 12 / words.year_days
    if period in words.year:
        return share / words.year_days
    raise UnreadableRate(text)


def _number(written: str, text: str) -> Fraction:
    """A number in Arabic or Chinese digits up to hundreds, with a decimal part."""
    if written[0].isascii():
        return Fraction(written)
    whole, point, part = written.partition("点")
    if (point and not part) or any(sign in _PLACES or sign == "点" for sign in part):
        raise UnreadableRate(text)
    decimals = Fraction(int("".join(str(_DIGITS[sign]) for sign in part)), 10 ** len(part)) if part else Fraction(0)
    return _whole(whole, text) + decimals


def _whole(written: str, text: str) -> int:
    if not written:
        raise UnreadableRate(text)
    total, digit, last = 0, None, 1000
    for sign in written:
        if sign in _PLACES:
            if _PLACES[sign] >= last or (digit is None and sign == "百"):
                raise UnreadableRate(text)
            total, digit, last = total + (1 if digit is None else digit) * _PLACES[sign], None, _PLACES[sign]
        elif digit is not None and digit != 0:
            raise UnreadableRate(text)
        else:
            digit = _DIGITS[sign]
    return total + (digit or 0)
