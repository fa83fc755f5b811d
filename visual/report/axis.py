"""An axis of days, and the pieces of a drawing along it: lines, words and numbered marks as SVG text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from markupsafe import escape

from visual.report.lettering import advance, plain, wrap

WIDTH = 960.0
LABELS = 250.0
"""Width of the column of names at the left."""
RIGHT = 24.0
SIZE = 14.0
SMALL = 12.5
MARK = 9.0
"""Radius of a numbered mark."""
TOP = 34.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_CLOSE = 52.0
"""Year labels stand at least so many pixels apart."""


class Said(NamedTuple):
    """What a numbered mark stands for, for the table below the picture."""

    number: int
    day: str
    what: str
    text: str
    document: str


@dataclass(frozen=True)
class Axis:
    """Days to pixels, linearly from ``first`` to ``last``; what lies beyond is drawn at the edge."""

    first: date
    last: date

    @classmethod
    def over(cls, days: Iterable[date], today: date) -> Axis:
        """An axis that shows all these days and today, whole years, with one year where there is only one day."""
        all_days = [*days, today]
        first, last = min(all_days).year, max(all_days).year
        return cls(date(first, 1, 1), date(min(last + 1, date.max.year), 1, 1) if last < date.max.year else date.max)

    def x(self, day: date) -> float:
        """Where a day stands."""
        left, right = LABELS + MARK, WIDTH - RIGHT
        span = max((self.last - self.first).days, 1)
        return left + (right - left) * min(max((day - self.first).days / span, 0.0), 1.0)

    def years(self) -> list[date]:
        """The firsts of January that are labelled, far enough apart to be read."""
        step = next(
            (one for one in _STEPS if (WIDTH - LABELS) * one * 365 / max((self.last - self.first).days, 1) >= _CLOSE),
            _STEPS[-1],
        )
        firsts = range(self.first.year + (-self.first.year) % step, self.last.year + 1, step)
        return [date(year, 1, 1) for year in firsts if date(year, 1, 1) <= self.last]

    def grid(self, height: float, today: date) -> list[str]:
        """Year lines with their labels, and the line of the day the report speaks of."""
        drawn = []
        for year in self.years():
            x = self.x(year)
            drawn.append(line("grid", x, TOP - 6, x, height))
            drawn.append(words(f"{year.year}", x, TOP - 14, SMALL, "axis", "middle"))
        x = self.x(today)
        drawn.append(line("today", x, TOP - 6, x, height))
        return drawn


def line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line of a kind the style knows."""
    return f'<path class="{kind}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'


def box(kind: str, x: float, y: float, width: float, height: float) -> str:
    """A filled box; a day is never thinner than two pixels."""
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{max(width, 2):.1f}" height="{height:.1f}" rx="2"/>'


def words(text: str, x: float, y: float, size: float, kind: str = "", anchor: str = "start") -> str:
    """A line of text, harmless whatever it says."""
    shown = escape(plain(text))
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}">{shown}</text>'


def label(title: str, detail: str, middle: float, kind: str = "") -> str:
    """A name in the left column, two lines at most, and a smaller line under it; about ``middle``."""
    lines = wrap(plain(title), LABELS - 14, SIZE, 2) or ("（无名称）",)
    small = wrap(plain(detail), LABELS - 14, SMALL, 1)
    height = len(lines) * SIZE * 1.3 + len(small) * SMALL * 1.35
    y, drawn = middle - height / 2 + SIZE, []
    for one in lines:
        drawn.append(words(one, 0, y, SIZE, f"name {kind}".strip()))
        y += SIZE * 1.3
    for one in small:
        drawn.append(words(one, 0, y - 1, SMALL, f"detail {kind}".strip()))
    told = plain(f"{title}\n{detail}".strip())
    return f"<g><title>{escape(told)}</title>{''.join(drawn)}</g>"


def mark(number: int, x: float, y: float, kind: str, told: str) -> str:
    """A number in a circle; hovering it tells what it stands for."""
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{max(MARK, advance(str(number), 11) / 2 + 2.5):.1f}"/>'
    numeral = f'<text x="{x:.1f}" y="{y + 4:.1f}" font-size="11" text-anchor="middle">{number}</text>'
    return f'<g class="mark {kind}"><title>{escape(plain(told))}</title>{circle}{numeral}</g>'


def levels(places: Sequence[float], apart: float) -> list[int]:
    """For marks in order of their place: on which level each stands so that no two of a level touch."""
    ends: list[float] = []
    found = []
    for place in places:
        level = next((one for one, end in enumerate(ends) if place - end >= apart), len(ends))
        ends[level : level + 1] = [place]
        found.append(level)
    return found


def picture(pieces: Iterable[str], height: float, title: str) -> str:
    """A whole drawing, as wide as the page."""
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH:g} {height:.1f}" role="img" aria-label="{escape(plain(title))}">'
        f"{''.join(pieces)}</svg>"
    )
