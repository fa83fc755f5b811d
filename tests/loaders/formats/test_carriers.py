"""A table says the same in every carrier: CSV in either encoding, with a mark or none, parted by any sign, and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.formats import FORMATS
from loaders.tables import tables_of
from tests.loaders.formats.test_formats import case
from tests.loaders.telling import Told, tell

Rows = list[list[str]]


def _csv(encoding: str, delimiter: str = ",", newline: str = "\r\n") -> Callable[[Path, Rows], Path]:
    def write(folder: Path, rows: Rows) -> Path:
        path = folder / "table.csv"
        stream = io.StringIO()
        csv.writer(stream, delimiter=delimiter, lineterminator=newline).writerows(rows)
        path.write_bytes(stream.getvalue().encode(encoding))
        return path

    return write


def _xlsx(folder: Path, rows: Rows) -> Path:
    path = folder / "table.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(line, place, cell)
    return path


NAMES = [format.name for format in FORMATS]
CARRIERS: dict[str, Callable[[Path, Rows], Path]] = {
    "UTF-8": _csv("utf-8"),
    "UTF-8 with a mark": _csv("utf-8-sig"),
    "GB18030": _csv("gb18030"),
    "GB18030, tabs": _csv("gb18030", "\t"),
    "semicolons, bare line ends": _csv("utf-8", ";", "\n"),
    "XLSX": _xlsx,
}


def said(write: Callable[[Path, Rows], Path], rows: Rows, format: str | None) -> Told:
    with TemporaryDirectory() as folder:
        (table,) = tables_of(write(Path(folder), rows))
        return tell(table, format)


def _without_line(refusal: dict[str, Any]) -> dict[str, Any]:
    """A line break within a cell is a line of a CSV file and none of a sheet."""
    return {key: value for key, value in refusal.items() if key != "line"}


def _alike(rows: Rows, format: str | None = None) -> Told:
    """What the rows say, which is the same in every carrier."""
    first = said(CARRIERS["UTF-8"], rows, format)
    for name, write in CARRIERS.items():
        told = said(write, rows, format)
        assert told.says == first.says, name
        assert [_without_line(one) for one in told.refuses] == [_without_line(one) for one in first.refuses], name
    return first


@pytest.mark.parametrize("name", NAMES)
def test_a_case_says_the_same_in_every_carrier(name: str) -> None:
    told_of = case(name)
    told = _alike(list(csv.reader(io.StringIO(told_of["table"]))))
    assert (told.says, told.refuses) == (told_of["says"], told_of["refuses"])


@pytest.mark.parametrize("name", NAMES)
def test_titles_above_the_headings_and_blank_columns_change_nothing_but_the_lines(name: str) -> None:
    told_of = case(name)
    rows = list(csv.reader(io.StringIO(told_of["table"])))
    titled = [["样例表"], [], ["填报单位：样例局", "", "", "填报日期：2024-01-01"], *[["", *row, ""] for row in rows]]
    told = _alike(titled)
    assert told.says == told_of["says"]
    assert told.refuses == [{**refusal, "line": refusal["line"] + 3} for refusal in told_of["refuses"]]


WORDS = st.text(st.characters(codec="gb18030", categories=["Lo", "Nd", "Zs", "Po", "Ps", "Pe"]), max_size=12)
AWKWARD = (
    "",
    "暂无",
    "— —",
    "2",
    "0.5",
    "是",
    "2020/1/2",
    "2099/12/31",
    "自然人",
    "=1+1",
    '"引号"',
    "a\nb",
    "'",
    ";",
    "\t",
    "\U00020000",
)
CELLS = st.one_of(WORDS, st.sampled_from(AWKWARD), st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(str))


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, Rows]:
    """Rows of a case in any order, some cells of them replaced by anything, under its format's name."""
    name = draw(st.sampled_from(NAMES))
    headings, *rows = csv.reader(io.StringIO(case(name)["table"]))
    chosen = [list(row) for row in draw(st.lists(st.sampled_from(rows), min_size=1, max_size=3))]
    for row in chosen:
        for place in draw(st.lists(st.integers(0, len(headings) - 1), max_size=2)):
            row[place] = draw(CELLS)
    return name, [headings, *chosen]


def test_any_row_says_the_same_in_every_carrier() -> None:
    spoken = refused = 0

    @settings(max_examples=120, derandomize=True)
    @given(tables())
    def compare(table: tuple[str, Rows]) -> None:
        nonlocal spoken, refused
        name, rows = table
        told = _alike(rows, name)
        spoken += bool(told.says)
        refused += bool(told.refused)

    compare()
    assert spoken > 15, "tables that say nothing prove nothing"
    assert refused > 15
