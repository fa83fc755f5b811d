"""One answer to who decides in a company, or who benefits from it: the verdict and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Fact
from queries.control.bounds import Share
from queries.control.evidence import Evidence
from queries.control.interest.verdicts import Interest
from queries.control.thresholds import ThresholdRule

RANK = ("adjudicated", "declared", "control", "economic")
"""The verdicts, strongest evidence first."""


@dataclass(frozen=True, slots=True)
class Controller:
    """A verdict on one subject. ``parties`` are those who act in concert, ``subject`` then being the first of them."""

    subject: str
    company: str
    verdict: str
    certainty: str
    ultimate: bool
    ties: tuple[Fact, ...]
    words: str
    share: Share | None = None
    ring: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    grounds: Evidence | Interest | None = None
    rule: ThresholdRule | None = None

    @property
    def place(self) -> tuple[int, bool, str]:
        """Where it stands among others: by evidence, certain ones first, then by id."""
        return RANK.index(self.verdict), self.certainty != "certain", self.subject
