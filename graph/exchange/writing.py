"""Selected facts written to files: GraphML, JSON, CSV and node-link JSON, whole or not at all."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import orjson

from graph.exchange.attributes import columns_of
from graph.exchange.bods import statements
from graph.exchange.selection import Advance, Selection
from graph.spreadsheet import harmless

_STEP = 10_000
NODE_COLUMNS = ("id", "kind", "label", "name", "code", "number", "from", "to", "open", "aliases")
TIE_COLUMNS = ("id", "kind", "label", "source", "target", "from", "to", "open")
ROW_COLUMNS = ("document", "file", "line", "recorded", "properties")


def write(
    selection: Selection, format: str, path: Path, advance: Advance = lambda name, done, total: None
) -> list[Path]:
    """Write one of :data:`FORMATS`; returns the files, which are there whole or not at all.

    Raises KeyError for another format, OSError, and for GraphML graph.exchange.networks.TooLarge.
    """
    return FORMATS[format](selection, path, advance)


def _json(selection: Selection, path: Path, advance: Advance) -> list[Path]:
    """``{"about": …, "nodes": […], "ties": […]}``, a node or tie a line."""
    with _whole(path) as made, made.open("wb") as file:
        file.write(b'{"about":' + orjson.dumps(selection.about) + b',\n"nodes":[\n')
        _lines(file, _shown(selection.nodes(), "节点 nodes", selection.counts.nodes, advance))
        file.write(b'],\n"ties":[\n')
        _lines(file, _shown(selection.ties(), "关系 ties", selection.counts.ties, advance))
        file.write(b"]}\n")
    return [path]


def _node_link(selection: Selection, path: Path, advance: Advance) -> list[Path]:
    """What ``networkx.node_link_graph(…, edges="edges")`` reads as the graph that to_networkx makes."""
    with _whole(path) as made, made.open("wb") as file:
        head = {"directed": True, "multigraph": True, "graph": selection.about}
        file.write(orjson.dumps(head)[:-1] + b',\n"nodes":[\n')
        _lines(file, map(columns_of, _shown(selection.nodes(), "节点 nodes", selection.counts.nodes, advance)))
        file.write(b'],\n"edges":[\n')
        ties = _shown(selection.ties(), "关系 ties", selection.counts.ties, advance)
        _lines(file, (_keyed(columns_of(row)) for row in ties))
        file.write(b"]}\n")
    return [path]


def _csv(selection: Selection, path: Path, advance: Advance) -> list[Path]:
    """Three files beside each other: nodes, ties, and about both; in UTF-8 with a mark for spreadsheets."""
    stem = path.with_suffix("") if path.suffix.lower() == ".csv" else path
    made = [stem.with_name(stem.name + ending) for ending in (".nodes.csv", ".ties.csv", ".about.json")]
    nodes = _shown(selection.nodes(), "节点 nodes", selection.counts.nodes, advance)
    ties = _shown(selection.ties(), "关系 ties", selection.counts.ties, advance)
    with _whole(made[0]) as one, _whole(made[1]) as other, _whole(made[2]) as about:
        _table(one, (*NODE_COLUMNS, *ROW_COLUMNS), nodes)
        _table(other, (*TIE_COLUMNS, *ROW_COLUMNS), ties)
        about.write_bytes(orjson.dumps(selection.about, option=orjson.OPT_INDENT_2) + b"\n")
    return made


def _graphml(selection: Selection, path: Path, advance: Advance) -> list[Path]:
    """What networkx writes (graph.exchange.networks)."""
    from graph.exchange.networks import write_graphml

    with _whole(path) as made:
        write_graphml(selection, made)
    return [path]


def _bods(selection: Selection, path: Path, advance: Advance) -> list[Path]:
    """Statements of ownership and control, an array with one a line (graph.exchange.bods)."""
    with _whole(path) as made, made.open("wb") as file:
        file.write(b"[\n")
        _lines(file, _counted(statements(selection), "陈述 statements", advance))
        file.write(b"]\n")
    return [path]


FORMATS: dict[str, Callable[[Selection, Path, Advance], list[Path]]] = {
    "graphml": _graphml,
    "json": _json,
    "csv": _csv,
    "node-link": _node_link,
    "bods": _bods,
}


def _keyed(columns: dict[str, Any]) -> dict[str, Any]:
    return {"key": columns.pop("id"), **columns}


def _lines(file: IO[bytes], rows: Iterable[Mapping[str, Any]]) -> None:
    before = b""
    for row in rows:
        file.write(before + orjson.dumps(row))
        before = b",\n"
    file.write(b"\n")


def _table(path: Path, columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> None:
    """A CSV table no cell of which a spreadsheet takes for a formula; lists and properties as JSON texts."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        cells = csv.writer(file)
        cells.writerow(columns)
        for row in rows:
            cells.writerow([_cell(row[name]) for name in columns])


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a row says
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return orjson.dumps(value).decode() if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(str(value))


def _shown(rows: Iterator[dict[str, Any]], name: str, total: int, advance: Advance) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(rows, 1):
        if place % _STEP == 0 or place == total:
            advance(name, place, total)
        yield row


def _counted(rows: Iterator[dict[str, Any]], name: str, advance: Advance) -> Iterator[dict[str, Any]]:
    place = 0
    for place, row in enumerate(rows, 1):
        if place % _STEP == 0:
            advance(name, place, None)
        yield row
    advance(name, place, place)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file, its owner's alone, that takes its name once it is on the disk; otherwise nothing is left of it."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(descriptor)
    made = Path(name)
    try:
        yield made
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
