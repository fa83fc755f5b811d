"""What an evidence report says: plain frozen data, ready to be set on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from visual.report.history import Chart

Layout = Literal["propagation", "ownership", "ring", "neighbourhood"]
SectionKind = Literal["plain", "alert"]

ALERT_OPENING = "关联提示，不构成惩戒"
"""The words every alert begins with (关联提示): it informs, it never restricts."""


@dataclass(frozen=True)
class Node:
    """A subject, record or derived fact in a picture.

    ``kind`` is a key of the legend; ``layer`` counts from the origin (document or topmost holder) and is worked out
    from the ties where it is None; ``note`` appears in the tooltip and the table, never on the canvas.
    """

    id: str
    kind: str
    label: str
    layer: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Edge:
    """A directed tie. ``label`` is what stands on the arrow (a share carries its percent sign).

    ``dashed``: derived rather than loaded (推定). ``ended``: no longer in force on the report's date (已终止).
    ``highlighted``: a step of the path the report is about.
    """

    source: str
    target: str
    label: str
    kind: str
    dashed: bool = False
    ended: bool = False
    highlighted: bool = False
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """Nodes and ties with the layout they are to be read in.

    ``propagation`` runs left to right from document to person, ``ownership`` from holders down to what they hold,
    ``ring`` draws the companies of a loop (``ring``, or the largest loop found) on a circle, ``neighbourhood`` sets
    ``focus`` in the middle. ``total`` is how many nodes there are beyond those handed over.

    Raises ValueError for an unknown layout, a repeated node id, or an id that names no node.
    """

    title: str
    layout: Layout
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    focus: str = ""
    highlighted: frozenset[str] = frozenset()
    ring: tuple[str, ...] = ()
    total: int | None = None
    title_en: str = ""

    def __post_init__(self) -> None:
        if self.layout not in get_args(Layout):
            raise ValueError(f"未知的布局 unknown layout: {self.layout}")
        known = {node.id for node in self.nodes}
        if len(known) != len(self.nodes):
            raise ValueError(f"节点标识重复 repeated node id in picture {self.title!r}")
        named = {*self.highlighted, *self.ring, *([self.focus] if self.focus else [])}
        named.update(end for edge in self.edges for end in (edge.source, edge.target))
        if named - known:
            raise ValueError(f"引用了不存在的节点 no such node: {sorted(named - known)}")


@dataclass(frozen=True)
class Step:
    """One numbered step of the evidence: when, what, from which source, under which article."""

    date: str
    text: str
    source: str = ""
    article: str = ""


@dataclass(frozen=True)
class Table:
    """Findings as rows of text. Raises ValueError where a row does not have one cell a column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title_en: str = ""

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"表格列数不符 table {self.title!r}, row {number}: {len(row)} of {len(self.columns)}")


@dataclass(frozen=True)
class Section:
    """A numbered section. One of kind ``alert`` must open with ALERT_OPENING (ValueError otherwise)."""

    title: str
    paragraphs: tuple[str, ...] = ()
    picture: Picture | None = None
    steps: tuple[Step, ...] = ()
    tables: tuple[Table, ...] = ()
    kind: SectionKind = "plain"
    title_en: str = ""
    charts: tuple[Chart, ...] = ()

    def __post_init__(self) -> None:
        if self.kind == "alert" and not (self.paragraphs and self.paragraphs[0].lstrip("「").startswith(ALERT_OPENING)):
            raise ValueError(f"关联提示须以「{ALERT_OPENING}」开头 an alert section must open with these words")


@dataclass(frozen=True)
class Report:
    """A whole evidence report.

    ``as_of`` (ISO date) is the day it speaks of, ``known_at`` (ISO instant) bounds what the system knew.
    """

    title: str
    subject: str
    as_of: str
    known_at: str
    data_version: str
    rules_version: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    disclaimers: tuple[str, ...]
    subject_code: str = ""
    title_en: str = ""
