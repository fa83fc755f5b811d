"""The part of a store around some subjects, as a snapshot of its own: what one question needs, always fresh."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Fact
from graph.snapshot import Snapshot
from graph.store.port import Store
from queries.propagation.same_number import ABOVE, STEPS

UPWARD = ("SHAREHOLDER_OF", "EXECUTING_PARTNER_OF", "CONCERNS", "FINDS", "FINDS_NOMINEE", "DECLARES", "SAME_AS")
"""Ties that lead from a company to whoever may control it."""

BESIDE = ("RELATED_TO", "LEGAL_REPRESENTATIVE_OF")
"""Ties among those found that lead to nobody else: who votes with whom, who represents whom."""

OF_A_DECISION = ("DECIDED_BY", "PENALISES", "CONCERNS", "FINDS_RESPONSIBLE")
"""Ties that say who decided, on whom."""

_LIMIT = 100_000


def around(store: Store, start: Iterable[str], *, depth: int) -> Snapshot:
    """Everything within ``depth`` ties of ``start``, with all versions, and the aliases of what is found."""
    version = store.version()
    ties: dict[str, Fact] = {}
    seen = set(start)
    _aliases(store, seen, ties)
    edge = set(seen)
    for _ in range(depth):
        edge = _grow(store, edge, seen, ties, ())
    _aliases(store, seen, ties)
    return _snapshot(store, seen, ties, version)


def above(store: Store, company: str) -> Snapshot:
    """A company and everybody up the chains of holdings, findings and declarations, as far as they go."""
    version = store.version()
    ties: dict[str, Fact] = {}
    seen, edge = {company}, {company}
    while edge and len(seen) < _LIMIT:
        edge = _grow(store, edge, seen, ties, UPWARD)
    for tie in store.ties(sorted(seen), kinds=BESIDE, history=True):
        if tie.source in seen and tie.target in seen:
            ties[f"{tie.sequence}"] = tie
    return _snapshot(store, seen, ties, version)


def _grow(store: Store, edge: set[str], seen: set[str], ties: dict[str, Fact], kinds: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for tie in store.ties(sorted(edge), kinds=kinds, history=True):
        ties[f"{tie.sequence}"] = tie
        if kinds and tie.kind in {"SHAREHOLDER_OF", "EXECUTING_PARTNER_OF"} and tie.target not in edge:
            continue
        found |= {tie.source, tie.target} - seen
    seen |= found
    return found


def _aliases(store: Store, seen: set[str], ties: dict[str, Fact]) -> None:
    edge = set(seen)
    while edge:
        edge = _grow(store, edge, seen, ties, ("SAME_AS",))


def _snapshot(store: Store, entities: set[str], ties: dict[str, Fact], version: int) -> Snapshot:
    facts = store.facts(sorted(entities), history=True)
    numbers = sorted({fact.number for fact in facts if fact.number and fact.shape == "record"})
    have = {fact.entity for fact in facts}
    for number in numbers:
        status = [fact.entity for fact in store.by_number(number) if fact.entity not in have]
        facts += store.facts(status, history=True)
        have.update(status)
    for tie in _told_apart(store, facts):
        ties[f"{tie.sequence}"] = tie
    return Snapshot([*facts, *(ties[key] for key in sorted(ties, key=int))], version)


def _told_apart(store: Store, facts: Sequence[Fact]) -> list[Fact]:
    """Where several decisions bear one number: what tells which of them a later document means."""
    decisions: dict[str, set[str]] = {}
    for fact in facts:
        if fact.kind == "Penalty" and fact.number:
            decisions.setdefault(fact.number, set()).add(fact.entity)
    shared = {number for number, rows in decisions.items() if len(rows) > 1}
    rows = sorted({fact.entity for fact in facts if fact.number in shared})
    if not rows:
        return []
    found = store.ties(rows, kinds=OF_A_DECISION, history=True)
    edge = {tie.target for tie in found if tie.kind == "DECIDED_BY"}
    for _ in range(STEPS):
        above = [tie for tie in store.ties(sorted(edge), kinds=ABOVE, history=True) if tie.source in edge]
        found += above
        edge = {tie.target for tie in above}
        if not edge:
            break
    return found
