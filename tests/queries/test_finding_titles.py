"""Every finding that a derivation can give has a title."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import queries.propagation
from queries.finding_titles import FINDINGS
from queries.propagation.repair_clock import LEVELS

SCENARIOS = Path(__file__).parents[1] / "golden" / "scenarios"

PLACES = {"finding": 1, "Obstacle": 0, "Remark": 0, "Reading": 2}
"""Where in a call the code stands."""


def codes() -> Iterator[str]:
    """The codes written in calls, in the table of repair clocks, and in what the scenarios expect."""
    yield from (level[0] for level in LEVELS)
    for scenario in SCENARIOS.glob("*.yaml"):
        yield from re.findall(r"\bfinding: *([a-z_]+)", scenario.read_text(encoding="utf-8"))
    for file in Path(queries.propagation.__path__[0]).rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assigned = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name) and target.id == "code"
        }
        for call in ast.walk(tree):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and len(call.args) > PLACES.get(call.func.id, len(call.args))
            ):
                said = call.args[PLACES[call.func.id]]
                said = assigned.get(said.id, said) if isinstance(said, ast.Name) else said
                for part in ast.walk(said):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
                        yield part.value


@pytest.mark.parametrize("code", sorted(set(codes())))
def test_a_finding_has_a_title(code: str) -> None:
    assert FINDINGS[code]


def test_codes_are_found_where_they_are_written() -> None:
    assert {"withdraw", "missing_recipient", "probable_match", "objection_for_court", "repair_city"} <= set(codes())
