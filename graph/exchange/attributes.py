"""A row of an export as plain columns: what every row has, and one more for each thing it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SAID = "property."
"""Before the name of what a fact says, so that no property is taken for what every row has."""


def columns_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its properties as columns of their own, what is not known left out."""
    flat = {name: value for name, value in row.items() if name != "properties" and value is not None}
    return {**flat, **{SAID + name: value for name, value in row["properties"].items()}}
