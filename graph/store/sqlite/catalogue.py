"""The SQL texts of this store, one file for each operation, read once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    folder = files("graph.store.sqlite").joinpath("statements")
    return {
        entry.name.removesuffix(".sql"): entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".sql")
    }


def sql(operation: str) -> str:
    """The text of an operation; KeyError for one that has none."""
    return _texts()[operation]
