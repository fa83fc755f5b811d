"""What every row of rules has: a strict reading, a place in the law, and how well the text was verified."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A row that is refused when it has a field nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Law(Strict):
    """Where a rule stands in the law (法律依据)."""

    title: str
    article: str
    edition: str


class Grounded(Strict):
    """A row of rules with its article, and how well that was verified.

    ``mark``: P the text was read, S an excerpt, K not verified; ``confidence`` H, M or L.
    """

    version: str
    title: str
    title_en: str
    law: Law
    mark: Literal["P", "S", "K"]
    confidence: Literal["H", "M", "L"]
    enabled: bool

    @property
    def verified(self) -> bool:
        """Whether the text was read well enough: P, or S with high confidence."""
        return self.mark == "P" or (self.mark == "S" and self.confidence == "H")

    @property
    def basis(self) -> str:
        """The legal basis in one line."""
        return f"《{self.law.title}》{self.law.article}（{self.law.edition}）"


class Policy(Grounded):
    """A number or a word that policy sets, with the days it holds for.

    A row that is not verified may be enabled only where nobody is accused by it, and every answer that uses it says so
    (:attr:`label`).
    """

    holds_from: date | None = None
    holds_to: date | None = None

    @property
    def label(self) -> str:
        """The basis, and that it is unverified where it is."""
        return self.basis if self.verified else f"{self.basis}，未核实"

    def holds_on(self, day: date) -> bool:
        """Whether the row is enabled and governs a day."""
        after = self.holds_from is None or day >= self.holds_from
        return self.enabled and after and (self.holds_to is None or day < self.holds_to)
