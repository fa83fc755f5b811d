"""Whether two names are one name: spaces, brackets, widths and hidden characters apart; nothing else is guessed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_REMARK = re.compile(r"\(.*?\)|\[.*?\]|【.*?】")
_HIDDEN = re.compile(r"[*×✱●○□■#?]+|某+")
_SAME_WORDS = (("有限责任公司", "有限公司"),)


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
