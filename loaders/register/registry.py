"""Who a registration is: one subject under one code, renamed or not, or two names that share a code (一码多赋)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graph.model import Fact
from loaders.register.company_file import CompanyFile, compact_name
from loaders.register.words import is_ended, is_state_owned, kind_of_type, names_in, speaks_of

_COPIED = (
    "register_id",
    "enterprise_type",
    "state",
    "established",
    "registered_capital",
    "currency",
    "address",
    "region",
    "business_scope",
    "registrar",
    "approved",
    "legal_representative_name",
    "ended",
)


@dataclass(slots=True)
class Registered:
    """What a code's registrations come to: the one that stands, earlier names, and names that contradict it."""

    current: Fact | None = None
    former_names: list[str] = field(default_factory=list)
    conflicting: list[Fact] = field(default_factory=list)


def registered(file: CompanyFile) -> Registered:
    """The registration that stands. Two active names that nothing links stand for nobody (重错码)."""
    rows = sorted(file.registrations, key=lambda fact: (fact.text("approved"), fact.recorded_from, fact.name))
    if not rows:
        return Registered()
    active = [row for row in rows if not is_ended(row.text("state"))]
    if len({row.name for row in active}) > 1 and not _linked(file, active):
        return Registered(conflicting=active)
    current = _last_name(file, active or rows)
    former = [row.name for row in rows if row.name != current.name]
    for change in _renamings(file):
        former += [name for name in names_in(change.text("before")) if name != compact_name(current.name)]
    return Registered(current, list(dict.fromkeys(former)))


def _renamings(file: CompanyFile) -> list[Fact]:
    found = [change for change in file.changes if speaks_of(change.text("item"), "name_items")]
    return sorted(found, key=lambda change: (change.text("date"), change.entity))


def _linked(file: CompanyFile, rows: list[Fact]) -> bool:
    """Whether all rows are one registration: the same register id, or name changes that lead from one to the other."""
    ids = {row.number for row in rows}
    if len(ids) == 1 and "" not in ids:
        return True
    group = {compact_name(rows[0].name)}
    links = [{*names_in(change.text("before")), *names_in(change.text("after"))} for change in _renamings(file)]
    for _ in links:
        for link in links:
            if link & group:
                group |= link
    return all(compact_name(row.name) in group for row in rows)


def _last_name(file: CompanyFile, rows: list[Fact]) -> Fact:
    """The row under the name that the last name change led to, else the last approved."""
    for change in reversed(_renamings(file)):
        for row in rows:
            if compact_name(row.name) in names_in(change.text("after")):
                return row
    return rows[-1]


def description(company: str, found: Registered, mentioned: Fact | None) -> Fact | None:
    """The subject as its register describes it (standing 2); names in conflict are listed and nothing else is taken."""
    if found.conflicting:
        base = found.conflicting[0]
        names = sorted({row.name for row in found.conflicting})
        properties: dict[str, Any] = {"standing": 2, "conflicting_names": names}
        return Fact(
            "subject",
            mentioned.kind if mentioned else "Enterprise",
            company,
            0,
            name=" / ".join(names),
            code=base.code,
            number=base.code[8:17],
            properties=properties,
            document=base.document,
            line=base.line,
        )
    row = found.current
    if row is None:
        return None
    kind = kind_of_type(row.text("enterprise_type")) or (mentioned.kind if mentioned else "Enterprise")
    properties = {name: row.properties[name] for name in _COPIED if name in row.properties}
    properties |= {
        "standing": 2,
        "former_names": found.former_names,
        "conflicting_names": [],
        "state_owned": is_state_owned(row.text("enterprise_type")),
    }
    return Fact(
        "subject",
        kind,
        company,
        0,
        name=row.name,
        code=row.code,
        number=row.code[8:17],
        properties=properties,
        document=row.document,
        line=row.line,
    )
