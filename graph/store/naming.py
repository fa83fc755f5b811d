"""How names are compared when somebody searches for one."""

from __future__ import annotations

import unicodedata


def search_key(text: str) -> str:
    """A name as search compares it: full and half width, upper and lower case are one; spaces and controls are none."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    if folded.isprintable() and " " not in folded:
        return folded
    return unicodedata.normalize("NFKC", "".join(letter for letter in folded if not _is_blank(letter)))


def _is_blank(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf")
