"""Which licence a penalty takes: 暂扣或吊销证照名称及编号, and what 处罚内容 orders to be revoked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.model import Fact
from queries.propagation.wording import affirmed, hidden, plain
from queries.rulebook import Denial, LicenceWords, Rulebook

_MARKS = re.compile(r"[，。；;：:、\s]")
_LETTERS = re.compile(r"[\u4e00-\u9fff]")


def takes_kind(penalty: Fact, kinds: tuple[str, ...], book: Rulebook, names: Iterable[str] = ()) -> bool | None:
    """Whether each place that names a licence taken names one of these kinds; None where no kind is named at all."""
    named = [text for text in _named(penalty, book, names) if text]
    return all(any(kind in text for kind in kinds) for text in named) if named else None


def takes_only(penalty: Fact, excluded: tuple[str, ...], book: Rulebook, names: Iterable[str] = ()) -> bool:
    """Whether every licence named is one of ``excluded`` (a 营业执照 is no food licence)."""
    text = "，".join(_named(penalty, book, names))
    return any(word in text for word in excluded) and not _kind(hidden(text, excluded), book.licences)


def _named(penalty: Fact, book: Rulebook, names: Iterable[str]) -> list[str]:
    """The licences that the column names, and those that 处罚内容 takes; blank where none of a kind is named."""
    words = book.licences
    column = plain(penalty.text("licence_withdrawn"), names)
    denied = book.categories["licence_revocation"].denied if "licence_revocation" in book.categories else Denial()
    content = _taken(plain(penalty.text("content"), names), words, denied)
    return ["，".join(part for part in _MARKS.split(text) if _kind(part, words)) for text in (column, content)]


def _taken(content: str, words: LicenceWords, denied: Denial) -> str:
    """The parts of 处罚内容 that say what is taken: from the verb to the next order, or the end of the sentence."""
    taken = []
    for place in affirmed(content, words.takes, denied):
        rest = re.split(r"[。；;\n]", content[place:], maxsplit=1)[0]
        stops = [at for verb in words.orders if (at := rest.find(verb)) > 0]
        taken.append(rest[: min(stops, default=len(rest))])
        before = re.split(r"[，。；;：:、\n]", content[:place])[-1]
        taken.append(before if any(word in before for word in words.words) else "")
    return "，".join(part for part in taken if part)


def _kind(text: str, words: LicenceWords) -> bool:
    """Whether a text names a licence of some kind, not just a licence."""
    if not any(word in text for word in words.words):
        return False
    for word in sorted(words.generic, key=len, reverse=True):
        text = text.replace(word, "")
    return _LETTERS.search(text) is not None
