"""One record and everything a rule may ask about it, as known at one instant."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from graph.identifiers import region
from graph.model import Fact
from graph.schema import naming_ties, schema
from graph.view import View
from queries.documents.life import Event, Life, is_judicial, life
from queries.documents.naming import Misnamed, misnamed, misnamed_in
from queries.documents.source import source
from queries.propagation.categories import categories_of
from queries.propagation.citations import citations, cited_in_range
from queries.propagation.tenure import Window, act_window, in_words
from queries.rulebook import Rule, Rulebook

PARTY_TIES = ("PENALISES", "LICENSES", "LISTS", "RESTRICTS", "FINDS_RESPONSIBLE", "FINDS", "HAS_STATUS")
"""Ties from a record to whom it speaks of."""

_OWN_TIES = {
    "GovernmentPromise": ("PROMISED_BY",),
    "GovernmentDishonesty": ("CONCERNS",),
    "Arrears": ("OWED_BY",),
    "CreditCommitment": ("COMMITTED_BY",),
}
"""The same for promises, debts and commitments, by kind."""

ROLES = ("LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "OFFICER_OF", "EXECUTING_PARTNER_OF")
"""Roles that the register's rows give."""


@dataclass(frozen=True, slots=True)
class Named:
    """A person a decision names: by a 责任认定 row, or by a row of its own under the same number."""

    person: str
    responsibility: str
    fact: Fact
    tie: Fact
    by_finding: bool


@dataclass(slots=True)
class Reached:
    """Somebody a rule reaches, how certainly, in which role, and the steps that led there."""

    subject: str
    certain: bool
    path: list[dict[str, Any]]
    premises: list[Fact]
    words: str
    role: dict[str, Any] | None = None
    reference: date | None = None
    named: Named | None = None
    since: date | None = None
    until: date | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    """What an answer shows beside the path: who gave up what to whom, who is in both companies."""


