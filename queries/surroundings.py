"""What stands around a subject or record on a day (周边): counted by kind of tie, and a page of it at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from graph.interval import FOREVER, Truth
from graph.live import Live
from graph.model import Fact, Shape
from graph.schema import schema
from graph.store.port import Store
from graph.view import View
from queries.documents.source import source
from queries.subject_file import record_state

MOST = 300
"""So many neighbours are given at once at most: more make no picture."""

_HIDDEN = ("evidence", "basis", "called", "entries")
"""Properties of a tie that say where it comes from; the steps behind it are asked for by its source."""


@lru_cache(maxsize=1)
def shown_ties() -> tuple[str, ...]:
    """Kinds of tie that a picture shows: not the register's rows as they stand, nor other names of one subject."""
    return tuple(name for name, kind in schema().ties.items() if kind.role != "register" and name != "SAME_AS")


class Wanted(NamedTuple):
    """Which neighbours: of these kinds of tie, this direction ("in", "out", or both), ended ones too, which page.

    ``each`` limits how many of one group (kind and direction) come along, the rest are only counted.
    """

    kinds: Sequence[str] = ()
    direction: str = ""
    ended: bool = False
    after: int = 0
    limit: int = MOST
    each: int = MOST


class _Found(NamedTuple):
    """One tie seen from the middle: which way it leads, to whom, and whether it holds."""

    tie: Fact
    direction: str
    other: str
    holds: Truth


def surroundings(
    store: Store, entity: str, as_of: date, known_at: int | None, wanted: Wanted | None = None
) -> dict[str, Any]:
    """The neighbours of one subject or record as known at an instant, in force on ``as_of``.

    ``groups`` counts every kind of tie, whatever page is asked for: how many hold, and how many have ended; what begins
    after the day is not there. ``next`` is where the next page begins, None at the end.
    """
    wanted = wanted or Wanted()
    live = Live(store)
    view = live.at(known_at)
    root = view.canonical(entity)
    found = list(_found(live, view, root, as_of))
    chosen = [one for one in found if _is_wanted(one, wanted)]
    page, rest = _page(chosen, wanted)
    live.read(sorted({one.other for one in page}), ["SAME_AS"])
    others = [other for other in dict.fromkeys(view.canonical(one.other) for one in page) if other != root]
    nodes = [node(view, other, as_of) for other in (root, *others)]
    return {
        "subject": nodes[0],
        "groups": _groups(found),
        "nodes": nodes[1:],
        "ties": [edge(view, one.tie, as_of) for one in page],
        "total": len(chosen),
        "next": rest,
        "as_of": as_of.isoformat(),
        "data_version": live.version,
    }


def among(store: Store, entities: Sequence[str], as_of: date, known_at: int | None) -> dict[str, Any]:
    """These subjects and records as they are known, and every tie between two of them: a view opened again."""
    live = Live(store)
    view = live.at(known_at)
    live.read(entities, [*shown_ties(), "SAME_AS"])
    roots = list(dict.fromkeys(view.canonical(one) for one in entities if view.fact(view.canonical(one)) is not None))
    kept = set(roots)
    ties: dict[str, Fact] = {}
    for root in roots:
        for tie in view.ties_from(root, *shown_ties()):
            if view.canonical(tie.target) in kept and not _begins_later(tie, as_of):
                ties.setdefault(tie.entity, tie)
    dated = [one for one in roots if not _is_later(view, one, as_of)]
    return {
        "nodes": [node(view, one, as_of) for one in dated],
        "ties": [
            edge(view, tie, as_of)
            for tie in ties.values()
            if {view.canonical(tie.source), view.canonical(tie.target)} <= set(dated)
        ],
        "as_of": as_of.isoformat(),
        "data_version": live.version,
    }


def counts(store: Store, entities: Sequence[str], as_of: date, known_at: int | None) -> dict[str, list[dict[str, Any]]]:
    """How many ties of each kind each of these has: what a badge says before anybody expands it."""
    live = Live(store)
    view = live.at(known_at)
    live.read(entities, [*shown_ties(), "SAME_AS"])
    return {one: _groups(list(_found(live, view, view.canonical(one), as_of))) for one in entities}


