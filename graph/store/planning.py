"""What a write does to a store, worked out once for every store: versions to close and add, numbered in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.correction import Correction, Statement, correct, reconcile
from graph.model import Fact, Properties, Shape
from graph.store.port import Written


class Closing(NamedTuple):
    """The stored version ``sequence`` ends at an instant; the ending itself is numbered too."""

    sequence: int
    recorded_to: int
    closed_sequence: int


class Plan(NamedTuple):
    """All that one transaction writes, and the store's version after it."""

    close: list[Closing]
    add: list[Fact]
    keep: list[Statement]
    written: Written
    version: int


def plan_write(
    facts: Sequence[Fact],
    known: Mapping[str, Sequence[Fact]],
    kept: Mapping[str, Sequence[Statement]],
    version: int,
) -> Plan:
    """A batch of stated facts, given by entity every stated version and every kept statement the store has.

    Entities take their numbers in the order in which the batch names them. Raises ValueError for what cannot be stored.
    """
    stated: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        _refuse(fact, "")
        stated[fact.entity].append(fact)
    numbering = _Numbering(version)
    for entity, group in stated.items():
        versions = known.get(entity, ())
        if not versions and len(group) == 1:
            numbering.open(group[0])
            continue
        correction = correct(versions, kept.get(entity, ()), group)
        numbering.take(correction, len(group))
    return numbering.plan()


def plan_settle(owned: Mapping[str, Sequence[Fact]], present: Mapping[str, Sequence[Fact]], version: int) -> Plan:
    """What is settled about each owner, given by owner every settled version the store has.

    Raises ValueError for what cannot be stored.
    """
    numbering = _Numbering(version)
    for owner, facts in owned.items():
        if not owner:
            raise ValueError("settled facts need an owner")
        wanted = [fact._replace(owner=owner) for fact in facts]
        for fact in wanted:
            _refuse(fact, owner)
        close, add = reconcile(present.get(owner, ()), wanted)
        numbering.take(Correction(close, add, []), len(wanted))
    return numbering.plan()


def by_entity(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Facts grouped by what they speak about."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.entity].append(fact)
    return groups


def by_owner(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Settled facts grouped by whose they are."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.owner].append(fact)
    return groups


def kept_by_entity(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Kept statements grouped by what they speak about."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.entity].append(statement)
    return groups


class _Numbering:
    """Gives out sequences and counts."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.close: list[Closing] = []
        self.add: list[Fact] = []
        self.keep: list[Statement] = []
        self.unchanged = 0

    def open(self, fact: Fact) -> None:
        self.version += 1
        self.add.append(Fact._make((*fact[:-2], self.version, False)))

    def take(self, correction: Correction, stated: int) -> None:
        for fact, instant in correction.close:
            self.version += 1
            self.close.append(Closing(fact.sequence, instant, self.version))
        for fact in correction.add:
            self.version += 1
            self.add.append(fact._replace(sequence=self.version))
        self.keep += correction.keep
        self.unchanged += max(0, stated - len(correction.add))

    def plan(self) -> Plan:
        written = Written(len(self.add), self.unchanged, len(self.close))
        return Plan(self.close, self.add, self.keep, written, self.version)


_SHAPES = frozenset(Shape)
_LARGEST = 2**63 - 1


def _refuse(fact: Fact, owner: str) -> None:
    """Raise ValueError for a fact that a store cannot keep, or that is not said the way this write says things."""
    problem = ""
    if fact.shape not in _SHAPES:
        problem = f"unknown shape {fact.shape!r}"
    elif not fact.entity or not fact.kind:
        problem = "needs an entity and a kind"
    elif (fact.shape == Shape.TIE, fact.shape == Shape.TIE) != (bool(fact.source), bool(fact.target)):
        problem = "a tie has two ends, anything else has none"
    elif fact.valid_from is not None and fact.valid_to is not None and fact.valid_to < fact.valid_from:
        problem = "its valid interval ends before it starts"
    elif fact.recorded_to is not None and fact.recorded_to < fact.recorded_from:
        problem = "its recorded interval ends before it starts"
    elif not owner and (fact.owner or fact.recorded_to is not None):
        problem = "what rows state has no owner and no recorded end"
    elif not _is_text(fact.name + fact.code + fact.number):
        problem = "its name, code or number is not Unicode text"
    elif not _fits(fact.properties):
        problem = "a property is not Unicode text, an integer in range, a flag or a list of texts"
    if problem:
        raise ValueError(f"{fact.shape} {fact.kind} {fact.entity}: {problem}")


def _is_text(text: str) -> bool:
    """Whether every store takes it for a text: no half of a character, no NUL."""
    if text.isascii():
        return "\0" not in text
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _fits(properties: Properties) -> bool:
    """Whether every store can keep these values and give them back; that texts are Unicode is seen when encoding."""
    for value in properties.values():
        kind = type(value)
        if kind is str or kind is bool:
            continue
        if kind is int:
            if not -_LARGEST <= value <= _LARGEST:  # type: ignore[operator]  # mypy does not narrow by type()
                return False
        elif kind is not list or any(type(part) is not str for part in value):  # type: ignore[union-attr]  # same
            return False
    return True
