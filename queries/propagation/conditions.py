"""Whether a rule asks for this record: its kind, its subject, what it cites, what it takes away."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.schema import schema
from queries.propagation.case import Case
from queries.propagation.licences import takes_kind, takes_only
from queries.rulebook import Alternative, Rule


def applies(rule: Rule, case: Case) -> bool:
    """Whether ``rule`` governs the case's record: its edition on the date of decision, and every condition."""
    return next(unmet(rule, case), None) is None


def left_open(rule: Rule, case: Case) -> list[str]:
    """Articles the rule asks for that stand only within a range cited (第117条至第119条); else nothing."""
    if not case.cited_in_range or next(unmet(rule, case), None) != "any_of":
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


def unmet(rule: Rule, case: Case) -> Iterator[str]:
    """The conditions that the case's record does not meet, by their names in a rule, in the order a lawyer asks.

    Which articles and licences are named comes last.
    """
    when, record = rule.when, case.record
    if when.record != record.kind:
        yield "record"
        return
    if not rule.applies_on(record.valid.start):
        yield "edition"
    if when.subject != "any" and not _is_about(case, when.subject):
        yield "subject"
    if when.categories and not when.has_one(case.categories):
        yield "categories"
    if when.not_only and when.only_excluded(case.categories):
        yield "not_only"
    if when.licence_excludes and takes_only(record, when.licence_excludes, case.book, case.names):
        yield "licence_excludes"
    if when.licence_kinds and takes_kind(record, when.licence_kinds, case.book, case.names) is False:
        yield "licence_kinds"
    if when.restricts and not record.text("restriction"):
        yield "restricts"
    if when.findings and record.text("finding") not in when.findings:
        yield "findings"
    if when.states and not any(state_of(case, unit) in when.states for unit in case.units):
        yield "states"
    if when.unless_said is not None and record.text(when.unless_said.column) in when.unless_said.words:
        yield "unless_said"
    if when.any_of and not any(_met(alternative, case) for alternative in when.any_of):
        yield "any_of"


def _is_about(case: Case, subject: str) -> bool:
    """Whether a party of the record is such a subject: many rules ask, and one answer serves them all."""
    found = case.about.get(subject)
    if found is None:
        found = case.about[subject] = any(_SUBJECTS[subject](case, party) for party in case.parties)
    return found


def state_of(case: Case, unit: str) -> str:
    """登记状态 of a unit, without spaces."""
    fact = case.view.subject(unit)
    return "".join(fact.text("state").split()) if fact is not None else ""


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
    "individual": lambda case, party: case.kind_of(party) == "Person" and not case.is_row_of_a_unit,
    "branch": _branch,
    "partnership": lambda case, party: case.kind_of(party) == "Partnership",
}
