"""Determinations, objections and feedback about nothing that is known: no such id, no such document number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.derived import Derived, Family
from graph.model import Fact, identify
from graph.schema import schema
from graph.snapshot import Snapshot
from queries.propagation.case import premise
from queries.propagation.phases import Span, timeline

ABOUT = ("MeasureDetermination", "Objection", "MeasureFeedback")
"""Records numbered by what they are about. Only of an objection this may be a document."""

CODE = "unknown_object"


def unmatched(snapshot: Snapshot, derived: Mapping[str, Sequence[Derived]]) -> dict[str, list[Derived]]:
    """A finding for each such record, from when it was known until its object was; it needs all that was derived."""
    found: dict[str, list[Derived]] = {}
    for kind in ABOUT:
        for entity in snapshot.records(kind):
            facts = [fact for fact in snapshot.entities[entity] if fact.recorded_to is None]
            if not facts:
                continue
            since = min(fact.recorded_from for fact in snapshot.entities[entity])
            known = _known_since(snapshot, derived, facts[-1])
            if known is None or known > since:
                version = _finding(facts[-1], since, known)
                found[version.id] = [version]
    return found


def _known_since(snapshot: Snapshot, derived: Mapping[str, Sequence[Derived]], fact: Fact) -> int | None:
    """The first instant at which the object was known; None where it never was."""
    instants = [version.recorded_from for version in derived.get(fact.number, ()) if version.family == Family.MEASURE]
    if fact.kind == "Objection":
        instants += [
            other.recorded_from
            for other in snapshot.numbers.get(fact.number, ())
            if other.shape == "record" and other.kind not in _NOTHING
        ]
    return min(instants, default=None)


_NOTHING = (*ABOUT, "DocumentStatus", "RepairDecision", "Exemption")


def _finding(fact: Fact, since: int, known: int | None) -> Derived:
    label = schema().records[fact.kind].label
    start = fact.valid.start
    about = {"id": fact.entity, "kind": fact.kind, "number": fact.name or fact.number}
    body: dict[str, Any] = {
        "subject": {"id": fact.entity, "kind": fact.kind, "name": f"{label}{fact.name}", "code": None},
        "finding": CODE,
        "about": about,
        "trigger": about,
        "text": f"{label}{fact.name}所指的{fact.number}在库中没有对应的提议、措施或文书，未产生任何结果，请核对编号",
        "text_en": "about something that is not known: nothing follows",
        "due": None,
        "phases": timeline(Span(start, None, False), start, "active", None, [], False),
        "premises": [premise(fact)],
        "authority_only": True,
    }
    return Derived(identify("W", CODE, fact.entity), Family.FINDING, CODE, fact.entity, fact.entity, body, since, known)
