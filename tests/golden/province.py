"""The sample province loaded and derived through the command line, and asked through it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    """Whether ``whole`` has everything ``part`` names: each field of an object, each item of a list somewhere."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and contains(whole[key], part[key]) for key in part)
    if isinstance(part, list) and part:
        return isinstance(whole, list) and all(any(contains(one, item) for one in whole) for item in part)
    return whole == part


def write_table(path: Path, headings: str, *rows: str) -> None:
    """A CSV table: headings and rows with commas between cells."""
    path.write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
