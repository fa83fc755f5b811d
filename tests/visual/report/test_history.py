"""Pictures along time: everything stands where its day is, nothing hides anything, and no text comes alive."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.visual.report.pictures import HOSTILE, report_of
from visual.report import lineage, timeline
from visual.report.axis import LABELS, MARK, RIGHT, WIDTH, Axis, levels
from visual.report.content import Section
from visual.report.history import Bar, Lane, Lineage, Mark, Passage, Row, Timeline
from visual.report.page import render

TODAY = date(2026, 1, 1)
DAYS = st.dates(date(1950, 1, 1), date(2060, 1, 1))
SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    """The drawing as XML: it must be well-formed."""
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 - ours


def circles(svg: str) -> list[tuple[float, float, float]]:
    """Centres and radii of all numbered marks, in the order of their numbers."""
    groups = [one for one in parsed(svg).iter(f"{SVG}g") if one.get("class", "").startswith("mark")]
    found = []
    for group in groups:
        circle, text = group.find(f"{SVG}circle"), group.find(f"{SVG}text")
        assert circle is not None
        assert text is not None
        found.append((int(text.text or ""), *(float(circle.get(key, "")) for key in ("cx", "cy", "r"))))
    return [(x, y, r) for _, x, y, r in sorted(found)]


@given(st.lists(DAYS, min_size=1), DAYS)
def test_days_keep_their_order_inside_the_frame(days: list[date], today: date) -> None:
    axis = Axis.over(days, today)
    places = [axis.x(day) for day in sorted({*days, today})]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    assert all(LABELS <= place <= WIDTH - RIGHT for place in places)
    years = [axis.x(year) for year in axis.years()]
    assert all(after - before > 25 for before, after in pairwise(years))


def test_the_axis_reaches_the_ends_of_the_calendar() -> None:
    axis = Axis.over([date.min, date.max], TODAY)
    assert axis.x(date.min) < axis.x(TODAY) < axis.x(date.max)
    assert axis.years()


@given(st.lists(st.floats(0, 700), max_size=30).map(sorted), st.floats(1, 40))
def test_marks_of_one_level_never_touch(places: list[float], apart: float) -> None:
    found = list(zip(places, levels(places, apart), strict=True))
    assert all(
        level != other or abs(place - beside) >= apart for (place, level), (beside, other) in combinations(found, 2)
    )
    assert not found or found[0][1] == 0


@settings(max_examples=60)
@given(st.lists(st.lists(DAYS, max_size=12), max_size=4))
def test_no_mark_hides_another(told: list[list[date]]) -> None:
    rows = tuple(Row(f"承诺{n}", marks=tuple(Mark(day, "事") for day in days)) for n, days in enumerate(told))
    svg, said = timeline.draw(Timeline("时间线", rows, TODAY))
    found = circles(svg)
    assert len(found) == len(said) == sum(map(len, told))
    assert [one.number for one in said] == list(range(1, len(said) + 1))
    assert [one.day for one in said] == [day.isoformat() for days in told for day in sorted(days)]
    for (x, y, r), (u, v, s) in combinations(found, 2):
        assert (x - u) ** 2 + (y - v) ** 2 >= (min(r + s, 2 * MARK)) ** 2 - 1
    axis = Axis.over([day for days in told for day in days], TODAY)
    for (x, _, _), one in zip(found, said, strict=True):
        assert x == pytest.approx(axis.x(date.fromisoformat(one.day)), abs=0.06)


def test_a_bar_ends_on_the_day_the_report_speaks_of() -> None:
    bars = (Bar(date(2020, 1, 1), date(2020, 12, 31), "running"), Bar(date(2021, 1, 1), None, "late"))
    svg, _ = timeline.draw(Timeline("时间线", (Row("承诺", bars=bars),), TODAY))
    late = next(one for one in parsed(svg).iter(f"{SVG}rect") if one.get("class") == "bar late")
    axis = Axis.over([date(2020, 1, 1)], TODAY)
    assert float(late.get("x", "")) == pytest.approx(axis.x(date(2021, 1, 1)), abs=0.06)
    assert float(late.get("x", "")) + float(late.get("width", "")) == pytest.approx(axis.x(TODAY), abs=0.11)


@settings(max_examples=60)
@given(st.lists(st.tuples(DAYS, st.integers(0, 5), st.integers(0, 5)), max_size=14))
def test_no_arrow_runs_over_another(told: list[tuple[date, int, int]]) -> None:
    lanes = tuple(Lane(str(n), f"单位{n}") for n in range(6))
    passages = tuple(Passage(day, str(a), str(b), "合并") for day, a, b in told)
    svg, said = lineage.draw(Lineage("承继图", lanes, passages, TODAY))
    found = circles(svg)
    assert len(found) == len(said) == len(told)
    for (x, y, _), (u, v, _) in combinations(found, 2):
        assert abs(x - u) >= 2 * MARK or abs(y - v) >= 2 * MARK
    assert all(LABELS <= x <= WIDTH for x, _, _ in found)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_comes_alive(text: str) -> None:
    row = Row(text, text, (Bar(TODAY, None, "open"),), (Mark(TODAY, text, text),))
    svg, said = timeline.draw(Timeline(text, (row,), TODAY))
    lanes = (Lane("a", text, detail=text), Lane("b", text))
    other, _ = lineage.draw(Lineage(text, lanes, (Passage(TODAY, "a", "b", text, text),), TODAY))
    for drawn in (svg, other):
        assert {one.tag.removeprefix(SVG) for one in parsed(drawn).iter()} <= {
            "svg", "g", "title", "path", "rect", "text", "circle",
        }  # fmt: skip
        assert not re.search(r'\s(?:on\w+|style|href)="', re.sub(r">[^<]*<", "><", drawn).replace(text, ""))
    assert said[0].text == text


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="止日早于起日"):
        Bar(TODAY, TODAY - timedelta(days=1), "late")
    with pytest.raises(ValueError, match="未知的线型"):
        Bar(TODAY, None, "red")  # type: ignore[arg-type]  # what a caller gets wrong
    with pytest.raises(ValueError, match="不存在的单位"):
        Lineage("图", (Lane("a", "甲"),), (Passage(TODAY, "a", "b", "合并"),), TODAY)
    with pytest.raises(ValueError, match="单位重复"):
        Lineage("图", (Lane("a", "甲"), Lane("a", "乙")), (), TODAY)


def test_a_page_of_such_pictures_runs_nothing_and_asks_for_nothing() -> None:
    timelines = Timeline(
        "时间线", (Row("承诺", bars=(Bar(TODAY, None, "late"),), marks=(Mark(TODAY, "签订"),)),), TODAY
    )
    lanes = (Lane("a", "甲局", last=TODAY), Lane("b", "乙局", tone="focus"))
    succession = Lineage("承继图", lanes, (Passage(TODAY, "a", "b", "合并", "文1"),), TODAY)
    html = render(
        replace(
            report_of(), sections=(Section("图", charts=(timelines, succession)), Section("又", charts=(timelines,)))
        )
    )
    assert "script-src 'none'" in html
    assert "<script" not in html
    assert not re.search(r'\s(?:on\w+|style|href|src)="', html)
    assert re.findall(r'<figure id="figure-(\d)"', html) == ["1", "2", "3"]
    assert "文1" in html
    assert html.count('<svg class="chart" viewBox="0 0 960') == 3
