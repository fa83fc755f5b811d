"""What a tie says that BODS has no field for, as a text of its own inside ``details``, written and read here alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

MARK = "creditgraph:"
KEPT = ("capital", "total", "band", "unit", "basis", "certainty", "position", "disclosed", "start_note", "name")
_INTEGERS = frozenset({"capital", "total", "band"})


def written(words: str, role: str, said: Mapping[str, Any], *, end_unknown: bool) -> str:
    """``words`` for people, then the tie's own numbers exactly as they are."""
    told = {"role": role, **{name: said[name] for name in KEPT if name in said}}
    if end_unknown:
        told["end"] = "unknown"
    return f"{words} {MARK}{orjson.dumps(told, option=orjson.OPT_SORT_KEYS).decode()}"


def read(details: str) -> dict[str, Any]:
    """What :func:`written` wrote, or nothing: a text of somebody else's, or one that is not as it was written."""
    _, mark, text = details.partition(MARK)
    try:
        told = orjson.loads(text) if mark else {}
    except ValueError:
        return {}
    if not isinstance(told, dict):
        return {}
    for name, value in told.items():
        right = (
            type(value) is int and 0 <= value < 2**62
            if name in _INTEGERS
            else isinstance(value, bool)
            if name == "disclosed"
            else isinstance(value, str) and name in {*KEPT, "role", "end"}
        )
        if not right:
            return {}
    return told
