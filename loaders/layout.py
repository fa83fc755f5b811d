"""What a format is: its columns by heading, which of them it needs, and what a row says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from graph.identifiers.resident_text import SHORTEST, masked
from loaders.cells import BLANK_BEGINNINGS, day, flag, integer, is_blank, items, money
from loaders.errors import RowError, TableError
from loaders.headings import heading, normal
from loaders.receiving import holds_numbers, latest_birth
from loaders.source import Source

T = TypeVar("T")
AHEAD = "晚于收到之日（{}），尚未发生 / after the day the file was received"


class Column(NamedTuple):
    """A column: its key, the headings (or codes) it is known by, and what a table or row must have.

    ``needed``: a table without it is not of the format. ``filled``: a row without a value is refused. ``unit`` is that
    of an amount where the heading states none; where it is empty, a heading that states none is not used. ``past``: a
    date that lies behind whoever writes it down (a decision, a change, a death), never after the day the file came.
    """

    key: str
    headings: tuple[str, ...]
    needed: bool = False
    filled: bool = False
    unit: str = "万元"
    past: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """An official table (官方表格). ``facts`` turns one row into facts through the source; it knows no store."""

    name: str
    label: str
    columns: tuple[Column, ...]
    facts: Callable[[Row, Source], None]
    template: Mapping[str, str] | None = None
    """One example row by heading, for the tables of our own."""
    either: tuple[str, ...] = ()
    """Columns of which a table must have at least one."""

    def known(self) -> dict[str, Column]:
        """Columns by every spelling of their headings."""
        return {normal(name): column for column in self.columns for name in column.headings}


class Binding(NamedTuple):
    """A table's headings bound to a format: where each key stands, its heading and unit.

    ``unknown`` are columns it does not use, ``twice`` pairs of headings that stand for one column.
    """

    format: Format
    places: dict[str, int]
    headings: dict[str, str]
    units: dict[str, str]
    unknown: list[str]
    twice: list[tuple[str, str]]

    @property
    def missing(self) -> list[str]:
        """Headings that the format needs and the table lacks."""
        columns = {column.key: column.headings[0] for column in self.format.columns}
        lacking = [
            columns[column.key] for column in self.format.columns if column.needed and column.key not in self.places
        ]
        if self.format.either and not self.places.keys() & set(self.format.either):
            lacking.append(" 或 ".join(columns[key] for key in self.format.either))
        return lacking


class Row:
    """One row by column key, blanks left out; every reading error names the column and the value."""

    __slots__ = ("_binding", "cells", "line")

    def __init__(self, binding: Binding, line: int, cells: Mapping[str, str]) -> None:
        self._binding = binding
        self.line = line
        self.cells = cells

    def text(self, key: str) -> str:
        """A text, or the empty text."""
        return self.cells.get(key, "")

    def fault(self, key: str, code: str, message: str) -> RowError:
        """An error about a column of this row."""
        return RowError(code, message, self._binding.headings.get(key, key), self.cells.get(key, ""))

    def day(self, key: str) -> str | None:
        """A date as ISO text; None where blank or without end."""
        return self._read(key, day)

    def money(self, key: str) -> int | None:
        """An amount in fen, by the unit its heading states."""
        value = self.cells.get(key)
        if value is None:
            return None
        try:
            return money(value, self._binding.units[key])
        except RowError as error:
            raise self.fault(key, error.code, str(error)) from None

    def integer(self, key: str) -> int | None:
        """A whole number."""
        return self._read(key, integer)

    def flag(self, key: str) -> bool | None:
        """Yes or no."""
        return self._read(key, flag)

    def items(self, key: str) -> list[str]:
        """Several values."""
        return items(self.cells[key]) if key in self.cells else []

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """One of the values a table allows, or the empty text. Raises RowError."""
        value = self.cells.get(key, "")
        if value and value not in allowed:
            raise self.fault(key, "choice", f"只能是 {'、'.join(allowed)} / not one of the values allowed")
        return value

    def ordered(self, first: str, last: str) -> None:
        """Refuse a row whose end precedes its start."""
        start, end = self.day(first), self.day(last)
        if start is not None and end is not None and end < start:
            names = (self._binding.headings[first], self._binding.headings[last])
            raise self.fault(last, "order", f"“{names[1]}”早于“{names[0]}”（{start}）/ the end precedes the start")

    def _read(self, key: str, reader: Callable[[str], T]) -> T | None:
        value = self.cells.get(key)
        if value is None:
            return None
        try:
            return reader(value)
        except RowError as error:
            raise self.fault(key, error.code, str(error)) from None


def bind(format: Format, headings: Sequence[str]) -> Binding:
    """Find a format's columns among a table's headings."""
    known = format.known()
    binding = Binding(format, {}, {}, {}, [], [])
    for place, written in enumerate(headings):
        if not written.strip():
            continue
        parsed = heading(written)
        column = next((known[form] for form in parsed.forms if form in known), None)
        if column is None:
            binding.unknown.append(written)
        elif column.key in binding.places:
            binding.twice.append((binding.headings[column.key], written.strip()))
        elif not (unit := parsed.unit or column.unit):
            binding.unknown.append(f"{written.strip()}（没有写明单位 / states no unit）")
        else:
            binding.places[column.key] = place
            binding.headings[column.key] = written.strip()
            binding.units[column.key] = unit
    return binding


def recognise(formats: Sequence[Format], headings: Sequence[str], wanted: str | None = None) -> Binding:
    """The one format a table is of.

    Raises TableError for none (naming the nearest and what it lacks), for two, and where two headings of that format
    stand for one column.
    """
    if wanted is not None:
        chosen = next((format for format in formats if format.name == wanted), None)
        if chosen is None:
            names = "、".join(format.name for format in formats)
            raise TableError("format", f"没有这种格式 / no such format: {wanted}；可用 / known: {names}")
        binding = bind(chosen, headings)
        if binding.missing:
            raise TableError("missing", f"{chosen.label}缺少列 / lacks: {'、'.join(binding.missing)}")
        return _once(binding)
    bound = [bind(format, headings) for format in formats]
    fitting = [binding for binding in bound if not binding.missing]
    if len(fitting) > 1:
        names = "、".join(f"{binding.format.label}（{binding.format.name}）" for binding in fitting)
        raise TableError(
            "ambiguous", f"表头符合多种格式：{names}；请用 --format 指定 / fits several: decide with --format"
        )
    if fitting:
        return _once(fitting[0])
    nearest = max(bound, key=lambda binding: len(binding.places) / (len(binding.missing) + len(binding.places) + 1))
    raise TableError(
        "unknown",
        f"认不出表头；最接近{nearest.format.label}（{nearest.format.name}），"
        f"缺少 {'、'.join(nearest.missing)} / not recognised; nearest {nearest.format.name}",
    )


def _once(binding: Binding) -> Binding:
    """The binding, unless two headings stand for one column."""
    if binding.twice:
        pairs = "；".join(f"“{first}”与“{second}”是同一列" for first, second in binding.twice)
        raise TableError("twice", f"{binding.format.label}：{pairs} / two headings for one column")
    return binding


def rows_of(
    binding: Binding, rows: Iterator[tuple[int, list[str] | Exception]], received: date | None = None
) -> Iterator[tuple[int, Row | Exception]]:
    """A table's rows by column key; a row that lacks what must be filled comes as a RowError.

    So does one that dates what is past after ``received``, the day it came. The numbers of persons are masked outside
    the columns for them.
    """
    places = list(binding.places.items())
    columns = [column for column in binding.format.columns if column.key in binding.places]
    filled = [column.key for column in columns if column.filled]
    past = [column.key for column in columns if column.past]
    free = {
        column.key: latest_birth(column.headings, received) for column in columns if not holds_numbers(column.headings)
    }
    for line, cells in rows:
        if isinstance(cells, Exception):
            yield line, cells
            continue
        width = len(cells)
        values = {
            key: cell
            for key, place in places
            if place < width
            and (cell := cells[place].strip())
            and (cell[0] not in BLANK_BEGINNINGS or not is_blank(cell))
        }
        if not values:
            continue
        for key, cell in values.items():
            if len(cell) >= SHORTEST and key in free:
                values[key] = masked(cell, free[key])
        row = Row(binding, line, values)
        lacking = next((key for key in filled if key not in values), None)
        if lacking is not None:
            yield line, row.fault(lacking, "blank", "必填项为空 / must be filled")
        else:
            yield line, _ahead(row, past, received) or row


def _ahead(row: Row, past: Sequence[str], received: date | None) -> RowError | None:
    """What is wrong with a row that dates something past after the day it came; dates that are none are told later."""
    for key in past if received is not None else ():
        cell = row.text(key)
        try:
            on = day(cell) if cell else None
        except RowError:
            continue
        if on is not None and on > str(received):
            return row.fault(key, "future", AHEAD.format(received))
    return None
