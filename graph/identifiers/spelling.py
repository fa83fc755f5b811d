"""How one number comes to be written in many ways: full width, spaces, dashes, invisible characters."""

from __future__ import annotations

import re
import unicodedata

_GAPS = r"\s\x00-\x1f\x7f\xad\u200b-\u200f\u2060\ufeff"
_DASHES = r"\u2010-\u2015\u2212\ufe58\uff0d"
_GAP = re.compile(f"[{_GAPS}]+")
_DASH = re.compile(f"[{_DASHES}]")
_TO_MEND = re.compile(f"[{_GAPS}{_DASHES}]")


def plain(text: str) -> str:
    """NFKC without white space or invisible characters, every dash a hyphen."""
    if not _TO_MEND.search(text):
        text = unicodedata.normalize("NFKC", text)
        if text.isascii() or not _TO_MEND.search(text):
            return text
    return _DASH.sub("-", _GAP.sub("", unicodedata.normalize("NFKC", _GAP.sub("", text))))


def bare(text: str) -> str:
    """As :func:`plain`, in capitals and without hyphens: the form of a number made of letters and digits."""
    return (text if text.isascii() and text.isalnum() else plain(text).replace("-", "")).upper()


_HIDDEN = str.maketrans(dict.fromkeys("×✱＊●•○□■#?", "*"))


def starred(text: str) -> str:
    """As :func:`bare`, with every sign that hides a character made a star."""
    number = bare(text)
    return number if number.isascii() and number.isalnum() else number.translate(_HIDDEN)
