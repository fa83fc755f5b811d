"""XLSX tables: sheets read as text, with guards against formulas, broken files and archives that swell."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

from loaders.errors import FileError, RowError
from loaders.heading_row import FIRST_ROWS, MOST_COLUMNS, heading_place

_LARGEST = 2 << 30
_RATIO = 200

Rows = Iterator[tuple[int, list[str] | Exception]]


def xlsx_tables(path: Path) -> Iterator[tuple[str, int, list[str], Rows]]:
    """Each sheet with headings: its name, their line, the headings and the rows below. Raises FileError.

    The size that a sheet states is not believed: exporters write it wrong, and rows beyond it would be lost.
    """
    _guard(path)
    try:
        import openpyxl  # takes as long to import as all the rest, and most tables are CSV

        book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    except Exception as error:  # - openpyxl raises whatever its parsers raise on a broken file
        raise FileError("xlsx", f"XLSX 已损坏或不完整 / a damaged XLSX file: {type(error).__name__}") from None
    found = 0
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = _read(sheet.iter_rows())
        first = list(islice(rows, FIRST_ROWS))
        texts = [[_text(cell.value) for cell in cells] for _, cells in first]
        place = heading_place(texts)
        if place is not None:
            found += 1
            headings = texts[place]
            while not headings[-1]:
                headings.pop()
            if len(headings) > MOST_COLUMNS:
                message = f"工作表“{sheet.title}”列数过多（{len(headings)}）/ too many columns"
                raise FileError("columns", message)
            yield sheet.title, first[place][0], headings, _rows(chain(first[place + 1 :], rows), len(headings))
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


def _read(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows of a sheet by number."""
    try:
        yield from enumerate(rows, 1)
    except Exception as error:  # - a sheet that breaks off midway breaks openpyxl's parser in many ways
        raise FileError("xlsx", f"工作表中途损坏 / the sheet breaks off: {type(error).__name__}") from None


def _rows(rows: Iterator[tuple[int, tuple[Any, ...]]], width: int) -> Rows:
    for number, cells in rows:
        fault = next((one for place, cell in enumerate(cells) if (one := _fault(cell, place, width))), None)
        if fault is not None:
            yield number, fault
            continue
        texts = [_text(cell.value) for cell in cells[:width]]
        if any(texts):
            yield number, texts


def _fault(cell: Any, place: int, width: int) -> RowError | None:  # noqa: ANN401 - openpyxl's cells have no common type
    """What makes a cell unreadable: a formula, an error value, or no heading above it."""
    if cell.value is None:
        return None
    if place >= width:
        if not str(cell.value).strip():
            return None
        return RowError("cells", f"第 {place + 1} 格没有表头 / a cell without a heading", "", str(cell.value))
    if cell.data_type == "f":
        return RowError(
            "formula", f"第 {place + 1} 格是公式，请粘贴为数值 / a formula: paste its value", "", str(cell.value)
        )
    if cell.data_type == "e":
        return RowError("error", f"第 {place + 1} 格是错误值 / an error value", "", str(cell.value))
    return None


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
