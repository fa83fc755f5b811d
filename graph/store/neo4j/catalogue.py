"""The Cypher of this store: one file an operation, read once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=128)
def cypher(operation: str) -> str:
    """The text of an operation; FileNotFoundError for one that does not exist."""
    return files("graph.store.neo4j").joinpath("statements", f"{operation}.cypher").read_text(encoding="utf-8")


def schema_statements() -> list[str]:
    """The statements that lay a store out, one by one."""
    lines = [line for line in cypher("schema").splitlines() if not line.startswith("//")]
    return [text.strip() for text in "\n".join(lines).split(";") if text.strip()]
