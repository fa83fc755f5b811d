"""What an answer looked at, as keys: a fact that touches one of them may change the answer, and no other can.

A key is a 64-bit number. Two that fall together make an answer be asked again in vain, never the other way round.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from graph.model import Fact, Shape

_MENTION, _LEAVING, _ARRIVING, _NUMBER, _SAME = "e", "o", "i", "n", "s"
_BYTES = 8


def mention(entity: str) -> str:
    """Somebody looked at what is known of a subject or record."""
    return _MENTION + entity


def leaving(entity: str, kind: str) -> str:
    """Somebody looked at ties of a kind that begin at an entity."""
    return f"{_LEAVING}{kind} {entity}"


def arriving(entity: str, kind: str) -> str:
    """Somebody looked at ties of a kind that end at an entity."""
    return f"{_ARRIVING}{kind} {entity}"


def number(text: str) -> str:
    """Somebody looked for records with a document number (match key)."""
    return _NUMBER + text


def same(entity: str) -> str:
    """Somebody looked for the aliases of a subject."""
    return _SAME + entity


def touched(fact: Fact) -> list[str]:
    """The keys that a fact touches when it is opened, superseded or withdrawn."""
    if fact.shape != Shape.TIE:
        return [mention(fact.entity), number(fact.number)] if fact.number else [mention(fact.entity)]
    keys = [leaving(fact.source, fact.kind), arriving(fact.target, fact.kind)]
    if fact.kind == "SAME_AS":
        keys += [same(fact.source), same(fact.target)]
    return keys


def numbered(keys: Iterable[str]) -> list[int]:
    """Keys as a store keeps them: signed 64-bit integers, in order, each once."""
    return sorted(
        {int.from_bytes(hashlib.blake2b(key.encode(), digest_size=_BYTES).digest(), "big", signed=True) for key in keys}
    )
