"""XLSX tables: sheets read as text, with guards against formulas, broken files and archives that swell."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from loaders.errors import FileError, RowError

_LARGEST = 2 << 30
_RATIO = 200
_MOST_COLUMNS = 2000
_TITLES = 10

Rows = Iterator[tuple[int, list[str] | Exception]]


def xlsx_tables(path: Path) -> Iterator[tuple[str, int, list[str], Rows]]:
    """Each sheet with headings: its name, their line, the headings and the rows below. Raises FileError."""
    _guard(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    except Exception as error:  # - openpyxl raises whatever its parsers raise on a broken file
        raise FileError("xlsx", f"XLSX 已损坏或不完整 / a damaged XLSX file: {type(error).__name__}") from None
    found = 0
    for sheet in book.worksheets:
        if (sheet.max_column or 0) > _MOST_COLUMNS:
            raise FileError("columns", f"工作表“{sheet.title}”列数过多（{sheet.max_column}）/ too many columns")
        rows = sheet.iter_rows(max_col=_MOST_COLUMNS)
        start = _headings(rows)
        if start is not None:
            found += 1
            line, headings = start
            yield sheet.title, line, headings, _rows(rows, line, len(headings))
    if not found:
        raise FileError("headings", "没有找到表头 / no headings found")


def _guard(path: Path) -> None:
    """Refuse an archive that is none, is encrypted, or would swell beyond reason."""
    with path.open("rb") as file:
        if file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise FileError("xlsx", "有口令保护或是旧式 XLS，请另存为普通 XLSX / protected, or an old XLS file")
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = [(entry.file_size, entry.compress_size) for entry in archive.infolist()]
    except (zipfile.BadZipFile, ValueError):
        raise FileError("xlsx", "XLSX 已损坏或不完整 / a damaged XLSX file") from None
    total = sum(size for size, _ in sizes)
    if total > _LARGEST or any(size > 50 << 20 and size > _RATIO * max(packed, 1) for size, packed in sizes):
        raise FileError("xlsx", f"解压后过大（{total} 字节），拒绝读取 / refused: it unpacks to {total} bytes")


def _headings(rows: Iterator[tuple[Any, ...]]) -> tuple[int, list[str]] | None:
    for line, cells in enumerate(rows, 1):
        texts = [_text(cell.value) for cell in cells]
        if sum(map(bool, texts)) > 1:
            while texts and not texts[-1]:
                texts.pop()
            return line, texts
        if line >= _TITLES:
            return None
    return None


def _rows(rows: Iterator[tuple[Any, ...]], line: int, width: int) -> Rows:
    try:
        for number, cells in enumerate(rows, line + 1):
            formula = next((place for place, cell in enumerate(cells[:width]) if cell.data_type == "f"), None)
            if formula is not None:
                value = str(cells[formula].value)
                yield (
                    number,
                    RowError(
                        "formula", f"第 {formula + 1} 格是公式，请粘贴为数值 / a formula: paste its value", "", value
                    ),
                )
                continue
            texts = [_text(cell.value) for cell in cells[:width]]
            if any(texts):
                yield number, texts
    except Exception as error:  # - a sheet that breaks off midway breaks openpyxl's parser in many ways
        raise FileError("xlsx", f"工作表中途损坏 / the sheet breaks off: {type(error).__name__}") from None


def _text(value: object) -> str:
    """A cell's value as it would be written in a CSV: dates ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else format(Decimal(repr(value)), "f")
    return str(value).strip()
