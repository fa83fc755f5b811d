"""Statements told as facts: who is who in a file, who states what of whom, and what became of a record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from graph.exchange import exact
from graph.exchange.bods import OWN_SCHEME
from graph.identifiers import resident_identity, unified_social_credit_code
from graph.model import OPEN_DAY, Value, day_number, identify, mentioned_organisation_id, organisation_id
from graph.schema import schema
from loaders.bods.checking import Checked
from loaders.bods.shares import Parts, parts_of
from loaders.bods.statement import Entity, Identifier, Interest, Person, Relationship, Statement, Unspecified
from loaders.errors import RowError
from loaders.names import kind_of
from loaders.source import Source

ORIGIN = "受益所有权声明（BODS）"
"""The origin of a declaration of control by such a statement: no filing of the law's own (受益所有人备案)."""

_OWN_ID = re.compile(r"[OP][0-9a-f]{24}")
_KINDS = {
    "registeredEntity": "Enterprise",
    "legalEntity": "Organisation",
    "arrangement": "Organisation",
    "state": "GovernmentBody",
    "stateBody": "GovernmentBody",
}
_ROLES = frozenset({"SHAREHOLDER_OF", "EXECUTING_PARTNER_OF", "LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "OFFICER_OF"})
_NAMELESS = {"anonymousEntity", "unknownEntity", "anonymousPerson", "unknownPerson"}


class _Key(NamedTuple):
    publisher: str
    record: str


class Party(NamedTuple):
    """Whom a record of the file describes: ``id`` is empty for somebody who is not named."""

    id: str
    person: bool
    name: str


class Parties:
    """Who the records of one file are, each by the latest of its statements."""

    def __init__(self, statements: Iterable[Checked]) -> None:
        self._latest: dict[_Key, Checked] = {}
        for one in statements:
            before = self._latest.get(_key(one.statement))
            if before is None or _turn(before.statement) < _turn(one.statement):
                self._latest[_key(one.statement)] = one

    def is_latest(self, statement: Statement) -> bool:
        """Whether no later statement of the file is about the same record."""
        return self._latest[_key(statement)].statement.statementId == statement.statementId

    def party(self, statement: Statement, record: str, source: Source) -> Party:
        """Whom a statement means by a record; one that the file does not describe goes by the record's name alone."""
        known = self._latest.get(_Key(_publisher(statement), record))
        if known is None or isinstance(known.details, Relationship):
            return Party(_undescribed(_Key(_publisher(statement), record)), False, "")
        return described(known, source)


def described(one: Checked, source: Source) -> Party:
    """The party that an entity's or person's statement describes. Raises RowError for a wrong identity number."""
    key, details = _key(one.statement), one.details
    if isinstance(details, Entity):
        name = details.name or next(iter(details.alternateNames or ()), "")
        if details.entityType.type in _NAMELESS:
            return Party("", False, name)
        return Party(_entity_id(key, details), False, name)
    assert isinstance(details, Person)
    names = details.names or ()
    name = next((one.fullName for one in names if one.type in {None, "legal"}), names[0].fullName if names else "")
    if details.personType in _NAMELESS:
        return Party("", True, name)
    own = _own_id(details.identifiers, "P")
    number, number_type = _number(details)
    if own or not number:
        return Party(own or identify("P", "bods", *key), True, name)
    return Party(source.person(name, number, number_type, within=""), True, name)


def tell(one: Checked, parties: Parties, source: Source) -> None:
    """A statement as facts of the source's current row."""
    statement = one.statement
    record = _record(one, source)
    if isinstance(one.details, Relationship):
        _relationship(statement, one.details, record, parties, source)
        return
    party = described(one, source)
    if not party.id:
        return
    source.tie("CONCERNS", record, party.id, properties={"capacity": "所述主体"})
    if parties.is_latest(statement):
        _subject(one, party, source)
        undescribed = _undescribed(_key(statement))
        if undescribed != party.id:
            source.tie("SAME_AS", undescribed, party.id, None, OPEN_DAY, properties={"basis": "同一记录 / one record"})


def _record(one: Checked, source: Source) -> str:
    statement, key = one.statement, _key(one.statement)
    origin, details = statement.source, one.details
    unspecified = _unspecified(details)
    properties: dict[str, Value | None] = {
        "statement": statement.statementId,
        "record": statement.recordId,
        "record_type": statement.recordType,
        "status": statement.recordStatus,
        "date": statement.statementDate[:10],
        "publisher": key.publisher,
        "declaration_subject": statement.declarationSubject,
        "sources": list(origin.type or ()) if origin else [],
        "asserted_by": [party.name for party in origin.assertedBy or () if party.name] if origin else [],
        "reason": unspecified.reason if unspecified else None,
        "description": unspecified.description if unspecified else None,
        "component": details.isComponent,
        "components": list(details.componentRecords or ()) if isinstance(details, Relationship) else [],
    }
    on = statement.statementDate[:10]
    return source.record("OwnershipStatement", (key.publisher, statement.statementId), on, properties)


def _unspecified(details: Entity | Person | Relationship) -> Unspecified | None:
    if isinstance(details, Entity):
        return details.unspecifiedEntityDetails
    if isinstance(details, Person):
        return details.unspecifiedPersonDetails
    return next((end for end in (details.interestedParty, details.subject) if isinstance(end, Unspecified)), None)


def _subject(one: Checked, party: Party, source: Source) -> None:
    details = one.details
    if isinstance(details, Person):
        birth = details.birthDate if details.birthDate and len(details.birthDate) == 10 else None
        source.stated("Person", party.id, party.name, {"birth": birth})
        return
    assert isinstance(details, Entity)
    code = _code(details)
    kind = kind_of(party.name, code) if code else _KINDS[details.entityType.type]
    scheme = next(
        (one for one in details.identifiers or () if one.scheme and one.id and one.scheme != OWN_SCHEME), None
    )
    public = schema().subjects[kind].public
    said: dict[str, Value | None] = {
        "since" if public else "established": details.foundingDate,
        "until" if public else "ended": details.dissolutionDate,
    }
    if not public and scheme is not None and not code:
        said["register_id"] = f"{scheme.scheme}-{scheme.id}"
    source.stated(kind, party.id, party.name, said, code=code)


def _relationship(statement: Statement, details: Relationship, record: str, parties: Parties, source: Source) -> None:
    if isinstance(details.subject, Unspecified):
        return
    company = parties.party(statement, details.subject, source)
    if not company.id:
        return
    source.tie("CONCERNS", record, company.id, properties={"capacity": "所涉企业"})
    reason = None
    if isinstance(details.interestedParty, Unspecified):
        holder, reason = Party("", False, ""), details.interestedParty.reason
    else:
        holder = parties.party(statement, details.interestedParty, source)
    for place, interest in enumerate(details.interests or [Interest()]):
        _interest(statement, place, interest, company, holder, reason, source)
    if holder.id and holder.person and parties.is_latest(statement):
        _declaration(statement, details.interests or [], company.id, holder.id, source)


def _interest(
    statement: Statement,
    place: int,
    interest: Interest,
    company: Party,
    holder: Party,
    reason: str | None,
    source: Source,
) -> None:
    ours = exact.read(interest.details or "")
    parts = _exact_parts(ours, interest) or parts_of(interest.share)
    start, end = interest.startDate, interest.endDate
    if start is not None and end is not None and end < start:
        path = f"recordDetails.interests[{place}].endDate"
        raise RowError(
            "bods", f"陈述 / statement {statement.statementId}：{path}：早于 startDate / precedes it", path, end
        )
    undisclosed = not holder.id
    source.tie(
        "STATED_INTEREST_IN",
        holder.id or mentioned_organisation_id("undisclosed", company.id),
        company.id,
        start,
        None if ours.get("end") == "unknown" else OPEN_DAY if end is None else day_number(date.fromisoformat(end)),
        discriminator=f"{_publisher(statement)} {statement.statementId} {place}",
        properties={
            "name": ours.get("name") or holder.name,
            "interest": interest.type,
            "directness": interest.directOrIndirect,
            "beneficial": interest.beneficialOwnershipOrControl,
            "capital": parts.capital if parts else None,
            "total": parts.total if parts else None,
            "band": parts.band if parts else None,
            "unit": ours.get("unit", "percent") if parts else None,
            "basis": ours.get("basis"),
            "certainty": ours.get("certainty"),
            "start_note": ours.get("start_note"),
            "position": ours.get("position"),
            "role": _role(interest, ours.get("role"), person=holder.person),
            "disclosed": not undisclosed,
            "details": (interest.details or "").partition(exact.MARK)[0].strip(),
            "statement": statement.statementId,
            "record": statement.recordId,
            "status": statement.recordStatus,
            "stated": statement.statementDate,
            "publisher": _publisher(statement),
            "reason": reason,
        },
    )


def _exact_parts(ours: dict[str, object], interest: Interest) -> Parts | None:
    """Our own numbers, where they are there and the standard's fields do not say otherwise."""
    capital, total, band = ours.get("capital"), ours.get("total"), ours.get("band", 0)
    if not isinstance(capital, int) or not isinstance(total, int) or not isinstance(band, int) or total < 1:
        return None
    stated = parts_of(interest.share)
    if stated is None:
        return Parts(capital, total, band)
    least, most = (stated.capital - stated.band) * total, (stated.capital + stated.band) * total
    inside = least <= (capital - band) * stated.total and (capital + band) * stated.total <= most
    return Parts(capital, total, band) if inside else None


def _role(interest: Interest, ours: object, *, person: bool) -> str | None:
    """The office or holding that an interest is in our words, where it is one."""
    words = interest.details or ""
    if isinstance(ours, str) and ours in _ROLES:
        return ours
    if interest.type == "shareholding" and interest.directOrIndirect != "indirect":
        return "SHAREHOLDER_OF"
    if interest.type == "controlViaCompanyRulesOrArticles" and "执行事务合伙人" in words:
        return "EXECUTING_PARTNER_OF"
    if not person or interest.type not in {"boardMember", "boardChair", "seniorManagingOfficial"}:
        return None
    if "法定代表人" in words:
        return "LEGAL_REPRESENTATIVE_OF"
    return "PRINCIPAL_OF" if "主要负责人" in words else "OFFICER_OF"


def _declaration(statement: Statement, interests: list[Interest], company: str, person: str, source: Source) -> None:
    """Beneficial ownership or control that a statement declares: what others state, never a filing of the law's own."""
    named = [one for one in interests if one.beneficialOwnershipOrControl]
    if not named:
        return
    manner = "、".join(sorted({one.type or "unknownInterest" for one in named}))
    since = min((one.startDate for one in named if one.startDate), default=None)
    ends = [one.endDate for one in named]
    until = max(end for end in ends if end) if all(ends) else None
    if statement.recordStatus == "closed" and until is None:
        until = statement.statementDate[:10]
    last = (date.fromisoformat(until) - timedelta(days=1)).isoformat() if until else None
    key = (company, person, manner, since or "", _publisher(statement), statement.recordId)
    record = source.record(
        "ControlDeclaration", key, since, {"manner": manner, "from": since, "to": last, "origin": ORIGIN}
    )
    source.tie("CONCERNS", record, company, properties={"capacity": "所涉企业"})
    source.tie("DECLARES", record, person)


def _entity_id(key: _Key, details: Entity) -> str:
    code = _code(details)
    if code:
        return organisation_id(code)
    return _own_id(details.identifiers, "O") or _undescribed(key)


def _code(details: Entity) -> str:
    """The unified social credit code among an entity's identifiers: its check characters decide, not the scheme."""
    for one in details.identifiers or ():
        if one.id and unified_social_credit_code.is_valid(one.id):
            return unified_social_credit_code.compact(one.id)
    return ""


def _own_id(identifiers: list[Identifier] | None, prefix: str) -> str:
    for one in identifiers or ():
        if one.scheme == OWN_SCHEME and one.id and one.id.startswith(prefix) and _OWN_ID.fullmatch(one.id):
            return one.id
    return ""


def _number(details: Person) -> tuple[str, str]:
    """A person's identity number, a resident's first, and its kind; none where every identifier is masked or blank."""
    given = [one for one in details.identifiers or () if one.id and one.id.strip() and "*" not in one.id]
    for one in given:
        if one.id and resident_identity.is_valid(one.id):
            return one.id, "居民身份证"
    for one in given:
        if one.id and any(sign.isalnum() for sign in one.id) and not any(sign in one.id for sign in "?？#"):
            return one.id, f"其他-{one.scheme or one.schemeName}"
    return "", ""


def _undescribed(key: _Key) -> str:
    """The id of whoever a record stands for, known by its publisher's name for the record alone."""
    return mentioned_organisation_id("bods", "\x1f".join(key))


def _key(statement: Statement) -> _Key:
    return _Key(_publisher(statement), statement.recordId)


def _publisher(statement: Statement) -> str:
    """Who publishes: records of one name are one record only where one publisher calls them so."""
    publication = statement.publicationDetails
    return (publication.publisher.name or publication.publisher.url or "").strip() if publication else ""


def _turn(statement: Statement) -> tuple[str, str]:
    return statement.statementDate, statement.statementId
