"""The succession diagram (承继图): each body a lane over the days it was there, each reform an arrow between two."""

from __future__ import annotations

from datetime import date

from visual.report.axis import MARK, RIGHT, TOP, WIDTH, Axis, Said, box, label, line, mark, picture, words
from visual.report.history import Lane, Lineage, Passage

_LANE = 62.0
_BAR = 8.0
_APART = 2 * MARK + 3


def draw(lineage: Lineage) -> tuple[str, list[Said]]:
    """The picture as SVG, and what its numbers stand for."""
    days = [passage.day for passage in lineage.passages]
    days += [day for lane in lineage.lanes for day in (lane.first, lane.last) if day is not None]
    axis = Axis.over(days, lineage.today)
    middles = {lane.id: TOP + _LANE * (place + 0.5) for place, lane in enumerate(lineage.lanes)}
    height = TOP + _LANE * max(len(lineage.lanes), 1)
    pieces = axis.grid(height, lineage.today)
    for lane in lineage.lanes:
        pieces += _lane(axis, lane, middles[lane.id], lineage.today)
    if not lineage.lanes:
        pieces.append(words("没有", 0, TOP + _LANE / 2, 14, "detail"))
    said: list[Said] = []
    names = {lane.id: lane.name for lane in lineage.lanes}
    taken: list[tuple[float, float, float]] = []
    arrows: list[str] = []
    marks: list[str] = []
    for passage in sorted(lineage.passages, key=lambda one: (one.day, middles[one.source], middles[one.target])):
        what = f"{names[passage.source]} → {names[passage.target]}"
        told = passage.text + ("（须确认）" if passage.open else "")
        said.append(Said(len(said) + 1, passage.day.isoformat(), what, told, passage.document))
        x = _free(axis.x(passage.day), middles[passage.source], middles[passage.target], taken)
        arrows.append(_arrow(passage, x, middles[passage.source], middles[passage.target]))
        marks.append(_numbered(said[-1], passage, x, middles))
    return picture([*pieces, *arrows, *marks], height + 8, lineage.title), said


def _lane(axis: Axis, lane: Lane, middle: float, today: date) -> list[str]:
    start = axis.x(lane.first) if lane.first is not None else axis.x(axis.first)
    end = axis.x(lane.last or max(today, lane.first or today))
    drawn = [
        line("rule", 0, middle + _LANE / 2, WIDTH - RIGHT, middle + _LANE / 2),
        label(lane.name, lane.detail, middle, lane.tone),
        box(f"lane {lane.tone}", start, middle - _BAR / 2, end - start, _BAR),
    ]
    if lane.last is not None:
        drawn.append(line("cap", end, middle - _BAR, end, middle + _BAR))
    return drawn


def _free(x: float, source: float, target: float, taken: list[tuple[float, float, float]]) -> float:
    """The place nearest to a day where an arrow touches no other: to the right, or to the left at the edge."""
    low, high = sorted((source, target if target != source else source - _LANE / 2))
    step, place = _APART, x
    while any(abs(place - other) < _APART and low < bottom and top < high for other, top, bottom in taken):
        place += step
        if place > WIDTH - RIGHT - MARK:
            step, place = -_APART, x - _APART
    taken.append((place, low, high))
    return place


def _arrow(passage: Passage, x: float, source: float, target: float) -> str:
    """From the source's lane to the target's, its head at the lane; a loop where a body goes on as itself."""
    kind = "passage open" if passage.open else "passage"
    if source == target:
        return f'<path class="{kind}" d="M{x:.1f} {source - _BAR:.1f}v-10h12v10"/>'
    down = 1 if target > source else -1
    tip = target - down * _BAR / 2
    back = tip - down * 8
    head = f'<path class="head" d="M{x:.1f} {tip:.1f}L{x - 5:.1f} {back:.1f}L{x + 5:.1f} {back:.1f}Z"/>'
    return line(kind, x, source + down * _BAR / 2, x, back) + head


def _numbered(said: Said, passage: Passage, x: float, middles: dict[str, float]) -> str:
    source, target = middles[passage.source], middles[passage.target]
    y = source - _BAR - 10 if source == target else source + (1 if target > source else -1) * _LANE / 2
    kind = "warning" if passage.open else "plain"
    return mark(said.number, x, y, kind, f"{said.day} {said.what} {said.text}")
