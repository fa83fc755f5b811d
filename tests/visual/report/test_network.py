"""The door to pyvis."""

from __future__ import annotations

import ast
from pathlib import Path

from hypothesis import given, settings

from tests.visual.report.pictures import pictures
from visual.report.content import Edge, Node, Picture
from visual.report.drawing import lay_out
from visual.report.legend import schema_legend
from visual.report.network import vis_data, vis_script

FOLDERS = ("api", "graph", "loaders", "queries", "visual")


def test_one_file_imports_pyvis() -> None:
    root = Path(__file__).parents[3]
    doors = []
    for file in (file for folder in FOLDERS for file in (root / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            doors += [file.relative_to(root).as_posix() for name in named if name.split(".")[0] == "pyvis"]
    assert doors == ["visual/report/network.py"]


def test_the_script_is_the_installed_one_and_can_stand_in_a_page() -> None:
    script = vis_script()
    assert "@license" in script
    assert "vis-network" in script
    assert "\r" not in script


@settings(max_examples=40)
@given(pictures())
def test_every_node_and_tie_reaches_the_canvas_in_order(picture: Picture) -> None:
    data = vis_data(lay_out(picture, schema_legend()), schema_legend())
    assert [node["id"] for node in data["nodes"]] == [node.id for node in picture.nodes]
    assert [(edge["from"], edge["to"]) for edge in data["edges"]] == [(e.source, e.target) for e in picture.edges]
    assert all(edge["arrows"]["to"]["enabled"] for edge in data["edges"])
    assert data["options"]["physics"] == {"enabled": False}


def test_how_a_tie_shows_its_state() -> None:
    nodes = (Node("a", "Person", "章甲"), Node("b", "Enterprise", "乙公司"))
    ties = {
        "none": Edge("a", "b", "45%", "SHAREHOLDER_OF"),
        "dashed": Edge("a", "b", "45%", "SHAREHOLDER_OF", dashed=True),
        "ended": Edge("a", "b", "45%", "SHAREHOLDER_OF", ended=True),
        "highlighted": Edge("a", "b", "45%", "SHAREHOLDER_OF", highlighted=True),
    }
    legend = schema_legend()
    drawn = {
        mark: vis_data(lay_out(Picture("图", "ownership", nodes, (tie,)), legend), legend)["edges"][0]
        for mark, tie in ties.items()
    }
    assert drawn["none"]["dashes"] is False
    assert drawn["dashed"]["dashes"] != drawn["ended"]["dashes"]
    assert drawn["ended"]["dashes"]
    assert drawn["highlighted"]["width"] > drawn["none"]["width"]
    assert {edge["tone"] for edge in drawn.values()} == {"plain", "derived", "ended", "highlighted"}
    assert drawn["none"]["caption"]["lines"] == ["45%"]
