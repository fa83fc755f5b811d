"""Measures, proposals, alerts, notices and the worklist, as they stand on a day: what each list shows, and filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from graph.derived import Derived, Family
from graph.identifiers.document_number import key as match_key
from graph.store.port import Store
from queries import standing
from queries.association.near import RULE, associated_risk
from queries.finding_titles import FINDINGS
from queries.rulecheck import read_rules

Answer = dict[str, Any]

_MOST_READ = 5_000
"""So many derived facts are read for one page at most; where few fit the filters, a page may be short."""


class Listing(NamedTuple):
    """A list: of which family, and which of it."""

    family: Family
    select: Callable[[list[Answer]], list[Answer]]


def in_force(found: list[Answer]) -> list[Answer]:
    """An alert expires with its inputs; an expired one is not shown."""
    return [one for one in found if one["state"] != "ended"]


LISTINGS = {
    "measures": Listing(Family.MEASURE, standing.measures),
    "proposals": Listing(Family.MEASURE, standing.proposals),
    "alerts": Listing(Family.ALERT, in_force),
    "notices": Listing(Family.NOTICE, list),
    "worklist": Listing(Family.FINDING, standing.open_findings),
}


class Filters(NamedTuple):
    """What of a list is wanted: about a subject (canonical id), in a state, by a rule, from a record, in a place."""

    subject: str | None = None
    state: str | None = None
    rule: str | None = None
    record: str | None = None
    place: str = ""

    def wants(self, one: Answer) -> bool:
        """Whether an answer is wanted, whoever it is about."""
        if self.state and one["state"] != self.state:
            return False
        if self.rule and rule_of(one) != self.rule and one.get("finding") != self.rule:
            return False
        place = one.get("place")
        if self.place and place is not None and not str(place["code"]).startswith(self.place):
            return False
        triggers = [one["trigger"], *(event["trigger"] for event in one.get("events", ()))]
        return not self.record or any(
            match_key(str(trigger["number"])) == match_key(self.record) or trigger["id"] == self.record
            for trigger in triggers
        )


class Page(NamedTuple):
    """Answers of one page; ``after`` is the last id looked at, None where there is nothing more."""

    answers: list[Answer]
    after: str | None
    truncated: bool = False


def state_of(text: str) -> str | None:
    """A state by its name or its Chinese word; None where it is none."""
    states = {state: state for state in standing.STATES} | {word: state for state, word in standing.STATES.items()}
    return states.get(text)


def rules_of(family: Family, present: Iterable[str] = ()) -> set[str]:
    """What a list of the family can be asked for as a rule."""
    book = read_rules()
    known: set[str] = {*present, *(rule.rule for rule in book.rules), *(notice.rule for notice in book.notices)}
    if family is Family.FINDING:
        known |= set(FINDINGS)
    if family is Family.ALERT:
        known.add(RULE)
    return known


def rule_of(one: Answer) -> str:
    """By which rule an answer came about; a finding by its own name."""
    return str(one.get("rule", one.get("finding")))


def selected(found: list[Answer], listing: Listing, filters: Filters) -> list[Answer]:
    """What a list shows of answers of its family; findings that are settled only where just these are asked for."""
    if not (listing.family is Family.FINDING and filters.state == "ended"):
        found = listing.select(found)
    return [one for one in found if filters.wants(one)]


def of_subject(store: Store, listing: Listing, subject: str, day: date, known_at: int | None) -> Page:
    """Everything of the list's family about one subject; of alerts the associated risk too, worked out now."""
    found = standing.answers(store, listing.family, day, known_at, subjects=[subject])
    if listing.family is not Family.ALERT:
        return Page(found, None)
    near = associated_risk(store, subject, day, known_at, read_rules())
    return Page([*found, near.alert] if near.alert is not None else found, None, near.truncated)


def page(
    store: Store, listing: Listing, filters: Filters, day: date, known_at: int | None, *, after: str, limit: int
) -> Page:
    """The next ``limit`` answers by id after an id, and where to go on."""
    if filters.subject is not None or filters.record:
        whole = _whole(store, listing, filters, day, known_at)
        rest = sorted((one for one in whole.answers if one["id"] > after), key=lambda one: str(one["id"]))
        more = len(rest) > limit
        return Page(rest[:limit], rest[limit - 1]["id"] if more else None, whole.truncated)
    answers: list[Answer] = []
    read = 0
    while len(answers) < limit and read < _MOST_READ:
        wanted = max(limit - len(answers), 50)
        versions = store.derived_page(listing.family, after=after, limit=wanted, known_at=known_at)
        read += len(versions)
        for version in versions:
            if len(answers) == limit:
                return Page(answers, after)
            answers += selected(standing.shown(store, [version], day), listing, filters)
            after = version.id
        if len(versions) < wanted:
            return Page(answers, None)
    return Page(answers, after)


def _whole(store: Store, listing: Listing, filters: Filters, day: date, known_at: int | None) -> Page:
    if filters.subject is not None:
        whole = of_subject(store, listing, filters.subject, day, known_at)
        return whole._replace(answers=selected(whole.answers, listing, filters))
    versions = _of_record(store, listing.family, filters.record or "", known_at)
    return Page(selected(standing.shown(store, versions, day), listing, filters), None)


def _of_record(store: Store, family: Family, record: str, known_at: int | None) -> list[Derived]:
    """Derived facts that follow from a record, by its id or its document number."""
    records = [fact.entity for fact in store.numbered([match_key(record)])]
    found = store.derived(families=[family], records=sorted({record, *records}), history=known_at is not None)
    return [version for version in found if version.known_at(known_at)]
