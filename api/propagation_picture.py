"""The picture of a case: the document, those it leads through, and what reaches whom."""

from __future__ import annotations

from typing import Any

from graph.schema import schema
from graph.store.port import Store
from visual.report.content import Edge, Node, Picture


def propagation(products: list[Any], store: Store) -> Picture:
    """The document, those it leads through, and what reaches whom; alerts dashed."""
    ends = sorted({step[end]["id"] for one in products for step in one["path"] for end in ("from", "to")})
    kinds = {fact.entity: fact.kind for fact in store.facts(ends)}
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str], Edge] = {}
    trigger = products[0]["trigger"]
    nodes[trigger["id"]] = Node(trigger["id"], trigger["kind"], trigger["number"] or schema().label(trigger["kind"]))
    for one in products:
        for step in one["path"]:
            pair = (step["from"], step["to"])
            source, target = reversed(pair) if step["against"] else pair
            declared = schema().ties[step["tie"]]
            for end, allowed in ((source, declared.sources), (target, declared.targets)):
                guess = kinds.get(end["id"]) or _kind(allowed)
                nodes.setdefault(end["id"], Node(end["id"], guess, end["name"]))
            key = (source["id"], target["id"], step["tie"])
            edges.setdefault(
                key,
                Edge(
                    source["id"],
                    target["id"],
                    step["label"],
                    step["tie"],
                    note=step["valid"],
                    highlighted=one["kind"] == "measure",
                ),
            )
        product = "Measure" if one["kind"] == "measure" else "Alert"
        name = one.get("effect_name") or one.get("rule_title", "")
        nodes[one["id"]] = Node(one["id"], product, name, note=one["legal_basis"])
        subject = one["subject"]
        nodes.setdefault(subject["id"], Node(subject["id"], subject["kind"], subject["name"]))
        edges[subject["id"], one["id"], product] = Edge(
            subject["id"], one["id"], "得出", product, dashed=True, ended=one["state"] == "ended"
        )
    return Picture(
        "由文书到人",
        "propagation",
        tuple(nodes.values()),
        tuple(edges.values()),
        focus=trigger["id"],
        title_en="From document to person",
    )


def _kind(allowed: tuple[str, ...]) -> str:
    """A kind to draw an end with, where only the tie says what may stand there."""
    first = allowed[0]
    return "Organisation" if first == "organisation" else first
