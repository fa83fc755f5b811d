"""One company's settled facts: at each instant its file changed, what followed then, with the interval it was known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph.model import (
    OPEN_DAY,
    Fact,
    day_number,
    identify,
    mentioned_organisation_id,
    organisation_id,
    record_id,
    tie_id,
)
from loaders.register.company_file import CompanyFile
from loaders.register.gathering import Raw
from loaders.register.registry import description, registered
from loaders.register.roles import Contradiction, Tenure, roles
from loaders.register.stakes import Stake, stakes
from loaders.register.stated import StatedInterest, stated_interests

REASONS = {
    "shared_code": "一码多赋：同一代码下有两个在业名称",
    "role_history": "任职变更前后矛盾",
    "stake_history": "股权变更前后矛盾",
    "over_subscribed": "认缴额合计超过注册资本",
    "unresolved_name": "前任只有姓名，登记材料中没有唯一的证件号码",
}

Add = Callable[[Fact], None]
"""Takes one settled fact."""


class Quarantine(NamedTuple):
    """Register rows that contradict each other: whose, why, and where they stand."""

    company: str
    name: str
    reason: str
    detail: str
    document: str
    line: int


@dataclass(slots=True)
class SettledFile:
    """What a company's rows come to."""

    facts: list[Fact] = field(default_factory=list)
    quarantined: list[Quarantine] = field(default_factory=list)


def settled_facts(raw: Raw) -> SettledFile:
    """The settled facts of a company with their recorded intervals, equal neighbours joined; quarantine as of now."""
    result = SettledFile()
    running: dict[str, Fact] = {}
    instants = raw.instants()
    mentioned = raw.subjects[0] if raw.subjects else None
    for place, instant in enumerate(instants):
        until = instants[place + 1] if place + 1 < len(instants) else None
        facts, described, contradictions = _at(raw.at(instant), mentioned)
        current: dict[str, Fact] = {}
        for fact in facts:
            before = running.get(fact.entity)
            same = before is not None and before.digest == fact.digest
            start = before.recorded_from if before is not None and same else instant
            current[fact.entity] = fact._replace(recorded_from=start, recorded_to=until, owner=raw.company)
        result.facts += [
            fact for key, fact in running.items() if key not in current or current[key].digest != fact.digest
        ]
        running = current
        if until is None:
            result.quarantined = [_quarantine(raw, described, one) for one in contradictions]
    result.facts += list(running.values())
    return result


def _at(file: CompanyFile, mentioned: Fact | None) -> tuple[list[Fact], Fact | None, list[Contradiction]]:
    """Everything a file says: settled facts, the subject's description, contradictions."""
    found = registered(file)
    described = description(file.company, found, mentioned)
    facts: dict[str, Fact] = {}

    def add(fact: Fact) -> None:
        facts[fact.entity] = fact

    if described is not None:
        add(described)

    for registration in file.registrations:
        for number, basis in (
            (registration.number, "登记主体身份代码"),
            (registration.text("register_number"), "工商注册号"),
        ):
            if number:
                _alias(file, registration, number, basis, add)
    if found.conflicting:
        names = "、".join(sorted({row.name for row in found.conflicting}))
        contradiction = Contradiction("shared_code", f"{found.conflicting[0].code}：{names}", found.conflicting)
        _entry(file, contradiction, add)
        return list(facts.values()), described, [contradiction]
    kind = described.kind if described is not None else (mentioned.kind if mentioned is not None else "Enterprise")
    tenures, contradictions = roles(file, kind)
    for tenure in tenures:
        _tenure(file, tenure, add)
    holdings, against = stakes(file)
    for stake in holdings:
        add(_stake(file, stake))
    for interest in stated_interests(file):
        add(_stated(file, interest))
    contradictions = [*contradictions, *against]
    for contradiction in contradictions:
        _entry(file, contradiction, add)
    _same_names(file, add)
    if found.current is not None and (
        parent := found.current.text("parent_register_id") or found.current.text("parent_code")
    ):
        _branch(file, found.current, parent, add)
    return list(facts.values()), described, contradictions


def _alias(file: CompanyFile, registration: Fact, number: str, basis: str, add: Add) -> None:
    """A register id or register number names the same subject as the code it is registered under."""
    alias = mentioned_organisation_id("register_id", number)
    add(_tie("SAME_AS", alias, file.company, None, None, {"basis": basis, "evidence": [registration.id]}))


