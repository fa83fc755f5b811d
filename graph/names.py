"""Whether two names are one name: spaces, brackets, widths and hidden characters apart; nothing else is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_REMARK = re.compile(r"\(.*?\)|\[.*?\]|【.*?】")
_HIDDEN = re.compile(r"[*×✱●○□■#?]+|某+")
_SAME_WORDS = (("有限责任公司", "有限公司"),)


def compact(text: str) -> str:
    """A text as names and functions (职能) are compared where nothing is guessed: NFKC without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=1 << 14)
def plain(name: str) -> str:
    """A name without spaces, brackets, dots and dashes, full-width forms made half, in lower case."""
    letters = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name))).casefold()
    for words, short in _SAME_WORDS:
        letters = letters.replace(words, short)
    return letters


def same_name(one: str, other: str, *, of_person: bool = False) -> bool:
    """Whether two names are plainly one: of a person also without remarks in brackets (曾用名 …).

    A name that hides characters (李某某, 张*) is the same as any that it may stand for.
    """
    if plain(one) == plain(other):
        return True
    if of_person and _bare(one) == _bare(other):
        return True
    return _may_stand_for(one, other) or _may_stand_for(other, one)


def _bare(name: str) -> str:
    return plain(_REMARK.sub("", unicodedata.normalize("NFKC", name)))


def _may_stand_for(hidden: str, name: str) -> bool:
    written = unicodedata.normalize("NFKC", hidden)
    if _HIDDEN.search(written) is None:
        return False
    pattern = ".+".join(re.escape(plain(part)) for part in _HIDDEN.split(written))
    return re.fullmatch(pattern, plain(name)) is not None


Names = tuple[tuple[str, ...], tuple[str, ...]]
"""Names that are a subject's own, and all that anybody has called it."""


def foremost(ranks: Sequence[Iterable[tuple[str, str]]]) -> Names:
    """The one name that strictly most sources have, by ``(name, source)``; better ranks first; none where even."""
    said: list[dict[str, dict[str, str]]] = []
    for rank in ranks:
        by_name: dict[str, dict[str, str]] = {}
        for name, source in rank:
            if name:
                by_name.setdefault(plain(name), {})[source] = name
        said.append(by_name)
    counts = {name: [len(rank.get(name, ())) for rank in said] for rank in said for name in rank}
    spelt = {name: min(min(rank[name].values()) for rank in said if name in rank) for name in counts}
    best = max(counts.values(), default=[])
    leading = [name for name, count in counts.items() if count == best]
    own = (spelt[leading[0]],) if len(leading) == 1 else ()
    return own, tuple(spelt[name] for name in sorted(spelt))
