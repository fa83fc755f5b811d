"""A small sample written once, and its files read back without any loader."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from loaders.sample import Key, write_sample
from loaders.sample.files import FILES

SIZE = 700


@dataclass(frozen=True)
class Written:
    """A sample on disk with its key; ``tables`` are rows by file, each a line with cells by heading."""

    folder: Path
    key: Key
    tables: dict[str, list[list[str]]]

    def lines(self, file: str) -> list[list[str]]:
        """All lines of a file, the heading first."""
        return self.tables[file]

    def rows(self, table: str) -> Iterator[dict[str, str]]:
        """Every row of a table, from all its files, by the key of its column."""
        for file in FILES:
            if file.table == table:
                for cells in self.tables[file.path][1:]:
                    yield dict(zip(file.headings, cells, strict=False))


def read(path: Path, encoding: str) -> list[list[str]]:
    """The lines of a CSV file or of a sheet, every cell as text."""
    if encoding == "xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        lines = [[_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
        book.close()
        return lines
    with path.open(encoding=encoding, newline="") as stream:
        return list(csv.reader(stream))


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A sample of :data:`SIZE` enterprises; nobody writes to it."""
    folder = tmp_path_factory.mktemp("sample")
    key = write_sample(folder, enterprises=SIZE, seed=7)
    return Written(folder, key, {file.path: read(folder / file.path, file.encoding) for file in FILES})
