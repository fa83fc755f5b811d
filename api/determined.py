"""What has been determined on a proposal already, derived from or not, by an organ that may decide on it."""

from __future__ import annotations

from datetime import date

from graph.identifiers import document_number
from graph.model import Fact
from graph.snapshot import Snapshot
from graph.store.port import Store
from queries.propagation.case import Case
from queries.propagation.determination import SUPERIOR, competence
from queries.rulecheck import read_rules


def determined(store: Store, record: str, proposal: str, document: str) -> Fact | None:
    """The determination of a competent organ on a proposal; the one under this document number, if it is there.

    One that another organ signed has no effect, so that it stands in nobody's way. Raises LookupError.
    """
    loaded = store.numbered([document_number.key(proposal)])
    found = [fact for fact in loaded if fact.kind == "MeasureDetermination" and fact.recorded_to is None]
    if not found:
        return None
    case, key = case_of(store, record, *(fact.entity for fact in found)), document_number.key(document)
    competent = [fact for fact in found if _is_competent(case, fact)]
    return min(
        competent,
        key=lambda fact: (document_number.key(fact.text("document")) != key, fact.text("date"), fact.entity),
        default=None,
    )


def says(before: Fact, document: str, outcome: str, day: date, notified: date | None, until: date | None) -> bool:
    """Whether what is loaded says just this, whoever typed it."""
    told = (before.text("outcome"), before.date("date"), before.date("notified"), before.date("to"))
    same = document_number.key(before.text("document")) == document_number.key(document)
    return same and told == (outcome, day, notified, until)


def case_of(store: Store, record: str, *determinations: str) -> Case:
    """The record, and determinations, with the organs and their superiors, nothing else. Raises LookupError."""
    ties = store.ties([record, *determinations], kinds=["DECIDED_BY"], history=True)
    organs = sorted({tie.target for tie in ties})
    above = store.ties(organs, kinds=[SUPERIOR, "SAME_AS"], history=True)
    subjects = sorted({record, *determinations, *organs, *(end for tie in above for end in (tie.source, tie.target))})
    snapshot = Snapshot([*store.facts(subjects, history=True), *ties, *above], store.version())
    view = snapshot.at(None)
    fact = view.fact(record)
    if fact is None:
        raise LookupError(f"提议所依据的文书已撤下 / its record is no longer known: {record}")
    return Case(view, fact, read_rules())


def _is_competent(case: Case, determination: Fact) -> bool:
    day = determination.date("date")
    return day is not None and competence(case, case.view.target(determination.entity, "DECIDED_BY"), day)[0]
