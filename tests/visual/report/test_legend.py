"""Every kind can be drawn and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.schema import schema
from visual.report.content import Edge
from visual.report.legend import contrast, ink_on, schema_legend, tone_of
from visual.report.page import _OUTLINES

DRAWN = {kind: style for kind, style in schema_legend().items() if style.shape}


def test_the_schema_s_kinds_are_all_in_the_legend() -> None:
    declared = schema()
    assert {*declared.subjects, *declared.records} <= set(DRAWN)
    assert set(declared.ties) <= set(schema_legend())


@pytest.mark.parametrize("kind", sorted(DRAWN))
def test_a_kind_has_a_shape_both_canvas_and_legend_can_draw(kind: str) -> None:
    style = DRAWN[kind]
    assert style.shape in {"dot", *_OUTLINES}
    assert len(style.glyph) == 1
    assert contrast(ink_on(style.colour), style.colour) >= 4.5


def test_contrast_by_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    with pytest.raises(ValueError, match="rrggbb"):
        contrast("red", "#ffffff")


@given(st.integers(0, 0xFFFFFF))
def test_ink_reads_on_any_colour(colour: int) -> None:
    paint = f"#{colour:06x}"
    assert contrast(ink_on(paint), paint) >= 4.5


@pytest.mark.parametrize(
    ("edge", "tone"),
    [
        (Edge("a", "b", "", "SHAREHOLDER_OF"), "plain"),
        (Edge("a", "b", "", "SHAREHOLDER_OF", dashed=True), "derived"),
        (Edge("a", "b", "", "SHAREHOLDER_OF", dashed=True, ended=True), "ended"),
        (Edge("a", "b", "", "SHAREHOLDER_OF", ended=True, highlighted=True), "highlighted"),
    ],
)
def test_tone(edge: Edge, tone: str) -> None:
    assert tone_of(edge) == tone
