"""Whether a rule asks for this record: its kind, its subject, what it cites, what it takes away."""

from __future__ import annotations

from collections.abc import Callable

from graph.schema import schema
from queries.propagation.case import Case
from queries.propagation.licences import takes_kind, takes_only
from queries.rulebook import Alternative, Rule


def applies(rule: Rule, case: Case) -> bool:
    """Whether ``rule`` governs the case's record: its edition on the date of decision, and every condition."""
    any_of = rule.when.any_of
    return _asked_for(rule, case) and (not any_of or any(_met(alternative, case) for alternative in any_of))


def left_open(rule: Rule, case: Case) -> list[str]:
    """Articles the rule asks for that stand only within a range cited (第117条至第119条); else nothing."""
    if not case.cited_in_range or not _asked_for(rule, case) or applies(rule, case):
        return []
    wanted = [
        (statute.name, article)
        for alternative in rule.when.any_of
        for statute in alternative.statutes
        for article in statute.articles
    ]
    return [
        f"《{name}》第{article}条"
        for name, article in wanted
        if {(name, article), (name, article.partition("(")[0])} & case.cited_in_range
    ]


def _asked_for(rule: Rule, case: Case) -> bool:
    """Every condition but which articles and licences are named."""
    when, record = rule.when, case.record
    if when.record != record.kind or not rule.applies_on(record.valid.start):
        return False
    if when.subject != "any" and not any(_SUBJECTS[when.subject](case, party) for party in case.parties):
        return False
    if when.categories and not case.categories.intersection(when.categories):
        return False
    if when.not_only and case.categories and case.categories <= set(when.not_only):
        return False
    if when.licence_excludes and takes_only(record, when.licence_excludes, case.book, case.names):
        return False
    if when.licence_kinds and takes_kind(record, when.licence_kinds, case.book, case.names) is False:
        return False
    if when.restricts and not record.text("restriction"):
        return False
    return not when.findings or record.text("finding") in when.findings


def _met(alternative: Alternative, case: Case) -> bool:
    if alternative.closure and "closure" in case.categories:
        return True
    for statute in alternative.statutes:
        for title, article in case.cited:
            if title == statute.name and (not statute.articles or article in statute.articles):
                return True
    licences = alternative.licences
    return bool(licences) and takes_kind(case.record, licences, case.book, case.names) is True


def _branch(case: Case, party: str) -> bool:
    return case.kind_of(party) == "Branch" or bool(case.view.ties_from(party, "BRANCH_OF"))


_SUBJECTS: dict[str, Callable[[Case, str], bool]] = {
    "organisation": lambda case, party: case.kind_of(party) in schema().organisations(),
    "person": lambda case, party: case.kind_of(party) == "Person",
    "branch": _branch,
    "partnership": lambda case, party: case.kind_of(party) == "Partnership",
}
