"""Subjects whose name resembles what somebody typed (容错检索): one or two characters wrong, left out or swapped."""

from __future__ import annotations

from graph.model import Fact
from graph.store.naming import search_key
from graph.store.port import Store
from queries.lookup import search

_LOOKED_AT = 400
"""So many names that share a part with the text are compared for each part."""
_SHORTEST = 2
_SINGLE = 4
"""Up to so many characters two that are swapped leave no two together that are right."""
_LONG = 6
"""From so many characters on, two may be wrong instead of one."""


def found(store: Store, text: str, limit: int = 20) -> tuple[list[Fact], bool]:
    """Subjects by code, document number or name, and whether they only resemble the text: exact ones come first."""
    exact = search(store, text, limit)
    if exact:
        return exact, False
    return resembling(store, text, limit), True


def resembling(store: Store, text: str, limit: int) -> list[Fact]:
    """Subjects a part of whose name is within one mistake (two in a long text) of it, the fewest mistakes first."""
    typed = search_key(text)
    if len(typed) < _SHORTEST:
        return []
    allowed = 1 if len(typed) < _LONG else 2
    known: dict[str, Fact] = {}
    for part in _parts(typed, allowed):
        for fact in store.search(part, _LOOKED_AT):
            known.setdefault(fact.entity, fact)
    measured = ((mistakes(typed, search_key(fact.name)), fact) for fact in known.values())
    near = [(wrong, len(fact.name), fact.name, fact.entity, fact) for wrong, fact in measured if wrong <= allowed]
    return [one[-1] for one in sorted(near, key=lambda one: one[:4])[:limit]]


def _parts(typed: str, allowed: int) -> list[str]:
    """Pieces of which at least one is right, however the mistakes fall: longest pieces first."""
    size = max(1, len(typed) // (allowed + 1))
    pieces = {typed[start : start + size] for start in range(len(typed) - size + 1)}
    if len(typed) <= _LONG:
        pieces |= {typed[:place] for place in range(2, len(typed))} | {
            typed[place:] for place in range(1, len(typed) - 1)
        }
    if len(typed) <= _SINGLE:
        pieces |= set(typed)
    return sorted(pieces, key=lambda piece: (-len(piece), piece))


def mistakes(typed: str, name: str) -> int:
    """The fewest mistakes (a character wrong, missing, added, two swapped) between a text and any part of a name."""
    before: list[int] = []
    row = [0] * (len(name) + 1)
    for place, letter in enumerate(typed, 1):
        fresh = [place]
        for at, other in enumerate(name, 1):
            best = min(row[at] + 1, fresh[at - 1] + 1, row[at - 1] + (letter != other))
            if before and at > 1 and letter == name[at - 2] and typed[place - 2] == other:
                best = min(best, before[at - 2] + 1)
            fresh.append(best)
        before, row = row, fresh
    return min(row)
