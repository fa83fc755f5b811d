"""A subject's file (主体档案): roles, holdings, records and what was derived, with dates and sources."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.derived import Family
from graph.interval import FOREVER
from graph.live import Live
from graph.model import Fact
from graph.schema import schema
from graph.store.port import Store
from graph.view import View
from queries import standing
from queries.commitments.credit import credit_commitments
from queries.documents.life import Life, is_for, life
from queries.documents.naming import misnamed
from queries.documents.source import source
from queries.propagation.case import PARTY_TIES

ROLES = ("LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "OFFICER_OF", "EXECUTING_PARTNER_OF", "HOLDS_POST_IN")
HOLDINGS = ("SHAREHOLDER_OF",)
HIDDEN = ("repaired", "exempt")
"""States of records that are no longer, or never were, for others to see."""
BODY_TIES = ("SUPERVISED_BY", "AUDITED_BY", "DISCIPLINED_BY", "PERSONNEL_UNDER", "BELONGS_TO", "BRANCH_OF")


def subject_file(store: Store, entity: str, as_of: date, known_at: int | None) -> dict[str, Any]:
    """One subject as known at an instant, its derived facts as they stand on ``as_of``."""
    view = Live(store).at(known_at)
    fact = view.subject(entity)
    root = view.canonical(entity)
    derived = {family: standing.answers(store, family, as_of, known_at, subjects=[root]) for family in Family}
    return {
        "subject": {
            "id": root,
            "kind": fact.kind if fact else None,
            "name": fact.name if fact else "",
            "code": (fact.code or None) if fact else None,
            **_particulars(fact),
        },
        "roles": _ties(view, root, ROLES, as_of),
        "holdings": _ties(view, root, HOLDINGS, as_of),
        "bodies": _ties(view, root, BODY_TIES, as_of),
        "branches": [end for end in _ties(view, root, ("BRANCH_OF",), as_of) if end["direction"] == "in"],
        "records": [
            {**one, **_finds(store, one, known_at)}
            for one in _records(view, root, _exempt(derived[Family.FINDING]), as_of)
        ],
        "credit_commitments": credit_commitments(view, root, as_of),
        "branch_records": _branch_records(store, view, root, as_of, known_at),
        "measures": standing.measures(derived[Family.MEASURE]),
        "alerts": standing.on_file(derived[Family.ALERT]),
        "notices": derived[Family.NOTICE],
        "worklist": [one for one in standing.open_findings(derived[Family.FINDING]) if not one.get("authority_only")],
        "as_of": as_of.isoformat(),
        "data_version": store.version(),
    }


def _particulars(fact: Fact | None) -> dict[str, Any]:
    if fact is None:
        return {}
    hidden = {"called"} | {name for name, kind in (schema().subjects[fact.kind].properties.items()) if kind == "sealed"}
    return {"properties": {name: value for name, value in sorted(fact.properties.items()) if name not in hidden}}


def _ties(view: View, root: str, kinds: tuple[str, ...], as_of: date) -> list[dict[str, Any]]:
    found = []
    for direction, ties in (("out", view.ties_from(root, *kinds)), ("in", view.ties_to(root, *kinds))):
        for tie in ties:
            other = view.canonical(tie.target if direction == "out" else tie.source)
            end = view.subject(other)
            found.append(
                {
                    "tie": tie.kind,
                    "label": schema().ties[tie.kind].label,
                    "direction": direction,
                    "other": {
                        "id": other,
                        "kind": end.kind if end else None,
                        "name": end.name if end else "",
                        "code": (end.code or None) if end else None,
                    },
                    "from": tie.valid.start.isoformat() if tie.valid.start else None,
                    "to": tie.valid.end.isoformat() if tie.valid.end and tie.valid.end != FOREVER else None,
                    "holds": tie.valid.contains(as_of).value,
                    **dict(tie.properties),
                    "source": source(tie),
                }
            )
    return found


def _exempt(findings: list[dict[str, Any]]) -> set[str]:
    """Records of which an exemption says that nothing follows from them."""
    return {one["about"]["id"] for one in findings if one["finding"] == "exempted"}


def _records(view: View, root: str, exempt: set[str], as_of: date) -> list[dict[str, Any]]:
    """Records that speak of the subject, oldest first; whether a repair ended its effect, or it writes another name."""
    found = []
    for tie in view.ties_to(root, *PARTY_TIES, "CONCERNS", "QUARANTINES"):
        record = view.fact(tie.source)
        if record is not None:
            became = life(view, record)
            shown = _record(record, tie.kind, became, as_of, repaired=_is_repaired(view, root, record, became))
            if misnamed(view, tie) is not None:
                shown["state"] = "quarantined"
            found.append({**shown, "state": "exempt"} if record.entity in exempt else shown)
    return sorted(found, key=lambda one: (one["date"] or "", one["id"], one["tie"]))


def _finds(store: Store, record: dict[str, Any], known_at: int | None) -> dict[str, Any]:
    """Whom a judgment on the subject finds to be its controller or real holder, and whom to be the nominee (代持)."""
    if record["kind"] != "AdjudicatedRelation":
        return {}
    view = Live(store).at(known_at)
    found = []
    for tie in view.ties_from(record["id"], "FINDS", "FINDS_NOMINEE"):
        person = view.subject(tie.target)
        found.append(
            {
                "tie": tie.kind,
                "label": schema().ties[tie.kind].label,
                "subject": {
                    "id": view.canonical(tie.target),
                    "kind": person.kind if person else None,
                    "name": person.name if person else "",
                    "code": (person.code or None) if person else None,
                },
            }
        )
    return {"finds": found}


def _is_repaired(view: View, root: str, record: Fact, became: Life) -> bool:
    """Whether a repair of this subject's ended what the record shows: a penalty's publicity, an entry's place."""
    return any(is_for(view, repair.fact, {root}) and _ends_what_shows(record, repair.fact) for repair in became.repairs)


