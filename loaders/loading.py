"""Loading: every file and folder given becomes facts in the store; what cannot be taken is written down beside it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from graph.identifiers import resident_text
from graph.model import instant_number
from graph.store.port import Store
from graph.vault import Vault
from loaders.bods.file import BODS, Statements
from loaders.errors import FileError, LoadError
from loaders.formats import FORMATS
from loaders.intake import Run
from loaders.layout import recognise, rows_of
from loaders.register.settled import REASONS
from loaders.register.settling import Progress, settle
from loaders.rejects import Reject, RejectsFile, refuse_destroying, shown
from loaders.summary import FileSummary, LoadSummary
from loaders.tables import Table, files_in, is_empty, is_statements, left_out, tables_of


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
    run = Run(store, vault, instant, actor, format, summary, progress)
    files = list(files_in(paths))
    refuse_destroying(files, rejects)
    summary.left_out = [(shown(path.name), reason) for path, reason in left_out(paths)]
    for folder in filter(is_empty, paths):
        summary.files.append(FileSummary(shown(folder.name), fault="文件夹里没有可读的表格 / nothing to read"))
    with RejectsFile(rejects) as written:
        for place, path in enumerate(files):
            _file(path, run)
            if progress is not None:
                progress.advance("归集文件 load", place + 1, len(files))
        _settle(run)
        for reject in summary.rejects:
            written.write(reject)
    summary.seconds = time.monotonic() - started
    return summary


def content_hash(path: Path) -> str:
    """A document's identity: 32 hexadecimal digits of its content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _settle(run: Run) -> None:
    """The register rows of whoever was touched; what contradicts itself is put aside with its reason."""
    settled = settle(run.store, run.vault, run.progress)
    names = {document.hash: document.name for document in run.store.documents()}
    for one in settled.quarantined:
        reason = f"{REASONS[one.reason]}：{one.detail}"
        run.summary.quarantined += 1
        run.summary.rejects.append(
            Reject(names.get(one.document, ""), "", one.line, "", one.name, "隔离", one.reason, reason)
        )


def _file(path: Path, run: Run) -> None:
    try:
        if is_statements(path):
            _statements(path, run)
            return
        tables = tables_of(path)
        digest = content_hash(path)
        for table in tables:
            _table(path, table, _key(digest, table.sheet), run)
    except LoadError as error:
        _unreadable(path, run.summary, str(error), error.code, str(error))
    except OSError as error:
        why = str(error.strerror)
        _unreadable(path, run.summary, f"读不出 / cannot be read: {why}", "unreadable", why)


def _key(digest: str, sheet: str) -> str:
    """The identity of a table: its file's, and for a sheet of a workbook that of both."""
    return digest if not sheet else hashlib.blake2b(f"{digest}\x1f{sheet}".encode(), digest_size=16).hexdigest()


def _unreadable(path: Path, summary: LoadSummary, fault: str, code: str, reason: str) -> None:
    summary.files.append(FileSummary(shown(path.name), fault=fault))
    summary.rejects.append(Reject(path.name, "", 0, "", "", "退回", code, reason))


def _statements(path: Path, run: Run) -> None:
    """A file of ownership statements: read whole first, since who a record is may stand anywhere in it."""
    if run.format not in {None, BODS}:
        raise FileError("format", f"JSON 文件只能是 {BODS} / a JSON file can only be {BODS}: {run.format}")
    if path.stat().st_size == 0:
        raise FileError("empty", "空文件 / an empty file")
    told = Statements(path)
    one = FileSummary(resident_text.masked(path.name), BODS)
    run.summary.files.append(one)
    run.intake(content_hash(path), BODS, one, path.name).run(told.rows(), told.tell)


def _table(path: Path, table: Table, key: str, run: Run) -> None:
    one = FileSummary(resident_text.masked(path.name + (f"#{table.sheet}" if table.sheet else "")))
    run.summary.files.append(one)
    try:
        binding = recognise(FORMATS, table.headings, run.format)
    except LoadError as error:
        one.fault = str(error)
        run.summary.rejects.append(
            Reject(path.name, table.sheet, table.heading_line, "", "", "退回", error.code, str(error))
        )
        return
    one.format = binding.format.name
    one.notes = [f"未使用的列 / unused column: {shown(heading)}" for heading in binding.unknown]
    intake = run.intake(key, one.format, one, path.name, table.sheet)
    intake.run(rows_of(binding, table.rows, intake.source.received), binding.format.facts)
