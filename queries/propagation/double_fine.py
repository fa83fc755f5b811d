"""Two fines for one act (一事二罚): both stand as decided, and somebody is asked to look."""

from __future__ import annotations

from graph.identifiers.spelling import plain
from graph.interval import Truth
from graph.model import Fact
from queries.propagation.case import Case, Reached
from queries.propagation.documents import life
from queries.propagation.tenure import act_window
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
    """Both fined and standing, and one of two: the same dated act in the same words or before two organs; or, where no
    act is dated, the same facts in words before two organs within one limitation period.
    """
    record = case.record
    if not all((record.integer("fine") or 0, other.integer("fine") or 0)):
        return False
    if not life(case.view, other).stands:
        return False
    two_organs = _two_organs(case, other)
    same_facts = bool(record.text("facts")) and plain(record.text("facts")) == plain(other.text("facts"))
    if _dates(record) != _dates(other):
        return False
    if _dates(record)[0]:
        same_heading = bool(record.text("violation")) and record.text("violation") == other.text("violation")
        return same_facts or same_heading or two_organs
    mine, theirs = act_window(record, case.book), act_window(other, case.book)
    overlapping = mine is not None and theirs is not None and mine.days.overlaps(theirs.days) is Truth.YES
    return same_facts and two_organs and overlapping


def _two_organs(case: Case, other: Fact) -> bool:
    """Whether different organs decided; not where either decision names none."""
    organs = {case.view.canonical(tie.target) for tie in case.view.ties_from(other.entity, "DECIDED_BY")}
    others = {case.view.canonical(tie.target) for tie in case.organs()}
    return bool(organs) and bool(others) and organs.isdisjoint(others)


def _dates(record: Fact) -> tuple[str, str]:
    start = record.text("act_from")
    return start, record.text("act_to") or start
