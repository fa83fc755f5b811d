"""Tables to files, row by row: CSV in the encodings offices use, and XLSX with fixed properties."""

from __future__ import annotations

import csv
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple

import xlsxwriter

from loaders.sample.draw import REFERENCE_DATE
from loaders.sample.files import FILES, SampleFile
from loaders.sample.layouts import LAYOUTS

Cell = str | int | date | None
Row = Mapping[str, Cell]
"""Cells by the key of their column; a key that is missing is a blank cell."""


class Planted(NamedTuple):
    """Where a row stands: its file (relative, with slashes) and its line (the heading is line 1; XLSX: its row)."""

    file: str
    line: int


class Tables:
    """All files of the sample, open for writing; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._stack = ExitStack()
        self._sheets: dict[tuple[str, str], _Sheet] = {}
        for file in FILES:
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            sheet = _Workbook(file, path) if file.encoding == "xlsx" else _Csv(file, path)
            self._stack.callback(sheet.close)
            self._sheets[file.table, file.place] = sheet

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def add(self, table: str, row: Row, place: str = "") -> Planted:
        """Append a row to the file of a table and place (where the table has none of that place, to its general one).

        Raises KeyError for a column the layout does not have.
        """
        sheet = self._sheets.get((table, place)) or self._sheets[table, ""]
        if not row.keys() <= sheet.known:
            raise KeyError(f"{table}: {sorted(row.keys() - sheet.known)}")
        sheet.write([row.get(key) for key in sheet.keys])
        return Planted(sheet.file.path, sheet.line)

    def add_cells(self, table: str, cells: list[Cell], place: str = "") -> Planted:
        """Append cells as they stand, more or fewer than the table has columns (only to show a broken row)."""
        sheet = self._sheets[table, place]
        sheet.write(cells)
        return Planted(sheet.file.path, sheet.line)

    def heading(self, table: str, key: str, place: str = "") -> str:
        """The heading of a column as that file writes it."""
        sheet = self._sheets.get((table, place)) or self._sheets[table, ""]
        return sheet.file.headings[key]

    def counts(self) -> list[tuple[SampleFile, int]]:
        """Every file with its number of rows, headings not counted."""
        return [(sheet.file, sheet.line - 1) for sheet in self._sheets.values()]


class _Sheet(ABC):
    """One file with its headings written."""

    def __init__(self, file: SampleFile) -> None:
        self.file = file
        self.keys = list(file.headings)
        self.known = LAYOUTS[file.table].keys()
        self.line = 0

    @abstractmethod
    def write(self, cells: list[Cell]) -> None:
        """One row."""

    @abstractmethod
    def close(self) -> None:
        """The file is complete."""


class _Csv(_Sheet):
    def __init__(self, file: SampleFile, path: Path) -> None:
        super().__init__(file)
        self._stream: IO[str] = path.open("w", encoding=file.encoding, newline="", buffering=1 << 18)
        ending = "\r\n" if file.encoding == "gb18030" else "\n"
        self._write: Callable[[list[Any]], Any] = csv.writer(self._stream, lineterminator=ending).writerow
        self._day = _DAY_TEXTS[file.dates]
        self.write(list(file.headings.values()))

    def write(self, cells: list[Cell]) -> None:
        day = self._day
        self._write([day(cell) if isinstance(cell, date) else cell for cell in cells])
        self.line += 1

    def close(self) -> None:
        self._stream.close()


class _Workbook(_Sheet):
    def __init__(self, file: SampleFile, path: Path) -> None:
        super().__init__(file)
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
        self._book.set_properties({"created": datetime.combine(REFERENCE_DATE, time()), "author": "", "company": ""})
        self._sheet = self._book.add_worksheet("Sheet1")
        self.write(list(file.headings.values()))

    def write(self, cells: list[Cell]) -> None:
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                self._sheet.write_datetime(self.line, column, cell)
            elif isinstance(cell, int):
                self._sheet.write_number(self.line, column, cell)
            elif cell:
                self._sheet.write_string(self.line, column, cell)
        self.line += 1

    def close(self) -> None:
        self._book.close()


_DAY_TEXTS: dict[str, Callable[[date], str]] = {
    "-": date.isoformat,
    "/": lambda day: f"{day.year}/{day.month:02}/{day.day:02}",
    "年": lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    "": lambda day: f"{day.year}{day.month:02}{day.day:02}",
}
