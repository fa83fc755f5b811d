"""Every format says the same, reads back as it was, and is there whole or not at all."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import orjson
import pytest

from graph.exchange import networks
from graph.exchange.frames import to_frames
from graph.exchange.networks import TooLarge, network_of, to_networkx
from graph.exchange.selection import Selection, selected
from graph.exchange.writing import FORMATS, write
from graph.spreadsheet import harmless
from tests.graph.exchange.province import DAY, FACTS, store_of

Using = Callable[[Selection], object]


def using(use: Using, purpose: str = "监管") -> Any:  # noqa: ANN401 - whatever is made of the selection
    with selected(store_of(*FACTS), DAY, None, purpose=purpose) as selection:
        return use(selection)


def rows() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    found: tuple[list[dict[str, Any]], list[dict[str, Any]]] = using(lambda all: (list(all.nodes()), list(all.ties())))
    return found


def test_json_reads_back(tmp_path: Path) -> None:
    (path,) = using(lambda all: write(all, "json", tmp_path / "x.json"))
    told = json.loads(path.read_text(encoding="utf-8"))
    assert (told["nodes"], told["ties"]) == rows()
    assert told["about"]["nodes"] == len(told["nodes"])
    assert told["about"]["ties"] == len(told["ties"])


def test_node_link_reads_back_as_the_network(tmp_path: Path) -> None:
    (path,) = using(lambda all: write(all, "node-link", tmp_path / "x.json"))
    read = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    network = to_networkx(store_of(*FACTS), DAY, purpose="监管")
    assert nx.utils.graphs_equal(read, network)
    assert read.graph == network.graph
    assert network.nodes["O1"]["property.registered_capital"] == 100
    assert network.edges["P1", "O1", next(iter(network["P1"]["O1"]))]["kind"] == "LEGAL_REPRESENTATIVE_OF"


def test_graphml_reads_back_but_for_what_xml_cannot_say(tmp_path: Path) -> None:
    (path,) = using(lambda all: write(all, "graphml", tmp_path / "x.graphml"))
    read = nx.read_graphml(path, force_multigraph=True)
    network = using(network_of)
    assert set(read.nodes) == set(network.nodes)
    assert {key for *_, key in read.edges(keys=True)} == {key for *_, key in network.edges(keys=True)}
    for id, told in network.nodes(data=True):
        assert {name: _plain(value) for name, value in told.items()} == read.nodes[id]
    for one, other, key, told in network.edges(keys=True, data=True):
        assert {name: _plain(value) for name, value in told.items()} | read.edges[one, other, key] == read.edges[
            one, other, key
        ]


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a row says
    if isinstance(value, list):
        return orjson.dumps(value).decode()
    return re.sub("\x07", "", value) if isinstance(value, str) else value


def test_csv_reads_back_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    files = using(lambda all: write(all, "csv", tmp_path / "x.csv"))
    assert [file.name for file in files] == ["x.nodes.csv", "x.ties.csv", "x.about.json"]
    for file, told in zip(files, rows(), strict=False):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            read = list(csv.DictReader(stream))
        assert len(read) == len(told)
        for line, row in zip(read, told, strict=True):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in line.values())
            assert {name: _cell(value) for name, value in row.items()} == line
    assert orjson.loads(files[2].read_bytes())["scope"] == "whole"


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a row says
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: ""}[value]
    return harmless(str(value)) if not isinstance(value, list | dict) else orjson.dumps(value).decode() if value else ""


def test_frames_are_the_network_in_columns() -> None:
    nodes, ties = to_frames(store_of(*FACTS), DAY, purpose="监管")
    network = using(network_of)
    assert list(nodes.index) == list(network.nodes)
    for id, told in network.nodes(data=True):
        assert nodes.loc[id].drop(nodes.columns[nodes.loc[id].isna()]).to_dict().items() <= told.items()
    assert str(ties["property.capital"].dtype) == "Int64"
    assert str(nodes["property.state_owned"].dtype) == "boolean"
    assert ties["property.capital"].sum() == 5
    assert nodes.attrs["about"]["purpose"] == "监管"
    assert {"file", "line", "recorded", "document"} <= set(ties.columns)


@pytest.mark.parametrize("format", FORMATS)
def test_a_store_with_nothing_in_it(tmp_path: Path, format: str) -> None:
    with selected(store_of(), DAY, None) as selection:
        assert write(selection, format, tmp_path / "x")
    assert to_frames(store_of(), DAY).nodes.empty


@pytest.mark.parametrize("format", FORMATS)
def test_whole_or_not_at_all(tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = using(lambda all: write(all, format, tmp_path / "x"))
    before = {file: file.read_bytes() for file in made}
    failing = using(lambda all: Failing(all.about, all.counts, all.spool), purpose="")
    with pytest.raises(OSError, match="disk full"):
        write(failing, format, tmp_path / "x")
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before
    assert all(file.stat().st_mode & 0o077 == 0 for file in made), "readable by its owner alone"


class Failing(Selection):
    """A selection whose ties cannot be read to the end."""

    def nodes(self) -> Any:  # noqa: ANN401 - rows, until they fail
        yield rows()[0][0]

    def ties(self) -> Any:  # noqa: ANN401 - rows, until they fail
        yield rows()[1][0]
        raise OSError("disk full")


def test_what_is_too_large_for_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(rows()[0]) + len(rows()[1])
    monkeypatch.setattr(networks, "MOST", size)
    assert using(lambda all: write(all, "graphml", tmp_path / "x.graphml"))
    monkeypatch.setattr(networks, "MOST", size - 1)
    with pytest.raises(TooLarge, match=r"邻域.*neighbourhood"):
        using(network_of)


def test_progress_comes_to_its_end(tmp_path: Path) -> None:
    said: dict[str, tuple[int, int | None]] = {}
    using(
        lambda all: write(
            all, "json", tmp_path / "x.json", lambda name, done, total: said.update({name: (done, total)})
        )
    )
    nodes, ties = rows()
    assert said == {"节点 nodes": (len(nodes), len(nodes)), "关系 ties": (len(ties), len(ties))}
