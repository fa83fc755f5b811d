"""Columns of a whole store, built anew."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from graph.columns import rows
from graph.columns.gathering import Gatherer, Ties
from graph.columns.layout import KIND, STEP, TIE, Columns, Numbers, Side
from graph.columns.names import Names
from graph.store.port import Store

NOBODY = np.zeros(0, np.uint8)


def build(store: Store) -> Columns:
    """Everything the store knows now. The version is read first, so the columns are never older than they say."""
    version = store.version()
    gatherer = Gatherer(Names())
    for chunk in store.columns():
        gatherer.take(chunk)
    return assemble(version, gatherer)


def assemble(version: int, gatherer: Gatherer) -> Columns:
    """Columns of what was gathered."""
    ties = gatherer.ties()
    names = gatherer.names
    incoming, outgoing = both_ways(ties, names.count)
    return Columns(
        version=version,
        names=names,
        kinds=gatherer.kinds(NOBODY),
        node_kinds=tuple(gatherer.node_codes),
        tie_kinds=tuple(gatherer.tie_codes),
        incoming=incoming,
        outgoing=outgoing,
        wide=gatherer.wide_pairs(),
        aliases=same_as(ties, tuple(gatherer.tie_codes), names),
        ties=len(ties.source),
    )


def both_ways(ties: Ties, nodes: int) -> tuple[Side, Side]:
    """The rows of both ends."""
    count = len(ties.source)
    incoming, order = rows.by_end(ties.target, ties.label, nodes)
    entries = np.empty(count, TIE)
    for name in TIE.names or ():
        entries[name] = getattr(ties, name)[order]
    place = rows.inverse(order)
    outgoing, order = rows.by_end(ties.source, ties.label, nodes)
    steps = np.empty(count, STEP)
    steps["target"], steps["place"] = ties.target[order], place[order]
    return Side(incoming, entries, count), Side(outgoing, steps, count)


def same_as(ties: Ties, kinds: tuple[str, ...], names: Names) -> dict[int, int]:
    """By number, whom a subject is known as: SAME_AS followed to its end, the first by id where there are several."""
    if "SAME_AS" not in kinds:
        return {}
    found = np.flatnonzero((ties.label & KIND) == kinds.index("SAME_AS"))
    return resolved(ties.source[found], ties.target[found], names)


def resolved(sources: Numbers, targets: Numbers, names: Names) -> dict[int, int]:
    """Aliases by number, from all SAME_AS ties."""
    leads: dict[int, set[int]] = defaultdict(set)
    for source, target in zip(sources.tolist(), targets.tolist(), strict=True):
        leads[source].add(target)
    known: dict[int, int] = {}
    for alias in sorted(leads, key=names.__getitem__):
        seen = [alias]
        while seen[-1] not in known and (further := leads.get(seen[-1], set()) - set(seen)):
            seen.append(min(further, key=names.__getitem__))
        known |= dict.fromkeys(seen, known.get(seen[-1], seen[-1]))
    return {alias: subject for alias, subject in known.items() if alias != subject}
