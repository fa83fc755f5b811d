"""The page: a report set in our own template, with its script, its style and the policy that admits only these."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from visual.report import lineage, timeline
from visual.report.axis import Said
from visual.report.content import Edge, Node, Picture, Report, Section
from visual.report.drawing import Drawing, lay_out
from visual.report.history import Chart, Timeline
from visual.report.legend import TONES, KindStyle, Tone, ink_on, schema_legend, tone_of
from visual.report.lettering import plain
from visual.report.network import vis_data, vis_script
from visual.report.policy import content_security_policy

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = "零一二三四五六七八九"
_BARS = (
    ("bar running", "期限内", "within its term"),
    ("bar late", "逾期", "overdue"),
    ("bar closed", "已履行、已修复或已终止", "closed"),
    ("bar open", "不能确定", "cannot be said"),
)
_LANES = (
    ("lane focus", "本单位", "the body itself"),
    ("lane candidate", "候选，须确认", "candidate, to be confirmed"),
    ("lane plain", "存续期间", "when it was there"),
)
_OUTLINES = {
    "square": "-10,-10 10,-10 10,10 -10,10",
    "diamond": "0,-11 11,0 0,11 -11,0",
    "triangle": "0,-11 11,9 -11,9",
    "triangleDown": "0,11 11,-9 -11,-9",
    "star": "0,-11 3,-4 11,-3.5 5,2 7,10 0,5.5 -7,10 -5,2 -11,-3.5 -3,-4",
    "hexagon": "-6,-10 6,-10 11,0 6,10 -6,10 -11,0",
}


@dataclass(frozen=True)
class NodeRow:
    """A row of the table of nodes."""

    node: Node
    style: KindStyle
    highlighted: bool


@dataclass(frozen=True)
class TieRow:
    """A row of the table of ties."""

    edge: Edge
    source: str
    target: str
    tie: str
    tone: str
    status: str


@dataclass(frozen=True)
class Plate:
    """A figure with everything the template says about it."""

    number: int
    picture: Picture
    total: int
    nodes: tuple[NodeRow, ...]
    ties: tuple[TieRow, ...]
    kinds: tuple[KindStyle, ...]
    tones: tuple[Tone, ...]
    data: Markup


class Sheet(NamedTuple):
    """A picture along time with its figure number, what it is made of, and what its numbers stand for."""

    number: int
    chart: Chart
    drawing: Markup
    said: tuple[Said, ...]
    tones: tuple[tuple[str, str, str], ...]


class Part(NamedTuple):
    """A section with its number, its figure, and its pictures along time."""

    number: str
    section: Section
    plate: Plate | None
    sheets: tuple[Sheet, ...]


def render(report: Report, legend: Mapping[str, KindStyle] | None = None) -> str:
    """The report as one HTML page that needs nothing else; the same report, the same text.

    ``legend`` names and styles every kind used (default: the schema's). Raises ValueError for a kind it lacks.
    """
    legend = schema_legend() if legend is None else legend
    style, script = _resource("page.css"), _resource("page.js")
    parts: list[Part] = []
    figures = 0
    for number, section in enumerate(report.sections, start=1):
        figures += section.picture is not None
        plate = _plate(section.picture, figures, legend) if section.picture else None
        sheets = tuple(_sheet(chart, figures + place) for place, chart in enumerate(section.charts, start=1))
        figures += len(sheets)
        parts.append(Part(_numeral(number), section, plate, sheets))
    drawing_scripts = [vis_script(), script] if any(part.plate for part in parts) else []
    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=_harmless)
    environment.filters["ink_on"] = ink_on
    environment.filters["is_day"] = _is_day
    return environment.from_string(_resource("page.html.j2")).render(
        report=report,
        parts=parts,
        outlines=_OUTLINES,
        policy=Markup(content_security_policy(drawing_scripts, [style])),  # noqa: S704 - hashes and keywords only
        style=Markup(style),  # noqa: S704 - our own file
        scripts=[Markup(text) for text in drawing_scripts],  # noqa: S704 - our own file and the installed package's
    )


def write(report: Report, path: Path, legend: Mapping[str, KindStyle] | None = None) -> None:
    """Write the page to ``path`` as UTF-8 with line feeds; OSError as the file system has it."""
    path.write_text(render(report, legend), encoding="utf-8", newline="\n")


def _harmless(value: object) -> object:
    """Every text the template prints, markup of ours aside, with what would hide or reorder it written out."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _is_day(cell: str) -> bool:
    """Whether a cell is a day, which is never broken over lines."""
    return _DAY.fullmatch(cell) is not None


def _resource(name: str) -> str:
    return files("visual.report").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _numeral(number: int) -> str:
    """A section's number in Chinese numerals, 1..99."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (
        _DIGITS[ones] if ones or not tens else ""
    )


def _plate(picture: Picture, number: int, legend: Mapping[str, KindStyle]) -> Plate:
    drawing = lay_out(picture, legend)
    shown = drawing.picture
    kinds = dict.fromkeys(node.kind for node in shown.nodes)
    ties = _ties(drawing, legend)
    tones = {row.tone for row in ties}
    return Plate(
        number,
        shown,
        drawing.total,
        tuple(NodeRow(node, legend[node.kind], node.id in shown.highlighted) for node in shown.nodes),
        ties,
        tuple(legend[kind] for kind in kinds),
        tuple(tone for tone in TONES if tone.name in tones),
        _json(vis_data(drawing, legend)),
    )


def _sheet(chart: Chart, number: int) -> Sheet:
    drawing, said = timeline.draw(chart) if isinstance(chart, Timeline) else lineage.draw(chart)
    tones = _BARS if isinstance(chart, Timeline) else _LANES
    return Sheet(number, chart, Markup(drawing), tuple(said), tones)  # noqa: S704 - every text in it is escaped


def _ties(drawing: Drawing, legend: Mapping[str, KindStyle]) -> tuple[TieRow, ...]:
    names = {node.id: node.label for node in drawing.picture.nodes}
    rows = []
    for edge in drawing.picture.edges:
        status = "、".join(filter(None, ("推定" if edge.dashed else "", "已终止" if edge.ended else ""))) or "有效"
        tie = legend[edge.kind].label if edge.kind in legend else edge.kind
        rows.append(TieRow(edge, names[edge.source], names[edge.target], tie, tone_of(edge), status))
    return tuple(rows)


def _json(data: Mapping[str, Any]) -> Markup:
    """JSON that can stand in a script element: no character in it can end the element or open another."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - nothing left that markup could mean
