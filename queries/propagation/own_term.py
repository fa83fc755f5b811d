"""How long an effect lasts at the longest, by the words of the decision itself (决定载明的期限)."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import NamedTuple

from graph.calendar import term
from graph.interval import day_after
from queries.policies import LegalTerm
from queries.propagation.case import Case
from queries.rulebook import Rule


class OwnTerm(NamedTuple):
    """At most how many years; whether the decision's words say so; whether only the least there is is certain."""

    years: int | None
    worded: bool = False
    unstated: bool = False


def own_term(rule: Rule, case: Case, start: date | None) -> OwnTerm:
    """The years the decision's words state, where they state one number; else what the rule allows.

    Where the law knows a least term and neither words nor a date within the law state one, no more than that.
    """
    gives = rule.gives
    rows = [row for row in case.book.policies.terms if row.effect == gives.effect and _governs(row, case)]
    stated = {row.years for row in rows if row.at_end == "stated" and row.fits(_plain(case.record.text(row.column)))}
    if len(stated) == 1:
        return OwnTerm(stated.pop(), worded=True)
    least = next((row.years for row in rows if row.at_end == "least"), None)
    last = case.record.date(gives.until) if gives.until is not None else None
    if least is None or (last is not None and not _beyond(last, start, gives.years)):
        return OwnTerm(gives.years)
    return OwnTerm(least, unstated=True)


def _governs(row: LegalTerm, case: Case) -> bool:
    day = case.record.valid.start
    return day is not None and row.holds_on(day)


def _beyond(last: date, start: date | None, years: int | None) -> bool:
    """Whether a date stated is later than the law allows: it then says nothing of the term."""
    longest = term(start, years=years).end if start is not None and years is not None else None
    return longest is not None and day_after(last) > longest


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
