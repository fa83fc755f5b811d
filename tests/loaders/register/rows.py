"""Register rows of one company, as settling sees them, built without a file or a store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.model import Fact, Shape, Value, day_number, identify, organisation_id, record_id, tie_id
from loaders.register.company_file import CompanyFile

CODE = "91640104MA0000015Y"
COMPANY = organisation_id(CODE)
ESTABLISHED = date(2010, 1, 1)


def registration(
    *, name: str = "样例商贸有限公司", representative: str = "", established: date | None = ESTABLISHED, **more: Value
) -> Fact:
    """A row of 登记主体; ``capital`` in fen."""
    properties: dict[str, Value] = {"name": name, "state": "存续", "legal_representative_name": representative, **more}
    if established is not None:
        properties["established"] = established.isoformat()
    if "capital" in properties:
        properties["registered_capital"] = properties.pop("capital")
    number = str(properties.pop("number", "NX001"))
    return Fact(
        Shape.RECORD,
        "Registration",
        record_id("Registration", COMPANY, name),
        1,
        name=name,
        code=CODE,
        number=number,
        properties={key: value for key, value in properties.items() if value != ""},
    )


def change(on: date, before: str, after: str, item: str = "法定代表人变更") -> Fact:
    """A row of 变更."""
    properties = {"item": item, "date": on.isoformat(), "before": before, "after": after}
    entity = record_id("RegistrationChange", COMPANY, item, on.isoformat(), before, after)
    kept = {key: value for key, value in properties.items() if value}
    return Fact(Shape.RECORD, "RegistrationChange", entity, 1, valid_from=day_number(on), name=item, properties=kept)


def officer(
    name: str,
    since: date | None = None,
    last: date | None = None,
    *,
    position: str = "执行董事",
    representative: bool = True,
    source: str = "",
) -> Fact:
    """A row of 主要人员; ``last`` is the last day, as 任职截止日期 names it."""
    person = source or identify("P", "file", COMPANY, name)
    properties: dict[str, Value] = {"position": position, "legal_representative": representative, "name": name}
    properties |= {key: day.isoformat() for key, day in (("from", since), ("to", last)) if day is not None}
    entity = tie_id("LISTED_AS_OFFICER", person, COMPANY, f"{position} {since or ''}")
    return Fact(Shape.TIE, "LISTED_AS_OFFICER", entity, 1, person, COMPANY, properties=properties)


def contributor(name: str, subscribed: int | None = None, **more: Value) -> Fact:
    """A row of 股东及出资; ``subscribed`` in fen."""
    holder = identify("P", "file", COMPANY, name)
    properties: dict[str, Value] = {"name": name, "disclosed": True, **more}
    if subscribed is not None:
        properties["subscribed"] = subscribed
    entity = tie_id("LISTED_AS_CONTRIBUTOR", holder, COMPANY, f"{name} {more}")
    return Fact(Shape.TIE, "LISTED_AS_CONTRIBUTOR", entity, 1, holder, COMPANY, properties=properties)


def transfer(name: str, on: date, before: str, after: str) -> Fact:
    """A row of 股权变更."""
    holder = identify("P", "file", COMPANY, name)
    properties = {"name": name, "before": before, "after": after, "date": on.isoformat()}
    entity = tie_id("LISTED_TRANSFER_IN", holder, COMPANY, f"{name} {on} {before} {after}")
    return Fact(
        Shape.TIE, "LISTED_TRANSFER_IN", entity, 1, holder, COMPANY, valid_from=day_number(on), properties=properties
    )


def file_of(rows: Iterable[Fact]) -> CompanyFile:
    """A company's file of these rows, in their order."""
    file = CompanyFile(COMPANY)
    places = {
        "Registration": file.registrations,
        "RegistrationChange": file.changes,
        "LISTED_AS_OFFICER": file.officers,
        "LISTED_AS_CONTRIBUTOR": file.contributors,
        "LISTED_TRANSFER_IN": file.transfers,
    }
    for row in rows:
        places[row.kind].append(row)
    return file
