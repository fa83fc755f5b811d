"""Why a rule does not hold for somebody and a record on a day: the smallest premise that fails (为什么不成立)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from graph.identifiers import document_number
from graph.identifiers.resident_text import masked_in_message
from graph.model import Fact, instant_text
from graph.schema import schema
from graph.view import Versions, View
from queries.propagation.why_not import governed
from queries.propagation.why_not.premise import Premise, called, failing
from queries.propagation.why_not.question import STAGES, Question, Step
from queries.propagation.why_not.reached import nearness
from queries.propagation.why_not.standing import HOLDS
from queries.rulebook import NoticeRule, Rule, Rulebook

_ABOUT_OTHERS = (
    "DocumentStatus",
    "RepairDecision",
    "Exemption",
    "MeasureDetermination",
    "Objection",
    "MeasureFeedback",
    "Registration",
    "RegistrationChange",
)
"""Records that stand under a number because they speak of it: no rule asks for them."""

_KINDS = tuple(kind for kind in schema().records if kind not in _ABOUT_OTHERS)
_ID = re.compile(r"R[0-9a-f]{24}")


class RuleUnknown(Exception):
    """There is no such rule; ``nearest`` lists those it may be."""

    def __init__(self, rule: str, nearest: list[str]) -> None:
        listed = f"；最接近的 / nearest: {'、'.join(nearest)}" if nearest else ""
        super().__init__(f"没有这条规则 / no such rule: {rule}{listed}")
        self.nearest = nearest


def why_not(
    versions: Versions, book: Rulebook, subject: str, rule: str, number: str, day: date, known_at: int | None
) -> dict[str, Any]:
    """The answer for one rule (each edition of it), each record under a number, and a subject.

    Of several records and editions the one that comes furthest is told, the others stand in the details. Raises
    RuleUnknown.
    """
    editions: list[Rule | NoticeRule] = [
        *book.named(rule),
        *(notice for notice in book.notices if notice.rule == rule),
    ]
    if not editions:
        known = [*(one.rule for one in book.rules), *(one.rule for one in book.notices)]
        raise RuleUnknown(rule, difflib.get_close_matches(rule, list(dict.fromkeys(known)), n=3, cutoff=0.3))
    view = View(versions, known_at)
    steps = list(_steps(view, versions, book, _ids(versions, view, subject), editions, number, day))
    best = max(steps, key=lambda step: (step.premise.code == HOLDS, step.stage, nearness(step.premise)))
    return _answer(view, subject, best, steps, number, day)


def _ids(versions: Versions, view: View, subject: str) -> list[str]:
    """The ids under which whoever is this subject today was known at the instant."""
    today = View(versions, None)
    return list(dict.fromkeys(view.canonical(alias) for alias in today.aliases(subject))) or [subject]


def _steps(
    view: View,
    versions: Versions,
    book: Rulebook,
    subjects: Iterable[str],
    editions: list[Rule | NoticeRule],
    number: str,
    day: date,
) -> Iterator[Step]:
    off = [(rule, premise) for rule in editions if (premise := governed.disabled(rule)) is not None]
    yield from (Step(STAGES.index("enabled"), rule, None, premise) for rule, premise in off)
    if len(off) == len(editions):
        return
    records = _records(view, number)
    if not records:
        premise = _not_loaded(view, versions, number)
        yield from (Step(STAGES.index("loaded"), rule, None, premise) for rule in editions if rule.enabled)
    for record in records:
        question = Question(view, record, book)
        for rule in editions:
            for subject in subjects if rule.enabled else ():
                yield question.ask(rule, subject, day)


def _records(view: View, number: str) -> list[Fact]:
    """The records meant: by id, or every one under the number."""
    if _ID.fullmatch(number):
        fact = view.fact(number)
        return [fact] if fact is not None else []
    return view.numbered(document_number.key(number), *_KINDS)


def _not_loaded(view: View, versions: Versions, number: str) -> Premise:
    """Nobody has loaded it, or nobody had by then."""
    by_id = _ID.fullmatch(number) is not None
    ever = versions.of(number) if by_id else versions.numbered(document_number.key(number))
    later = [fact for fact in ever if fact.kind in _KINDS]
    if later:
        first = min(later, key=lambda fact: fact.recorded_from)
        since = instant_text(first.recorded_from)
        return failing(
            "not_known_then",
            f"{called(first)}在所问时刻尚未归集（{since} 归集）",
            f"not known then: recorded {since}",
            [first],
            recorded=since,
        )
    mentions = [] if by_id else view.numbered(document_number.key(number), *_ABOUT_OTHERS)
    said = "、".join(dict.fromkeys(schema().label(fact.kind) for fact in mentions))
    aside = f"；只有提到它的{said}" if said else ""
    return failing(
        "not_loaded", f"没有归集文书{masked_in_message(number)}{aside}", "no such record is loaded", mentions
    )


def _answer(view: View, subject: str, best: Step, steps: list[Step], number: str, day: date) -> dict[str, Any]:
    rule, premise = best.rule, best.premise
    return {
        "subject": _subject(view, subject),
        "rule": rule.rule,
        "rule_version": rule.version,
        "rule_title": rule.title,
        "legal_basis": f"《{rule.law.title}》{rule.law.article}（{rule.law.edition}）",
        "record": _described(best.case.record) if best.case is not None else None,
        "number": masked_in_message(number),
        "as_of": day.isoformat(),
        "holds": premise.code == HOLDS,
        "premise": premise.code,
        "text": premise.text,
        "text_en": premise.text_en,
        "id": premise.details.get("id"),
        "evidence": list({item["fact"]: item for item in premise.evidence}.values()),
        "details": {
            **premise.details,
            "stage": STAGES[best.stage],
            "others": [_other(one) for one in steps if one is not best],
        },
    }


def _subject(view: View, subject: str) -> dict[str, Any]:
    fact = view.subject(subject)
    shown = ("Organisation", "", "") if fact is None else (fact.kind, fact.name, fact.code)
    return {"id": subject, "kind": shown[0], "name": shown[1], "code": shown[2] or None}


def _described(record: Fact) -> dict[str, Any]:
    return {"id": record.entity, "kind": record.kind, "number": called(record)}


def _other(step: Step) -> dict[str, Any]:
    return {
        "record": _described(step.case.record) if step.case is not None else None,
        "rule_version": step.rule.version,
        "premise": step.premise.code,
        "text": step.premise.text,
    }
