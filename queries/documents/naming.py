"""Names beside codes and numbers (错码): whether a row calls a subject what its code or number is known by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from graph.model import Fact
from graph.names import Names, foremost, same_name
from graph.schema import IN_DOCUMENTS, IN_REGISTERS, naming_ties, schema
from graph.view import View

_OWNED = ("IndividualBusiness", "SoleProprietorship")
"""Kinds that are called by their owner's name as well."""


class Misnamed(NamedTuple):
    """A row that gives a subject's code or number beside another name; ``known`` is empty where the names are even."""

    subject: str
    written: str
    known: tuple[str, ...]
    others: tuple[str, ...]
    tie: Fact


def misnamed(view: View, tie: Fact, *, holder: bool = False) -> Misnamed | None:
    """Whether a tie calls the subject at its end (``holder``: at its beginning) by a name that is not its own."""
    written = tie.text("name")
    if not written:
        return None
    subject = view.canonical(tie.source if holder else tie.target)
    fact = view.subject(subject)
    if fact is None or not _numbered(fact):
        return None
    of_person = fact.kind == "Person"
    if not fact.list("called") and same_name(written, fact.name, of_person=of_person):
        return None
    known, others = _names_of_person(view, subject) if of_person else _names_of_organisation(view, subject, fact)
    if any(same_name(written, name, of_person=of_person) for name in known):
        return None
    if not known and not any(not same_name(written, name, of_person=of_person) for name in others):
        return None
    return Misnamed(subject, written, known, others, tie)


def misnamed_organ(view: View, tie: Fact) -> Misnamed | None:
    """Whether a decision calls its organ by another name than its code is known by (DECIDED_BY).

    It takes nothing from the decision: organs are renamed, and a decision keeps the name it bears.
    """
    written, fact = tie.text("written"), view.subject(tie.target)
    if not written or fact is None or not _numbered(fact) or fact.kind == "Person":
        return None
    if not fact.integer("standing"):
        others = tuple(fact.list("called"))
        differ = any(not same_name(written, one) for one in others)
        return Misnamed(fact.entity, written, (), others, tie) if differ else None
    if same_name(written, fact.name):
        return None
    known, others = _names_of_organisation(view, fact.entity, fact)
    return None if any(same_name(written, one) for one in known) else Misnamed(fact.entity, written, known, others, tie)


def misnamed_in(view: View, record: Fact) -> list[Misnamed]:
    """The subjects that a record calls by a name that is not theirs."""
    ties = view.ties_from(record.entity, *_in_records())
    return [found for tie in ties if tie.kind != "IDENTIFIES" and (found := misnamed(view, tie)) is not None]


@lru_cache(maxsize=1)
def _in_records() -> tuple[str, ...]:
    return tuple(sorted(naming_ties()))


def _numbered(fact: Fact) -> bool:
    if fact.kind == "Person":
        return bool(fact.text("number_type")) and not fact.properties.get("masked")
    return len(fact.code) == 18 and not fact.list("conflicting_names")


def _told(ties: Iterable[Fact]) -> list[tuple[str, str]]:
    """Names with the records that say them."""
    return [(tie.text("name"), tie.source) for tie in ties]


def _names_of_organisation(view: View, subject: str, fact: Fact) -> Names:
    """The names its register or roster has, former ones too; without one, that of most documents."""
    if fact.integer("standing"):
        names = [fact.name, *fact.list("former_names")]
        if fact.kind in _OWNED:
            names.append(fact.text("legal_representative_name"))
        if fact.kind in schema().public_bodies():
            names += [tie.text("name") for tie in view.ties_to(subject, "REFORMS", "SUCCEEDS")]
        known = tuple(dict.fromkeys(name for name in names if name))
        return known, known
    told = _told(view.ties_to(subject, *IN_DOCUMENTS))
    renamed = [
        name
        for tie in view.ties_to(subject, "CHANGES")
        if (change := view.fact(tie.source)) is not None and change.number
        for name in (change.text("before"), change.text("after"))
        if name
    ]
    own, others = foremost([told])
    return (*own, *renamed), (*others, *renamed)


def _names_of_person(view: View, person: str) -> Names:
    """The name that most registers (companies, bodies) have for a number; where they are even, most documents."""
    registered = [(tie.text("name"), view.canonical(tie.target)) for tie in view.ties_from(person, *IN_REGISTERS)]
    return foremost([registered, _told(view.ties_to(person, *IN_DOCUMENTS))])
