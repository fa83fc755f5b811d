"""A company's file (登记档案): its register rows as known at one instant, and what documents say of its people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from graph.model import Fact, identify
from loaders.register.words import kind_of_type, names_in


@dataclass(slots=True)
class CompanyFile:
    """Everything the register says of one company, as known at one instant.

    ``company`` is the canonical id. ``named`` are persons by name with the facts that give name and number together:
    the register's own rows, and documents that name somebody with number, company and role.
    """

    company: str
    registrations: list[Fact] = field(default_factory=list)
    officers: list[Fact] = field(default_factory=list)
    contributors: list[Fact] = field(default_factory=list)
    transfers: list[Fact] = field(default_factory=list)
    stated: list[Fact] = field(default_factory=list)
    """What others than the register state of interests in the company."""
    changes: list[Fact] = field(default_factory=list)
    identifying: list[Fact] = field(default_factory=list)
    persons: dict[str, Fact] = field(default_factory=dict)
    """Subjects at the other end of the ties, by id."""

    def name_of(self, entity: str, tie: Fact | None = None) -> str:
        """A party's name: as the row writes it, else as the subject is called."""
        written = tie.text("name") if tie is not None else ""
        fact = self.persons.get(entity)
        return compact_name(written or (fact.name if fact is not None else ""))

    def is_numbered(self, entity: str) -> bool:
        """Whether an entity is a person with a full number, or an organisation with a code."""
        fact = self.persons.get(entity)
        if fact is None:
            return False
        if fact.kind == "Person":
            return bool(fact.text("number_type")) and not fact.properties.get("masked")
        return bool(fact.code)

    def numbered(self, name: str) -> dict[str, list[Fact]]:
        """Persons and organisations with a number whom this file or a document calls ``name``, with the facts."""
        found: dict[str, list[Fact]] = {}
        for tie in [*self.officers, *self.contributors, *self.transfers]:
            if self.is_numbered(tie.source) and self.name_of(tie.source, tie) == name:
                found.setdefault(tie.source, []).append(tie)
        for tie in self.identifying:
            if self.is_numbered(tie.target) and self.name_of(tie.target, tie) == name:
                found.setdefault(tie.target, []).append(tie)
        return found

    def resolve(self, name: str) -> tuple[str, list[Fact], bool]:
        """Who a name in this file is: ``(entity, evidence, resolved)``.

        The one numbered person of that name; with two or none, a person of this file only (interfaces: who a name is).
        """
        found = self.numbered(name)
        if len(found) == 1:
            entity, evidence = next(iter(found.items()))
            return entity, evidence, True
        return file_person(self.company, name), [], False

    @property
    def holdings(self) -> list[Fact]:
        """The 出资 rows that count: the register's own, else those of the latest annual report (年报), never both."""
        registered = [tie for tie in self.contributors if tie.integer("year") is None]
        latest = max((tie.integer("year") or 0 for tie in self.contributors), default=0)
        return registered or [tie for tie in self.contributors if tie.integer("year") == latest]

    @property
    def kind(self) -> str | None:
        """The kind of subject its 企业类型 says; None where it says an ordinary enterprise, or no row says anything."""
        types = (fact.text("enterprise_type") for fact in self.registrations)
        return next((kind for text in types if (kind := kind_of_type(text)) is not None), None)

    @property
    def established(self) -> date | None:
        """成立日期."""
        return next((day for fact in self.registrations if (day := fact.date("established"))), None)


def file_person(company: str, name: str) -> str:
    """The id of a person whom only a company's file knows, by name."""
    return identify("P", "file", company, name)


def compact_name(name: str) -> str:
    """A name as it is compared: without spaces and remarks, full-width forms made half."""
    return "".join(names_in(name)) if name else ""
