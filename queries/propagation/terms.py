"""Terms (期限) stated wrongly or not at all, or that the law has let pass: what somebody has to look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from graph.calendar import term
from graph.interval import day_after
from queries.propagation.case import Case, Reached
from queries.propagation.own_term import own_term
from queries.propagation.phases import legal_term, planned
from queries.rulebook import Rule


class Remark(NamedTuple):
    """What is to be said of a term, under which code, and from which day on (None: since the document)."""

    code: str
    text: str
    text_en: str
    since: date | None = None


def remarks(rule: Rule, case: Case, reached: Reached) -> Iterator[Remark]:
    """Everything to be said of the term a rule gives somebody."""
    record, gives = case.record, rule.gives
    span = planned(rule, case, reached)
    stated = reached.named.fact if reached.named is not None else record
    published, decided = record.date("published"), case.decided
    if gives.start == "published" and published is not None and decided is not None and published < decided:
        text = f"公示日期{published.isoformat()}早于决定日期{decided.isoformat()}，自决定之日起算，请核对"
        yield Remark("published_before_decision", text, "published before it was decided: counted from the decision")
    if gives.until is None or span.start is None or stated.date("restricted_to") is not None:
        return
    last, own = record.date(gives.until), own_term(rule, case, span.start)
    if own.worded:
        return
    if (last is None or own.unstated) and gives.unstated:
        yield Remark("term_unstated", gives.unstated, "the term is not stated: no longer than the law allows")
    if last is not None and gives.years is not None and not own.unstated:
        longest = term(span.start, years=gives.years)
        if longest.end is not None and day_after(last) > longest.end:
            text = f"载明的截止日期{last.isoformat()}超过法定最长{gives.years}年，按{longest.last_day}截止，请核对"
            yield Remark("term_beyond_law", text, f"the end stated is later than the law allows ({gives.years} years)")


def passed(rule: Rule, case: Case, reached: Reached) -> Remark | None:
    """The question whether somebody has been removed, once a term has passed that does not end anything by itself."""
    row, start = legal_term(case, rule.gives.effect), planned(rule, case, reached).start
    if row is None or row.at_end != "ask" or row.years is None or start is None:
        return None
    since = term(start, years=row.years).end
    text = f"自{start.isoformat()}起已满{row.years}年，是否已移出未载明，请核实（{row.title}，{row.label}）"
    return Remark("removal_unknown", text, f"{row.years} years have passed: has it been removed?", since)


def performed(rule: Rule, case: Case) -> Remark | None:
    """That what a debtor owes is performed and the entry still stands: only whoever keeps the list can remove it."""
    day = case.record.valid.start
    for row in case.book.policies.terms:
        if row.effect == rule.gives.effect and row.at_end == "performed" and day is not None and row.holds_on(day):
            said = case.record.text(row.column)
            if row.fits(said):
                text = f"载明“{said}”，{row.title}（{row.label}）；移出以前仍在名单，不再据以提示"
                return Remark("removal_due", text, "performed: the entry is to be removed by whoever keeps the list")
    return None


def grounds(rule: Rule, case: Case) -> str:
    """On what a term rests that the document does not state, in words; blank where the rule itself gives it."""
    row = legal_term(case, rule.gives.effect) if rule.gives.years is None else None
    if row is None or row.at_end == "ask":
        return ""
    return f"{row.title}（{row.label}）"
