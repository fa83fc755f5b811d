"""How a new statement meets what is already known of the same thing: by closing and opening, never in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graph.model import Fact, Shape


class Correction(NamedTuple):
    """What a store has to do: close known versions at an instant, then add versions. Both empty: nothing is new."""

    close: list[tuple[Fact, int]]
    add: list[Fact]


def correct(known: Sequence[Fact], stated: Fact) -> Correction:
    """Place ``stated`` among the ``known`` versions of its entity, by when each was recorded.

    A later statement fills in and overrides an earlier one field by field; what it leaves blank stays. A statement that
    arrives late but was known early goes in before the versions that follow it, and fills what they leave blank. A
    version that is closed at the instant it was opened is shown by no clock.
    """
    shown = sorted(
        (fact for fact in known if fact.recorded_to != fact.recorded_from), key=lambda fact: fact.recorded_from
    )
    earlier = [fact for fact in shown if fact.recorded_from <= stated.recorded_from]
    later = [fact for fact in shown if fact.recorded_from > stated.recorded_from]
    close: list[tuple[Fact, int]] = []
    add: list[Fact] = []
    end = later[0].recorded_from if later else None
    current = stated
    covering = next(
        (fact for fact in earlier if fact.recorded_to is None or fact.recorded_to > stated.recorded_from), None
    )
    if covering is not None:
        current = combine(covering, stated)
        if current.digest == covering.digest:
            current = covering
        else:
            close.append((covering, stated.recorded_from))
            add.append(current._replace(recorded_to=covering.recorded_to))
    else:
        add.append(stated._replace(recorded_to=end))
    for fact in later:
        current = combine(current, fact)
        if current.digest != fact.digest:
            close.append((fact, fact.recorded_from))
            add.append(current._replace(recorded_to=fact.recorded_to))
    return Correction(close, add)


def combine(earlier: Fact, later: Fact) -> Fact:
    """What is known once ``later`` has been said after ``earlier`` of the same entity."""
    if later.shape == Shape.TIE:
        return later
    if later.shape == Shape.SUBJECT:
        return _subject(earlier, later)
    if all(later.properties.get(name) == value for name, value in earlier.properties.items()):
        return later._replace(number=later.number or earlier.number, code=later.code or earlier.code)
    return later._replace(
        name=later.name or earlier.name,
        number=later.number or earlier.number,
        code=later.code or earlier.code,
        valid_from=later.valid_from if later.valid_from is not None else earlier.valid_from,
        valid_to=later.valid_to if later.valid_to is not None else earlier.valid_to,
        properties={**earlier.properties, **later.properties},
    )


def _subject(earlier: Fact, later: Fact) -> Fact:
    """A subject: the better standing wins (2 register, 1 roster, 0 mentioned); of two mentions, what either says."""
    high, low = (later, earlier) if standing(later) >= standing(earlier) else (earlier, later)
    if standing(high) == standing(low) == 0 and low.name and (not high.name or low.name < high.name):
        high, low = low, high
    return later._replace(
        kind=high.kind,
        name=high.name or low.name,
        code=high.code or low.code,
        number=high.number or low.number,
        valid_from=high.valid_from if high.valid_from is not None else low.valid_from,
        valid_to=high.valid_to if high.valid_to is not None else low.valid_to,
        properties={**low.properties, **high.properties},
    )


def standing(fact: Fact) -> int:
    """How well a subject is known: 2 by its register, 1 by a roster of public bodies, 0 by a mention."""
    return fact.integer("standing") or 0