def _found(live: Live, view: View, root: str, as_of: date) -> Iterable[_Found]:
    """Ties of a subject or record that had begun by the day; whom else the other end may be is not looked at yet."""
    own = set(view.aliases(root))
    live.read(sorted(own), shown_ties())
    ties = [("out", tie, tie.target) for tie in view.ties_from(root, *shown_ties())]
    ties += [("in", tie, tie.source) for tie in view.ties_to(root, *shown_ties())]
    live.read(sorted({end for _, _, end in ties if end.startswith("R")}), [])
    for direction, tie, other in ties:
        if other not in own and not _begins_later(tie, as_of) and not _is_later(view, other, as_of):
            yield _Found(tie, direction, other, _holds(tie, as_of))


def _holds(tie: Fact, as_of: date) -> Truth:
    """Whether a tie holds on the day. What a document says of somebody has no dates of its own, and stays said."""
    said = tie.source.startswith("R") and tie.valid_from is None and tie.valid_to is None
    return Truth.YES if said else tie.valid.contains(as_of)


def _begins_later(tie: Fact, as_of: date) -> bool:
    return tie.valid.start is not None and tie.valid.start > as_of


def _is_later(view: View, entity: str, as_of: date) -> bool:
    """Whether a record is dated after the day: it was not there yet."""
    if not entity.startswith("R"):
        return False
    record = view.fact(entity)
    return record is not None and record.valid.start is not None and record.valid.start > as_of


def _is_wanted(one: _Found, wanted: Wanted) -> bool:
    if wanted.kinds and one.tie.kind not in wanted.kinds:
        return False
    if wanted.direction and one.direction != wanted.direction:
        return False
    return wanted.ended or one.holds is not Truth.NO


def _page(chosen: list[_Found], wanted: Wanted) -> tuple[list[_Found], int | None]:
    """A page of ties: those that hold first, the later begun first, each group no longer than asked for."""
    ordered = sorted(
        chosen, key=lambda one: (one.holds is Truth.NO, -(one.tie.valid_from or 0), one.tie.kind, one.tie.entity)
    )
    seen: dict[tuple[str, str], int] = {}
    short = []
    for one in ordered:
        group = (one.tie.kind, one.direction)
        seen[group] = seen.get(group, 0) + 1
        if seen[group] <= wanted.each:
            short.append(one)
    end = wanted.after + min(wanted.limit, MOST)
    return short[wanted.after : end], end if end < len(short) else None


def _groups(found: list[_Found]) -> list[dict[str, Any]]:
    """Kinds of tie in the schema's order, each with how many hold, how many have ended."""
    counted: dict[tuple[str, str], list[int]] = {}
    for one in found:
        pair = counted.setdefault((one.tie.kind, one.direction), [0, 0])
        pair[one.holds is Truth.NO] += 1
    order = list(schema().ties)
    return [
        {"tie": tie, "direction": direction, "holding": pair[0], "ended": pair[1]}
        for (tie, direction), pair in sorted(counted.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    ]


def node(view: View, entity: str, as_of: date) -> dict[str, Any]:
    """A subject or record as a picture shows it; a record with its date and what has become of it."""
    fact = view.subject(entity) if not entity.startswith("R") else view.fact(entity)
    if fact is None:
        return {"id": entity, "shape": "subject", "kind": "Organisation", "name": "", "code": None}
    if fact.shape == Shape.SUBJECT:
        return {
            "id": entity,
            "shape": "subject",
            "kind": fact.kind,
            "name": fact.name,
            "code": fact.code or None,
            "mask": fact.text("mask") or None,
            "state": fact.text("state") or None,
        }
    return {
        "id": entity,
        "shape": "record",
        "kind": fact.kind,
        "name": fact.name or fact.number,
        "code": None,
        "date": fact.valid.start.isoformat() if fact.valid.start else None,
        "state": record_state(view, fact, as_of),
    }


def edge(view: View, tie: Fact, as_of: date) -> dict[str, Any]:
    """A tie as a picture shows it: dates, whether it holds on the day, its share, and the row that says so."""
    capital, total = tie.integer("capital"), tie.integer("total")
    return {
        "id": tie.entity,
        "tie": tie.kind,
        "source": view.canonical(tie.source),
        "target": view.canonical(tie.target),
        "from": tie.valid.start.isoformat() if tie.valid.start else None,
        "to": tie.valid.end.isoformat() if tie.valid.end and tie.valid.end != FOREVER else None,
        "holds": _holds(tie, as_of).value,
        "share": {"capital": capital, "total": total} if capital is not None and total else None,
        "certainty": tie.text("certainty") or None,
        "properties": {name: value for name, value in sorted(tie.properties.items()) if name not in _HIDDEN},
        "at": source(tie),
    }
