"""Rows of policy on government integrity and credit commitments (政务诚信、信用承诺)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from queries.law import Policy, Strict

Step = Literal[
    "confirm_successor",
    "sanction",
    "rectify",
    "determine",
    "restore",
    "pay_compensation",
    "verify",
    "settle_complaint",
    "pay_arrears",
    "state_terms",
    "perform",
]
Figure = Literal["promise_overdue", "compensation_overdue", "arrears_overdue", "breach_open", "enforcement"]


class NextStep(Policy):
    """What comes next for a promise or debt (下一步), and who does it; ``days``: so long before a day it is told."""

    step: Step
    who: str
    days: int | None = Field(default=None, gt=0)


class Patterns(Policy):
    """From how many ``bodies`` on an enterprise counts as hurt by several."""

    bodies: int = Field(ge=2)


class Ranking(Policy):
    """Points (分值) a city has for each thing of a kind."""

    points: Mapping[Figure, int]


class Integrity(Strict):
    """All of them. ``key_supervision``: who broke a commitment is supervised more closely (重点监管)."""

    key_supervision: Policy
    steps: tuple[NextStep, ...]
    patterns: Patterns
    ranking: Ranking

    def rows(self) -> Iterator[tuple[str, Policy]]:
        """Every row with its name."""
        yield "key_supervision", self.key_supervision
        yield from ((row.step, row) for row in self.steps)
        yield "patterns", self.patterns
        yield "ranking", self.ranking
