"""Columns of a whole store, built anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from graph.columns import rows
from graph.columns.gathering import Gatherer, Ties
from graph.columns.layout import KIND, STEP, TIE, Columns, Side
from graph.columns.names import Names
from graph.store.packing import ColumnChunk
from graph.store.port import Store

NOBODY = np.zeros(0, np.uint8)


def build(store: Store) -> Columns:
    """Everything the store knows now. The version is read first, so the columns are never older than they say."""
    version = store.version()
    gatherer = Gatherer(Names())
    for chunk in _ahead(store.columns()):
        gatherer.take(chunk)
    return assemble(version, gatherer)


def _ahead(chunks: Iterator[ColumnChunk]) -> Iterator[ColumnChunk]:
    """The same chunks, the next one read while one is worked on."""
    with ThreadPoolExecutor(1) as reader:
        waiting = reader.submit(next, chunks, None)
        while (chunk := waiting.result()) is not None:
            waiting = reader.submit(next, chunks, None)
            yield chunk


def assemble(version: int, gatherer: Gatherer) -> Columns:
    """Columns of what was gathered."""
    ties = gatherer.ties()
    names = gatherer.names
    incoming, outgoing = both_ways(ties, names.count)
    found = same_as(ties, gatherer.tie_codes)
    return Columns(
        version=version,
        names=names,
        kinds=gatherer.kinds(NOBODY),
        node_kinds=tuple(gatherer.node_codes),
        tie_kinds=tuple(gatherer.tie_codes),
        incoming=incoming,
        outgoing=outgoing,
        wide=gatherer.wide_pairs(),
        same_as=found,
        aliases=aliases_of(found.values(), names),
        ties=len(ties.source),
    )


def both_ways(ties: Ties, nodes: int) -> tuple[Side, Side]:
    """The rows of both ends, with room for changes."""
    count = len(ties.source)
    incoming, order = rows.by_end(ties.target, ties.label, nodes)
    entries, steps = (np.empty(count + count // 16 + 1_024, kind) for kind in (TIE, STEP))
    for name in TIE.names or ():
        entries[name][:count] = getattr(ties, name)[order]
    place = rows.inverse(order)
    outgoing, order = rows.by_end(ties.source, ties.label, nodes)
    steps["target"][:count], steps["place"][:count] = ties.target[order], place[order]
    return Side(incoming, entries, count, [count]), Side(outgoing, steps, count, [count])


def same_as(ties: Ties, codes: Mapping[str, int]) -> dict[int, tuple[int, int]]:
    """The two ends of each SAME_AS tie, by its sequence."""
    found = np.flatnonzero((ties.label & KIND) == codes["SAME_AS"]) if "SAME_AS" in codes else ()
    return {int(ties.sequence[place]): (int(ties.source[place]), int(ties.target[place])) for place in found}


def aliases_of(pairs: Iterable[tuple[int, int]], names: Names) -> dict[int, int]:
    """SAME_AS followed to its end: by number, whom a subject is known as; the first by id where there are several."""
    leads: dict[int, set[int]] = defaultdict(set)
    for source, target in pairs:
        leads[source].add(target)
    known: dict[int, int] = {}
    for alias in sorted(leads, key=names.__getitem__):
        seen = [alias]
        while seen[-1] not in known and (further := leads.get(seen[-1], set()) - set(seen)):
            seen.append(min(further, key=names.__getitem__))
        known |= dict.fromkeys(seen, known.get(seen[-1], seen[-1]))
    return {alias: subject for alias, subject in known.items() if alias != subject}
