"""Answers as spreadsheets: sheets of text in CSV or XLSX, the same bytes for the same rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from graph.spreadsheet import harmless

_WIDEST = 60
_NARROWEST = 10


class Sheet(NamedTuple):
    """A sheet: its name, its columns (key → heading), and rows as mappings; what a row lacks is a blank cell."""

    name: str
    columns: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]

    def cells(self) -> Iterable[list[str]]:
        """Rows as texts, in the order of the columns."""
        for row in self.rows:
            yield ["" if (cell := row.get(key)) is None else str(cell) for key in self.columns]


def write_csv(path: Path, sheet: Sheet) -> None:
    """One sheet in UTF-8 with a mark, so that spreadsheets read it; no cell is taken for a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(sheet.columns.values())
        rows.writerows([harmless(cell) for cell in cells] for cells in sheet.cells())


def write_xlsx(path: Path, sheets: Sequence[Sheet], as_of: date) -> None:
    """Sheets as a workbook of texts with headings that stay in sight. Raises OSError where it cannot be written."""
    import xlsxwriter  # only who writes a workbook waits for it

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.combine(as_of, time()), "author": "", "company": ""})
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in sheets:
        written = book.add_worksheet(sheet.name)
        written.freeze_panes(1, 0)
        rows = list(sheet.cells())
        for column, title in enumerate(sheet.columns.values()):
            written.write_string(0, column, title, heading)
            longest = max((2 * len(cells[column]) for cells in rows), default=0)
            written.set_column(column, column, min(max(longest, 2 * len(title), _NARROWEST), _WIDEST))
        for line, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells):
                if cell:
                    written.write_string(line, column, cell, body)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.__cause__ or OSError(f"不能写入 / cannot be written: {path.name}") from None
