"""What an answer looked at: a fact that touches one of its keys may change the answer, and no other can.

A key is a 64-bit number. Two that fall together make an answer be asked again in vain, never the other way round.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator
from sys import byteorder

from graph.model import Fact, Shape

_MENTION, _LEAVING, _ARRIVING, _NUMBER, _SAME, _CODE = "e", "o", "i", "n", "s", "c"
_BYTES = 8


Look = tuple[str, str, tuple[str, ...]]
"""A look at one thing: how, at which entity or number, and, at ties, of which kinds: a key for each of these."""


def _keys(how: str, at: str, kinds: tuple[str, ...]) -> list[str]:
    return [f"{how}{kind} {at}" for kind in kinds] if how in (_LEAVING, _ARRIVING) else [how + at]


def single(looks: Iterable[Look]) -> Iterator[str]:
    """The keys of looks in words, one for each kind of tie."""
    return (key for how, at, kinds in looks for key in _keys(how, at, kinds))


def mention(entity: str) -> Look:
    """Somebody looked at what is known of a subject or record."""
    return _MENTION, entity, ()


def leaving(entity: str, kinds: tuple[str, ...]) -> Look:
    """Somebody looked at ties of these kinds that begin at an entity."""
    return _LEAVING, entity, kinds


def arriving(entity: str, kinds: tuple[str, ...]) -> Look:
    """Somebody looked at ties of these kinds that end at an entity."""
    return _ARRIVING, entity, kinds


def number(text: str) -> Look:
    """Somebody looked for records with a document number (match key)."""
    return _NUMBER, text, ()


def same(entity: str) -> Look:
    """Somebody looked for the aliases of a subject."""
    return _SAME, entity, ()


def code(text: str) -> Look:
    """Somebody looked for who has a code. No derivation does: ``touched`` leaves it out."""
    return _CODE, text, ()


def touched(fact: Fact) -> list[Look]:
    """The looks that a fact concerns when it is opened, superseded or withdrawn."""
    if fact.shape != Shape.TIE:
        return [mention(fact.entity), number(fact.number)] if fact.number else [mention(fact.entity)]
    looks = [leaving(fact.source, (fact.kind,)), arriving(fact.target, (fact.kind,))]
    if fact.kind == "SAME_AS":
        looks += [same(fact.source), same(fact.target)]
    return looks


def numbered(looks: Iterable[Look]) -> list[int]:
    """The keys of looks as a store keeps them: signed 64-bit integers, in order, each once."""
    words = set(single(looks))
    found = array("q", b"".join([hashlib.blake2b(key.encode(), digest_size=_BYTES).digest() for key in words]))
    if byteorder == "little":
        found.byteswap()
    return sorted(set(found))
