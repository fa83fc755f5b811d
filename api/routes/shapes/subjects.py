"""Shapes of subjects: their files, who stands beside them, who owns them, paths, notes."""

from __future__ import annotations

from pydantic import Field

from api.routes.shapes.derived import Alert, Measure
from api.routes.shapes.plain import Json, Page, Shape, Subject


class Subjects(Page):
    """Subjects found."""

    items: list[Subject]


class SubjectFile(Shape):
    """A subject's file (主体档案)."""

    subject: Subject
    roles: list[Json]
    holdings: list[Json]
    records: list[Json]
    measures: list[Measure]
    alerts: list[Alert]
    as_of: str
    data_version: int


class Neighbourhood(Shape):
    """Who stands beside a subject on a day."""

    subject: Subject
    subjects: list[Subject]
    ties: list[Json]
    hops: int
    truncated: bool
    as_of: str
    data_version: int


class Ownership(Shape):
    """Who decides in a company and who benefits; its stakes, and the stakes it holds."""

    subject: Subject
    controllers: list[Json]
    holdings: list[Json]
    as_of: str
    data_version: int


class Paths(Shape):
    """How two subjects are connected; "none" means none within these limits, which ``text`` says in words."""

    from_: Subject = Field(alias="from")
    to: Subject
    sought: str
    within: Json
    truncated: bool
    truncated_by: list[str]
    paths: list[Json]
    text: str
    data_version: int


class Unmasked(Shape):
    """An identity number, for a purpose and a reason, on record."""

    subject: str
    number_type: str
    number: str


class Note(Shape):
    """A note on a subject, with its author and date."""

    id: str
    text: str
    author: str
    date: str
    candidate: str
    judged: str


class Notes(Shape):
    """Notes on a subject, the latest first."""

    items: list[Note]
    as_of: str
