"""Offices that a listed person holds (任职资格冲突): the person for as long as he holds one, and each company."""

from __future__ import annotations

from datetime import date

from graph.interval import FOREVER
from graph.model import Fact
from graph.schema import schema
from queries.propagation.case import Case, Reached
from queries.propagation.tenure import in_words
from queries.rulebook import Rule


def _offices_of(rule: Rule, case: Case) -> list[tuple[str, Fact, Fact]]:
    """Offices of the listed person that he did not give up before he was listed, earliest first."""
    listed = case.decided
    held = [
        (party, party_tie, tie)
        for party, party_tie in case.parties_with_ties
        if case.identified(party) and not (rule.reach.adults_only and case.is_minor(party, listed))
        for tie in case.view.ties_from(party, *rule.reach.roles)
        if listed is None or tie.valid.end is None or tie.valid.end > listed
    ]
    return sorted(held, key=lambda office: (office[2].valid.start or date.min, office[2].entity))


def officeholder(rule: Rule, case: Case) -> list[Reached]:
    """The listed person, for each stretch in which he holds an office."""
    result: dict[str, Reached] = {}
    for party, party_tie, tie in _offices_of(rule, case):
        company = case.name_of(tie.target)
        words = f"{in_words(tie.valid)} 任{company}{schema().label(tie.kind)}"
        if party in result:
            result[party].path.append(case.step(tie))
            result[party].premises.append(tie)
            result[party].words += f"；{words}"
            result[party].until = max(result[party].until or FOREVER, tie.valid.end or FOREVER)
        else:
            result[party] = Reached(
                party,
                True,
                [case.step(party_tie), case.step(tie)],
                [case.record, party_tie, tie],
                words,
                since=tie.valid.start,
                until=tie.valid.end,
            )
    return list(result.values())


def offices(rule: Rule, case: Case) -> list[Reached]:
    """The companies in which the listed person holds an office."""
    return [
        Reached(
            case.view.canonical(tie.target),
            True,
            [case.step(party_tie), case.step(tie)],
            [case.record, party_tie, tie],
            f"{case.name_of(party)} {in_words(tie.valid)} 任{schema().label(tie.kind)}",
            since=tie.valid.start,
            until=tie.valid.end,
        )
        for party, party_tie, tie in _offices_of(rule, case)
    ]
