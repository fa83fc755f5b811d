"""What a person is called where rows have several names beside his number: by the name that most registers have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.model import Fact
from graph.names import foremost, same_name
from graph.schema import IN_DOCUMENTS, IN_REGISTERS
from graph.store.port import Store
from loaders.register.gathering import Raw

_LISTED = ("LISTED_AS_OFFICER", "LISTED_AS_CONTRIBUTOR")


def in_doubt(raws: Iterable[Raw]) -> set[str]:
    """Persons whom a company's rows call otherwise than they are called."""
    return {
        tie.source
        for raw in raws
        for tie in raw.ties
        if tie.kind in _LISTED
        and (person := raw.persons.get(tie.source)) is not None
        and person.text("sealed_number")
        and not same_name(tie.text("name"), person.name, of_person=True)
    }


def renamed(persons: Sequence[Fact]) -> set[str]:
    """Persons with a number of whom versions with several names were told."""
    names: dict[str, set[str]] = defaultdict(set)
    for fact in persons:
        if fact.text("sealed_number"):
            names[fact.entity].add(fact.name)
    return {entity for entity, told in names.items() if len(told) > 1}


def call_by_their_names(store: Store, persons: set[str]) -> None:
    """Settle the name that strictly most registers, then most documents, have; where they are even nothing is said."""
    if not persons:
        return
    ties = store.ties(sorted(persons), kinds=(*IN_REGISTERS, *IN_DOCUMENTS), history=True)
    stated: dict[str, list[Fact]] = {person: [] for person in sorted(persons)}
    for fact in store.facts(sorted(persons), history=True):
        if not fact.owner:
            stated[fact.entity].append(fact)
    store.settle({f"{person}#name": _names(person, facts, ties) for person, facts in stated.items()})


def _names(person: str, stated: Sequence[Fact], ties: Sequence[Fact]) -> list[Fact]:
    """The person under the name that stands, from each instant at which that is another than rows call him."""
    own = [tie for tie in ties if person in {tie.source, tie.target}]
    instants = {fact.recorded_from for fact in (*stated, *own)}
    instants |= {fact.recorded_to for fact in (*stated, *own) if fact.recorded_to is not None}
    result: list[Fact] = []
    for instant in sorted(instants):
        if result and result[-1].recorded_to is None:
            result[-1] = result[-1]._replace(recorded_to=instant)
        known = [fact for fact in stated if fact.known_at(instant)]
        name = _foremost(person, [tie for tie in own if tie.known_at(instant)])
        if not known or not name or name == known[-1].name:
            continue
        called = known[-1]._replace(
            name=name,
            recorded_from=instant,
            recorded_to=None,
            sequence=0,
            composed=False,
            properties={**known[-1].properties, "standing": 2},
        )
        if result and result[-1].recorded_to == instant and result[-1].digest == called.digest:
            called = called._replace(recorded_from=result.pop().recorded_from)
        result.append(called)
    return result


def _foremost(person: str, ties: Sequence[Fact]) -> str:
    """The one name that stands, or the empty text."""
    listed = [(tie.text("name"), tie.target) for tie in ties if tie.source == person and tie.kind in IN_REGISTERS]
    told = [(tie.text("name"), tie.source) for tie in ties if tie.target == person and tie.kind in IN_DOCUMENTS]
    found, _ = foremost([listed, told])
    return found[0] if found else ""
