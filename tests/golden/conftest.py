"""Stores for the golden cases, empty at the start, with a person key of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.golden.province import Office

NEO4J = pytest.param("neo4j", marks=pytest.mark.neo4j)


@pytest.fixture(params=["sqlite", NEO4J])
def office(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The command line over an empty store."""
    monkeypatch.setenv("CREDITGRAPH_KEY_FILE", str(tmp_path / "person.key"))
    if request.param == "neo4j":
        server = request.getfixturevalue("neo4j_lts")
        user, password = server.auth
        monkeypatch.setenv("NEO4J_USER", user)
        monkeypatch.setenv("NEO4J_PASSWORD", password)
        yield Office(str(server.uri))
    else:
        yield Office(f"sqlite:///{tmp_path / 'store.db'}")
