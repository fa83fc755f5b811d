"""The answer to an approval: measures in force that bear on it, alerts, and what is unknown; never a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from graph.derived import Derived, Family
from graph.live import Live
from graph.model import Fact, identify
from graph.store.port import Store
from graph.view import View
from queries import standing
from queries.approvals import unknowns
from queries.approvals.commitments import of_commitments
from queries.approvals.parties import Party, parties_of
from queries.approvals.policy import IN_OFFICE, ApprovalPolicy, Scope
from queries.association.near import associated_risk
from queries.documents.source import source
from queries.propagation.alerts import OPENING
from queries.propagation.tenure import in_words
from queries.rulebook import Rulebook

Answer = dict[str, Any]

_MEASURE = (
    *("id", "kind", "state", "subject", "effect", "effect_name", "effect_name_en", "scope", "origin", "rule"),
    *("rule_version", "rule_title", "legal_basis", "certainty", "reference_date", "role", "trigger", "decided"),
    *("deciding_authority", "decision_document", "start", "end", "last_day", "permanent", "removal_route", "path"),
    *("explanation", "explanation_en"),
)
_ALERT = ("id", "kind", "alert", "subject", "strength", "as_of", "expires", "trigger", "legal_basis", "path", "text")


class Approval(NamedTuple):
    """What is asked: about whom, in which scope, on which day, as known when (None: now).

    ``given`` are further parties with the capacity the applicant states; ``applicant`` is None where he is not known.
    """

    applicant: str | None
    given: Sequence[tuple[str, str]]
    scope: str
    as_of: date
    known_at: int | None
    associated: bool = False


def approval_answer(store: Store, live: Live, asked: Approval, book: Rulebook, policy: ApprovalPolicy) -> Answer:
    """Parties, ``measures_in_force``, ``alerts`` and ``unknowns`` (without those of the sources and the derivation).

    A measure is in force for the approval where it is active on the day and on the applicant himself, or on somebody
    who would himself do what it forbids, and its effect has no scope or one that is asked for. Everything else that is
    active on a party is an alert: a ban of another scope, a list entry of the representative, any measure on a
    controller (no horizontal inheritance). Credit commitments not kept are alerts or unknowns, never measures.
    """
    view = live.at(asked.known_at)
    ground = _ground(live, view, asked, book)
    parties = ground.parties
    scopes = policy.meant(asked.scope)
    derived = _derived(store, parties, asked)
    shown = {
        family: standing.shown(store, [one for one in derived if one.family == family], asked.as_of)
        for family in (Family.MEASURE, Family.ALERT, Family.FINDING)
    }
    by_subject = {party.subject: party for party in parties}
    measures: list[Answer] = []
    alerts: list[Answer] = list(ground.alerts)
    for one in standing.measures(shown[Family.MEASURE]):
        party = by_subject[one["subject"]["id"]]
        if one["state"] != "active":
            continue
        if _bears(one, party, scopes):
            measures.append({**_only(one, _MEASURE), "capacities": sorted(party.capacities), "bears": _how(one)})
        else:
            alerts.append(_aside(view, asked, one, party, scopes))
    for one in shown[Family.ALERT]:
        if one["state"] != "ended":
            capacities = sorted(by_subject[one["subject"]["id"]].capacities)
            alerts.append({**_only(one, _ALERT), "capacities": capacities})
    if asked.associated and asked.applicant is not None:
        near = associated_risk(store, asked.applicant, asked.as_of, asked.known_at, book)
        if near.alert is not None:
            alerts.append({**_only(near.alert, _ALERT), "capacities": ["applicant"], "truncated": near.truncated})
    return {
        "subject": ground.told[0] if asked.applicant is not None else None,
        "parties": ground.told,
        "scopes": [{"scope": scope.scope, "title": scope.title, "title_en": scope.title_en} for scope in scopes],
        "measures_in_force": sorted(measures, key=_place),
        "alerts": sorted(alerts, key=_place),
        "unknowns": [
            *([] if scopes else [unknowns.of_scope(asked.scope)]),
            *ground.unknowns,
            *unknowns.of_findings(shown[Family.FINDING]),
        ],
    }


class _Ground(NamedTuple):
    """What follows from facts alone: whom it is about, and what is told of them whatever the scope."""

    parties: list[Party]
    told: list[Answer]
    alerts: list[Answer]
    unknowns: list[Answer]


def _ground(live: Live, view: View, asked: Approval, book: Rulebook) -> _Ground:
    """Worked out once while nothing that was looked at changes, where what is known now is asked for."""

    def work(view: View) -> _Ground:
        parties, more = parties_of(live, view, asked.applicant, asked.given, asked.as_of)
        alerts, undated = of_commitments(live, view, parties, asked.as_of, book.policies.integrity)
        return _Ground(
            parties,
            [party.answer(view) for party in parties],
            alerts,
            [
                *unknowns.of_parties(view, parties),
                *unknowns.of_control(view, parties),
                *([unknowns.of_shareholders()] if more else []),
                *undated,
            ],
        )

    if asked.known_at is not None:
        return work(view)
    return live.once((_Ground, asked.applicant, tuple(asked.given), asked.as_of, book.version), work)


def _place(one: Answer) -> str:
    return str(one["id"])


def _derived(store: Store, parties: list[Party], asked: Approval) -> list[Derived]:
    """Everything derived about the parties, in one reading."""
    subjects = sorted(party.subject for party in parties)
    if not subjects:
        return []
    families = [Family.MEASURE, Family.ALERT, Family.FINDING]
    found = store.derived(families=families, subjects=subjects, history=asked.known_at is not None)
    return [one for one in found if one.known_at(asked.known_at)]


def _bears(one: Answer, party: Party, scopes: list[Scope]) -> bool:
    """Whether a measure in force bears on the approval itself."""
    if not one["scope"]:
        return party.is_in(["applicant"])
    meets = any(set(scope.covers) & set(one["scope"]) for scope in scopes)
    return meets and party.is_in(IN_OFFICE)


def _how(one: Answer) -> str:
    return "scope" if one["scope"] else "applicant"


def _aside(view: View, asked: Approval, one: Answer, party: Party, scopes: list[Scope]) -> Answer:
    """A measure that does not bear on the approval itself, told of as an alert."""
    name, number = one["subject"]["name"], one["trigger"]["number"]
    why = _why(one, party, scopes)
    certain = any(party.capacities.values())
    return {
        "id": identify("A", "approval", asked.applicant or "", one["id"]),
        "kind": "alert",
        "alert": "measure_on_a_party",
        "subject": one["subject"],
        "strength": {"low": 1 if certain else 0, "high": 1},
        "as_of": asked.as_of.isoformat(),
        "expires": one["end"],
        "trigger": one["trigger"],
        "legal_basis": one["legal_basis"],
        "path": [_step(view, tie) for tie in party.ties],
        "text": f"{OPENING}{party.words}{name}在册{one['effect_name']}（{number}）：{why}。",
        "capacities": sorted(party.capacities),
        "measure": one["id"],
    }


def _why(one: Answer, party: Party, scopes: list[Scope]) -> str:
    if one["scope"] and not scopes:
        return "所申请的范围不明，未能比对"
    if one["scope"] and not any(set(scope.covers) & set(one["scope"]) for scope in scopes):
        return "不在所申请的范围之内"
    if not any(party.capacities.values()):
        return f"其在该日是否为{party.words}不能确定"
    return "措施只及于其本人，不及于申请人"


def _step(view: View, tie: Fact) -> Answer:
    ends = view.canonical(tie.source), view.canonical(tie.target)
    return {
        "tie": tie.kind,
        "from": {"id": ends[0]},
        "to": {"id": ends[1]},
        "valid": in_words(tie.valid) if tie.valid.start or tie.valid.end else "",
        "fact": tie.id,
        **source(tie),
    }


def _only(one: Answer, names: Sequence[str]) -> Answer:
    return {name: one[name] for name in names if name in one}
