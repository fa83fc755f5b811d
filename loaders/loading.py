"""Loading: files to rows to facts to the store, in batches that stand or fall together, resumable after a kill."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from graph.identifiers import resident_text
from graph.model import Document, Fact, instant_number
from graph.store.port import Batch, Store
from graph.vault import Vault
from loaders.bods.file import BODS, Statements
from loaders.errors import FileError, LoadError, RowError
from loaders.formats import FORMATS
from loaders.layout import recognise, rows_of
from loaders.register.settled import REASONS
from loaders.register.settling import Progress, settle
from loaders.rejects import Reject, RejectsFile, refuse_destroying, shown
from loaders.source import Source
from loaders.tables import Table, files_in, is_empty, is_statements, left_out, tables_of
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


@dataclass(slots=True)
class FileSummary:
    """What became of one file (or sheet): its format, its rows, and what was wrong with it as a whole."""

    file: str
    format: str = ""
    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    rejected: int = 0
    quarantined: int = 0
    fault: str = ""
    notes: list[str] = field(default_factory=list)

    def as_answer(self) -> dict[str, Any]:
        """The counts as JSON."""
        return {
            "file": self.file,
            "format": self.format,
            "read": self.read,
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "quarantined": self.quarantined,
            "rejected": self.rejected,
            "fault": self.fault or None,
            "notes": self.notes,
        }


@dataclass(slots=True)
class LoadSummary:
    """What became of all files, and of the register rows settled afterwards."""

    files: list[FileSummary] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    quarantined: int = 0
    seconds: float = 0.0

    @property
    def has_problems(self) -> bool:
        """Whether a row or file was refused or put aside."""
        return bool(self.rejects) or any(file.fault for file in self.files)

    def total(self) -> FileSummary:
        """All files together."""
        whole = FileSummary("合计 / total", quarantined=self.quarantined)
        for file in self.files:
            whole.read += file.read
            whole.accepted += file.accepted
            whole.unchanged += file.unchanged
            whole.rejected += file.rejected
        whole.notes = [f"未读 / not read: {name}：{reason}" for name, reason in self.left_out]
        return whole


def load(
    paths: Sequence[Path],
    store: Store,
    vault: Vault,
    *,
    format: str | None = None,
    recorded_at: int | None = None,
    rejects: Path | None = None,
    progress: Progress | None = None,
    actor: str = "",
) -> LoadSummary:
    """Load files and folders. One that cannot be read never stops the others; every refused row is written down.

    A document already loaded changes nothing; one that was cut off goes on where its last batch ended, with the instant
    of its first attempt. Then the register rows of whoever was touched are settled. ``actor`` is kept as who loaded
    what is new.
    """
    started = time.monotonic()
    instant = instant_number(datetime.now(UTC)) if recorded_at is None else recorded_at
    summary = LoadSummary()
    files = list(files_in(paths))
    refuse_destroying(files, rejects)
    summary.left_out = [(shown(path.name), reason) for path, reason in left_out(paths)]
    for folder in filter(is_empty, paths):
        summary.files.append(FileSummary(shown(folder.name), fault="文件夹里没有可读的表格 / nothing to read"))
    with RejectsFile(rejects) as written:
        for place, path in enumerate(files):
            _file(path, store, vault, format, instant, summary, progress, actor)
            if progress is not None:
                progress.advance("归集文件 load", place + 1, len(files))
        settled = settle(store, vault, progress)
        names = {document.hash: document.name for document in store.documents()}
        for one in settled.quarantined:
            summary.quarantined += 1
            summary.rejects.append(
                Reject(
                    names.get(one.document, ""),
                    "",
                    one.line,
                    "",
                    one.name,
                    "隔离",
                    one.reason,
                    f"{REASONS[one.reason]}：{one.detail}",
                )
            )
        for reject in summary.rejects:
            written.write(reject)
    summary.seconds = time.monotonic() - started
    return summary


def _file(
    path: Path,
    store: Store,
    vault: Vault,
    format: str | None,
    instant: int,
    summary: LoadSummary,
    progress: Progress | None,
    actor: str,
) -> None:
    try:
        if is_statements(path):
            _statements(path, store, vault, format, instant, summary, progress, actor)
            return
        tables = tables_of(path)
        digest = content_hash(path)
        for table in tables:
            key = (
                digest
                if not table.sheet
                else hashlib.blake2b(f"{digest}\x1f{table.sheet}".encode(), digest_size=16).hexdigest()
            )
            _table(path, table, key, store, vault, format, instant, summary, progress, actor)
    except LoadError as error:
        summary.files.append(FileSummary(shown(path.name), fault=str(error)))
        summary.rejects.append(Reject(path.name, "", 0, "", "", "退回", error.code, str(error)))
    except OSError as error:
        summary.files.append(FileSummary(shown(path.name), fault=f"读不出 / cannot be read: {error.strerror}"))
        summary.rejects.append(Reject(path.name, "", 0, "", "", "退回", "unreadable", str(error.strerror)))


def _statements(
    path: Path,
    store: Store,
    vault: Vault,
    format: str | None,
    instant: int,
    summary: LoadSummary,
    progress: Progress | None,
    actor: str,
) -> None:
    """A file of ownership statements: read whole first, since who a record is may stand anywhere in it."""
    if format not in {None, BODS}:
        raise FileError("format", f"JSON 文件只能是 {BODS} / a JSON file can only be {BODS}: {format}")
    if path.stat().st_size == 0:
        raise FileError("empty", "空文件 / an empty file")
    told = Statements(path)
    one = FileSummary(resident_text.masked(path.name), BODS)
    summary.files.append(one)
    loader = _loader(path, "", content_hash(path), store, vault, BODS, instant, summary, one, actor)
    loader.run(told.rows(), told.tell, progress)


def content_hash(path: Path) -> str:
    """A document's identity: 32 hexadecimal digits of its content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _table(
    path: Path,
    table: Table,
    key: str,
    store: Store,
    vault: Vault,
    format: str | None,
    instant: int,
    summary: LoadSummary,
    progress: Progress | None,
    actor: str,
) -> None:
    name = resident_text.masked(path.name + (f"#{table.sheet}" if table.sheet else ""))
    one = FileSummary(name)
    summary.files.append(one)
    try:
        binding = recognise(FORMATS, table.headings, format)
    except LoadError as error:
        one.fault = str(error)
        summary.rejects.append(
            Reject(path.name, table.sheet, table.heading_line, "", "", "退回", error.code, str(error))
        )
        return
    one.format = binding.format.name
    one.notes = [f"未使用的列 / unused column: {shown(heading)}" for heading in binding.unknown]
    loader = _loader(path, table.sheet, key, store, vault, one.format, instant, summary, one, actor)
    loader.run(rows_of(binding, table.rows, loader.source.received), binding.format.facts, progress)


