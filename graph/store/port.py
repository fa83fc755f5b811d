"""The store port: the small fixed catalogue of what can be asked of any store.

Answers are the same over every store, in the same order: by ``sequence`` unless said otherwise. Every write is one
transaction: all of a batch is there after it returns, and none of it before.

A fact is either stated by rows (``write``; the versions of an entity follow from its statements, see
graph.correction) or settled about an owner (``settle``); the two never close each other. Where a subject is settled
from its register, what rows merely mention of it is not *shown*: reads of open facts leave it out, reads of history
have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple, Protocol

from graph.derived import Derived
from graph.model import Document, Fact
from graph.store.audit import Asked, AuditEntry, Head
from graph.store.packing import ColumnChunk

SCHEMA_VERSION = 3
"""The version of the stored layout this release reads and writes."""

DERIVATION = "derivation"
"""The name under which the stamp of the latest derivation is kept."""


class Batch(NamedTuple):
    """Facts that stand or fall together, with the progress of the document they come from."""

    facts: Sequence[Fact]
    document: Document | None = None


class Written(NamedTuple):
    """What a write did: versions opened, statements that opened none, versions superseded."""

    opened: int
    unchanged: int
    superseded: int


class Stats(NamedTuple):
    """What a store holds: shown facts by kind, closed versions, documents, open derived facts by family."""

    url: str
    engine: str
    schema_version: int
    version: int
    facts: Mapping[str, int]
    closed: int
    documents: int
    derived: Mapping[str, int]


class Store(Protocol):
    """A place where facts are kept. Adapters: ``graph.store.sqlite.store`` and ``graph.store.neo4j.store``."""

    @property
    def url(self) -> str:
        """The address, without credentials."""

    @property
    def writes_elsewhere(self) -> bool:
        """Whether another process does the writing, so that this one may go on with something else meanwhile."""

    def close(self) -> None:
        """Give back what is held open."""

    # -- writing ------------------------------------------------------------------------------------------------
    def write(self, batch: Batch) -> Written:
        """Write facts that rows state, each placed among what is known of its entity (graph.correction).

        The document's progress is kept in the same transaction. Raises ValueError for a fact no store can keep
        (graph.store.planning): then nothing is written.
        """

    def settle(self, owned: Mapping[str, Sequence[Fact]]) -> Written:
        """Make each owner's ``facts``, with their recorded intervals, exactly what is settled about that owner.

        For what is worked out from register rows: versions already there stay, new ones are added, others are
        withdrawn (their recorded interval becomes empty, so no clock shows them, and ``changes_since`` does).
        """

    def write_derived(
        self,
        close: Mapping[str, int],
        add: Sequence[Derived],
        drop: Sequence[str],
        stamp: str,
        looked: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        """Close open versions of ids at an instant, drop whole ids, add versions, keep the run's stamp (JSON).

        In that order. A version that would be closed by the instant it was opened is removed; one added with the id and
        recorded instant of another takes its place. The stamp is kept under the name :data:`DERIVATION`. ``looked``
        replaces, for each record in it, the keys of what its derivation looked at (graph.reading).
        """

    def keep(self, key: str, value: str) -> None:
        """Keep a small named value (a watermark, the key's fingerprint)."""

    def append_audit(self, asked: Sequence[Asked]) -> list[AuditEntry]:
        """Append to the audit log, all in one transaction: on disk when this returns. Gives the entries in place.

        Writers of several processes take turns at the head, so that there is one chain without a gap.
        """

    # -- reading ------------------------------------------------------------------------------------------------
    def at_once(self) -> AbstractContextManager[None]:
        """What this thread reads inside is read together, as cheaply as the engine can; it may be nested.

        The embedded store shows one state of itself inside; the server only promises what it promises of single reads.
        """

    def audit_head(self) -> Head:
        """How far the audit log has come."""

    def audit_log(self, *, after: int = 0, subject: str | None = None, limit: int = 1000) -> list[AuditEntry]:
        """Entries of the audit log after a sequence (about one subject, or all), in order, at most ``limit``."""

    def kept(self, key: str) -> str | None:
        """A value kept under a name, or None."""

    def version(self) -> int:
        """The data version: the highest sequence given out; it grows with every write that changed a fact."""

    def facts(self, entities: Iterable[str], *, history: bool = False) -> list[Fact]:
        """Shown facts about these entities; with ``history`` every version that any clock can show."""

    def statements(self, entities: Iterable[str]) -> list[Fact]:
        """What rows said about these entities, as they said it: by entity, recorded instant, document and line.

        A mere mention of a subject is there once, with the first row that said it.
        """

    def by_code(self, code: str) -> list[Fact]:
        """Shown subjects and records with this ``code``."""

    def by_number(self, number: str) -> list[Fact]:
        """Shown subjects and records with this ``number`` (document match key, organisation code, register id)."""

    def numbered(self, numbers: Iterable[str]) -> list[Fact]:
        """Every version of subjects and records with one of these numbers that any clock can show."""

    def search(self, text: str, limit: int) -> list[Fact]:
        """Shown subjects whose name contains ``text``: the shortest names first, then by name, entity and sequence.

        Both are compared as graph.store.naming writes them; a text that is blank there finds nothing.
        """

    def ties(self, ends: Iterable[str], *, kinds: Sequence[str] = (), history: bool = False) -> list[Fact]:
        """Open ties that begin or end at any of ``ends``, each once; with ``history`` closed versions too."""

    def changes_since(self, version: int, *, kinds: Sequence[str] = ()) -> Iterator[Fact]:
        """Facts (of these kinds, or of any) opened, superseded or withdrawn after ``version``, each once, as now.

        This and ``scan`` see one state of the store however long they are read, and whatever is written meanwhile.
        """

    def scan(self) -> Iterator[Fact]:
        """Every fact that any clock can show, closed versions too."""

    def columns(self) -> Iterator[ColumnChunk]:
        """Every fact that is known now, as columns need it (graph.store.packing), many at a time and in no order.

        Never less than was known when the first was asked for.
        """

    def document(self, hash: str) -> Document | None:
        """A loaded document by its content hash."""

    def newest(self, formats: Sequence[str], known_at: int | None = None) -> dict[str, int]:
        """When the newest complete document of each of these formats was recorded (by an instant, where one is given).

        A format of which there is none is left out.
        """

    def documents(self) -> list[Document]:
        """All loaded documents, by recorded instant, then name, then hash."""

    def derived(
        self,
        *,
        families: Sequence[str] = (),
        ids: Sequence[str] = (),
        subjects: Sequence[str] = (),
        records: Sequence[str] = (),
        history: bool = False,
    ) -> list[Derived]:
        """Derived facts by id, then recorded instant; filters combine with "and"."""

    def derived_page(self, family: str, *, after: str = "", limit: int, known_at: int | None = None) -> list[Derived]:
        """Derived facts of a family as known at an instant (None: now), each once, by id, after an id."""

    def lookers(self, keys: Iterable[int]) -> list[str]:
        """Records whose derivation looked at any of these keys (graph.reading), in order."""

    # -- keeping ------------------------------------------------------------------------------------------------
    def stats(self) -> Stats:
        """What is inside."""

    def check(self) -> list[str]:
        """What contradicts itself, a line each; empty when all is well."""

    def backup(self, path: Path) -> int:
        """Write everything to one file that ``restore`` reads on any store; returns the number of facts."""

    def restore(self, path: Path) -> int:
        """Fill this empty store from a backup, versions and sequences as they were; returns the number of facts.

        Raises StoreError when the store is not empty, StoreDamaged when the file is, SchemaMismatch when it was written
        by another schema version: then nothing is changed.
        """

    def reset(self) -> None:
        """Remove everything, the version too."""