@dataclass
class Case:
    """A trigger record seen through a view."""

    view: View
    record: Fact
    book: Rulebook
    produced: dict[str, set[str]] = field(default_factory=dict)
    """Subjects each rule has reached so far: a later rule may yield to an earlier one."""
    concerned: dict[str, date] = field(default_factory=dict)
    """Persons a measure reached (not a mere proposal), and since when: whom a notice tells."""
    lifted: dict[str, Event] = field(default_factory=dict)
    """What takes a measure back from those who were told of it, by its subject."""
    about: dict[str, bool] = field(default_factory=dict)
    """Whether a party is a subject of some sort, by the sort's name in a rule, as far as it was asked."""
    spans: dict[tuple[str, str, str], tuple[date | None, date | None, bool]] = field(default_factory=dict)
    """Terms that rules give (start, end, permanent), by rule, edition and the fact that may state one."""

    @cached_property
    def life(self) -> Life:
        """What became of the document."""
        return life(self.view, self.record)

    @cached_property
    def is_judicial(self) -> bool:
        """Whether the document is a court's, with effect only once no appeal can stop it."""
        return is_judicial(self.view, self.record)

    @cached_property
    def decided(self) -> date | None:
        """Since when the record has effect: its date, a judgment's not before it took effect."""
        days = [day for day in (self.record.valid.start, self.life.effective_from) if day is not None]
        return max(days, default=None)

    @cached_property
    def party_ties(self) -> list[Fact]:
        """Ties to whom the record speaks of."""
        return self.view.ties_from(self.record.entity, *_OWN_TIES.get(self.record.kind, PARTY_TIES))

    @cached_property
    def parties(self) -> list[str]:
        """Whom the record speaks of, canonical, each once."""
        return list(dict.fromkeys(self.view.canonical(tie.target) for tie in self.party_ties))

    @property
    def parties_with_ties(self) -> list[tuple[str, Fact]]:
        """Whom the record speaks of, canonical, each with the tie that says so."""
        return [(self.view.canonical(tie.target), tie) for tie in self.party_ties]

    @cached_property
    def unit(self) -> str | None:
        """The organisation concerned: the party that is one, or the enterprise an order names beside its person."""
        for party in self.parties:
            if self.kind_of(party) != "Person":
                return party
        return self.view.target(self.record.entity, "CONCERNS")

    @cached_property
    def unit_ties(self) -> list[Fact]:
        """The tie that leads from the record to its unit."""
        found = [tie for tie in self.party_ties if self.is_organisation(self.view.canonical(tie.target))]
        return found[:1] or self.view.ties_from(self.record.entity, "CONCERNS")[:1]

    @cached_property
    def units(self) -> list[str]:
        """Every organisation the record speaks of: its parties that are one, and those it concerns."""
        concerned = [self.view.canonical(tie.target) for tie in self.view.ties_from(self.record.entity, "CONCERNS")]
        return list(dict.fromkeys(one for one in [*self.parties, *concerned] if self.kind_of(one) != "Person"))

    @cached_property
    def categories(self) -> frozenset[str]:
        """Categories of penalty."""
        return categories_of(self.record, self.book, self.names)

    @cached_property
    def rules(self) -> list[Rule]:
        """The enabled rules that may apply, in the order of the files."""
        kind = self.record.kind
        return self.book.asking(kind, self.categories) if kind == "Penalty" else self.book.enabled(kind)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of whom the record speaks of: no words of what it orders."""
        return tuple(self.name_of(party) for party in self.parties)

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """Where the record, and the findings that rest on it, cite what they rest on."""
        return (self.record.text("basis"), *(named.fact.text("basis") for named in self.named))

    @cached_property
    def cited(self) -> frozenset[tuple[str, str]]:
        """Statutes and articles cited by the record and by the findings that rest on it."""
        return frozenset().union(*(citations(basis, self.book.not_cited) for basis in self.bases))

    @cached_property
    def cited_in_range(self) -> frozenset[tuple[str, str]]:
        """Articles that stand only within a range cited: whether one of them is meant, the text does not decide."""
        return frozenset().union(*(cited_in_range(basis, self.book.not_cited) for basis in self.bases))

    @cached_property
    def window(self) -> Window | None:
        """When the act may have been."""
        return act_window(self.record, self.book)

    @cached_property
    def named(self) -> list[Named]:
        """Whom the decision names as responsible, by person; a finding on another unit under the number is not it."""
        found: list[Named] = []
        number = self.record.number
        if not number or self.record.kind != "Penalty" or self.is_row_of_a_unit:
            return found
        for finding in self.view.numbered(number, "ResponsibilityFinding"):
            units = {self.view.canonical(tie.target) for tie in self.view.ties_from(finding.entity, "CONCERNS")}
            if (units and self.unit not in units) or misnamed_in(self.view, finding):
                continue
            for tie in self.view.ties_from(finding.entity, "FINDS_RESPONSIBLE"):
                person = self.view.canonical(tie.target)
                found.append(Named(person, finding.text("responsibility"), finding, tie, True))
        for row in self.view.numbered(number, "Penalty"):
            if row.entity == self.record.entity or row.valid_from != self.record.valid_from:
                continue
            if misnamed_in(self.view, row):
                continue
            for tie in self.view.ties_from(row.entity, "PENALISES"):
                person = self.view.canonical(tie.target)
                if self.kind_of(person) == "Person":
                    found.append(Named(person, "", row, tie, False))
        return sorted(found, key=lambda named: (named.person, not named.by_finding, named.responsibility))

    @cached_property
    def place(self) -> dict[str, str] | None:
        """Where the case belongs: the region its unit is registered in, else that of who decided; None if unknown."""
        for subject in [*([self.unit] if self.unit else []), *(tie.target for tie in self.organs())]:
            fact = self.view.subject(subject)
            if fact is not None and (code := fact.text("region")):
                return {"code": code, "name": region.name_of(code) or ""}
        return None

    @cached_property
    def is_row_of_a_unit(self) -> bool:
        """Whether this is a person's row under the number of a decision on a unit: the unit's row names him."""
        if self.unit is not None:
            return False
        rows = self.view.numbered(self.record.number, "Penalty")
        ties = [
            tie
            for row in rows
            if row.valid_from == self.record.valid_from
            for tie in self.view.ties_from(row.entity, "PENALISES")
        ]
        return any(self.kind_of(self.view.canonical(tie.target)) != "Person" for tie in ties)

    def kind_of(self, subject: str) -> str:
        """A subject's kind."""
        fact = self.view.subject(subject)
        return fact.kind if fact is not None else "Organisation"

    def is_organisation(self, subject: str) -> bool:
        """Whether a subject is not a natural person."""
        return self.kind_of(subject) in schema().organisations()

    def name_of(self, subject: str) -> str:
        """A subject's name."""
        fact = self.view.subject(subject)
        return fact.name if fact is not None else subject

    def identified(self, subject: str) -> bool:
        """Whether it is known who this is: an organisation whose code is its own, or a person with a full number."""
        fact = self.view.subject(subject)
        if fact is None or fact.list("conflicting_names"):
            return False
        return fact.kind != "Person" or (bool(fact.text("number_type")) and not fact.properties.get("masked"))

    def misnamed_holder(self, reached: Reached) -> Misnamed | None:
        """The register's row that leads to somebody, his number beside another name; not where a document names him."""
        for tie in reached.premises if reached.named is None else ():
            if tie.kind in ROLES or (tie.kind in naming_ties() and tie.source != self.record.entity):
                wrong = misnamed(self.view, tie, holder=tie.kind in ROLES)
                if wrong is not None:
                    return wrong
        return None

    def organs(self) -> list[Fact]:
        """Who decided (决定机关)."""
        return self.view.ties_from(self.record.entity, "DECIDED_BY")

    def organ_names(self) -> list[str]:
        """Who decided, by the name the decision bears."""
        return [tie.text("written") or self.name_of(tie.target) for tie in self.organs()]

    def is_minor(self, person: str, day: date | None) -> bool:
        """Whether a person was under eighteen on a day (民法典 17)."""
        born = self.view.born(person)
        if born is None or day is None:
            return False
        return (day.year - born.year - ((day.month, day.day) < (born.month, born.day))) < 18

    def death_of(self, person: str) -> tuple[date, Fact] | None:
        """The day a person died, unless taken back later (恢复)."""
        statuses = [
            fact
            for tie in self.view.ties_to(person, "HAS_STATUS")
            if misnamed(self.view, tie) is None and (fact := self.view.fact(tie.source))
        ]
        latest = max(statuses, key=lambda fact: (fact.valid_from or 0, fact.entity), default=None)
        if latest is None or latest.text("status") != "死亡" or latest.valid.start is None:
            return None
        return latest.valid.start, latest

    def step(self, tie: Fact, *, upward: bool = False) -> dict[str, Any]:
        """A tie as a step of a path; ``upward`` where it is walked from its target to its source."""
        ends = [(end, self._end_name(end)) for end in (tie.source, tie.target)]
        (first, first_name), (second, second_name) = reversed(ends) if upward else ends
        return {
            "tie": tie.kind,
            "label": schema().ties[tie.kind].label,
            "against": upward,
            "from": {"id": first, "name": first_name},
            "to": {"id": second, "name": second_name},
            "valid": in_words(tie.valid) if tie.valid.start or tie.valid.end else "",
            **({"relation": tie.text("relation"), "origin": tie.text("origin")} if tie.kind == "RELATED_TO" else {}),
            "fact": tie.id,
            **source(tie),
        }

    def _end_name(self, entity: str) -> str:
        fact = self.view.fact(entity) or self.view.subject(entity)
        return (fact.name or fact.number) if fact is not None else entity

    def describe(self, subject: str) -> dict[str, Any]:
        """A subject as an answer names it: id, kind, name, code."""
        fact = self.view.subject(subject)
        entity = self.view.canonical(subject)
        if fact is None:
            return {"id": entity, "kind": "Organisation", "name": "", "code": None}
        return {"id": entity, "kind": fact.kind, "name": fact.name, "code": fact.code or None}
