"""Columns brought up to a store's version by its changes: only the rows of what changed are written anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graph.columns.build import aliases_of, same_as
from graph.columns.gathering import Gatherer, Ties
from graph.columns.layout import KIND, PARTNER, TIE, Columns, Entries, Numbers, Side
from graph.model import Fact, Shape
from graph.store import packing
from graph.store.packing import ColumnRow, packed
from graph.store.port import Store

Sequences = NDArray[np.int64]


def refreshed(columns: Columns, store: Store) -> Columns:
    """Columns of the store as it is now; the same ones where nothing has changed. Those given stay as they are."""
    version = store.version()
    if version == columns.version:
        return columns
    changes = list(store.changes_since(columns.version))
    gatherer = Gatherer(columns.names, columns.tie_kinds, columns.node_kinds, columns.wide.tolist())
    opened = (fact for fact in changes if fact.shape == Shape.TIE and fact.recorded_to is None)
    gatherer.take(packed(map(row_of, opened)))
    touched = list(dict.fromkeys(fact.entity for fact in changes if fact.shape != Shape.TIE))
    gatherer.take(packed(map(row_of, store.facts(touched))))
    closed = [fact for fact in changes if fact.shape == Shape.TIE and fact.recorded_to is not None]
    kinds = columns.kinds.copy()
    kinds[columns.numbers(touched)] = 0
    ties = gatherer.ties()
    incoming, outgoing, count = _both_ways(columns, ties, closed)
    known = {**columns.same_as, **same_as(ties, gatherer.tie_codes)}
    for fact in closed:
        known.pop(fact.sequence, None)
    return Columns(
        version=version,
        names=columns.names,
        kinds=gatherer.kinds(kinds),
        node_kinds=tuple(gatherer.node_codes),
        tie_kinds=tuple(gatherer.tie_codes),
        incoming=incoming,
        outgoing=outgoing,
        wide=gatherer.wide_pairs(),
        same_as=known,
        aliases=columns.aliases if known == columns.same_as else aliases_of(known.values(), columns.names),
        ties=columns.ties + count,
    )


def row_of(fact: Fact) -> ColumnRow:
    """A fact as a store's columns would give it."""
    tie, stake = fact.shape == Shape.TIE, fact.kind == "SHAREHOLDER_OF"
    marks = packing.NO_TIE + packing.SETTLED * bool(fact.owner)
    if tie:
        marks = packing.DOUBTFUL * (fact.properties.get("certainty") == "possible")
        marks += packing.UNDISCLOSED * (fact.properties.get("disclosed") is False)
    held, total = 0, 0
    if stake:
        held = (fact.integer("capital") or 0) - (fact.integer("band") or 0)
        total = fact.integer("total") or 0
    return ColumnRow(
        fact.sequence,
        fact.kind,
        fact.source if tie else fact.entity,
        fact.target if tie else fact.entity,
        packing.UNKNOWN_FROM if fact.valid_from is None else fact.valid_from,
        packing.UNKNOWN_TO if fact.valid_to is None else fact.valid_to,
        held,
        total,
        marks,
    )


def _both_ways(columns: Columns, ties: Ties, closed: Sequence[Fact]) -> tuple[Side, Side, int]:
    """The rows of both ends after the changes, and how many ties there are more."""
    nodes = columns.names.count
    old, steps = columns.incoming, columns.outgoing
    gone = np.array([fact.sequence for fact in closed], np.int32)
    sources = columns.numbers([fact.source for fact in closed])
    targets = columns.numbers([fact.target for fact in closed])
    owner, place = _entries(old, np.unique(np.concatenate([ties.target, targets])))
    kept = old.entries[place]
    fresh = ~np.isin(ties.sequence, kept["sequence"])
    stays = ~np.isin(kept["sequence"], gone)
    added = np.empty(int(fresh.sum()), TIE)
    for name in TIE.names or ():
        added[name] = getattr(ties, name)[fresh]
    source, target = ties.source[fresh], ties.target[fresh]
    owners, entries = np.concatenate([owner[stays], target]), np.concatenate([kept[stays], added])
    order = _in_order(owners, entries)
    incoming = _with_rows(old, nodes, np.unique(np.concatenate([owner, target])), owners[order], entries[order])
    came = np.empty(len(order), np.int32)
    came[order] = old.length + np.arange(len(order), dtype=np.int32)
    new_steps = np.empty(len(source), steps.entries.dtype)
    new_steps["target"], new_steps["place"] = target, came[len(order) - len(source) :]

    owner, place = _entries(steps, np.unique(np.concatenate([source, sources])))
    led = steps.entries[place]
    stays = ~np.isin(incoming.entries["sequence"][led["place"]], gone)
    owners, leads = np.concatenate([owner[stays], source]), np.concatenate([led[stays], new_steps])
    order = _in_order(owners, incoming.entries[leads["place"]])
    outgoing = _with_rows(steps, nodes, np.unique(np.concatenate([owner, source])), owners[order], leads[order])
    return incoming, outgoing, len(entries) - len(kept)


def _entries(side: Side, touched: Numbers) -> tuple[Numbers, Numbers]:
    """Whose the entries of some ends are, and where they stand; an end that is new has none."""
    touched = touched[touched < len(side.rows)]
    start, stop = side.rows[touched].T
    lengths = stop - start
    shift = np.repeat(start - (np.cumsum(lengths) - lengths), lengths)
    return np.repeat(touched, lengths), (shift + np.arange(len(shift))).astype(np.int32)


def _in_order(owners: Numbers, ties: Entries) -> NDArray[np.int64]:
    """One end after another, those that carry votes first, and then as they came."""
    order: NDArray[np.int64] = np.lexsort((ties["sequence"], (ties["label"] & KIND) > PARTNER, owners))
    return order


def _with_rows(side: Side, nodes: int, touched: Numbers, owners: Numbers, entries: Entries) -> Side:
    """The side with these rows written behind all others, in the same entries where nobody else went on in them."""
    length = side.length + len(entries)
    room = side.entries
    if side.tail[0] != side.length or length > len(room):
        room = np.empty(length + length // 16 + 1_024, side.entries.dtype)
        room[: side.length] = side.entries[: side.length]
        tail = [length]
    else:
        tail = side.tail
        tail[0] = length
    room[side.length : length] = entries
    rows = np.zeros((nodes, 2), np.int32)
    rows[: len(side.rows)] = side.rows
    rows[touched, 0] = side.length + np.searchsorted(owners, touched, "left")
    rows[touched, 1] = side.length + np.searchsorted(owners, touched, "right")
    return Side(rows, room, length, tail)
