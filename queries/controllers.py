"""Who controls a company on a day: adjudicated, declared, or by votes, each with its own evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.model import Fact
from graph.snapshot import View


@dataclass(frozen=True, slots=True)
class Controller:
    """One answer to "who decides here": the verdict, how certain, and the ties it rests on."""

    subject: str
    company: str
    verdict: str
    certainty: str
    ultimate: bool
    ties: tuple[Fact, ...]
    words: str
    share: tuple[int, int, int] | None = None
    ring: tuple[str, ...] = ()


def controllers(view: View, company: str, day: date) -> list[Controller]:
    """Everybody who controls a company on a day."""
    return []


def controller_answers(view: View, company: str, day: date) -> list[dict[str, Any]]:
    """The same as answers."""
    return []
