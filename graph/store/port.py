"""The store port: the small fixed catalogue of what can be asked of any store.

Answers are the same over every store, in the same order: by ``sequence`` unless said otherwise. Every write is one
transaction: all of a batch is there after it returns, and none of it before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from graph.derived import Derived
from graph.model import Document, Fact

SCHEMA_VERSION = 1
"""The version of the stored layout this release reads and writes."""


class Batch(NamedTuple):
    """Facts that stand or fall together, with the progress of the document they come from."""

    facts: Sequence[Fact]
    document: Document | None = None


class Written(NamedTuple):
    """What a write did: facts opened, facts left as they were, facts superseded."""

    opened: int
    unchanged: int
    superseded: int


class Stats(NamedTuple):
    """What a store holds now: open facts by kind, documents, derived facts by family, and its version."""

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

    def close(self) -> None:
        """Give back what is held open."""

    # -- writing ------------------------------------------------------------------------------------------------
    def write(self, batch: Batch) -> Written:
        """Write facts that somebody states, settling each against the open one of its entity (graph.correction)."""

    def settle(self, owned: Mapping[str, Sequence[Fact]]) -> Written:
        """Make each owner's ``facts``, with their recorded intervals, exactly what is settled about that owner.

        For what is worked out from register rows: versions already there stay, new ones are added, others are
        withdrawn (their recorded interval becomes empty, so no clock shows them, and ``changes_since`` does).
        """

    def write_derived(self, close: Mapping[str, int], add: Sequence[Derived], drop: Sequence[str], stamp: str) -> None:
        """Close open versions of ids at an instant, drop whole ids, add versions, keep the run's stamp (JSON)."""

    def keep(self, key: str, value: str) -> None:
        """Keep a small named value (a watermark, the key's fingerprint)."""

    # -- reading ------------------------------------------------------------------------------------------------
    def kept(self, key: str) -> str | None:
        """A value kept under a name, or None."""

    def version(self) -> int:
        """The data version: it grows with every write that changed a fact."""

    def facts(self, entities: Iterable[str], *, history: bool = False) -> list[Fact]:
        """Open facts about these entities; with ``history`` the closed versions too."""

    def by_code(self, code: str) -> list[Fact]:
        """Open subjects and records with this ``code``."""

    def by_number(self, number: str) -> list[Fact]:
        """Open subjects and records with this ``number`` (document match key, organisation code, register id)."""

    def search(self, text: str, limit: int) -> list[Fact]:
        """Open subjects whose name contains ``text``: the shortest names first, then by name and entity."""

    def ties(self, ends: Iterable[str], *, kinds: Sequence[str] = (), history: bool = False) -> list[Fact]:
        """Ties that begin or end at any of ``ends``."""

    def changes_since(self, version: int) -> Iterator[Fact]:
        """Facts opened, superseded or withdrawn after ``version``, each once, as they are now."""

    def scan(self) -> Iterator[Fact]:
        """Every fact that any clock can show, closed versions too."""

    def document(self, hash: str) -> Document | None:
        """A loaded document by its content hash."""

    def documents(self) -> list[Document]:
        """All loaded documents, by recorded instant, then name, then hash."""

    def derived(
        self,
        *,
        families: Sequence[str] = (),
        ids: Sequence[str] = (),
        subjects: Sequence[str] = (),
        history: bool = False,
    ) -> list[Derived]:
        """Derived facts by id, then recorded instant; filters combine with "and"."""

    # -- keeping ------------------------------------------------------------------------------------------------
    def stats(self) -> Stats:
        """What is inside."""

    def check(self) -> list[str]:
        """What contradicts itself, a line each; empty when all is well."""

    def backup(self, path: Path) -> int:
        """Write everything to one file that ``restore`` reads on any store; returns the number of facts."""

    def restore(self, path: Path) -> int:
        """Fill this empty store from a backup; raises StoreError when it is not empty."""

    def reset(self) -> None:
        """Remove everything."""
