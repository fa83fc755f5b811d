"""Deadlines, minimum periods before repair and scopes of exemption: numbers and words of policy, as dated rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from graph.calendar import default
from queries.law import Policy, Strict


class Deadline(Policy):
    """A period within which something is to be done (期限), in days or working days (工作日)."""

    deadline: str
    days: int = Field(gt=0)
    working: bool = False

    def due(self, start: date) -> date | None:
        """The last day, the start not counted (民法典 201); None beyond the known calendar."""
        return default().add_working_days(start, self.days) if self.working else start + timedelta(days=self.days)

    @property
    def words(self) -> str:
        """So many days, as a clerk would write it."""
        return f"{self.days}个工作日" if self.working else f"{self.days}日"


class Domain(Strict):
    """What a decision is about, by a statute it cites or words it uses."""

    statutes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class RepairPeriod(Policy):
    """How long an effect lasts at least before it can be repaired (最短公示期), and from which day that counts."""

    period: str
    effect: str
    months: int = Field(gt=0)
    start: Literal["decision", "published"]
    domain: Domain | None = None


class ExemptionScope(Policy):
    """What a scope of exemption (豁免范围) stands for in the words of a decision, or what no blanket one covers."""

    scope: str
    exempt: bool
    names: tuple[str, ...]
    words: tuple[str, ...]


class LegalTerm(Policy):
    """How long an effect lasts by law (法定期限), by the words of a column; the first row that fits governs.

    ``at_end``: it ends by itself, or somebody is asked whether it has been removed. ``open``: no term is fixed.
    """

    term: str
    effect: str
    years: int | None = Field(default=None, gt=0)
    at_end: Literal["ends", "ask", "open"]
    column: str = ""
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def fits(self, text: str) -> bool:
        """Whether the column's text has one of the words (any text where none are asked for) and none that exclude."""
        return (not self.words or any(word in text for word in self.words)) and not any(
            word in text for word in self.unless
        )


class Policies(Strict):
    """All rows of policy."""

    deadlines: tuple[Deadline, ...] = ()
    repair_periods: tuple[RepairPeriod, ...] = ()
    scopes: tuple[ExemptionScope, ...] = ()
    terms: tuple[LegalTerm, ...] = ()

    def deadline(self, name: str, on: date) -> Deadline | None:
        """The deadline of a name that governs a day; None where none is enabled."""
        return next((row for row in self.deadlines if row.deadline == name and row.holds_on(on)), None)
