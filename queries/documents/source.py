"""Where a fact stands, as an answer says it: the file, the line, and since when it is known."""

from __future__ import annotations

from typing import Any

from graph.model import Fact, instant_text


def source(fact: Fact) -> dict[str, Any]:
    """Where a fact stands: document hash, line, and since when it is known."""
    return {"document": fact.document, "line": fact.line, "recorded": instant_text(fact.recorded_from)}


def premise(fact: Fact) -> dict[str, Any]:
    """A fact that a result rests on."""
    return {"fact": fact.id, "kind": fact.kind, "name": fact.name or fact.number, **source(fact)}
