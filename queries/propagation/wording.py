"""What a sentence orders and what it only denies, makes a condition or holds out: by words that are data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from queries.rulebook import Denial

_SENTENCE = re.compile(r"[。；;：:！!？?\n]")
_PART = re.compile(r"[，。；;：:！!？?\n]")
_HIDDEN = "＿"


def plain(text: str, names: Iterable[str] = ()) -> str:
    """A text with one kind of comma and without the names of those it speaks of, as long as before."""
    text = text.replace(",", "，")
    for name in names:
        text = hidden(text, (name,))
    return text


def hidden(text: str, expressions: Iterable[str]) -> str:
    """The text with these expressions blotted out, as long as before."""
    for expression in expressions:
        if expression:
            text = text.replace(expression, _HIDDEN * len(expression))
    return text


def affirmed(text: str, words: Iterable[str], denied: Denial) -> Iterator[int]:
    """Where in a text one of ``words`` stands as something that is ordered."""
    readable = hidden(text, denied.harmless)
    for word in words:
        place = readable.find(word)
        while place >= 0:
            if not _taken_back(readable, place, place + len(word), denied):
                yield place
            place = readable.find(word, place + len(word))


def _taken_back(text: str, start: int, end: int, denied: Denial) -> bool:
    sentence = text[_after_last(_SENTENCE, text, start) : start]
    before = text[_after_last(_PART, text, start) : start]
    following = _PART.search(text, end)
    after = text[end : following.start() if following else len(text)]
    return (
        before.endswith(denied.next)
        or any(word in before for word in denied.before)
        or any(word in after for word in denied.after)
        or any(word in sentence for word in denied.conditions)
    )


def _after_last(marks: re.Pattern[str], text: str, place: int) -> int:
    return max((mark.end() for mark in marks.finditer(text, 0, place)), default=0)