def _loader(
    path: Path,
    sheet: str,
    key: str,
    store: Store,
    vault: Vault,
    format: str,
    instant: int,
    summary: LoadSummary,
    one: FileSummary,
    actor: str,
) -> _Loader:
    """A document on its way into the store, new or cut off before."""
    before = store.document(key)
    if before is None and actor:
        store.keep(LOADED_BY + key, actor)
    done = before.rows_done if before is not None else 0
    recorded_at = before.recorded_at if before is not None else instant
    document = Document(key, one.file, format, recorded_at, done, before is not None and before.complete)
    return _Loader(store, Source(vault, key, recorded_at), document, one, summary, path.name, sheet)


@dataclass(slots=True)
class _Loader:
    """One table on its way into the store."""

    store: Store
    source: Source
    document: Document
    one: FileSummary
    summary: LoadSummary
    file: str
    sheet: str
    pending: list[Fact] = field(default_factory=list)
    rows: int = 0

    def run(self, rows: Rows[T], facts_of: Callable[[T, Source], None], progress: Progress | None) -> None:
        """Take every row; rows of batches that are in the store already are only counted."""
        with BatchWriter(self.store) as writer:
            self._rows(writer, rows, facts_of, progress)

    def _rows(
        self, writer: BatchWriter, rows: Rows[T], facts_of: Callable[[T, Source], None], progress: Progress | None
    ) -> None:
        source, one, done, complete = self.source, self.one, self.document.rows_done, self.document.complete
        rows_a_batch = ROWS_A_BATCH_ELSEWHERE if self.store.writes_elsewhere else ROWS_A_BATCH
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
            self.summary.rejects.append(
                Reject(self.file, self.sheet, self.source.line, "", "", "退回", error.code, str(error))
            )
        if not complete:
            self._write(writer, finished=not one.fault)

    def _refuse(self, line: int, error: RowError) -> None:
        self.one.rejected += 1
        self.summary.rejects.append(
            Reject(self.file, self.sheet, line, error.column, error.value, "退回", error.code, str(error))
        )

    def _write(self, writer: BatchWriter, *, finished: bool) -> None:
        document = self.document._replace(rows_done=self.rows, complete=finished)
        writer.write(Batch(self.pending, document))
        self.pending = []
