"""The premise that fails, in words a clerk can repeat, with the rows that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from math import gcd
from typing import Any, NamedTuple

from graph.model import Fact
from graph.schema import schema
from queries.documents.source import premise


class Premise(NamedTuple):
    """One premise: its code, Chinese and English words, the rows behind it, and the figures in it."""

    code: str
    text: str
    text_en: str
    evidence: tuple[dict[str, Any], ...] = ()
    details: Mapping[str, Any] = {}


def failing(code: str, text: str, text_en: str, facts: Iterable[Fact] = (), **details: Any) -> Premise:  # noqa: ANN401 - figures of any kind
    """A premise that fails, on these facts, each shown once."""
    shown = {fact.id: premise(fact) for fact in facts}
    return Premise(code, text, text_en, tuple(shown.values()), details)


def called(record: Fact) -> str:
    """A record's number as written; its kind and date where it has none."""
    if record.name or record.number:
        return record.name or record.number
    return f"{day_text(record.valid.start)}的{schema().label(record.kind)}"


def percent(votes: int, total: int) -> str:
    """A share as a percentage with two decimals, cut and never rounded up: 48.70%."""
    hundredths = votes * 10_000 // total
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def share_text(votes: int, total: int) -> str:
    """A share both ways, the percentage and the exact fraction in lowest terms: 48.70%（487/1000）."""
    common = gcd(votes, total) or 1
    return f"{percent(votes, total)}（{votes // common}/{total // common}）"


def day_text(day: date | None) -> str:
    """A day, or that it is not known."""
    return day.isoformat() if day is not None else "日期不明"
