"""Derived facts as they are given out: instants as ISO text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.model import instant_text

_INSTANTS = frozenset({"recorded_from", "recorded_to"})


def presented(row: Mapping[str, Any]) -> dict[str, Any]:
    """An answer with its own instants, and those of its versions, as ISO text."""
    shown = {
        key: instant_text(value) if key in _INSTANTS and isinstance(value, int) else value for key, value in row.items()
    }
    versions: Any = shown.get("versions")
    if isinstance(versions, list):
        shown["versions"] = [presented(one) for one in versions]
    return shown
