"""Tables on a terminal: ids and dates are never cut, texts share what is left, the least needed columns give way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

COMFORTABLE = 20
"""Columns that can be spared give way until every column of text has so many cells, ten characters of Chinese."""

_WHOLE = frozenset(
    [
        "id",
        "code",
        "rule",
        "format",
        "date",
        "due",
        "expires",
        "start",
        "last_day",
        "period",
        "reference_date",
        "repairable_from",
    ]
)
"""Columns that are never cut wherever they occur: ids, codes, dates, names that are typed again."""


_PIECES = re.compile(r"[0-9A-Za-z.,/:_%-]+|.")
"""What a line is broken between: words, numbers and dates whole, everything else sign by sign."""


class Column(NamedTuple):
    """A heading. A ``wide`` column is shown only where the terminal has room for it."""

    heading: str
    wide: bool = False


def print_table(
    console: Console, rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str | Column], title: str = ""
) -> list[str]:
    """Print rows under ``columns`` (key → heading); returns the headings that the terminal has no room for."""
    declared = {key: one if isinstance(one, Column) else Column(one) for key, one in columns.items()}
    cells = {key: [plain(row.get(key)) for row in rows] for key in declared}
    natural = {key: _width([one.heading, *cells[key]]) for key, one in declared.items()}
    shown = list(declared)
    left_out: list[str] = []
    while True:
        widths = _share(shown, natural, console.width)
        spare = next((key for key in reversed(shown) if declared[key].wide), None)
        if spare is None or all(widths[key] >= min(natural[key], COMFORTABLE) for key in shown):
            break
        shown.remove(spare)
        left_out.insert(0, declared[spare].heading)
    folded = {key: [fold(cell, widths[key]) for cell in cells[key]] for key in shown}
    lines = any("\n" in cell for key in shown for cell in folded[key])
    table = Table(header_style="bold", show_lines=lines)
    for key in shown:
        table.add_column(Text(fold(declared[key].heading, widths[key])), overflow="fold", width=widths[key])
    for place in range(len(rows)):
        table.add_row(*(Text(folded[key][place]) for key in shown))
    if title:
        console.print(title, markup=False, soft_wrap=True)
    console.width = max(console.width, sum(widths.values()) + 3 * len(shown) + 1)
    console.print(table, crop=False)
    return left_out


def fold(text: str, width: int) -> str:
    """A text in lines of at most ``width`` cells; a number, date or word is cut only where it is longer than a line."""
    lines: list[str] = []
    for written in text.split("\n"):
        line = ""
        for piece in _PIECES.findall(written):
            if cell_len(line + piece) > width and line:
                lines.append(line.rstrip())
                line = ""
            line += piece.lstrip() if not line else piece
            while cell_len(line) > width:
                cut = next(place for place in range(len(line), 0, -1) if cell_len(line[:place]) <= width)
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return "\n".join(lines)


def _share(shown: Sequence[str], natural: Mapping[str, int], width: int) -> dict[str, int]:
    """A width for each column: what must stay whole as it is; the texts evenly what is left, no more than they need."""
    left = width - (3 * len(shown) + 1) - sum(natural[key] for key in shown if key in _WHOLE)
    widths = {key: natural[key] for key in shown}
    texts = sorted((key for key in shown if key not in _WHOLE), key=lambda key: natural[key])
    for place, key in enumerate(texts):
        widths[key] = max(min(natural[key], left // (len(texts) - place)), 2)
        left -= widths[key]
    return widths


def _width(texts: Sequence[str]) -> int:
    return max(cell_len(line) for text in texts for line in text.split("\n"))


def plain(value: object) -> str:
    """A cell of a table."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("number") or value.get("id") or "")
    if isinstance(value, list):
        return "、".join(plain(item) for item in value)
    return str(value)
