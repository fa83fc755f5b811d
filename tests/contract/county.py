"""Facts of a small county, to write into a store."""

from __future__ import annotations

from graph.derived import Derived, Family
from graph.model import (
    OPEN_DAY,
    Document,
    Fact,
    Properties,
    Shape,
    mentioned_organisation_id,
    record_id,
    tie_id,
)

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (1_700_000_000_000_000 + day * 86_400_000_000 for day in range(4))
"""Recorded instants."""


def organisation(
    name: str,
    *,
    at: int = MONDAY,
    code: str = "",
    number: str = "",
    kind: str = "Enterprise",
    document: str = "d1",
    line: int = 1,
    **properties: str | int | bool | list[str],
) -> Fact:
    """A subject, known by its name."""
    entity = mentioned_organisation_id("name", name)
    return Fact(
        Shape.SUBJECT,
        kind,
        entity,
        at,
        name=name,
        code=code,
        number=number,
        properties=properties,
        document=document,
        line=line,
    )


def penalty(
    number: str,
    *,
    at: int = MONDAY,
    day: int = 19_000,
    document: str = "d1",
    line: int = 1,
    **properties: str | int | bool | list[str],
) -> Fact:
    """A decision, known by its number."""
    entity = record_id("Penalty", number)
    return Fact(
        Shape.RECORD,
        "Penalty",
        entity,
        at,
        name=number,
        number=number,
        valid_from=day,
        valid_to=OPEN_DAY,
        properties=properties,
        document=document,
        line=line,
    )


def tie(
    kind: str,
    source: Fact,
    target: Fact,
    *,
    at: int = MONDAY,
    start: int | None = None,
    end: int | None = None,
    document: str = "d1",
    line: int = 1,
    properties: Properties | None = None,
) -> Fact:
    """A tie from one fact's entity to another's."""
    return Fact(
        Shape.TIE,
        kind,
        tie_id(kind, source.entity, target.entity, "" if start is None else str(start)),
        at,
        source=source.entity,
        target=target.entity,
        valid_from=start,
        valid_to=end,
        properties=properties or {},
        document=document,
        line=line,
    )


def paper(
    hash: str = "d1", *, name: str = "处罚.csv", at: int = MONDAY, rows: int = 1, complete: bool = True
) -> Document:
    """A loaded file."""
    return Document(hash, name, "penalty", at, rows, complete)


def derived(
    name: str,
    *,
    at: int = MONDAY,
    to: int | None = None,
    family: str = Family.MEASURE,
    subject: str = "O1",
    record: str = "R1",
    text: str = "",
) -> Derived:
    """A version of something worked out."""
    return Derived(name, family, "rule.one", subject, record, {"text": text, "path": ["T1", 2, None]}, at, to)


MILL = organisation("塞上面粉有限公司", code="91640000MA00000001", number="MA0000000")
BANK = organisation("银川商业银行", code="91640000MA00000002", number="MA0000002")
OFFICE = organisation("某市市场监督管理局", kind="GovernmentBody", standing=1)
DECISION = penalty("宁市监罚(2023)1号", fine=5_000_000, categories=["罚款", "警告"], served=True)
PENALISES = tie("PENALISES", DECISION, MILL)
DECIDED_BY = tie("DECIDED_BY", DECISION, OFFICE)
COUNTY = [MILL, BANK, OFFICE, DECISION, PENALISES, DECIDED_BY]
