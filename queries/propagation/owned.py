"""Units of a person punished in his own right: businesses that are he himself in law, companies he leads or holds."""

from __future__ import annotations

from graph.model import Fact
from graph.schema import schema
from queries.propagation.case import Case, Reached
from queries.propagation.tenure import in_words
from queries.propagation.transfers import SHARES, reaches
from queries.rulebook import Rule


def owned(rule: Rule, case: Case) -> list[Reached]:
    """Units of the kinds asked for that a party of the record leads or has a part of, since then or later.

    Not what he gave up before the decision. For as long as he is in it.
    """
    result: dict[str, Reached] = {}
    for party, party_tie in case.parties_with_ties:
        if case.is_organisation(party) or not case.identified(party):
            continue
        if rule.reach.adults_only and case.is_minor(party, case.decided):
            continue
        for tie in case.view.ties_from(party, *rule.reach.roles):
            unit = case.view.canonical(tie.target)
            if unit not in result and _counts(rule, case, unit, tie):
                result[unit] = Reached(
                    unit,
                    True,
                    [case.step(party_tie), case.step(tie)],
                    [case.record, party_tie, tie],
                    f"{case.name_of(party)} {in_words(tie.valid)} 为其{schema().label(tie.kind)}",
                    since=tie.valid.start,
                    until=tie.valid.end,
                )
    return list(result.values())


def _counts(rule: Rule, case: Case, unit: str, tie: Fact) -> bool:
    reach, kind = rule.reach, case.kind_of(unit)
    if kind in schema().public_bodies() or (reach.kinds and kind not in reach.kinds):
        return False
    if tie.text("certainty") == "possible" or tie.valid.is_empty:
        return False
    if case.decided is not None and tie.valid.end is not None and tie.valid.end <= case.decided:
        return False
    if tie.kind == SHARES:
        return reach.holding_from is None or reaches(tie, reach.holding_from)
    return not tie.text("position") or not reach.positions or tie.text("position") in reach.positions
