"""Files and folders read as tables: headings, and rows that know their line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.csv_table import csv_table
from loaders.errors import FileError
from loaders.xlsx_table import xlsx_tables

ENDINGS = (".csv", ".txt", ".tsv", ".xlsx")
_IGNORED_NAMES = ("~$", ".", "Thumbs.db")
_IGNORED_ENDINGS = (".md", ".json", ".html")


@dataclass(slots=True)
class Table:
    """One table: its sheet (empty for CSV), the line of its headings, the headings, and the rows below.

    ``rows`` yields ``(line, cells)``: lines of the file as an editor counts them, rows of a sheet; or a RowError in
    place of cells, where a row cannot be read.
    """

    sheet: str
    heading_line: int
    headings: list[str]
    rows: Iterator[tuple[int, list[str] | Exception]]


def files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """The files of folders, in sorted order, recursively; office and system leftovers left out."""
    for path in paths:
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if file.is_file() and _wanted(file, path))
        else:
            yield path


def _wanted(file: Path, root: Path) -> bool:
    hidden = any(part.startswith(_IGNORED_NAMES) for part in file.relative_to(root).parts)
    return not hidden and file.suffix.lower() not in _IGNORED_ENDINGS


def tables_of(path: Path) -> Iterable[Table]:
    """The tables of one file. Raises FileError where it cannot be read."""
    ending = path.suffix.lower()
    try:
        if path.stat().st_size == 0:
            raise FileError("empty", "空文件 / an empty file")
        if ending == ".xlsx":
            return [Table(*sheet) for sheet in xlsx_tables(path)]
        if ending in ENDINGS:
            return [Table("", *csv_table(path))]
    except OSError as error:
        raise FileError("unreadable", f"读不出 / cannot be read: {error.strerror}") from None
    raise FileError(
        "ending", f"不支持这种文件（{ending or '没有扩展名'}），只读 CSV 和 XLSX / only CSV and XLSX are read"
    )
