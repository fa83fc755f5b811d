"""Alerts (关联提示): something to look at, never a restriction."""

from __future__ import annotations

from graph.calendar import term
from graph.derived import Family
from graph.interval import FOREVER, joined
from graph.model import identify
from queries.documents.source import premise
from queries.propagation.case import Case, Reached
from queries.propagation.inputs import rest_of
from queries.propagation.measures import Product, trigger
from queries.propagation.objections import ends_of, objections
from queries.propagation.phases import End, Span, ends, timeline
from queries.rulebook import Rule

OPENING = "「关联提示，不构成惩戒」"
"""How the text of every alert begins."""


def alert(rule: Rule, case: Case, reached: Reached) -> Product:
    """The alert a rule gives; it ends and pauses with what it rests on: the path, the record, the record's measures."""
    decided = case.decided
    start = max((day for day in (decided, reached.since) if day is not None), default=None)
    stop = reached.until if reached.until != FOREVER else None
    if rule.gives.years is not None and case.decided is not None:
        stop = min(stop or FOREVER, term(case.decided, years=rule.gives.years).end or FOREVER)
    heard = ends_of(objections(case.view, [case.record.number]))
    rest = rest_of(case)
    more = [*heard, rest.end] if rest.end is not None else heard
    possible = ends(case, None, reached.subject, Span(start, stop, False), more=more)
    end: End | None = possible[0] if possible else None
    expires = min((day for day in (end.day if end else None, case.life.annulled_on) if day is not None), default=None)
    low, high = rule.gives.strength or (0, 1000)
    if not reached.certain:
        low = 0
    text = rule.gives.text if reached.certain else rule.gives.text_possible or f"可能，尚不能确定：{rule.gives.text}"
    opening = f"{OPENING}{case.name_of(reached.subject)}：{text}"
    body = {
        "subject": case.describe(reached.subject),
        "alert": rule.gives.effect,
        "rule": rule.rule,
        "rule_version": rule.version,
        "rule_title": rule.title,
        "legal_basis": rule.basis,
        "strength": {"low": low, "high": high},
        "trigger": trigger(case),
        "start": start.isoformat() if start else None,
        "expires": expires.isoformat() if expires else None,
        "phases": timeline(Span(start, stop, False), start, "active", end, joined(rest.paused), case.life.annulled_on),
        **reached.detail,
        "only_at": rule.gives.only_at,
        "path": reached.path,
        "premises": [premise(fact) for fact in reached.premises],
        "text": f"{opening}（{reached.words}；{case.record.name or case.record.number}）",
    }
    identifier = identify("A", rule.rule, reached.subject, rule.gives.effect, case.record.entity)
    return identifier, Family.ALERT, rule.rule, reached.subject, body
