"""A store in plain lists: slow, obvious, and what every other store is compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from graph.correction import Statement, statements
from graph.derived import Derived
from graph.model import Document, Fact, Shape, encode
from graph.store import findings
from graph.store.audit import EMPTY, Asked, AuditEntry, Head, chained
from graph.store.backup import Backup, Entry, Kept, Looked, Stored, write_backup
from graph.store.errors import StoreError
from graph.store.naming import search_key
from graph.store.packing import (
    DOUBTFUL,
    NO_TIE,
    SETTLED,
    UNDISCLOSED,
    UNKNOWN_FROM,
    UNKNOWN_TO,
    ColumnChunk,
    ColumnRow,
    packed,
)
from graph.store.planning import Plan, by_entity, by_owner, kept_by_entity, plan_settle, plan_write
from graph.store.port import DERIVATION, SCHEMA_VERSION, Batch, Stats, Written


class MemoryStore:
    """Everything in lists, looked through from one end to the other for every answer."""

    url = "memory:"
    writes_elsewhere = False

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.rows: list[Stored] = []
        self.said: list[Statement] = []
        self.papers: dict[str, Document] = {}
        self.worked_out: list[Derived] = []
        self.seen: dict[str, list[int]] = {}
        self.values: dict[str, str] = {}
        self.asked: list[AuditEntry] = []
        self.latest = 0

    def close(self) -> None:
        pass

    # -- writing ------------------------------------------------------------------------------------------------
    def write(self, batch: Batch) -> Written:
        known = by_entity(row.fact for row in self.rows if not row.fact.owner)
        plan = plan_write(batch.facts, known, kept_by_entity(self.said), self.latest)
        written = self._carry_out(plan)
        if batch.document is not None:
            self.papers[batch.document.hash] = batch.document
        return written

    def settle(self, owned: Mapping[str, Sequence[Fact]]) -> Written:
        present = by_owner(row.fact for row in self.rows if row.fact.owner)
        return self._carry_out(plan_settle(owned, present, self.latest))

    def _carry_out(self, plan: Plan) -> Written:
        for fact in plan.add:
            encode(fact.properties)  # raises for what no store can keep
        for sequence, recorded_to, closed_sequence in plan.close:
            place = next(i for i, row in enumerate(self.rows) if row.fact.sequence == sequence)
            fact = self.rows[place].fact._replace(recorded_to=recorded_to)
            self.rows[place] = Stored(fact, closed_sequence)
        self.rows += [Stored(fact, None) for fact in plan.add]
        self.said += plan.keep
        self.latest = plan.version
        return plan.written

    def write_derived(
        self,
        close: Mapping[str, int],
        add: Sequence[Derived],
        drop: Sequence[str],
        stamp: str,
        looked: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        for one in list(self.worked_out):
            if one.id in close and one.recorded_to is None:
                self.worked_out.remove(one)
                if one.recorded_from < close[one.id]:
                    self.worked_out.append(one._replace(recorded_to=close[one.id]))
        self.worked_out = [one for one in self.worked_out if one.id not in drop]
        for new in add:
            self.worked_out = [
                one for one in self.worked_out if (one.id, one.recorded_from) != (new.id, new.recorded_from)
            ]
            self.worked_out.append(new)
        self.seen |= {record: sorted(keys) for record, keys in (looked or {}).items()}
        self.keep(DERIVATION, stamp)

    def keep(self, key: str, value: str) -> None:
        self.values[key] = value

    def append_audit(self, asked: Sequence[Asked]) -> list[AuditEntry]:
        entries = chained(self.audit_head(), asked)
        self.asked += entries
        return entries

    # -- reading ------------------------------------------------------------------------------------------------
    def at_once(self) -> AbstractContextManager[None]:
        return nullcontext()

    def audit_head(self) -> Head:
        return Head(self.asked[-1].sequence, self.asked[-1].digest) if self.asked else EMPTY

    def audit_log(self, *, after: int = 0, subject: str | None = None, limit: int = 1000) -> list[AuditEntry]:
        found = [one for one in self.asked if one.sequence > after]
        found = [one for one in found if subject is None or (one.subject == subject and subject != "")]
        return found[: max(limit, 0)]

    def kept(self, key: str) -> str | None:
        return self.values.get(key)

    def version(self) -> int:
        return self.latest

    def scan(self) -> Iterator[Fact]:
        return iter(self._where(lambda fact: fact.recorded_to is None or fact.recorded_to > fact.recorded_from))

    def _where(self, wanted: Callable[[Fact], bool]) -> list[Fact]:
        return sorted((row.fact for row in self.rows if wanted(row.fact)), key=lambda fact: fact.sequence)

    def _shown(self) -> list[Fact]:
        settled = {
            fact.entity
            for fact in self.scan()
            if fact.owner and fact.shape == Shape.SUBJECT and fact.recorded_to is None
        }
        return [
            fact
            for fact in self.scan()
            if fact.recorded_to is None and (fact.owner or fact.shape != Shape.SUBJECT or fact.entity not in settled)
        ]

    def facts(self, entities: Iterable[str], *, history: bool = False) -> list[Fact]:
        asked = set(entities)
        return [fact for fact in (self.scan() if history else self._shown()) if fact.entity in asked]

    def statements(self, entities: Iterable[str]) -> list[Fact]:
        known = by_entity(row.fact for row in self.rows if not row.fact.owner)
        kept = kept_by_entity(self.said)
        return [
            said
            for entity in sorted(set(entities))
            if entity in known
            for said in statements(known[entity], kept.get(entity, ()))
        ]

    def by_code(self, code: str) -> list[Fact]:
        return [fact for fact in self._shown() if fact.shape != Shape.TIE and fact.code == code and code]

    def by_number(self, number: str) -> list[Fact]:
        return [fact for fact in self._shown() if fact.shape != Shape.TIE and fact.number == number and number]

    def numbered(self, numbers: Iterable[str]) -> list[Fact]:
        asked = set(numbers) - {""}
        return [fact for fact in self.scan() if fact.shape != Shape.TIE and fact.number in asked]

    def search(self, text: str, limit: int) -> list[Fact]:
        key = search_key(text)
        found = [
            fact
            for fact in self._shown()
            if fact.shape == Shape.SUBJECT and fact.name and key and key in search_key(fact.name)
        ]
        found.sort(key=lambda fact: (len(fact.name), fact.name, fact.entity, fact.sequence))
        return found[: max(limit, 0)]

    def ties(self, ends: Iterable[str], *, kinds: Sequence[str] = (), history: bool = False) -> list[Fact]:
        asked = set(ends)
        return [
            fact
            for fact in self.scan()
            if fact.shape == Shape.TIE
            and (fact.source in asked or fact.target in asked)
            and (not kinds or fact.kind in kinds)
            and (history or fact.recorded_to is None)
        ]

    def changes_since(self, version: int, *, kinds: Sequence[str] = ()) -> Iterator[Fact]:
        changed = [row.fact for row in self.rows if max(row.fact.sequence, row.closed_sequence or 0) > version]
        changed = [fact for fact in changed if not kinds or fact.kind in kinds]
        return iter(sorted(changed, key=lambda fact: fact.sequence))

    def columns(self) -> Iterator[ColumnChunk]:
        yield packed(_column_row(fact) for fact in self.scan() if fact.recorded_to is None)

    def document(self, hash: str) -> Document | None:
        return self.papers.get(hash)

    def newest(self, formats: Sequence[str], known_at: int | None = None) -> dict[str, int]:
        found: dict[str, int] = {}
        for paper in sorted(self.papers.values(), key=lambda paper: paper.recorded_at):
            if paper.format in formats and paper.complete and (known_at is None or paper.recorded_at <= known_at):
                found[paper.format] = paper.recorded_at
        return found

    def documents(self) -> list[Document]:
        return sorted(self.papers.values(), key=lambda paper: (paper.recorded_at, paper.name, paper.hash))

    def derived(
        self,
        *,
        families: Sequence[str] = (),
        ids: Sequence[str] = (),
        subjects: Sequence[str] = (),
        records: Sequence[str] = (),
        history: bool = False,
    ) -> list[Derived]:
        found = [
            one
            for one in self.worked_out
            if (not families or one.family in families)
            and (not ids or one.id in ids)
            and (not subjects or one.subject in subjects)
            and (not records or one.record in records)
            and (history or one.recorded_to is None)
        ]
        return sorted(found, key=lambda one: (one.id, one.recorded_from))

    def derived_page(self, family: str, *, after: str = "", limit: int, known_at: int | None = None) -> list[Derived]:
        found = [one for one in self.worked_out if one.family == family and one.id > after and one.known_at(known_at)]
        return sorted(found, key=lambda one: one.id)[: max(limit, 0)]

    def lookers(self, keys: Iterable[int]) -> list[str]:
        asked = set(keys)
        return sorted(record for record, seen in self.seen.items() if asked & set(seen))

    # -- keeping ------------------------------------------------------------------------------------------------
    def stats(self) -> Stats:
        shown = self._shown()
        facts = {kind: sum(fact.kind == kind for fact in shown) for kind in sorted({fact.kind for fact in shown})}
        open_now = self.derived()
        families = {
            family: sum(one.family == family for one in open_now) for family in sorted({one.family for one in open_now})
        }
        closed = sum(row.fact.recorded_to is not None for row in self.rows)
        return Stats(self.url, "memory", SCHEMA_VERSION, self.latest, facts, closed, len(self.papers), families)

    def check(self) -> list[str]:
        there = {fact.entity for fact in self._shown() if fact.shape != Shape.TIE}
        return [
            findings.dangling_end(fact.entity, fact.kind, end)
            for fact in sorted(self._shown(), key=lambda fact: fact.entity)
            if fact.shape == Shape.TIE
            for end in sorted(findings.ends_to_know(fact))
            if end not in there
        ]

    def backup(self, path: Path) -> int:
        def entries() -> Iterator[Entry]:
            yield from sorted(self.rows, key=lambda row: row.fact.sequence)
            yield from sorted(self.said, key=lambda one: (one.entity, one.recorded_from, one.document, one.digest))
            yield from self.documents()
            yield from self.derived(history=True)
            yield from (Looked(record, self.seen[record]) for record in sorted(self.seen) if self.seen[record])
            yield from (Kept(name, self.values[name]) for name in sorted(self.values))
            yield from self.asked

        return write_backup(path, self.latest, entries())

    def restore(self, path: Path) -> int:
        backup = Backup(path)
        if self.latest or self.rows or self.papers or self.worked_out or self.asked:
            raise StoreError("not empty")
        for entry in backup.entries():
            if isinstance(entry, Stored):
                self.rows.append(entry)
            elif isinstance(entry, Statement):
                self.said.append(entry)
            elif isinstance(entry, Document):
                self.papers[entry.hash] = entry
            elif isinstance(entry, Derived):
                self.worked_out.append(entry)
            elif isinstance(entry, Looked):
                self.seen[entry.record] = list(entry.keys)
            elif isinstance(entry, AuditEntry):
                self.asked.append(entry)
            else:
                self.values[entry.name] = entry.value
        self.latest = backup.version
        return len(self.rows)


def _column_row(fact: Fact) -> ColumnRow:
    tie, stake = fact.shape == Shape.TIE, fact.kind == "SHAREHOLDER_OF"
    marks = DOUBTFUL * (fact.text("certainty") == "possible")
    marks += UNDISCLOSED * (fact.properties.get("disclosed") is False)
    return ColumnRow(
        fact.sequence,
        fact.kind,
        fact.source if tie else fact.entity,
        fact.target if tie else fact.entity,
        UNKNOWN_FROM if fact.valid_from is None else fact.valid_from,
        UNKNOWN_TO if fact.valid_to is None else fact.valid_to,
        (fact.integer("capital") or 0) - (fact.integer("band") or 0) if stake else 0,
        (fact.integer("total") or 0) if stake else 0,
        marks if tie else NO_TIE + SETTLED * bool(fact.owner),
    )
