"""Numbers and words of policy, as rows: deadlines, periods before repair, scopes of exemption, weights of ties."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from graph.calendar import default
from graph.schema import schema
from queries.integrity import Integrity
from queries.law import Policy, Strict
from queries.payments import Payments


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
    ``stated``: the decision's own words state these years. ``least``: what is certain where nothing is stated.
    """

    term: str
    effect: str
    years: int | None = Field(default=None, gt=0)
    at_end: Literal["ends", "ask", "open", "stated", "least"]
    column: str = ""
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def of_decision(self) -> bool:
        """Whether it reads what the decision says of its term, and is no term the law gives by itself."""
        return self.at_end in {"stated", "least"}

    def fits(self, text: str) -> bool:
        """Whether the column's text has one of the words (any text where none are asked for) and none that exclude."""
        return (not self.words or any(word in text for word in self.words)) and not any(
            word in text for word in self.unless
        )


def _tie_kind(name: str) -> str:
    """A kind of tie that may pass something on: from one subject to another."""
    if name not in schema().between_subjects() or name in {"SAME_AS", "MAY_BE"}:
        raise ValueError(f"没有这种主体间的关系 / no such tie between two subjects: {name}")
    return name


def _subject_kind(name: str) -> str:
    if name not in schema().subjects:
        raise ValueError(f"没有这种主体 / no such kind of subject: {name}")
    return name


class Weight(Strict):
    """A weight in thousandths: at least ``low``, at most ``high``; the two differ where nobody knows it exactly."""

    low: int = Field(ge=0, le=1000)
    high: int = Field(ge=0, le=1000)

    @model_validator(mode="after")
    def _in_order(self) -> Weight:
        if self.low > self.high:
            raise ValueError(f"low 大于 high / low is above high: {self.low} > {self.high}")
        return self


class TieWeights(Policy):
    """What a tie of each kind passes on (关联的传递), and how far is looked; see the file for the limits."""

    hops: int = Field(ge=1, le=6)
    hub: int = Field(ge=1)
    most: int = Field(ge=1)
    adults_from: int = Field(ge=0)
    passes: Mapping[Annotated[str, AfterValidator(_tie_kind)], Weight]


class EventWeights(Policy):
    """How much a measure in force counts, by its effect."""

    counts: Mapping[str, Weight]


class Apart(Policy):
    """Who passes nothing on: kinds of subject, and organisations by the ending of their name."""

    kinds: tuple[Annotated[str, AfterValidator(_subject_kind)], ...]
    endings: tuple[str, ...] = ()

    def holds_for(self, kind: str, name: str) -> bool:
        """Whether a subject is set apart; a natural person's name says nothing."""
        return self.enabled and (kind in self.kinds or (kind != "Person" and name.endswith(self.endings)))


class Association(Strict):
    """All that associated risk (关联提示) is reckoned with."""

    ties: TieWeights
    events: EventWeights
    apart: Apart

    def passes(self, bound: Literal["low", "high"] = "high") -> dict[str, int]:
        """What each kind of tie passes on at least, or at most."""
        return {kind: getattr(weight, bound) for kind, weight in self.ties.passes.items()}


class SuccessionBasis(Policy):
    """What a step of succession between public bodies rests on (承继依据), by the key the step gives."""

    step: str


def _in_some_part(text: str, words: tuple[str, ...], unless: tuple[str, ...]) -> bool:
    """Whether a part of a sentence has one of the words and none that deny it."""
    parts = re.split(r"[，,。；;！!？?\n]", unicodedata.normalize("NFKC", text))
    return any(any(word in part for word in words) and not any(word in part for word in unless) for part in parts)


class Excuse(Policy):
    """A reason that excuses no breach of a government promise (不得作为理由): how it is worded and called."""

    excuse: str
    flag: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()

    def is_given_in(self, text: str) -> bool:
        """Whether a stated reason is this excuse."""
        return _in_some_part(text, self.words, self.unless)


class ChangeLaw(Policy):
    """What makes a change of a government promise a lawful one (依法变更)."""

    change: str
    needs: tuple[Literal["document", "procedure"], ...]
    loss: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def speaks_of_loss(self, reason: str) -> bool:
        """Whether a change's reason says that somebody suffers a loss."""
        return _in_some_part(reason, self.loss, self.unless)


class Policies(Strict):
    """All rows of policy."""

    deadlines: tuple[Deadline, ...] = ()
    repair_periods: tuple[RepairPeriod, ...] = ()
    scopes: tuple[ExemptionScope, ...] = ()
    terms: tuple[LegalTerm, ...] = ()
    association: Association | None = None
    payments: Payments | None = None
    integrity: Integrity | None = None
    succession: tuple[SuccessionBasis, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    promise_changes: tuple[ChangeLaw, ...] = ()

    def succession_basis(self, step: str) -> SuccessionBasis | None:
        """The row of what a step rests on."""
        return next((row for row in self.succession if row.step == step and row.enabled), None)

    def excuse(self, reason: str, on: date) -> Excuse | None:
        """The excuse that a stated reason is, where it is one that excuses nothing."""
        return next((row for row in self.excuses if row.holds_on(on) and row.is_given_in(reason)), None)

    def change_law(self, on: date) -> ChangeLaw | None:
        """What governs a change of a promise on a day."""
        return next((row for row in self.promise_changes if row.holds_on(on)), None)

    def deadline(self, name: str, on: date) -> Deadline | None:
        """The deadline of a name that governs a day; None where none is enabled."""
        return next((row for row in self.deadlines if row.deadline == name and row.holds_on(on)), None)
