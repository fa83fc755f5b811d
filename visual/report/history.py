"""Pictures along time: what happened to promises (时间线), and how functions passed from body to body (承继图)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

BarTone = Literal["running", "late", "closed", "open"]
MarkTone = Literal["plain", "warning", "done"]
LaneTone = Literal["plain", "focus", "candidate"]


@dataclass(frozen=True)
class Bar:
    """Days in a row, the last one included (None: it goes on), of one tone.

    ``running``: within its term. ``late``: overdue. ``closed``: nothing is owed any more. ``open``: nobody can say.
    """

    first: date
    last: date | None
    tone: BarTone

    def __post_init__(self) -> None:
        if self.tone not in get_args(BarTone):
            raise ValueError(f"未知的线型 unknown tone: {self.tone}")
        if self.last is not None and self.last < self.first:
            raise ValueError(f"止日早于起日 ends before it begins: {self.first} {self.last}")


@dataclass(frozen=True)
class Mark:
    """Something that happened on a day, by which document."""

    day: date
    text: str
    document: str = ""
    tone: MarkTone = "plain"


@dataclass(frozen=True)
class Row:
    """One promise or debt: its name, a second line about it, its bars and marks."""

    title: str
    detail: str = ""
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """Rows over one axis of days; ``today`` is the day it speaks of, ``total`` how many rows there are in all."""

    title: str
    rows: tuple[Row, ...]
    today: date
    title_en: str = ""
    total: int | None = None


@dataclass(frozen=True)
class Lane:
    """A body and the days it was there; None where that is not known, or it is still there."""

    id: str
    name: str
    first: date | None = None
    last: date | None = None
    tone: LaneTone = "plain"
    detail: str = ""


@dataclass(frozen=True)
class Passage:
    """What passed from one body to another on a day, by which document; ``open`` where it must be confirmed."""

    day: date
    source: str
    target: str
    text: str
    document: str = ""
    open: bool = False


@dataclass(frozen=True)
class Lineage:
    """Bodies as lanes over one axis of days, and what passed between them.

    Raises ValueError for a repeated lane or a passage of a body that has none.
    """

    title: str
    lanes: tuple[Lane, ...]
    passages: tuple[Passage, ...]
    today: date
    title_en: str = ""

    def __post_init__(self) -> None:
        known = {lane.id for lane in self.lanes}
        if len(known) != len(self.lanes):
            raise ValueError(f"单位重复 a body twice in {self.title!r}")
        for passage in self.passages:
            if {passage.source, passage.target} - known:
                raise ValueError(f"引用了不存在的单位 no such body: {passage.source} {passage.target}")


Chart = Timeline | Lineage
