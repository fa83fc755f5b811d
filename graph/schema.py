"""The kinds of subject, record and tie, read once from schema.yaml."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from graph.data_files import shipped

PropertyType = Literal["text", "date", "money", "integer", "flag", "list", "sealed"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SubjectKind(_Strict):
    """A kind of subject (主体类别): how it is called, drawn and told apart."""

    label: str
    label_en: str
    glyph: str
    colour: str
    shape: str
    key: tuple[str, ...]
    organisation: bool = False
    public: bool = False
    properties: dict[str, PropertyType]


class RecordKind(_Strict):
    """A kind of record (文书类别): a document with effect."""

    label: str
    label_en: str
    glyph: str
    colour: str
    shape: str
    key: tuple[str, ...]
    properties: dict[str, PropertyType]


class TieKind(_Strict):
    """A kind of tie (关系类别), read from its source to its target."""

    label: str
    label_en: str
    sources: tuple[str, ...] = Field(alias="from")
    targets: tuple[str, ...] = Field(alias="to")
    role: Literal["register", "settled", "plain"] = "plain"
    unknown: tuple[Literal["from", "to"], ...] = ()
    properties: dict[str, PropertyType] = Field(default_factory=dict)


class Schema(_Strict):
    """All kinds. ``version`` changes when a store written before cannot be read as it is."""

    version: int
    subjects: dict[str, SubjectKind]
    records: dict[str, RecordKind]
    ties: dict[str, TieKind]

    def label(self, kind: str) -> str:
        """The Chinese label of any kind; KeyError for a kind the schema does not declare."""
        for table in (self.subjects, self.records, self.ties):
            if kind in table:
                return table[kind].label
        raise KeyError(kind)

    @property
    def kinds(self) -> set[str]:
        """Every kind there is."""
        return {*self.subjects, *self.records, *self.ties}

    def organisations(self) -> tuple[str, ...]:
        """Kinds of subject that are not natural persons."""
        return self._organisations

    @cached_property
    def _organisations(self) -> tuple[str, ...]:
        return tuple(name for name, kind in self.subjects.items() if kind.organisation)

    def public_bodies(self) -> tuple[str, ...]:
        """Kinds of subject that exercise public power or are financed by it (机关、事业单位、群团 …)."""
        return self._public_bodies

    @cached_property
    def _public_bodies(self) -> tuple[str, ...]:
        return tuple(name for name, kind in self.subjects.items() if kind.public)

    def may_hang(self, end: Literal["from", "to"]) -> tuple[str, ...]:
        """Kinds of tie of which no fact need be about that end."""
        return tuple(name for name, kind in self.ties.items() if end in kind.unknown)

    def between_subjects(self) -> tuple[str, ...]:
        """Kinds of tie from subject to subject, but for what the register's rows say as they stand."""
        subjects = {*self.subjects, "organisation"}
        return tuple(
            name
            for name, kind in self.ties.items()
            if kind.role != "register" and subjects.issuperset((*kind.sources, *kind.targets))
        )


@lru_cache(maxsize=1)
def schema() -> Schema:
    """The schema of this release; raises pydantic.ValidationError where the file is malformed."""
    return Schema.model_validate(shipped("graph", "schema.yaml"))


@lru_cache(maxsize=1)
def naming_ties() -> frozenset[str]:
    """Kinds of tie from a record to a subject that keep what the document called it."""
    known = schema()
    records = set(known.records)
    return frozenset(
        name for name, kind in known.ties.items() if "name" in kind.properties and records.issuperset(kind.sources)
    )


IN_REGISTERS = ("LISTED_AS_OFFICER", "LISTED_AS_CONTRIBUTOR", "HOLDS_POST_IN")
"""Ties by which a register or roster calls a person with a number by name."""

IN_DOCUMENTS = (
    "PENALISES",
    "LICENSES",
    "LISTS",
    "RESTRICTS",
    "FINDS_RESPONSIBLE",
    "FINDS",
    "DECLARES",
    "IDENTIFIES",
    "HAS_STATUS",
    "CONCERNS",
)
"""Ties by which a document calls a subject by name."""
