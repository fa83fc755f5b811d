"""Shapes of what the explorer draws: surroundings, structures, records, kinds, rules, the overview."""

from __future__ import annotations

from pydantic import Field

from api.routes.shapes.plain import Json, Shape


class Drawn(Shape):
    """Nodes and ties of a picture."""

    nodes: list[Json]
    ties: list[Json]
    as_of: str
    data_version: int


class Surroundings(Drawn):
    """What is tied to a subject or record: a page of it, and how many there are of each kind."""

    subject: Json
    groups: list[Json]
    total: int
    next: int | None = Field(None, description="Where the next page begins; null at the end.")


class TieCounts(Shape):
    """How many ties of each kind each subject or record has."""

    counts: dict[str, list[Json]]
    as_of: str


class Structure(Drawn):
    """Ownership drawn: holders above, holdings below, who decides and who benefits."""

    subject: Json
    controllers: list[Json]
    rings: list[list[str]]
    warnings: list[Json]
    left_out: int


class RecordFile(Shape):
    """A record and whom it speaks of."""

    id: str
    kind: str
    number: str
    date: str | None
    state: str
    properties: Json
    parties: list[Json]
    as_of: str
    data_version: int


class Kinds(Shape):
    """Kinds of subject, record and tie, and how they are drawn."""

    subjects: dict[str, Json]
    records: dict[str, Json]
    ties: dict[str, Json]


class Rules(Shape):
    """The rules in force and those shipped unverified."""

    items: list[Json]
    rules_version: str


class Overview(Shape):
    """What a store holds, how fresh it is, and what waits."""

    as_of: str
    data_version: int
    subjects: dict[str, int]
    records: dict[str, int]
    ties: int
    documents: Json
    derivation: Json
    measures: dict[str, int]
    alerts: int
    notices: dict[str, int]
    worklist: list[Json]
    proposals: int | None = None
