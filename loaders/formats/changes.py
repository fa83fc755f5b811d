"""变更登记: what changed from what to what on which day; the only source of role history."""

from __future__ import annotations

from graph.identifiers import document_number
from loaders.formats.register_rows import COMPANY_KEYS, FILE_COLUMNS, company_of
from loaders.layout import Column, Format, Row
from loaders.register.words import speaks_of
from loaders.source import Source

COLUMNS = (
    *FILE_COLUMNS,
    Column("item", ("变更事项", "变更项目"), needed=True, filled=True),
    Column("before", ("变更前内容", "变更前"), needed=True),
    Column("after", ("变更后内容", "变更后"), needed=True),
    Column("date", ("变更日期", "核准变更日期"), needed=True, filled=True, past=True),
)


def facts(row: Row, source: Source) -> None:
    """One change in a company's registration."""
    company = company_of(row, source)
    item, before, after, on = row.text("item"), row.text("before"), row.text("after"), row.day("date")
    if on is None:
        raise row.fault("date", "date", "变更日期不能没有 / the change must be dated")
    if not before and not after:
        raise row.fault("after", "blank", "变更前后内容都为空 / neither before nor after is given")
    record = source.record(
        "RegistrationChange",
        (company, item, on, before, after),
        on,
        {"item": item, "date": on, "before": before, "after": after},
        number=_former_name(item, before),
        name=item,
    )
    source.tie("CHANGES", record, company)


def _former_name(item: str, before: str) -> str:
    """What a change of name is found under: the name given up."""
    return before if speaks_of(item, "name_items") and len(before) <= document_number.LONGEST else ""


FORMAT = Format("changes", "变更登记", COLUMNS, facts, either=COMPANY_KEYS)
