"""Names beside codes and numbers (错码): whether a row calls a subject what its code or number is known by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graph.model import Fact
from graph.names import plain, same_name
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
    known, others = _names_of_person(view, subject) if of_person else _names_of_organisation(view, subject, fact)
    if any(same_name(written, name, of_person=of_person) for name in known):
        return None
    if not known and not any(not same_name(written, name, of_person=of_person) for name in others):
        return None
    return Misnamed(subject, written, known, others, tie)


def misnamed_in(view: View, record: Fact) -> list[Misnamed]:
    """The subjects that a record calls by a name that is not theirs."""
    ties = view.ties_from(record.entity, *sorted(naming_ties()))
    return [found for tie in ties if tie.kind != "IDENTIFIES" and (found := misnamed(view, tie)) is not None]


def _numbered(fact: Fact) -> bool:
    if fact.kind == "Person":
        return bool(fact.text("number_type")) and not fact.properties.get("masked")
    return len(fact.code) == 18 and not fact.list("conflicting_names")


Names = tuple[tuple[str, ...], tuple[str, ...]]
"""Names that are the subject's, and all that anybody has called it."""


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
    return _foremost([told], renamed)


def _names_of_person(view: View, person: str) -> Names:
    """The name that most registers (companies, bodies) have for a number; where they are even, most documents."""
    registered: dict[str, dict[str, str]] = {}
    for tie in view.ties_from(person, *IN_REGISTERS):
        if name := tie.text("name"):
            registered.setdefault(plain(name), {})[view.canonical(tie.target)] = name
    return _foremost([registered, _told(view.ties_to(person, *IN_DOCUMENTS))], [])


def _told(ties: Iterable[Fact]) -> dict[str, dict[str, str]]:
    """Names by their plain form, with the records that say them."""
    found: dict[str, dict[str, str]] = {}
    for tie in ties:
        if name := tie.text("name"):
            found.setdefault(plain(name), {})[tie.source] = name
    return found


def _foremost(ranks: list[dict[str, dict[str, str]]], also: list[str]) -> Names:
    """The name that strictly most sources have, better ranks first, with what it was renamed from or to."""
    everybody = tuple(
        dict.fromkeys([*(min(said.values()) for rank in ranks for _, said in sorted(rank.items())), *also])
    )
    counts = {name: tuple(len(rank.get(name, ())) for rank in ranks) for rank in ranks for name in rank}
    best = max(counts.values(), default=())
    leading = [name for name, count in counts.items() if count == best]
    if len(leading) != 1:
        return tuple(also), everybody
    own = next(min(rank[leading[0]].values()) for rank in ranks if leading[0] in rank)
    return tuple(dict.fromkeys([own, *also])), everybody
