"""Two decisions that fine one act (一事二罚): both are kept, and somebody is asked to look."""

from __future__ import annotations

from graph.interval import Truth
from graph.model import Fact
from queries.documents.life import life
from queries.propagation.case import Case, Reached
from queries.rulebook import Rule


def fined_again(rule: Rule, case: Case) -> list[Reached]:
    """A party fined by another decision before, for an act of the same days told in the same words (行政处罚法 29)."""
    record, result = case.record, []
    if record.date("act_from") is None or case.window is None:
        return []
    for party, tie in case.parties_with_ties:
        for other_tie in case.view.ties_to(party, "PENALISES"):
            other = case.view.fact(other_tie.source)
            if other is None or not _same_act(case, other):
                continue
            became = life(case.view, other)
            if became.effective is not Truth.YES:
                continue
            words = f"{other.name}（{other.valid.start}）与本决定均就同一日期、同一违法行为罚款"
            path = [case.step(tie), case.step(other_tie, upward=True)]
            result.append(
                Reached(
                    party,
                    True,
                    path,
                    [record, tie, other, other_tie],
                    words,
                    reference=case.window.day,
                    until=became.annulled_on,
                )
            )
    return result


def _same_act(case: Case, other: Fact) -> bool:
    """Whether an earlier decision under another number fines the same act."""
    record, earlier = case.record, Case(case.view, other, case.book)
    order = (other.valid_from or 0, other.number) < (record.valid_from or 0, record.number)
    if not order or other.number == record.number or other.date("act_from") is None:
        return False
    told = [(one.text("violation"), one.text("facts")) for one in (record, other)]
    same = told[0] == told[1] and any(told[0]) and earlier.window == case.window
    return same and "fine" in earlier.categories
