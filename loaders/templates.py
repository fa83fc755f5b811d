"""Empty templates, with one example row each, for the tables that have no public standard."""

from __future__ import annotations

import csv
from pathlib import Path

import xlsxwriter

from loaders.formats import FORMATS


def write_templates(folder: Path) -> list[Path]:
    """Write every template as CSV (UTF-8 with a mark) and XLSX; returns the files. The example rows are synthetic."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for format in FORMATS:
        if format.template is None:
            continue
        path = folder / f"{format.label}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(format.template.keys())
            writer.writerow(format.template.values())
        sheet_path = folder / f"{format.label}.xlsx"
        with xlsxwriter.Workbook(sheet_path) as book:
            sheet = book.add_worksheet(format.label)
            sheet.write_row(0, 0, list(format.template.keys()))
            for place, value in enumerate(format.template.values()):
                sheet.write_string(1, place, value)
        written += [path, sheet_path]
    return written
