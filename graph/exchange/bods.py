"""Ownership and control as statements of the Beneficial Ownership Data Standard 0.4 (BODS), written to be read back.

What goes out is what holds on the day: holdings, offices, executing partners, and declarations of control. What the
standard has no field for (a share as a fraction, certainty, whether an end is unknown) stands in ``details``
(graph.exchange.exact). Read back, the ties are the same; a declaration comes back as what a statement declares, never
as a filing of the law's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import orjson

from graph.exchange import exact
from graph.exchange.selection import Selection
from graph.schema import schema

Row = Mapping[str, Any]

PUBLISHER = "creditgraph"
OWN_SCHEME = "creditgraph"
_INTERESTS = {
    "SHAREHOLDER_OF": ("shareholding", "股东"),
    "LEGAL_REPRESENTATIVE_OF": ("seniorManagingOfficial", "法定代表人"),
    "PRINCIPAL_OF": ("seniorManagingOfficial", "主要负责人"),
    "OFFICER_OF": ("seniorManagingOfficial", "董事监事高管"),
    "EXECUTING_PARTNER_OF": ("controlViaCompanyRulesOrArticles", "执行事务合伙人"),
}
_PARTIES = frozenset({"CONCERNS", "DECLARES"})
_TYPES: dict[str, Row] = {
    "GovernmentBody": {"type": "stateBody", "subtype": "governmentDepartment"},
    "DispatchedBody": {"type": "stateBody", "subtype": "governmentDepartment"},
    "DevelopmentZoneCommittee": {"type": "stateBody", "subtype": "stateAgency"},
    "PublicInstitution": {"type": "stateBody", "subtype": "stateAgency"},
    "Court": {"type": "stateBody", "subtype": "other", "details": "人民法院"},
    "MassOrganisation": {"type": "legalEntity"},
    "Organisation": {"type": "legalEntity"},
}
_REGISTERED: Row = {"type": "registeredEntity"}
_UNKNOWN = {"reason": "informationUnknownToPublisher", "description": "未载明的股东 / holders that are not disclosed"}
_PLACES = 6
"""Decimals of a share that is no finite decimal: bounds rounded outward, the fraction itself in ``details``."""


def statements(selection: Selection) -> Iterator[dict[str, Any]]:
    """Who, then what they have in whom, each in order of id."""
    companies: dict[str, str] = {}
    declared: dict[str, dict[str, str]] = {}
    for tie in selection.ties():
        if tie["kind"] in _INTERESTS:
            companies[tie["target"]] = tie["target"]
            companies[tie["source"]] = min(companies.get(tie["source"], tie["target"]), tie["target"])
        elif tie["kind"] in _PARTIES:
            declared.setdefault(tie["source"], {})[tie["kind"]] = tie["target"]
    declarations: list[Row] = []
    nameless: set[str] = set()
    whole = {record for record, ends in declared.items() if len(ends) == len(_PARTIES)}
    for node in selection.nodes():
        if node["kind"] == "ControlDeclaration" and node["id"] in whole:
            declarations.append(node)
            ends = declared[node["id"]]
            companies.setdefault(ends["CONCERNS"], ends["CONCERNS"])
            companies.setdefault(ends["DECLARES"], ends["CONCERNS"])
    about = selection.about
    for node in selection.nodes():
        if node["id"] in companies and not node["kind"]:
            nameless.add(node["id"])
        elif node["id"] in companies and node["kind"] in schema().subjects:
            yield _party(node, companies[node["id"]], about)
    for tie in selection.ties():
        if tie["kind"] in _INTERESTS and tie["target"] not in nameless:
            yield _interest(tie, about, unknown=tie["source"] in nameless)
    for record in declarations:
        yield _declaration(record, declared[record["id"]], about)


def _statement(row: Row, kind: str, subject: str, details: Row, about: Row) -> dict[str, Any]:
    """A statement, its id the digest of all it says."""
    where = f"{row['file']} 第 {row['line']} 行" if row["line"] else row["file"]
    told = {
        "statementDate": (row["recorded"] or about["as_of"])[:10],
        "declarationSubject": subject,
        "recordId": row["id"],
        "recordType": kind,
        "recordStatus": "new",
        "recordDetails": details,
        "publicationDetails": {
            "publicationDate": about["as_of"],
            "bodsVersion": "0.4",
            "publisher": {"name": PUBLISHER},
        },
        "source": {"type": ["officialRegister"], "description": f"{where}；{row['document']}；{row['recorded'] or ''}"},
    }
    id = hashlib.blake2b(orjson.dumps(told, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()
    return {"statementId": id, **told}


def _party(node: Row, subject: str, about: Row) -> dict[str, Any]:
    own = {"id": node["id"], "scheme": OWN_SCHEME, "schemeName": "creditgraph 主体编号"}
    if node["kind"] == "Person":
        person: dict[str, Any] = {"isComponent": False, "personType": "knownPerson", "identifiers": [own]}
        if node["name"]:
            person["names"] = [{"type": "legal", "fullName": node["name"]}]
        if node["properties"].get("birth"):
            person["birthDate"] = node["properties"]["birth"]
        return _statement(node, "person", subject, person, about)
    said = node["properties"]
    entity: dict[str, Any] = {"isComponent": False, "entityType": _TYPES.get(node["kind"], _REGISTERED)}
    if node["name"]:
        entity["name"] = node["name"]
    code = [{"id": node["code"], "schemeName": "统一社会信用代码"}] if len(node["code"]) == 18 else []
    entity["identifiers"] = [*code, own]
    for field, names in (("foundingDate", ("established", "since")), ("dissolutionDate", ("ended", "until"))):
        day = next((said[name] for name in names if said.get(name)), None)
        if day:
            entity[field] = day
    return _statement(node, "entity", node["id"], entity, about)


def _interest(tie: Row, about: Row, *, unknown: bool) -> dict[str, Any]:
    said: Row = tie["properties"]
    type, words = _INTERESTS[tie["kind"]]
    position = said.get("position", "")
    if tie["kind"] == "OFFICER_OF" and "董事" in position:
        type = "boardChair" if position == "董事长" else "boardMember"
    told: dict[str, Any] = {"type": type, "directOrIndirect": "direct"}
    share = _share(said) if type == "shareholding" else None
    if share:
        told["share"] = share
    told.update(_days(tie["from"], tie["to"]))
    words = f"{words}（{position}）" if position else words
    told["details"] = exact.written(words, tie["kind"], said, end_unknown=tie["to"] is None and not tie["open"])
    details = {
        "isComponent": False,
        "subject": tie["target"],
        "interestedParty": _UNKNOWN if unknown else tie["source"],
        "interests": [told],
    }
    return _statement(tie, "relationship", tie["target"], details, about)


def _declaration(node: Row, ends: Mapping[str, str], about: Row) -> dict[str, Any]:
    """A declaration of control; its last day becomes the day on which it had ended."""
    said = node["properties"]
    last = said.get("to")
    end = (date.fromisoformat(last) + timedelta(days=1)).isoformat() if last else None
    told = {
        "type": "otherInfluenceOrControl",
        "directOrIndirect": "unknown",
        "beneficialOwnershipOrControl": True,
        "details": "：".join(text for text in (said.get("origin", ""), said.get("manner", "")) if text)
        or "控制关系申报",
        **_days(said.get("from"), end),
    }
    details = {
        "isComponent": False,
        "subject": ends["CONCERNS"],
        "interestedParty": ends["DECLARES"],
        "interests": [told],
    }
    return _statement(node, "relationship", ends["CONCERNS"], details, about)


def _days(start: str | None, end: str | None) -> dict[str, str]:
    return {name: day for name, day in (("startDate", start), ("endDate", end)) if day}


def _share(said: Row) -> dict[str, int | float] | None:
    """The share in percent: exact where it is a finite decimal, else between bounds; none where it is not known."""
    capital, total, band = said.get("capital"), said.get("total"), said.get("band", 0)
    if not isinstance(capital, int) or not isinstance(total, int) or total < 1 or said.get("unit") == "unknown":
        return None
    low, high = (Fraction(100 * value, total) for value in (capital - band, capital + band))
    if low < 0 or high > 100:
        return None
    least, most = _decimal(low, up=False), _decimal(high, up=True)
    if least == most:
        return {"exact": _number(least)}
    return {"minimum": _number(least), "maximum": _number(most)}


def _decimal(value: Fraction, *, up: bool) -> Decimal:
    numerator, denominator = (value * 10**_PLACES).as_integer_ratio()
    whole = -(-numerator // denominator) if up else numerator // denominator
    return Decimal(whole).scaleb(-_PLACES)


def _number(value: Decimal) -> int | float:
    """A JSON number that reads back as these very digits: nine at most."""
    return int(value) if value == value.to_integral_value() else float(value)
