"""The door of pandas, for analysts: facts of a store as two frames. An optional extra: ``creditgraph[analysts]``.

    from graph.exchange.frames import to_frames

    nodes, ties = to_frames(store, date(2024, 6, 1))
    ties[ties["kind"] == "SHAREHOLDER_OF"].merge(nodes[["name"]], left_on="source", right_index=True)

Nothing of natural persons is there without a purpose (graph.exchange.permission). Money is integer fen, shares are
integers over a total; nothing is made a float.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from graph.exchange.attributes import columns_of
from graph.exchange.selection import Around, Selection, selected
from graph.store.port import Store

try:
    import pandas as pd
except ImportError as error:  # pragma: no cover - the test environment has it
    raise ImportError(
        "需要 pandas：pip install 'creditgraph[analysts]' / pandas is an extra: pip install 'creditgraph[analysts]'"
    ) from error


class Frames(NamedTuple):
    """Nodes and ties, each indexed by id; ``attrs["about"]`` of both says what they are."""

    nodes: pd.DataFrame
    ties: pd.DataFrame


_NODE = ("id", "kind", "label", "name", "code", "number", "from", "to", "open", "aliases")
_TIE = ("id", "kind", "label", "source", "target", "from", "to", "open")
_ROW = ("document", "file", "line", "recorded")


def to_frames(
    store: Store, as_of: date, known_at: int | None = None, *, purpose: str = "", around: Around | None = None
) -> Frames:
    """What was known at an instant and holds, or may hold, on a day, a column for each thing any row says."""
    with selected(store, as_of, known_at, purpose=purpose, around=around) as selection:
        return frames_of(selection)


def frames_of(selection: Selection) -> Frames:
    """The same of what was selected already."""
    return Frames(
        _frame(map(columns_of, selection.nodes()), _NODE, selection.about),
        _frame(map(columns_of, selection.ties()), _TIE, selection.about),
    )


def _frame(rows: Iterable[Mapping[str, Any]], first: tuple[str, ...], about: Mapping[str, Any]) -> pd.DataFrame:
    listed = list(rows)
    said = sorted({name for row in listed for name in row} - set(first) - set(_ROW))
    columns = {name: _column([row.get(name) for row in listed]) for name in (*first, *said, *_ROW)}
    frame = pd.DataFrame(columns).set_index("id")
    frame.attrs["about"] = dict(about)
    return frame


def _column(values: list[Any]) -> pd.Series:
    """Whole numbers and flags stay what they are beside what is not known."""
    known = {type(value) for value in values if value is not None}
    type_ = "boolean" if known == {bool} else "Int64" if known == {int} else object
    return pd.Series(values, dtype=type_)
