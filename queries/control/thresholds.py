"""Thresholds of votes and capital (表决权与出资门槛): exact, dated, each with its article."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.data_files import shipped


class Threshold(NamedTuple):
    """A share to be reached: ``inclusive`` is 以上 (the number itself is enough), otherwise 超过."""

    numerator: int = 1
    denominator: int = 2
    inclusive: bool = False

    def met(self, votes: int, total: int) -> bool:
        """Whether ``votes`` of ``total`` reach the threshold, by cross-multiplication. No votes reach nothing."""
        if votes <= 0 or total <= 0:
            return False
        held, needed = votes * self.denominator, self.numerator * total
        return held >= needed if self.inclusive else held > needed

    def least(self, total: int) -> int:
        """The fewest of ``total`` votes (a positive number) that meet the threshold."""
        share, rest = divmod(self.numerator * total, self.denominator)
        return max(1, share + (rest > 0 if self.inclusive else 1))

    @property
    def exclusive(self) -> bool:
        """Whether at most one of two disjoint groups can reach it where votes do not exceed the total."""
        double = 2 * self.numerator
        return double > self.denominator or (double == self.denominator and not self.inclusive)


MAJORITY = Threshold()


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Article(_Strict):
    """Where a threshold stands in the law (法律依据)."""

    title: str
    article: str
    edition: str


class ThresholdRule(_Strict):
    """One edition of one threshold, with how well its text was verified (P read, S excerpt, K not verified)."""

    label: str
    title: str
    title_en: str
    counts: Literal["votes", "capital", "interest"]
    companies: Literal["any", "listed"] = "any"
    numerator: int = Field(gt=0)
    denominator: int = Field(gt=0)
    inclusive: bool
    valid_from: date | None = Field(alias="from")
    valid_to: date | None = Field(alias="to")
    law: Article
    mark: Literal["P", "S", "K"]
    confidence: Literal["H", "M", "L"]
    enabled: bool

    @model_validator(mode="after")
    def _within_the_whole(self) -> ThresholdRule:
        if self.numerator > self.denominator:
            raise ValueError(f"{self.label}: 门槛大于全部 / the threshold is more than the whole")
        return self

    @property
    def threshold(self) -> Threshold:
        """The share to be reached."""
        return Threshold(self.numerator, self.denominator, self.inclusive)

    @property
    def verified(self) -> bool:
        """Whether the text was read: P, or S with high confidence."""
        return self.mark == "P" or (self.mark == "S" and self.confidence == "H")

    @property
    def basis(self) -> str:
        """The legal basis in one line, and that it is unverified where it is."""
        return f"《{self.law.title}》{self.law.article}（{self.law.edition}）" + ("" if self.verified else "（未核实）")

    def applies_on(self, day: date) -> bool:
        """Whether this edition holds on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@lru_cache(maxsize=1)
def threshold_rules() -> tuple[ThresholdRule, ...]:
    """All editions that ship. Raises pydantic.ValidationError for a malformed one, ValueError for overlapping ones."""
    return checked(tuple(map(ThresholdRule.model_validate, shipped("queries", "rules", "control.yaml"))))


def checked(rules: tuple[ThresholdRule, ...]) -> tuple[ThresholdRule, ...]:
    """The same rules. Raises ValueError where two enabled editions of one label hold on the same day."""
    for place, rule in enumerate(rules):
        for other in rules[place + 1 :]:
            if rule.label == other.label and rule.enabled and other.enabled:
                starts = [edition.valid_from for edition in (rule, other) if edition.valid_from is not None]
                ends = [edition.valid_to for edition in (rule, other) if edition.valid_to is not None]
                if not starts or not ends or max(starts) < min(ends):
                    raise ValueError(f"{rule.label}: 适用期重叠 / editions overlap")
    return rules


def rule_on(label: str, day: date) -> ThresholdRule | None:
    """The enabled edition of a label on a day, or None. Raises KeyError for a label that does not exist."""
    editions = [rule for rule in threshold_rules() if rule.label == label]
    if not editions:
        raise KeyError(label)
    return next((rule for rule in editions if rule.enabled and rule.applies_on(day)), None)
