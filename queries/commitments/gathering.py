"""A store's promises gathered into columns (承诺入列), as known at an instant; each reform and change is read once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import numpy as np

from graph.identifiers import document_number
from graph.live import Live
from graph.model import Fact, day_number
from graph.store.port import Store
from graph.view import View
from queries.commitments import promise as one_by_one
from queries.commitments.changes import changes_of
from queries.commitments.passing import NEVER, Flags, Ints, States, passing_of
from queries.commitments.reforms import KnownReforms, functions_of
from queries.commitments.region import DONE, ENDED, RUNS, Changes, Region, Statements, region_of
from queries.policies import Policies

_SAYS = {one_by_one.DONE: DONE, one_by_one.ENDED: ENDED}


class Gathered(NamedTuple):
    """A region's promises by number, and as columns; ``view`` answers for the odd ones by themselves."""

    region: Region
    promises: tuple[Fact, ...]
    view: View


def gather(store: Store, policies: Policies, known_at: int | None = None) -> Gathered:
    """All promises known at an instant (None: now), in order of id. Odd are those with more than plain statements."""
    live = Live(store)
    view = live.at(known_at)
    ties = sorted(_known(store, "PROMISED_BY", known_at), key=lambda tie: tie.entity, reverse=True)
    bodies = {tie.source: tie.target for tie in ties}  # of several the first by id, as a view has it
    facts = {fact.entity: fact for fact in _known(store, "GovernmentPromise", known_at)}
    promises = tuple(
        fact for entity, fact in sorted(facts.items()) if entity in bodies and fact.date("signed") is not None
    )
    places = defaultdict(list)
    for place, fact in enumerate(promises):
        places[fact.number].append(place)
    odd = _odd(store, promises, places, known_at)
    made_by = Counter(tie.source for tie in ties)
    odd |= np.array([made_by[fact.entity] > 1 for fact in promises], bool)
    body = [view.canonical(bodies[fact.entity]) for fact in promises]
    functions = [functions_of(fact.text("function")) for fact in promises]
    several = np.array([len(one) > 1 for one in functions], bool)
    passing = passing_of(KnownReforms(view), body, [one[0] for one in functions])
    numbers = {name: number for number, name in enumerate(passing.bodies)}
    of = {name: number for number, name in enumerate(passing.functions)}
    signed = _days(fact.date("signed") for fact in promises)
    states = States(
        passing,
        np.array([numbers[one] for one in body], np.int32),
        np.array([of[one[0]] for one in functions], np.int32),
        signed,
    )
    changes = _changes(store, view, policies, promises, places, known_at)
    statements = _statements(store, places, odd, known_at)
    due = _days(fact.date("due") for fact in promises)
    return Gathered(region_of(states, signed, due, odd | several, changes, statements), promises, view)


def _known(store: Store, kind: str, known_at: int | None) -> list[Fact]:
    """Facts of a kind as known at an instant."""
    return [fact for fact in store.changes_since(0, kinds=[kind]) if fact.known_at(known_at)]


def _days(days: Iterable[date | None]) -> Ints:
    return np.array([NEVER if day is None else day_number(day) for day in days], np.int32)


def _odd(store: Store, promises: tuple[Fact, ...], places: dict[str, list[int]], known_at: int | None) -> Flags:
    """Promises stated in several ways, of which a breach was found, or whose document something happened to."""
    odd = np.zeros(len(promises), bool)
    by_document = defaultdict(list)
    for place, fact in enumerate(promises):
        if fact.text("document"):
            by_document[document_number.key(fact.text("document"))].append(place)
    for fact in _known(store, "GovernmentDishonesty", known_at):
        odd[places.get(document_number.key(fact.text("promise_number")), [])] = True
    for fact in _known(store, "DocumentStatus", known_at):
        odd[places.get(fact.number, [])] = True
        odd[by_document.get(fact.number, [])] = True
    rows = Counter(fact.number for fact in _known(store, "PromiseStatement", known_at))
    for number, count in rows.items():
        if count > 1:
            odd[places.get(number, [])] = True
    return odd


def _changes(
    store: Store,
    view: View,
    policies: Policies,
    promises: tuple[Fact, ...],
    places: dict[str, list[int]],
    known_at: int | None,
) -> Changes:
    found: list[tuple[int, int, int]] = []
    for number in sorted({fact.number for fact in _known(store, "PromiseChange", known_at)} & places.keys()):
        for place in places[number]:
            for change in changes_of(view, promises[place], policies):
                due = NEVER if change.new_due is None else day_number(change.new_due)
                day = day_number(change.day)
                if change.lawful and due is not None and day is not None:
                    found.append((place, day, due))
    lines = np.array(found, np.int32).reshape(-1, 3)
    return Changes(lines[:, 0], lines[:, 1], lines[:, 2])


def _statements(store: Store, places: dict[str, list[int]], odd: Flags, known_at: int | None) -> Statements:
    """Dated statements, of one day the kindest; a promise with an undated one, or said to be ended, is odd."""
    rows = defaultdict(list)
    for fact in _known(store, "PromisePerformance", known_at):
        rows[fact.number].append(fact)
    found: list[tuple[int, int, int]] = []
    for number, facts in sorted(rows.items()):
        dated = [fact for fact in facts if fact.date("date") is not None]
        if len(dated) < len(facts):
            odd[places.get(number, [])] = True
        for one in one_by_one.statements_of(dated):
            if one.word == one_by_one.ENDED:
                odd[places.get(number, [])] = True  # whether a lawful change ended it is read one by one
            day = day_number(one.day)
            for place in places.get(number, []):
                found.append((place, day or 0, _SAYS.get(one.word, RUNS)))
    lines = np.array(found, np.int32).reshape(-1, 3)
    return Statements(lines[:, 0], lines[:, 1], lines[:, 2])
