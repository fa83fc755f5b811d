"""CSV tables: UTF-8 with or without a mark, or GB18030; commas, semicolons or tabs; lines counted as an editor does."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, Protocol

from loaders.errors import FileError, RowError
from loaders.heading_row import FIRST_ROWS, MOST_COLUMNS, heading_place

_LONGEST_CELL = 1_000_000

csv.field_size_limit(_LONGEST_CELL)


class Reader(Protocol):
    """What csv.reader returns, which has no public name before Python 3.14."""

    line_num: int

    def __next__(self) -> list[str]:
        """The next row."""


Rows = Iterator[tuple[int, list[str] | Exception]]


def csv_table(path: Path) -> tuple[int, list[str], Rows]:
    """The line of the headings, the headings, and the rows below them. Raises FileError."""
    encoding = encoding_of(path)
    stream = path.open(encoding=encoding, newline="")
    try:
        lines = _lines(csv.reader(stream, delimiter=_delimiter(path, encoding), strict=True))
        first = list(islice(lines, FIRST_ROWS))
        line, headings, below = _headings(first)
    except BaseException:
        stream.close()
        raise
    return line, headings, _rows(stream, chain(below, lines), len(headings))


def encoding_of(path: Path) -> str:
    """``utf-8-sig`` or ``gb18030``; a file that is neither is refused with the place of the first bad byte."""
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise FileError("encoding", "UTF-16 编码，请另存为 UTF-8 / UTF-16: save it as UTF-8")
        if start.startswith(b"PK\x03\x04"):
            raise FileError("encoding", "这是压缩包或 XLSX，扩展名不对 / a zip or XLSX file under another ending")
        file.seek(0)
        bad: dict[str, int] = {}
        decoders = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8", "gb18030")}
        place = 0
        while block := file.read(1 << 20):
            if b"\x00" in block:
                raise FileError("encoding", f"第 {place + block.index(0)} 字节为零，不是文本 / not text: a zero byte")
            for name, decoder in decoders.items():
                if name not in bad:
                    _feed(name, decoder, block, place, bad)
            place += len(block)
        for name, decoder in decoders.items():
            if name not in bad:
                _feed(name, decoder, b"", place, bad, final=True)
    if "utf-8" not in bad:
        return "utf-8-sig"
    if "gb18030" not in bad:
        return "gb18030"
    where = max(bad.values())
    raise FileError("encoding", f"既不是 UTF-8 也不是 GB18030，第 {where} 字节出错 / neither encoding: byte {where}")


def _feed(
    name: str, decoder: codecs.IncrementalDecoder, block: bytes, place: int, bad: dict[str, int], *, final: bool = False
) -> None:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError as error:
        bad[name] = place + error.start


def _delimiter(path: Path, encoding: str) -> str:
    """That of the first line which has any: titles above the headings have none."""
    with path.open(encoding=encoding, newline="") as stream:
        for line in (stream.readline(1 << 16) for _ in range(2 * FIRST_ROWS)):
            counts = {delimiter: line.count(delimiter) for delimiter in (",", "\t", ";")}
            if any(counts.values()):
                return max(counts, key=lambda delimiter: (counts[delimiter], delimiter == ","))
    return ","


def _lines(reader: Reader) -> Rows:
    """Every row with its line; in place of one that cannot be read, a RowError."""
    while True:
        line = reader.line_num + 1
        try:
            row = reader.__next__()
        except StopIteration:
            return
        except csv.Error as error:
            through = f"，直到第 {reader.line_num} 行" if reader.line_num > line else ""
            yield line, RowError("csv", f"引号或单元格不完整{through}（{error}）/ broken quoting")
        else:
            yield line, row


def _headings(first: list[tuple[int, list[str] | Exception]]) -> tuple[int, list[str], Rows]:
    """The headings among the first rows, their line, and the rows between them and the rest."""
    widest = max((len(row) for _, row in first if isinstance(row, list)), default=0)
    if widest > MOST_COLUMNS:
        raise FileError("columns", f"列数过多（{widest}）/ too many columns")
    place = heading_place([row if isinstance(row, list) else [] for _, row in first])
    if place is not None:
        line, headings = first[place]
        assert isinstance(headings, list)
        return line, headings, iter(first[place + 1 :])
    broken = next((row for _, row in first if isinstance(row, Exception)), None)
    if broken is not None:
        raise FileError("csv", f"不是完整的 CSV：{broken}")
    raise FileError("headings", "没有找到表头 / no headings found")


def _rows(stream: IO[str], lines: Rows, width: int) -> Rows:
    with stream:
        for line, row in lines:
            if isinstance(row, Exception):
                yield line, row
            elif len(row) > width and any(cell.strip() for cell in row[width:]):
                message = f"比表头多 {len(row) - width} 格 / more cells than headings"
                yield line, RowError("cells", message, "", row[width])
            elif any(row):
                yield line, row
