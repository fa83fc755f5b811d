"""What begins, changes and ends: counted by rule and place for people, line by line in a file for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.session import Session
from api.cli.tables import Column
from api.deriving import WORDS, summary
from api.wording import kind_text
from graph.spreadsheet import harmless

if TYPE_CHECKING:
    from queries.propagation.part import Change

_HEADINGS = ("变化", "编号", "类别", "规则", "地区", "主体编号", "主体", "文书号")


def emit_summary(session: Session, changes: Iterable[Change], title: str) -> None:
    """The counts as JSON lines, or as a table for people."""
    columns: dict[str, str | Column] = {
        "family": Column("类别", wide=True),
        "rule": "规则",
        "place": Column("地区", wide=True),
        **WORDS,
    }
    rows = summary(changes)
    if not session.json:
        rows = [{**row, "family": kind_text(row["family"])} for row in rows]
    session.emit(rows, columns, title)


def write_changes(path: Path, changes: Iterable[tuple[Change, Sequence[str]]], more: Sequence[str] = ()) -> None:
    """Every change as a row, in UTF-8 with a mark so that spreadsheets read it; ``more`` heads the further cells."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow((*_HEADINGS, *more))
        for one, cells in changes:
            rows.writerow(map(harmless, (WORDS[one.what], *one[1:], *cells)))
