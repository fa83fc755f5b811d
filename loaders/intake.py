"""One document on its way into the store: row by row to facts, in batches that stand or fall together, resumable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from graph.model import Document, Fact
from graph.store.port import Batch, Store
from graph.vault import Vault
from loaders.errors import FileError, RowError
from loaders.register.settling import Progress
from loaders.rejects import Reject
from loaders.source import Source
from loaders.summary import FileSummary, LoadSummary
from loaders.writing import BatchWriter

ROWS_A_BATCH, ROWS_A_BATCH_ELSEWHERE = 16_000, 4_000
"""Rows in one transaction. Here each transaction writes most index pages again, so few are best; a server takes many
small ones, written while the next is read."""

ROWS_A_STEP = 1_000
"""How often progress is shown."""
LOADED_BY = "loaded_by "
"""Before a document's content hash: the name under which a store keeps who loaded it."""

T = TypeVar("T")
Rows: TypeAlias = Iterator[tuple[int, T | Exception]]
"""What a document says piece by piece, each with its line, or why a piece cannot be taken."""


@dataclass(frozen=True, slots=True)
class Run:
    """One load: where facts go, when they became known, who loads them, and what becomes of them."""

    store: Store
    vault: Vault
    instant: int
    actor: str
    format: str | None
    summary: LoadSummary
    progress: Progress | None

    def intake(self, key: str, format: str, one: FileSummary, file: str, sheet: str = "") -> Intake:
        """A document, new or cut off before; a new one keeps who loaded it before its first row is written."""
        before = self.store.document(key)
        if before is None and self.actor:
            self.store.keep(LOADED_BY + key, self.actor)
        done = before.rows_done if before is not None else 0
        recorded_at = before.recorded_at if before is not None else self.instant
        document = Document(key, one.file, format, recorded_at, done, before is not None and before.complete)
        return Intake(self, Source(self.vault, key, recorded_at), document, one, file, sheet)


@dataclass(slots=True)
class Intake:
    """One table, or file of statements, on its way into the store."""

    load: Run
    source: Source
    document: Document
    one: FileSummary
    file: str
    sheet: str
    pending: list[Fact] = field(default_factory=list)
    rows: int = 0

    def run(self, rows: Rows[T], facts_of: Callable[[T, Source], None]) -> None:
        """Take every row; rows of batches that are in the store already are only counted."""
        with BatchWriter(self.load.store) as writer:
            self._rows(writer, rows, facts_of)

    def _rows(self, writer: BatchWriter, rows: Rows[T], facts_of: Callable[[T, Source], None]) -> None:
        source, one, done, complete = self.source, self.one, self.document.rows_done, self.document.complete
        progress = self.load.progress
        rows_a_batch = ROWS_A_BATCH_ELSEWHERE if self.load.store.writes_elsewhere else ROWS_A_BATCH
        try:
            for line, row in rows:
                one.read += 1
                self.rows += 1
                source.begin(line)
                try:
                    if isinstance(row, Exception):
                        raise row
                    facts_of(row, source)
                except RowError as error:
                    source.undo()
                    self._refuse(line, error)
                    continue
                if self.rows <= done or complete:
                    one.unchanged += 1
                    continue
                one.accepted += 1
                self.pending += source.facts
                if self.rows % rows_a_batch == 0:
                    self._write(writer, finished=False)
                if progress is not None and self.rows % ROWS_A_STEP == 0:
                    progress.advance(self.document.name, self.rows)
        except FileError as error:
            one.fault = str(error)
            self._reject(source.line, "", "", error.code, error)
        if not complete:
            self._write(writer, finished=not one.fault)

    def _refuse(self, line: int, error: RowError) -> None:
        self.one.rejected += 1
        self._reject(line, error.column, error.value, error.code, error)

    def _reject(self, line: int, column: str, value: str, code: str, error: Exception) -> None:
        self.load.summary.rejects.append(Reject(self.file, self.sheet, line, column, value, "退回", code, str(error)))

    def _write(self, writer: BatchWriter, *, finished: bool) -> None:
        document = self.document._replace(rows_done=self.rows, complete=finished)
        writer.write(Batch(self.pending, document))
        self.pending = []
