"""Derived facts as answers: what each is on a day, in the shapes that outside users rely on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from graph import reading
from graph.derived import Derived, Family
from graph.store.port import Store
from queries.propagation.phases import phase_on
from queries.propagation.unmatched import NOTHING, UNLESS

Answer = dict[str, Any]

STATES = {
    "proposed": "提议",
    "confirmed": "已认定未起始",
    "active": "在册",
    "suspended": "中止",
    "ended": "已终止",
    "due": "应通报",
}


def answers(
    store: Store,
    family: Family,
    as_of: date,
    known_at: int | None,
    *,
    subjects: Sequence[str] = (),
    ids: Sequence[str] = (),
) -> list[Answer]:
    """Derived facts of a family as they stand on ``as_of`` and were known at ``known_at`` (None: now), by id.

    What has not begun on the day is left out; what has ended is there with its reason.
    """
    found = store.derived(families=[family], subjects=subjects, ids=ids, history=known_at is not None)
    return shown(store, (version for version in found if version.known_at(known_at)), as_of)


def shown(store: Store, versions: Iterable[Derived], as_of: date) -> list[Answer]:
    """Versions of derived facts as they stand on a day, without findings that another record's derivation answers."""
    answered = (answer(version, as_of) for version in versions)
    return _unless_known(store, [one for one in answered if one is not None])


def _unless_known(store: Store, found: list[Answer]) -> list[Answer]:
    """Without findings that say that something is not known, where another record's derivation looked for it."""
    return [one for one in found if UNLESS not in one or not _is_spoken_of(store, one[UNLESS])]


def _is_spoken_of(store: Store, number: str) -> bool:
    """Whether the derivation of a record that does not itself bear the number as another's looked for it."""
    lookers = store.lookers(reading.numbered([reading.number(number)]))
    return any(fact.kind not in NOTHING for fact in store.facts(lookers))


def answer(version: Derived, as_of: date) -> Answer | None:
    """One derived fact on a day; None where it has not begun."""
    phase = phase_on(version.body["phases"], as_of)
    if phase is None:
        return None
    return {
        "id": version.id,
        "kind": version.family,
        **_SHAPES[Family(version.family)](dict(version.body), as_of, phase),
        "state": phase["state"],
        "end_reason": phase["reason"],
        "recorded_from": version.recorded_from,
        "recorded_to": version.recorded_to,
    }


def measures(found: Iterable[Answer]) -> list[Answer]:
    """Without proposals: a proposed measure never shows here, nor one that was never more than proposed."""
    return [one for one in found if one["state"] != "proposed" and not one["never_confirmed"]]


def proposals(found: Iterable[Answer]) -> list[Answer]:
    """Nothing but what waits for an authority."""
    return [one for one in found if one["state"] == "proposed"]


def alerts(found: Iterable[Answer]) -> list[Answer]:
    """What is to be looked at on the day: an alert ends, and pauses, with what it rests on."""
    return [one for one in found if one["state"] == "active"]


def on_file(found: Iterable[Answer]) -> list[Answer]:
    """The alerts that belong in a subject's file: those for approvals alone are for whoever decides on one."""
    return [one for one in alerts(found) if one.get("only_at") is None]


def open_findings(found: Iterable[Answer]) -> list[Answer]:
    """What is still to be looked at: a finding that has been settled is done."""
    return [one for one in found if one["state"] != "ended"]


def _measure(body: Answer, as_of: date, phase: dict[str, Any]) -> Answer:
    states = {stage["state"] for stage in body["phases"]}
    decided = body.get("confirmed") is not None or bool(states & {"active", "confirmed", "suspended"})
    never = body["origin"] == "confirmed" and not decided
    told = [step for step in body["life"] if step["day"] is None or step["day"] <= as_of.isoformat()]
    return {**body, "life": told, "never_confirmed": never, "as_of": as_of.isoformat()}


def _alert(body: Answer, as_of: date, phase: dict[str, Any]) -> Answer:
    low, high = body["strength"]["low"], body["strength"]["high"]
    return {**body, "strength": {"low": thousandths(low), "high": thousandths(high)}, "as_of": as_of.isoformat()}


def _notice(body: Answer, as_of: date, phase: dict[str, Any]) -> Answer:
    """The recipient as of the day: until it is sent, a notice follows its people."""
    current = next((stretch for stretch in reversed(body["recipients"]) if stretch["from"] <= as_of.isoformat()), None)
    recipient = (current or body["recipients"][0])["recipient"]
    named = None if recipient is None else {key: recipient[key] for key in ("id", "name", "code")}
    finding = None if named is not None else "missing_recipient"
    return {**body, "recipient": named, "finding": finding, "as_of": as_of.isoformat()}


def _finding(body: Answer, as_of: date, phase: dict[str, Any]) -> Answer:
    overdue = body["due"] is not None and body["due"] < as_of.isoformat() and phase["state"] != "ended"
    return {**body, "overdue": overdue, "as_of": as_of.isoformat()}


def state_text(state: str) -> str:
    """A state in Chinese."""
    return STATES.get(state, state)


def thousandths(value: int) -> float:
    """A strength in thousandths as a decimal, for display only: nothing is decided on it.

    A whole one is an integer, so that a signed answer is the same after a program that writes 1.0 as 1 has read it.
    """
    return value / 1000 if value % 1000 else value // 1000


_SHAPES = {Family.MEASURE: _measure, Family.ALERT: _alert, Family.NOTICE: _notice, Family.FINDING: _finding}
