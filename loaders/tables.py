"""Files and folders read as tables: headings, and rows that know their line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.bods.reading import looks_like_statements
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
            yield from (file for file in sorted(path.rglob("*")) if not file.is_dir() and not _why_not(file, path))
        else:
            yield path


def left_out(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The files of folders that are not read, and why."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if not file.is_dir() and (reason := _why_not(file, path)):
                    yield file, reason


def is_empty(folder: Path) -> bool:
    """Whether a path is a folder in which there is nothing to read."""
    return folder.is_dir() and next(files_in([folder]), None) is None


def _why_not(file: Path, root: Path) -> str:
    if any(part.startswith(_IGNORED_NAMES) for part in file.relative_to(root).parts):
        return "隐藏文件或办公软件的临时文件 / hidden or temporary"
    if file.is_symlink() and not file.exists():
        return "链接所指的文件不存在 / a link to nothing"
    if not file.is_file():
        return "不是普通文件 / not a regular file"
    if file.suffix.lower() in _IGNORED_ENDINGS and not (is_statements(file) and looks_like_statements(file)):
        return "说明或数据文件，不是表格 / not a table"
    return ""


def is_statements(path: Path) -> bool:
    """Whether a file is one of statements rather than of tables (loaders.bods)."""
    return path.suffix.lower() == ".json"


def tables_of(path: Path) -> Iterable[Table]:
    """The tables of one file. Raises FileError where it cannot be read."""
    ending = path.suffix.lower()
    try:
        if not path.is_file() and path.exists():
            raise FileError("unreadable", "不是普通文件 / not a regular file")
        if path.stat().st_size == 0:
            raise FileError("empty", "空文件 / an empty file")
        if ending == ".xlsx":
            return [Table(*sheet) for sheet in xlsx_tables(path)]
        if ending in ENDINGS:
            return [Table("", *csv_table(path))]
    except OSError as error:
        raise FileError("unreadable", f"读不出 / cannot be read: {error.strerror}") from None
    raise FileError(
        "ending",
        f"不支持这种文件（{ending or '没有扩展名'}），只读 CSV、XLSX 和 BODS 的 JSON / only CSV, XLSX, BODS in JSON",
    )
