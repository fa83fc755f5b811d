"""The legend: how each kind of subject, record and tie is named and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from graph.schema import schema
from visual.report.content import Edge


@dataclass(frozen=True)
class KindStyle:
    """How a kind is called in both languages and drawn: one glyph, one ``#rrggbb`` colour, one vis shape.

    Ties have names only: their glyph, colour and shape are empty.
    """

    label: str
    label_en: str
    glyph: str = ""
    colour: str = ""
    shape: str = ""


DERIVED_KINDS: Mapping[str, KindStyle] = MappingProxyType(
    {
        "Measure": KindStyle("措施", "measure", "措", "#8c1d18", "hexagon"),
        "Alert": KindStyle("关联提示", "alert", "示", "#7a5900", "triangleDown"),
        "Notice": KindStyle("通报", "notice", "通", "#3b5b7a", "triangleDown"),
        "Finding": KindStyle("核查事项", "finding", "核", "#555b66", "triangleDown"),
    }
)
"""Products of a derivation: they are no kinds of fact, so the schema does not list them."""


@lru_cache(maxsize=1)
def schema_legend() -> Mapping[str, KindStyle]:
    """The legend of this release, by kind: the schema's subjects, records and ties, and the derived kinds."""
    declared = schema()
    styles = {
        name: KindStyle(kind.label, kind.label_en, kind.glyph, kind.colour, kind.shape)
        for table in (declared.subjects, declared.records)
        for name, kind in table.items()
    }
    ties = {name: KindStyle(kind.label, kind.label_en) for name, kind in declared.ties.items()}
    return MappingProxyType({**styles, **ties, **DERIVED_KINDS})


class Tone(NamedTuple):
    """How a tie is drawn, as the legend explains it."""

    name: str
    label: str
    label_en: str
    width: float
    dashes: str


TONES = (
    Tone("highlighted", "本报告所述路径", "path of this report", 3, "none"),
    Tone("plain", "登记或文书载明", "registered or documented", 1.6, "none"),
    Tone("derived", "推定", "derived", 1.6, "6 4"),
    Tone("ended", "已终止", "ended", 1.6, "2 3"),
)


def tone_of(edge: Edge) -> str:
    """The name of the tone a tie is drawn in; the path of the report before all else."""
    return "highlighted" if edge.highlighted else "ended" if edge.ended else "derived" if edge.dashed else "plain"


def luminance(colour: str) -> float:
    """Relative luminance in 0..1 of a ``#rrggbb`` colour (WCAG 2.2); ValueError for anything else."""
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f"颜色须为 #rrggbb not a colour: {colour!r}")
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio in 1..21 of two ``#rrggbb`` colours (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on ``colour``; always at least 4.5 to 1."""
    return max(("#ffffff", "#000000"), key=lambda ink: contrast(ink, colour))
