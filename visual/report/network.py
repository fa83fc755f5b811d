"""The door to pyvis: a laid-out drawing becomes a vis-network, and the script that draws it is found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pyvis.network import Network

from visual.report.drawing import Drawing
from visual.report.inscription import Text
from visual.report.legend import KindStyle, ink_on, tone_of
from visual.report.lettering import CAPTION_SIZE, LEADING, NAME_SIZE, plain
from visual.report.placement import RADIUS, half_width

OPTIONS: dict[str, Any] = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"dragNodes": False, "selectable": False, "zoomView": False, "tooltipDelay": 120},
    "nodes": {"borderWidth": 1.5, "font": {"size": 0}},
    "edges": {"font": {"size": 0}, "arrowStrikethrough": False, "selectionWidth": 0, "hoverWidth": 0},
}
"""Nothing moves: places are worked out beforehand, and the wheel scrolls the page."""


def vis_data(drawing: Drawing, legend: Mapping[str, KindStyle]) -> dict[str, Any]:
    """What the page's script hands to vis-network, as JSON-ready values.

    ``nodes``, ``edges`` and ``options`` are vis-network's own; a node's ``glyph`` and ``name`` and an edge's
    ``caption`` are written over them, and ``tone`` names the colour, which follows the reader's light or dark theme.
    Tooltips (``title``) are text; vis-network sets them as such.
    """
    net = Network(directed=True)
    net.set_options(json.dumps(OPTIONS))
    picture = drawing.picture
    for placed in drawing.nodes:
        node, style = placed.node, legend[placed.node.kind]
        net.add_node(
            node.id,
            label=" ",  # the name is written beside the shape, where it hides no arrow
            shape=style.shape,
            color=style.colour,
            x=round(placed.at.x, 1),
            y=round(placed.at.y, 1),
            size=_size(style.shape, half_width(picture, node.id)),
            title=plain("\n".join(filter(None, (node.label, f"{style.label} {style.label_en}", node.note)))),
            glyph={"text": style.glyph, "ink": ink_on(style.colour)},
            name=_written(placed.name),
            tone="highlighted" if node.id in picture.highlighted else "plain",
            focus=node.id == picture.focus,
        )
    names = {node.id: node.label for node in picture.nodes}
    for number, drawn in enumerate(drawing.edges):
        edge, tie = drawn.edge, legend.get(drawn.edge.kind, KindStyle(drawn.edge.kind, ""))
        route = f"{names[edge.source]} → {names[edge.target]}"
        net.add_edge(
            edge.source,
            edge.target,
            id=f"edge-{number}",
            title=plain("\n".join(filter(None, (route, f"{tie.label} {edge.label}".strip(), edge.note)))),
            arrows={"to": {"enabled": True, "type": "arrow", "scaleFactor": 0.9 if edge.highlighted else 0.8}},
            width=3 if edge.highlighted else 1.6,
            dashes=[3, 5] if edge.ended else [10, 6] if edge.dashed else False,
            smooth={
                "enabled": True,
                "type": "curvedCW" if drawn.bend > 0 else "curvedCCW",
                "roundness": abs(drawn.bend),
            }
            if drawn.bend
            else False,
            selfReference={"size": 16, "angle": 0.8},
            caption=_written(drawn.caption) if drawn.caption else None,
            tone=tone_of(edge),
        )
    nodes, edges, _, _, _, options = net.get_network_data()
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "bounds": [round(side, 1) for side in drawing.bounds],
        "sizes": {"name": NAME_SIZE, "caption": CAPTION_SIZE, "leading": LEADING, "radius": RADIUS},
    }


def _size(shape: str, half: float) -> float:
    """vis-network's size for about the same ink whatever the shape."""
    return round(half * (1.0 if shape in ("dot", "square") else 1.25), 1)


def _written(text: Text) -> dict[str, Any]:
    return {"lines": list(text.lines), "box": [round(side, 1) for side in text.box], "align": text.align}


@lru_cache(maxsize=1)
def vis_script() -> str:
    """The vis-network script of the installed pyvis, licence notice included, fit to stand in a page.

    Raises RuntimeError where the package brings none, or one that would break out of its element.
    """
    found = sorted(
        (folder.name, folder) for folder in files("pyvis").joinpath("lib").iterdir() if folder.name.startswith("vis-")
    )
    if not found:
        raise RuntimeError("pyvis 未附带 vis-network the installed pyvis brings no vis-network")
    script = found[-1][1].joinpath("vis-network.min.js").read_text(encoding="utf-8")
    script = script.replace("\r\n", "\n").replace("\r", "\n")
    if "</script" in script.lower() or "<!--" in script:
        raise RuntimeError("脚本不能内联 this vis-network cannot stand in a page")
    return script
