"""Text on the canvas: made harmless to read, measured and broken into lines."""

from __future__ import annotations

import unicodedata

NAME_SIZE = 15
CAPTION_SIZE = 13
LEADING = 1.3
"""Line height over font size."""


def plain(text: str) -> str:
    """The text with characters that would hide or reorder others written out, as in ⟨U+202E⟩.

    Controls, bidirectional overrides, zero-width characters and lone surrogates show as their code point; a line
    break stays, a tab becomes a space.
    """
    return "".join(
        f"⟨U+{ord(char):04X}⟩" if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\n" else char
        for char in text.replace("\r\n", "\n").replace("\t", " ")
    )


def advance(text: str, size: float) -> float:
    """The width in pixels at font size ``size``, rather too wide than too narrow (a system font draws it)."""
    em = 0.0
    for char in text:
        if unicodedata.category(char) in ("Mn", "Me"):
            continue
        if unicodedata.east_asian_width(char) in ("W", "F", "A"):
            em += 1.0
        elif char.isupper() or char in "%@&mw":
            em += 0.82 if char in "MW%@" else 0.72
        else:
            em += 0.58
    return em * size


def wrap(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """At most ``most`` lines no wider than ``width`` pixels; what does not fit ends in an ellipsis.

    Han text breaks anywhere, words and numbers only where they are too long for a line. Lines come out about equally
    long. An empty text has no line.
    """
    words = _words(text, width, size)
    lines = _fill(words, width, size)
    if len(lines) > most:
        kept = lines[: most - 1]
        last = "".join(lines[most - 1 :])
        while last and advance(last + "…", size) > width:
            last = last[:-1]
        return (*kept, last.rstrip() + "…")
    narrow, wide = 0.0, width
    while wide - narrow > size / 4:  # the narrowest measure that needs no further line
        middle = (narrow + wide) / 2
        tried = _fill(words, middle, size)
        if len(tried) == len(lines) and all(advance(line, size) <= middle for line in tried):
            wide = middle
        else:
            narrow = middle
    return tuple(_fill(words, wide, size))


def _words(text: str, width: float, size: float) -> list[str]:
    """What may stand at a line's end: each Han character with the marks that must not begin a line, and each word."""
    words: list[str] = []
    for char in " ".join(text.split()):
        joined = words[-1] + char if words else char
        closes = char in "，。、；：！？）〕》」』％%…)]," or unicodedata.category(char) == "Mn"
        opens = bool(words) and words[-1][-1] in "（〔《「『(["
        runs = bool(words) and words[-1][-1].isascii() and words[-1][-1] != " " and char.isascii()
        fits = (closes or opens or runs) and advance(joined.rstrip(), size) <= width
        if words and (fits or char == " "):
            words[-1] = joined
        else:
            words.append(char)
    return words


def _fill(words: list[str], width: float, size: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        if line and advance((line + word).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()] if line.strip() else lines
