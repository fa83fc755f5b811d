"""What a person is called where rows have several names beside his number: by the name that most registers have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.model import Fact
from graph.names import foremost, same_name
from graph.schema import IN_DOCUMENTS, IN_REGISTERS
from graph.store.port import Batch, Store
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
    """Write the name that strictly most registers, then most documents, have; where they are even nothing is said."""
    if not persons:
        return
    ties = store.ties(sorted(persons), kinds=(*IN_REGISTERS, *IN_DOCUMENTS))
    described = []
    for fact in store.facts(sorted(persons)):
        listed = [tie for tie in ties if tie.source == fact.entity and tie.kind in IN_REGISTERS]
        told = [tie for tie in ties if tie.target == fact.entity and tie.kind in IN_DOCUMENTS]
        own, _ = foremost(
            [[(tie.text("name"), tie.target) for tie in listed], [(tie.text("name"), tie.source) for tie in told]]
        )
        if own and own[0] != fact.name:
            instant = max(tie.recorded_from for tie in (*listed, *told))
            told_so = fact._replace(name=own[0], recorded_from=instant, sequence=0, composed=False)
            described.append(told_so._replace(properties={**fact.properties, "standing": 2}))
    if described:
        store.write(Batch(described))