def _ends_what_shows(record: Fact, repair: Fact) -> bool:
    ends = set(repair.list("ends"))
    return not ends or bool({"停止公示" if record.kind == "Penalty" else "移出名单", "全部"} & ends)


def record_state(view: View, record: Fact, as_of: date) -> str:
    """What has become of a record on a day: effective, annulled, repaired (of anybody), or of unknown effect."""
    became = life(view, record)
    return _state(became, as_of, repaired=any(_ends_what_shows(record, repair.fact) for repair in became.repairs))


def _state(became: Life, as_of: date, *, repaired: bool) -> str:
    fallen = became.annulled_on is not None and became.annulled_on <= as_of
    if fallen:
        return "annulled"
    if repaired:
        return "repaired"
    if became.effective.value == "yes":
        return "effective"
    return "not_effective" if became.effective.value == "no" else "effect_unknown"


def _record(record: Fact, tie: str, became: Life, as_of: date, *, repaired: bool) -> dict[str, Any]:
    return {
        "id": record.entity,
        "kind": record.kind,
        "label": schema().records[record.kind].label,
        "tie": tie,
        "number": record.name or record.number,
        "date": record.valid.start.isoformat() if record.valid.start else None,
        "state": _state(became, as_of, repaired=repaired),
        "properties": dict(record.properties),
        "source": source(record),
    }


def _branch_records(store: Store, view: View, root: str, as_of: date, known_at: int | None) -> list[dict[str, Any]]:
    """Records on branches, shown on the legal person as what they are: a branch's records."""
    found = []
    for tie in view.ties_to(root, "BRANCH_OF"):
        branch = view.canonical(tie.source)
        exempt = _exempt(standing.answers(store, Family.FINDING, as_of, known_at, subjects=[branch]))
        for record in _records(Live(store).at(known_at), branch, exempt, as_of):
            if record["tie"] in PARTY_TIES:
                found.append({**record, "branch": branch})
    return found
