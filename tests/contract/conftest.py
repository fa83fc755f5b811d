"""The stores that the contract is held against, each empty at the start of a test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from graph.store.opening import open_store
from graph.store.port import Store
from tests.oracles.memory_store import MemoryStore

settings.register_profile("contract", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

NEO4J = pytest.param("neo4j", marks=pytest.mark.neo4j)


@pytest.fixture(params=["memory", "sqlite", NEO4J])
def engine(request: pytest.FixtureRequest) -> str:
    """Which store; the one in memory shows that the contract itself can be met."""
    return str(request.param)


@pytest.fixture
def address(engine: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the store is."""
    if engine == "neo4j":
        pytest.importorskip("graph.store.neo4j.store")
        server = request.getfixturevalue("neo4j_lts")
        user, password = server.auth
        monkeypatch.setenv("NEO4J_USER", user)
        monkeypatch.setenv("NEO4J_PASSWORD", password)
        return str(server.uri)
    return f"sqlite:///{tmp_path / 'store.db'}" if engine == "sqlite" else "memory:"


@pytest.fixture
def store(engine: str, address: str) -> Iterator[Store]:
    """An empty store."""
    opened: Store = MemoryStore() if engine == "memory" else open_store(address, create=True)
    if engine == "neo4j":
        opened.reset()
    yield opened
    opened.close()


@pytest.fixture
def examples(engine: str) -> int:
    """How many random histories a store is put through: a server is slower to empty."""
    return int(os.environ.get("CONTRACT_EXAMPLES", "0")) or {"memory": 60, "sqlite": 40, "neo4j": 8}[engine]
