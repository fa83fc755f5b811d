"""Whether a rule asks for this record: its kind, its subject, what it cites, what it takes away."""

from __future__ import annotations

from collections.abc import Callable

from graph.schema import schema
from queries.propagation.case import Case
from queries.propagation.categories import licence_text, takes_only
from queries.rulebook import Alternative, Rule


def applies(rule: Rule, case: Case) -> bool:
    """Whether ``rule`` governs the case's record: its edition on the date of decision, and every condition."""
    when = rule.when
    if when.record != case.record.kind or not rule.applies_on(case.record.valid.start):
        return False
    if when.subject != "any" and not any(_SUBJECTS[when.subject](case, party) for party in case.parties):
        return False
    if when.categories and not case.categories.intersection(when.categories):
        return False
    if when.not_only and case.categories and case.categories <= set(when.not_only):
        return False
    if when.licence_excludes and takes_only(case.record, when.licence_excludes):
        return False
    if when.restricts and not case.record.text("restriction"):
        return False
    if when.findings and case.record.text("finding") not in when.findings:
        return False
    return not when.any_of or any(_met(alternative, case) for alternative in when.any_of)


def _met(alternative: Alternative, case: Case) -> bool:
    if alternative.closure and "closure" in case.categories:
        return True
    for statute in alternative.statutes:
        for title, article in case.cited:
            if title == statute.name and (not statute.articles or article in statute.articles):
                return True
    text = licence_text(case.record)
    return any(licence in text for licence in alternative.licences)


def _branch(case: Case, party: str) -> bool:
    return case.kind_of(party) == "Branch" or bool(case.view.ties_from(party, "BRANCH_OF"))


_SUBJECTS: dict[str, Callable[[Case, str], bool]] = {
    "organisation": lambda case, party: case.kind_of(party) in schema().organisations(),
    "person": lambda case, party: case.kind_of(party) == "Person",
    "branch": _branch,
    "partnership": lambda case, party: case.kind_of(party) == "Partnership",
}
