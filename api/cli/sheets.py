"""The options `--csv` and `--xlsx`: an answer as a file for spreadsheets beside what is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.cli.session import demand_folder, say
from api.spreadsheets import Sheet, write_csv, write_xlsx

CsvOption = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE", dir_okay=False, help="同时写入 CSV 文件 / also write a CSV file")
]
XlsxOption = Annotated[
    Path | None,
    typer.Option("--xlsx", metavar="FILE", dir_okay=False, help="同时写入 Excel 文件 / also write a workbook"),
]


def demand_folders(*files: Path | None) -> None:
    """Wrong usage where the folder of a file that was asked for is not there."""
    for file in files:
        if file is not None:
            demand_folder(file)


def save(csv_file: Path | None, xlsx_file: Path | None, one: Sheet, sheets: Sequence[Sheet], as_of: date) -> None:
    """Write what was asked for, and say so: ``one`` table as CSV, all ``sheets`` as a workbook."""
    if csv_file is not None:
        write_csv(csv_file, one)
        say(f"已写入 {len(one.rows)} 行 / rows written: {csv_file}")
    if xlsx_file is not None:
        write_xlsx(xlsx_file, sheets, as_of)
        say(f"已写入 / written: {xlsx_file}")
