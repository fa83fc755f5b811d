"""Two fines for one act (一事二罚): both stand as decided, and somebody is asked to look."""

from __future__ import annotations

from graph.identifiers.spelling import plain
from graph.model import Fact
from queries.propagation.case import Case, Reached
from queries.propagation.documents import life
from queries.rulebook import Rule


def fined_again(rule: Rule, case: Case) -> list[Reached]:
    """The party of a fine that was fined before, by another decision, for what looks like the same act.

    The later of two decisions gives the alert, once. Rows of several organs under one number are one decision.
    """
    result = []
    for tie in case.party_ties:
        party = case.view.canonical(tie.target)
        for other_tie in case.view.ties_to(party, "PENALISES"):
            other = case.view.fact(other_tie.source)
            if other is not None and _earlier(other, case.record) and _one_act(case, other):
                path = [case.step(tie), case.step(other_tie, upward=True)]
                words = f"与{other.name or other.number}（{other.text('date') or '日期不明'}）的违法事实或行为日期相同"
                found, on = [case.record, tie, other, other_tie], case.record.valid.start
                result.append(Reached(party, True, path, found, words, since=on))
                break
    return result


def _earlier(other: Fact, record: Fact) -> bool:
    one, two = (other.valid_from or 0, other.entity), (record.valid_from or 0, record.entity)
    return other.number != record.number and one < two


def _one_act(case: Case, other: Fact) -> bool:
    """Both fined and standing; and the same facts in words, or one dated act under one heading or before two organs."""
    record = case.record
    if not all((record.integer("fine") or 0, other.integer("fine") or 0)):
        return False
    if not life(case.view, other).stands:
        return False
    facts = plain(record.text("facts"))
    if facts and facts == plain(other.text("facts")) and _dates(record) == _dates(other):
        return True
    if not all(_dates(record)) or _dates(record) != _dates(other):
        return False
    organs = {case.view.canonical(tie.target) for tie in case.view.ties_from(other.entity, "DECIDED_BY")}
    others = {case.view.canonical(tie.target) for tie in case.organs()}
    same_heading = bool(record.text("violation")) and record.text("violation") == other.text("violation")
    return same_heading or (bool(organs) and bool(others) and organs != others)


def _dates(record: Fact) -> tuple[str, str]:
    start = record.text("act_from")
    return start, record.text("act_to") or start
