"""Control by votes as an answer-set program, solved by clingo."""

from __future__ import annotations

from collections.abc import Iterable

import clingo

PROGRAM = """
reached(X, X) :- holder(X).
reached(X, Y) :- holder(X), company(Y, T), #sum { V, I : reached(X, Z), lot(I, Z, Y, V) } > T.
"""
"""``T`` is half the countable votes; votes come doubled, so that half of them is whole."""


def control_pairs(lots: Iterable[tuple[str, str, int]], totals: dict[str, int]) -> set[tuple[str, str]]:
    """Who controls what by more than half: lots of ``(holder, company, votes)`` over each company's total."""
    lots = list(lots)
    given = {company: sum(votes for _, held, votes in lots if held == company) for company in totals}
    own = {company: sum(votes for who, held, votes in lots if who == held == company) for company in totals}
    facts = [f'holder("{name}").' for name in {who for who, _, _ in lots} | set(totals)]
    for company, total in totals.items():
        if given[company] <= total:
            facts.append(f'company("{company}", {total - own[company]}).')
    for number, (who, held, votes) in enumerate(lots):
        if who != held:
            facts.append(f'lot({number}, "{who}", "{held}", {2 * votes}).')
    solver = clingo.Control(["--warn=none"])
    solver.add("base", [], PROGRAM + "\n".join(facts))
    solver.ground([("base", [])])
    found: set[tuple[str, str]] = set()
    with solver.solve(yield_=True) as handle:
        for model in handle:
            for symbol in model.symbols(atoms=True):
                if symbol.name == "reached":
                    controller, company = (argument.string for argument in symbol.arguments)
                    if controller != company:
                        found.add((controller, company))
    return found
