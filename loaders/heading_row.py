"""Which of a table's first rows holds its headings: titles and remarks about the file may stand above them."""

from __future__ import annotations

from collections.abc import Sequence

FIRST_ROWS = 10
"""So many rows are looked at."""

MOST_COLUMNS = 2000


def heading_place(rows: Sequence[Sequence[str]]) -> int | None:
    """The place of the headings among the first rows, or None.

    Headings fill more than one cell, and more than half as many as the fullest row: 填报单位 and 填报日期 beside each
    other above a table are no headings.
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    fullest = max(filled, default=0)
    return next((place for place, count in enumerate(filled) if count > 1 and 2 * count > fullest), None)
