"""Who agreed to vote together on a day (一致行动人), from the ties between holders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from graph.interval import Truth
from graph.model import Fact
from graph.view import View
from queries.control.votes import Concert

_RELATION = "一致行动"


def agreements(view: View, holders: Sequence[str], day: date) -> tuple[dict[str, Fact], tuple[Concert, ...]]:
    """The ties by id, and the concerts they make among ``holders``.

    Ties are told in pairs. Holders who are all tied with one another are parties to one concert; where one is tied with
    two who are not tied themselves, those are two concerts, and their votes are never joined.
    """
    among = set(holders)
    ties: dict[str, Fact] = {}
    tied: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for holder in holders:
        for tie in view.ties_from(holder, "RELATED_TO"):
            other = view.canonical(tie.target)
            apart = tie.text("relation") != _RELATION or tie.valid.contains(day) is Truth.NO
            if apart or other not in among or other == holder:
                continue
            ties[tie.id] = tie
            tied[holder][other].append(tie.id)
            tied[other][holder].append(tie.id)
    found = []
    for parties in _all_tied(set(), set(tied), set(), {one: set(others) for one, others in tied.items()}):
        refs = {ref for one in parties for other in parties if other in tied[one] for ref in tied[one][other]}
        found.append(Concert(frozenset(parties), tuple(sorted(refs))))
    return ties, tuple(sorted(found, key=lambda one: sorted(one.parties)))


def _all_tied(chosen: set[str], open_: set[str], closed: set[str], tied: dict[str, set[str]]) -> list[set[str]]:
    """The largest groups in which everybody is tied with everybody (Bron and Kerbosch)."""
    if not open_ and not closed:
        return [chosen] if len(chosen) > 1 else []
    found: list[set[str]] = []
    pivot = max(open_ | closed, key=lambda one: (len(tied[one] & open_), one))
    for one in sorted(open_ - tied[pivot]):
        found += _all_tied(chosen | {one}, open_ & tied[one], closed & tied[one], tied)
        open_ = open_ - {one}
        closed = closed | {one}
    return found
