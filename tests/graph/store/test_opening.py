"""Which store answers to which address."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store.errors import StoreError, StoreMissing
from graph.store.opening import default_url, open_store


def test_a_relative_and_an_absolute_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreMissing):
        open_store("sqlite:///data/a b#c?d%20.db")
    store = open_store("sqlite:///data/a b#c?d%20.db", create=True)
    assert (tmp_path / "data" / "a b#c?d%20.db").is_file()
    assert store.url == f"sqlite:///{tmp_path / 'data' / 'a b#c?d%20.db'}"
    store.keep("x", "1")
    store.close()
    again = open_store(store.url)
    assert again.kept("x") == "1"
    again.close()


@pytest.mark.parametrize(
    "url", ["sqlite:///", "sqlite://", "", "store.db", "mysql://root:secret@host/db", "://", "file:///x.db"]
)
def test_an_address_of_no_store_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(StoreError) as error:
        open_store(url, create=True)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("scheme", ["neo4j", "bolt", "neo4j+s", "bolt+s"])
def test_credentials_never_stand_in_the_address(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USER", "neo4j")
    monkeypatch.setenv("NEO4J_PASSWORD", "from the environment")
    with pytest.raises(StoreError, match="NEO4J_PASSWORD") as error:
        open_store(f"{scheme}://neo4j:secret@localhost:7687")
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("missing", ["NEO4J_USER", "NEO4J_PASSWORD"])
def test_a_server_needs_credentials_from_the_environment(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USER", "neo4j")
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    monkeypatch.delenv(missing)
    with pytest.raises(StoreError, match=missing) as error:
        open_store("bolt://localhost:7687")
    assert "secret" not in str(error.value)


def test_the_default_is_what_the_environment_names_or_a_file_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CREDITGRAPH_STORE", "sqlite:///x.db")
    assert default_url() == "sqlite:///x.db"
    monkeypatch.setenv("CREDITGRAPH_STORE", "  ")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_url().startswith("sqlite:////")
    assert default_url().endswith("creditgraph/creditgraph.db")
