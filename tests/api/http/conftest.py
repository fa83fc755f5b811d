"""The service over a small sample province, with an account for each role."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.access.accounts import Accounts
from api.access.permissions import permissions
from api.app import application
from api.cli.main import run as run_command
from api.cli.serve import _an_authority
from api.http.limits import Buckets, Rate
from graph.store.opening import open_store
from loaders.sample import write_sample

PASSWORD = "a password of the tests"
PURPOSES = {
    "clerk": "行政审批",
    "investigator": "监管",
    "auditor": "审计",
    "batch_officer": "行政审批",
    "confirming_authority": "监管",
}
"""A purpose that each role may state."""


class Desk:
    """The service, and who may ask it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'store.db'}"
        self.accounts = Accounts(folder / "accounts.db")
        self.app = application(self.url, self.accounts)
        self.app.state.service.sign_ins = Buckets(Rate(1_000, 1_000))  # the tests sign in more often than people do
        self.client = TestClient(self.app, raise_server_exceptions=False)
        self._tokens: dict[str, str] = {}

    def headers(self, role: str | None) -> dict[str, str]:
        """The headers of an account of a role (None: of nobody)."""
        if role is None:
            return {}
        if self.accounts.who(self._tokens.get(role, ""), "token") is None:
            issued = self.accounts.sign_in(role, PASSWORD)
            assert issued is not None
            self._tokens[role] = issued.secret
        return {"Authorization": f"Bearer {self._tokens[role]}"}

    def ask(self, method: str, path: str, role: str | None, **more: Any) -> Any:  # noqa: ANN401 - httpx's arguments and answer
        """A request of an account of a role."""
        headers = {**self.headers(role), **more.pop("headers", {})}
        return self.client.request(method, path, headers=headers, **more)

    def get(self, path: str, role: str = "clerk", **params: Any) -> Any:  # noqa: ANN401 - see above
        """A read with the role's purpose."""
        return self.ask("GET", path, role, params={"purpose": PURPOSES[role], **params})

    def store(self) -> Any:  # noqa: ANN401 - a store, to be closed by the test
        """The store itself."""
        return open_store(self.url)


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a loaded and derived store and its key; tests take copies."""
    folder = tmp_path_factory.mktemp("service")
    write_sample(folder / "样例", enterprises=60, seed=5)
    before = dict(os.environ)
    os.environ |= {
        "CREDITGRAPH_STORE": f"sqlite:///{folder / 'store.db'}",
        "CREDITGRAPH_KEY_FILE": str(folder / "person.key"),
    }
    try:
        tables = [str(folder / "样例" / name) for name in ("双公示", "市场监管", "机构编制", "法院", "认定与状态")]
        assert run_command(["load", *tables, "--actor", "李装"]) in (0, 1)
        assert run_command(["derive", "--actor", "赵推"]) == 0
        yield folder
    finally:
        os.environ.clear()
        os.environ |= before


@pytest.fixture
def desk(sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The service over a copy of the store, this test's alone."""
    with _desk(sample_store, tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture(scope="module")
def shared_desk(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The service over a copy of the store, for the tests of a module that do not mind one another."""
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        _desk(sample_store, tmp_path_factory.mktemp("shared"), monkeypatch) as made,
    ):
        yield made


@contextmanager
def _desk(sample_store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for name in ("store.db", "person.key"):
        shutil.copy2(sample_store / name, folder / name)
    monkeypatch.setenv("CREDITGRAPH_KEY_FILE", str(folder / "person.key"))
    made = Desk(folder)
    store = made.store()
    code, name = _an_authority(store) or ("O1", "某局")
    store.close()
    made.accounts.add_office(code, name)
    for role in permissions().roles:
        made.accounts.add_user(role, code, [role], PASSWORD)
    with made.client:
        yield made
