"""Payments owed to small enterprises, as rows of law: whom it protects, terms, interest, how rates are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from graph.schema import schema
from queries.law import Policy, Strict


def _organisation(kind: str) -> str:
    if kind not in schema().organisations():
        raise ValueError(f"没有这种单位 / no such kind of organisation: {kind}")
    return kind


class Protected(Policy):
    """Creditors whom the regulation protects, by their size (债权单位规模)."""

    sizes: tuple[str, ...]


class PaymentTerm(Policy):
    """Within how many days debtors of these kinds pay, and how many may be agreed at most (付款期限).

    ``assumed``: what the row takes for granted of such a debtor, said wherever it is used.
    """

    term: str
    debtors: tuple[Annotated[str, AfterValidator(_organisation)], ...]
    days: int = Field(gt=0)
    most: int | None = Field(default=None, gt=0)
    assumed: str = ""


class LateInterest(Policy):
    """Interest on late payment where no rate is agreed (逾期利息): ``numerator/denominator`` a day."""

    interest: str
    numerator: int = Field(gt=0)
    denominator: int = Field(gt=0)


class RateWords(Policy):
    """How contracts write a rate: words for a day, a month and a year, words that mean nothing or that none is agreed.

    ``year_days``: over so many days a yearly or monthly rate is spread.
    """

    year_days: int = Field(gt=0)
    day: tuple[str, ...]
    month: tuple[str, ...]
    year: tuple[str, ...]
    filler: tuple[str, ...]
    none: tuple[str, ...]


class Payments(Strict):
    """All of them; ``terms`` and ``interest`` in editions, the others in one."""

    protected: Protected
    terms: tuple[PaymentTerm, ...]
    acceptance: Policy
    rest_days: Policy
    interest: tuple[LateInterest, ...]
    rates: RateWords
    excuses: Policy

    def term_for(self, debtor_kind: str, on: date) -> PaymentTerm | None:
        """The term of a debtor of this kind for a contract of that day; None where no enabled row governs."""
        return next((row for row in self.terms if debtor_kind in row.debtors and row.holds_on(on)), None)

    def interest_on(self, on: date) -> LateInterest | None:
        """The interest by law for a contract of that day."""
        return next((row for row in self.interest if row.holds_on(on)), None)

    def rows(self) -> Iterator[tuple[str, Policy]]:
        """Every row with its name."""
        yield "protected", self.protected
        yield from ((row.term, row) for row in self.terms)
        yield "acceptance", self.acceptance
        yield "rest_days", self.rest_days
        yield from ((row.interest, row) for row in self.interest)
        yield "rates", self.rates
        yield "excuses", self.excuses
