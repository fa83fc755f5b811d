"""The sample province loaded and derived through the command line, and asked through it."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
from typer.testing import CliRunner

from api.cli.main import app

Answer = dict[str, Any]


@dataclass(frozen=True)
class Office:
    """The command line over one store."""

    url: str

    def run(self, *arguments: str, ok: tuple[int, ...] = (0,)) -> list[Answer]:
        """A verb with `--json`: its lines. The exit code must be one of ``ok``."""
        result = CliRunner().invoke(app, ["--store", self.url, "--json", *arguments])
        assert result.exit_code in ok, (arguments, result.exit_code, result.stderr, result.exception)
        return [json.loads(line) for line in result.stdout.splitlines()]


def contains(whole: object, part: object) -> bool:
    """Whether ``whole`` has everything ``part`` names: each field of an object, each item of a list somewhere.

    ``{exactly: 3/4}`` is a share of three quarters, over whatever total it is stated.
    """
    if isinstance(part, dict) and "exactly" in part:
        return isinstance(whole, dict) and {
            Fraction(whole["low"], whole["total"]),
            Fraction(whole["high"], whole["total"]),
        } == {Fraction(part["exactly"])}
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and contains(whole[key], part[key]) for key in part)
    if isinstance(part, list) and part:
        return isinstance(whole, list) and all(any(contains(one, item) for one in whole) for item in part)
    return whole == part


def write_table(path: Path, headings: str, *rows: str) -> None:
    """A CSV table: headings and rows with commas between cells."""
    path.write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")


def write_file(path: Path, text: str, encoding: str = "utf-8") -> None:
    """A table as an office sends it: a CSV file in an encoding, or where the name says so a workbook of these rows."""
    if path.suffix != ".xlsx":
        path.write_bytes(text.encode(encoding))
        return
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in csv.reader(text.splitlines()):
        sheet.append([_typed(cell) for cell in row])
    book.save(path)


def _typed(cell: str) -> str | int | date | None:
    """A cell as spreadsheets hold it: days as days, short numbers as numbers, codes as text."""
    if len(cell) == 10 and cell[4] == cell[7] == "-":
        return date.fromisoformat(cell)
    return int(cell) if cell.isdecimal() and len(cell) < 8 else cell or None
