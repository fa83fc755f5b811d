"""The timeline (时间线): each promise a row, its term and its lateness as bars, what happened as numbered marks."""

from __future__ import annotations

from visual.report.axis import (
    MARK,
    RIGHT,
    TOP,
    WIDTH,
    Axis,
    Said,
    box,
    label,
    levels,
    line,
    mark,
    picture,
    words,
)
from visual.report.history import Row, Timeline

_BAR = 10.0
_ROW = 64.0
_LEVEL = 2 * MARK + 3


def draw(timeline: Timeline) -> tuple[str, list[Said]]:
    """The picture as SVG, and what its numbers stand for."""
    days = [mark.day for row in timeline.rows for mark in row.marks]
    days += [day for row in timeline.rows for bar in row.bars for day in (bar.first, bar.last) if day is not None]
    axis = Axis.over(days, timeline.today)
    pieces: list[str] = []
    said: list[Said] = []
    y = TOP
    for row in timeline.rows:
        y = _row(axis, row, y, timeline, pieces, said)
    if not timeline.rows:
        pieces.append(words("没有", 0, y + 24, 14, "detail"))
        y += 44
    grid = axis.grid(y, timeline.today)
    return picture([*grid, *pieces], y + 8, timeline.title), said


def _row(axis: Axis, row: Row, top: float, timeline: Timeline, pieces: list[str], said: list[Said]) -> float:
    """Draw one row below ``top``; returns where it ends."""
    marks = sorted(row.marks, key=lambda one: (one.day, one.text))
    places = [axis.x(one.day) for one in marks]
    stacked = levels(places, 2 * MARK + 2)
    height = max(_ROW, 26 + _LEVEL * (max(stacked, default=0) + 1) + _BAR)
    bar = top + height - 14 - _BAR
    pieces.append(line("rule", 0, top, WIDTH - RIGHT, top))
    pieces.append(label(row.title, row.detail, top + height / 2))
    for one in row.bars:
        end = axis.x(one.last or max(timeline.today, one.first))
        pieces.append(box(f"bar {one.tone}", axis.x(one.first), bar, end - axis.x(one.first), _BAR))
    circles = []
    for one_mark, x, level in zip(marks, places, stacked, strict=True):
        said.append(Said(len(said) + 1, one_mark.day.isoformat(), row.title, one_mark.text, one_mark.document))
        y = bar - MARK - 4 - level * _LEVEL
        pieces.append(line(f"stem {one_mark.tone}", x, y, x, bar + _BAR))
        circles.append(mark(said[-1].number, x, y, one_mark.tone, f"{one_mark.day.isoformat()} {one_mark.text}"))
    pieces += circles
    return top + height