def _tenure(file: CompanyFile, tenure: Tenure, add: Add) -> None:
    entity, evidence, resolved = (
        (tenure.entity, [], True) if tenure.entity and file.is_numbered(tenure.entity) else (file.resolve(tenure.name))
    )
    if not resolved:
        add(_file_person(file, entity, tenure.name))
    start, end = day_number(tenure.days.start), day_number(tenure.days.end)
    properties: dict[str, Any] = {
        "name": tenure.name,
        "certainty": "certain" if tenure.certain else "possible",
        "evidence": sorted({fact.id for fact in [*tenure.evidence, *evidence]}),
    }
    if tenure.position:
        properties["position"] = tenure.position
    if tenure.note:
        properties["start_note"] = tenure.note
    if evidence and not tenure.entity:
        properties["basis"] = "registry context" if evidence[0].kind.startswith("LISTED") else "document"
    first = next(iter(tenure.evidence), None)
    tie = _tie(tenure.role, entity, file.company, start, end, properties, tenure.position)
    add(tie._replace(document=first.document, line=first.line) if first is not None else tie)


def _stake(file: CompanyFile, stake: Stake) -> Fact:
    properties: dict[str, Any] = {
        "capital": stake.capital,
        "total": stake.total,
        "unit": stake.unit,
        "basis": stake.basis,
        "disclosed": stake.disclosed,
        "certainty": "certain" if stake.certain else "possible",
        "band": stake.band,
        "evidence": sorted({fact.id for fact in stake.evidence}),
    }
    if stake.note:
        properties["start_note"] = stake.note
    start, end = day_number(stake.days.start), day_number(stake.days.end)
    tie = _tie("SHAREHOLDER_OF", stake.holder, file.company, start, end, properties)
    first = next(iter(stake.evidence), None)
    return tie._replace(document=first.document, line=first.line) if first is not None else tie


def _stated(file: CompanyFile, interest: StatedInterest) -> Fact:
    start, end = day_number(interest.days.start), day_number(interest.days.end)
    tie = _tie(interest.role, interest.party, file.company, start, end, dict(interest.properties), interest.apart)
    return tie._replace(document=interest.said.document, line=interest.said.line)


def _same_names(file: CompanyFile, add: Add) -> None:
    """Parties that rows name without a number, and who they are where the file tells."""
    for tie in [*file.officers, *file.contributors, *file.transfers]:
        if file.is_numbered(tie.source) or tie.properties.get("disclosed") is False:
            continue
        entity, evidence, resolved = file.resolve(file.name_of(tie.source, tie))
        subject = file.persons.get(tie.source)
        if resolved and entity != tie.source and not (subject is not None and subject.properties.get("masked")):
            add(
                _tie(
                    "SAME_AS",
                    tie.source,
                    entity,
                    None,
                    None,
                    {"basis": "registry context", "evidence": sorted({fact.id for fact in evidence})},
                )
            )


def _branch(file: CompanyFile, registration: Fact, parent: str, add: Add) -> None:
    code = registration.text("parent_code")
    target = organisation_id(code) if len(code) == 18 else mentioned_organisation_id("register_id", parent)
    add(_tie("BRANCH_OF", file.company, target, None, OPEN_DAY, {"evidence": [registration.id]}))


def _entry(file: CompanyFile, contradiction: Contradiction, add: Add) -> None:
    """A contradiction as a record of its own, so that it stays on the worklist until rows that settle it arrive."""
    entity = record_id("QuarantinedEntry", file.company, contradiction.reason, contradiction.detail)
    first = next(iter(contradiction.evidence), None)
    add(
        Fact(
            "record",
            "QuarantinedEntry",
            entity,
            0,
            name=REASONS[contradiction.reason],
            valid_to=OPEN_DAY,
            properties={
                "reason": contradiction.reason,
                "reason_text": REASONS[contradiction.reason],
                "detail": contradiction.detail,
                "entries": sorted({fact.id for fact in contradiction.evidence}),
            },
            document=first.document if first is not None else "",
            line=first.line if first is not None else 0,
        )
    )
    add(_tie("QUARANTINES", entity, file.company, None, None, {}))


def _file_person(file: CompanyFile, entity: str, name: str) -> Fact:
    return Fact("subject", "Person", entity, 0, name=name, properties={"file_of": file.company})


def _tie(
    kind: str,
    source: str,
    target: str,
    start: int | None,
    end: int | None,
    properties: dict[str, Any],
    discriminator: str = "",
) -> Fact:
    entity = tie_id(kind, source, target, f"settled{start}{discriminator}")
    return Fact("tie", kind, entity, 0, source, target, valid_from=start, valid_to=end, properties=properties)


def _quarantine(raw: Raw, described: Fact | None, contradiction: Contradiction) -> Quarantine:
    first = next(iter(contradiction.evidence), None)
    name = described.name if described is not None else identify("O", raw.company)
    return Quarantine(
        raw.company,
        name,
        contradiction.reason,
        contradiction.detail,
        first.document if first else "",
        first.line if first else 0,
    )
