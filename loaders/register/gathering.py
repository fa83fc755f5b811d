"""Gathering the files of companies from a store, with all versions, and reading one as known at an instant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.model import Fact, mentioned_organisation_id
from graph.store.port import Store
from loaders.register.company_file import CompanyFile

REGISTER_TIES = (
    "LISTED_AS_OFFICER",
    "LISTED_AS_CONTRIBUTOR",
    "LISTED_TRANSFER_IN",
    "STATED_INTEREST_IN",
    "REGISTERS",
    "CHANGES",
)
DOCUMENT_TIES = ("PENALISES", "CONCERNS", "LISTS", "RESTRICTS", "LICENSES")


@dataclass(slots=True)
class Raw:
    """All versions of everything a company's file may hold."""

    company: str
    subjects: list[Fact] = field(default_factory=list)
    records: list[Fact] = field(default_factory=list)
    ties: list[Fact] = field(default_factory=list)
    identifying: list[Fact] = field(default_factory=list)
    persons: dict[str, Fact] = field(default_factory=dict)
    taken_over: list[Fact] = field(default_factory=list)
    """Ties that say whose the file is, where it is only a mention's: while one is known, the file is that subject's."""

    def instants(self) -> list[int]:
        """When what is known of this file changed."""
        facts = [*self.records, *self.ties, *self.identifying, *self.taken_over]
        found = {fact.recorded_from for fact in facts} | {
            fact.recorded_to for fact in facts if fact.recorded_to is not None
        }
        return sorted(found)

    def at(self, instant: int) -> CompanyFile:
        """The file as known at an instant."""
        file = CompanyFile(self.company, persons=self.persons)
        if any(tie.known_at(instant) for tie in self.taken_over):
            return file
        places = {
            "LISTED_AS_OFFICER": file.officers,
            "LISTED_AS_CONTRIBUTOR": file.contributors,
            "LISTED_TRANSFER_IN": file.transfers,
            "STATED_INTEREST_IN": file.stated,
        }
        live = {tie.source for tie in self.ties if tie.kind in {"REGISTERS", "CHANGES"} and tie.known_at(instant)}
        for tie in _ordered(self.ties):
            if tie.kind in places and tie.known_at(instant):
                places[tie.kind].append(tie)
        for record in _ordered(self.records):
            if record.entity in live and record.known_at(instant):
                (file.registrations if record.kind == "Registration" else file.changes).append(record)
        file.identifying = [tie for tie in _ordered(self.identifying) if tie.known_at(instant)]
        return file


def _ordered(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.entity, fact.recorded_from, fact.digest))


def gather(store: Store, companies: Sequence[str]) -> list[Raw]:
    """The files of companies (canonical ids) that have register rows; others are left out."""
    own = {fact.entity: fact for fact in store.facts(companies)}
    ids: dict[str, str] = {company: company for company in companies}
    for company, fact in own.items():
        if len(fact.code) == 18:
            ids[mentioned_organisation_id("organisation_code", fact.code[8:17])] = company
    ties = [tie for tie in store.ties(list(ids), kinds=REGISTER_TIES, history=True) if tie.target in ids]
    records = store.facts({tie.source for tie in ties if tie.kind in {"REGISTERS", "CHANGES"}}, history=True)
    aliases = _aliases(ties, records, ids)
    if aliases:
        more = [tie for tie in store.ties(list(aliases), kinds=REGISTER_TIES, history=True) if tie.target in aliases]
        records += store.facts({tie.source for tie in more if tie.kind in {"REGISTERS", "CHANGES"}}, history=True)
        ids |= aliases
        ties += more
    raws = {company: Raw(company) for company in companies}
    by_record = {tie.source: ids[tie.target] for tie in ties if tie.kind in {"REGISTERS", "CHANGES"}}
    for tie in ties:
        raws[ids[tie.target]].ties.append(tie)
    for record in records:
        raws[by_record[record.entity]].records.append(record)
    kept = [raw for raw in raws.values() if raw.ties]
    _identifying(store, kept, ids)
    _persons(store, kept)
    for fact in store.facts([raw.company for raw in kept], history=True):
        if not fact.owner:
            raws[fact.entity].subjects = [fact]
    mentioned = {raw.company: raw for raw in kept if raw.company in own and len(own[raw.company].code) != 18}
    for tie in store.ties(list(mentioned), kinds=("SAME_AS",), history=True):
        if tie.source in mentioned:
            mentioned[tie.source].taken_over.append(tie)
    return kept


def _aliases(ties: Sequence[Fact], records: Sequence[Fact], ids: dict[str, str]) -> dict[str, str]:
    owners = {tie.source: ids[tie.target] for tie in ties if tie.kind == "REGISTERS"}
    return {
        mentioned_organisation_id("register_id", record.number): owners[record.entity]
        for record in records
        if record.number and record.entity in owners
    }


def _identifying(store: Store, raws: list[Raw], ids: dict[str, str]) -> None:
    """Ties by which documents on these companies name persons with their numbers."""
    wanted = {raw.company: raw for raw in raws}
    entities = [entity for entity, company in ids.items() if company in wanted]
    documents: dict[str, set[str]] = defaultdict(set)
    for tie in store.ties(entities, kinds=DOCUMENT_TIES, history=True):
        if tie.target in ids:
            documents[tie.source].add(ids[tie.target])
    for tie in store.ties(list(documents), kinds=("IDENTIFIES",), history=True):
        company = ids.get(tie.text("enterprise"), "")
        if company in documents.get(tie.source, ()) and company in wanted:
            wanted[company].identifying.append(tie)


def _persons(store: Store, raws: list[Raw]) -> None:
    """The subjects at the other end of the ties."""
    entities = {tie.source for raw in raws for tie in raw.ties} | {
        tie.target for raw in raws for tie in raw.identifying
    }
    known = {fact.entity: fact for fact in store.facts(entities) if fact.shape == "subject"}
    for raw in raws:
        ends = {tie.source for tie in raw.ties} | {tie.target for tie in raw.identifying}
        raw.persons = {entity: known[entity] for entity in ends if entity in known}
