"""Refused rows, written down: file, sheet, line, column, value and reason, identity numbers masked."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple

from graph.identifiers import resident_identity, resident_text
from graph.spreadsheet import harmless
from loaders.errors import FileError

_PERSONAL = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")
_LONGEST = 200
HEADINGS = ("文件", "工作表", "行", "列", "值", "处理", "原因代码", "原因")


class Reject(NamedTuple):
    """A row that was refused or put aside; ``outcome`` is 退回 (rejected) or 隔离 (quarantined)."""

    file: str
    sheet: str
    line: int
    column: str
    value: str
    outcome: str
    code: str
    reason: str


def shown(value: str, code: str = "") -> str:
    """A value as it may be written down: numbers of persons masked, overlong ones cut, formulas harmless."""
    if code == "identity_number":
        masked = resident_identity.mask(value) if len(value) in {15, 18} else value[:2] + "*" * max(len(value) - 2, 4)
    else:
        masked = _PERSONAL.sub(lambda match: resident_identity.mask(match.group()), resident_text.masked(value))
    cut = masked if len(masked) <= _LONGEST else masked[:_LONGEST] + "…"
    return harmless(cut)


def refuse_destroying(inputs: Iterable[Path], rejects: Path | None) -> None:
    """Raise FileError where the file for refused rows is a folder, or one of the files that are to be read."""
    if rejects is None or not rejects.exists():
        return
    if rejects.is_dir():
        raise FileError("rejects", f"--rejects 应为文件，{rejects} 是文件夹 / a folder, not a file")
    if any(path.exists() and path.samefile(rejects) for path in inputs):
        message = f"--rejects 会覆盖要装载的文件 {rejects}，请另取文件名 / would overwrite a file to be loaded"
        raise FileError("rejects", message)


class RejectsFile:
    """A CSV of refused rows (UTF-8 with a mark, so that spreadsheets read it); written as they come."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._stream: IO[str] | None = None

    def __enter__(self) -> RejectsFile:
        if self._path is not None:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._stream = self._path.open("w", encoding="utf-8-sig", newline="")
            except OSError as error:
                message = f"--rejects 写不了 {self._path} / cannot be written: {error.strerror}"
                raise FileError("rejects", message) from None
            csv.writer(self._stream).writerow(HEADINGS)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._stream is not None:
            self._stream.close()

    def write(self, reject: Reject) -> None:
        """Add a row."""
        if self._stream is not None:
            value = shown(reject.value, reject.code)
            cells = (
                shown(reject.file),
                shown(reject.sheet),
                reject.line or "",
                shown(reject.column),
                value,
                reject.outcome,
                reject.code,
                shown(reject.reason),
            )
            csv.writer(self._stream).writerow(cells)
