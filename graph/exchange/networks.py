"""The door of networkx, for analysts: facts of a store as a directed multigraph, and GraphML written from one.

    from graph.store.opening import open_store
    from graph.exchange.networks import to_networkx

    with closing(open_store("sqlite:///信用.db")) as store:
        network = to_networkx(store, date(2024, 6, 1))

Everything is held in memory, about two kilobytes a tie: :data:`MOST` nodes and ties at most. Nothing of natural persons
is there without a purpose (graph.exchange.permission).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import orjson

from graph.exchange.attributes import columns_of
from graph.exchange.selection import Around, Selection, selected
from graph.store.port import Store

MOST = 1_000_000
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way of writing."""


class TooLarge(ValueError):
    """More than a network in memory takes."""


def to_networkx(
    store: Store, as_of: date, known_at: int | None = None, *, purpose: str = "", around: Around | None = None
) -> nx.MultiDiGraph:
    """What was known at an instant and holds, or may hold, on a day: nodes by id, ties by their own id as key.

    A node or tie has what an export says of it, each thing it says under ``property.…``; the graph has ``about``.
    Raises TooLarge.
    """
    with selected(store, as_of, known_at, purpose=purpose, around=around) as selection:
        return network_of(selection)


def network_of(selection: Selection) -> nx.MultiDiGraph:
    """The same of what was selected already."""
    size = selection.counts.nodes + selection.counts.ties
    if size > MOST:
        raise TooLarge(
            f"{size} 个节点和关系，超过内存网络的上限 {MOST}：请导出邻域，或用 json、csv、node-link / too large for "
            "memory: export a neighbourhood, or json, csv or node-link"
        )
    network = nx.MultiDiGraph(**selection.about)
    for row in selection.nodes():
        network.add_node(row["id"], **_without(columns_of(row), "id"))
    for row in selection.ties():
        told = _without(columns_of(row), "id", "source", "target")
        network.add_edge(row["source"], row["target"], key=row["id"], **told)
    return network


def write_graphml(selection: Selection, path: Path) -> None:
    """GraphML; lists and objects, which it has no types for, as JSON texts. Raises TooLarge."""
    network = network_of(selection)
    network.graph = _scalars(network.graph)
    for _, told in network.nodes(data=True):
        _in_place(told)
    for _, _, told in network.edges(data=True):
        _in_place(told)
    nx.write_graphml(network, path, named_key_ids=True)


def _without(columns: dict[str, Any], *names: str) -> dict[str, Any]:
    """Columns but for what the network itself says of a node or tie."""
    return {name: value for name, value in columns.items() if name not in names}


def _in_place(told: dict[str, Any]) -> None:
    kept = _scalars(told)
    told.clear()
    told.update(kept)


def _scalars(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _scalar(value) for name, value in told.items() if value is not None}


def _scalar(value: Any) -> str | int | bool:  # noqa: ANN401 - whatever a row says
    if isinstance(value, list | dict):
        return _NO_XML.sub("", orjson.dumps(value).decode())
    return _NO_XML.sub("", value) if isinstance(value, str) else value
