"""CSV tables: UTF-8 with or without a mark, or GB18030; commas, semicolons or tabs; lines counted as an editor does."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO

from loaders.encoding import encoding_of
from loaders.errors import FileError, RowError
from loaders.heading_row import FIRST_ROWS, MOST_COLUMNS, heading_place

_LONGEST_CELL = 1_000_000
_WIDE = 4
"""A line that by itself fills so many columns, all there are, is a row and no part of a cell."""

csv.field_size_limit(_LONGEST_CELL)

Rows = Iterator[tuple[int, list[str] | Exception]]


def csv_table(path: Path) -> tuple[int, list[str], Rows]:
    """The line of the headings, the headings, and the rows below them. Raises FileError."""
    encoding = encoding_of(path)
    stream = path.open(encoding=encoding.name, newline="", errors="surrogateescape")
    try:
        lines = _Lines(stream, _delimiter(path, encoding.name))
        first = list(islice(lines, FIRST_ROWS))
        line, headings, below = _headings(first)
    except BaseException:
        stream.close()
        raise
    return line, headings, _rows(stream, chain(below, lines), len(headings), encoding.clean)


def _delimiter(path: Path, encoding: str) -> str:
    """That of the first line which has any: titles above the headings have none."""
    with path.open(encoding=encoding, newline="", errors="surrogateescape") as stream:
        for line in (stream.readline(1 << 16) for _ in range(2 * FIRST_ROWS)):
            counts = {delimiter: line.count(delimiter) for delimiter in (",", "\t", ";")}
            if any(counts.values()):
                return max(counts, key=lambda delimiter: (counts[delimiter], delimiter == ","))
    return ","


class _Lines:
    """Every row with its line; in place of one that cannot be read, a RowError, and the lines after it are read anew.

    A quote that never closes takes in all that follows: only the line it stands in is given up.
    """

    def __init__(self, stream: IO[str], delimiter: str) -> None:
        self.width = 0
        self._stream = stream
        self._delimiter = delimiter
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._line = 0
        self._reader = self._fresh()

    def __iter__(self) -> Rows:
        return self

    def __next__(self) -> tuple[int, list[str] | Exception]:
        self._taken.clear()
        line = self._line + 1
        try:
            row = next(self._reader)
        except csv.Error as error:
            through = self._back()
            return line, RowError("csv", _words(str(error), line, through))
        if len(self._taken) > 1 and any(map(self._is_row, self._taken[1:-1])):
            through = self._back()
            return line, RowError("csv", _words("", line, through))
        if line <= FIRST_ROWS:
            self.width = max(self.width, len(row))
        return line, row

    def _fresh(self) -> Iterator[list[str]]:
        return csv.reader(iter(self._read, None), delimiter=self._delimiter, strict=True)

    def _read(self) -> str | None:
        text = self._again.popleft() if self._again else self._stream.readline()
        if not text:
            return None
        self._line += 1
        self._taken.append(text)
        return text

    def _back(self) -> int:
        """Give back all lines of a broken row but its first; the line it had reached."""
        reached, rest = self._line, self._taken[1:]
        self._line -= len(rest)
        self._again.extendleft(reversed(rest))
        self._reader = self._fresh()
        return reached

    def _is_row(self, text: str) -> bool:
        if self.width < _WIDE or text.count(self._delimiter) != self.width - 1:
            return False
        return all(cell.count('"') in {0, 2} for cell in text.split(self._delimiter))


def _words(error: str, line: int, through: int) -> str:
    """What is wrong with a row, in our words; how far its quote reached."""
    if "field limit" in error:
        return f"一格超过 {_LONGEST_CELL} 个字符 / a cell of more than {_LONGEST_CELL} characters"
    if through > line:
        return (
            f"引号没有闭合，直到第 {through} 行；只退回第 {line} 行，其后各行照常读入"
            " / a quote does not close: only this line is refused"
        )
    return "引号没有闭合，或引号之后还有文字 / broken quoting"


def _headings(first: list[tuple[int, list[str] | Exception]]) -> tuple[int, list[str], Rows]:
    """The headings among the first rows, their line, and the rows between them and the rest."""
    widest = max((len(row) for _, row in first if isinstance(row, list)), default=0)
    if widest > MOST_COLUMNS:
        raise FileError("columns", f"列数过多（{widest}）/ too many columns")
    place = heading_place([row if isinstance(row, list) else [] for _, row in first])
    broken = next((row for _, row in first[:place] if isinstance(row, Exception)), None)
    if broken is not None:
        raise FileError("csv", f"不是完整的 CSV：{broken}")
    if place is None:
        raise FileError("headings", "没有找到表头 / no headings found")
    line, headings = first[place]
    assert isinstance(headings, list)
    if not all(map(_is_text, headings)):
        raise FileError("encoding", f"第 {line} 行表头不是文本 / the headings are not text")
    return line, headings, iter(first[place + 1 :])


def _is_text(cell: str) -> bool:
    return "\0" not in cell and not any("\udc80" <= character <= "\udcff" for character in cell)


def _rows(stream: IO[str], lines: Rows, width: int, clean: bool) -> Rows:
    with stream:
        for line, row in lines:
            if isinstance(row, Exception):
                yield line, row
            elif not clean and (broken := next((at for at, cell in enumerate(row, 1) if not _is_text(cell)), 0)):
                message = f"第 {broken} 格有零字节或不属于本文件编码的字节 / bytes that are not text in cell {broken}"
                yield line, RowError("encoding", message)
            elif len(row) > width and any(cell.strip() for cell in row[width:]):
                message = f"比表头多 {len(row) - width} 格 / more cells than headings"
                yield line, RowError("cells", message, "", row[width])
            elif any(row):
                yield line, row
