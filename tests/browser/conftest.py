"""One server for the run on the sample province, with an account for each role, and a browser to open it in."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from api.access.accounts import Accounts
from api.access.permissions import permissions
from api.cli.serve import _an_authority
from api.routes.page import BUILT
from graph.store.opening import open_store
from tests.browser.desk import Desk
from tests.browser.province import write_province
from tests.chromium import missing

PASSWORD = "a password of the tests"
ROOT = Path(__file__).parents[2]


class Server(NamedTuple):
    """A running service: its address, its store, and the environment of its commands."""

    base: str
    store: str
    environment: dict[str, str]

    def command(self, *arguments: str) -> str:
        """A verb of the command line on its store; returns what it prints."""
        return _run(self.environment, *arguments)


def _run(environment: dict[str, str], *arguments: str, ok: tuple[int, ...] = (0, 1)) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "api.cli.main", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in ok, (arguments, done.stderr[-2000:])
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment_of(folder: Path, store: str) -> dict[str, str]:
    """The environment of commands on a store, with key and accounts in a folder."""
    return {
        **os.environ,
        "CREDITGRAPH_STORE": store,
        "CREDITGRAPH_KEY_FILE": str(folder / "person.key"),
        "CREDITGRAPH_ACCOUNTS": str(folder / "accounts.db"),
        "PYTHONPATH": str(ROOT),
    }


def fill(environment: dict[str, str], paths: list[Path], folder: Path) -> None:
    """Load and derive, by two different people."""
    if not (BUILT / "index.html").is_file():
        missing("the page is not built: make explorer")
    _run(environment, "load", *map(str, paths), "--actor", "装载员", "--rejects", str(folder / "rejects.csv"))
    _run(environment, "derive", "--actor", "推导员")


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[Server]:
    """The service as `serve` runs it, with an account for each role, and one with all but the administrator's."""
    accounts = Accounts(Path(environment["CREDITGRAPH_ACCOUNTS"]))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NEO4J_USER", "NEO4J_PASSWORD"):
            if name in environment:
                patch.setenv(name, environment[name])
        store = open_store(environment["CREDITGRAPH_STORE"])
        code, name = _an_authority(store) or ("O1", "某局")
        store.close()
    accounts.add_office(code, name)
    for role in permissions().roles:
        accounts.add_user(role, code, [role], PASSWORD)
    accounts.add_user("everybody", code, [one for one in permissions().roles if one != "administrator"], PASSWORD)
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli.main", "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(base)
        yield Server(base, environment["CREDITGRAPH_STORE"], environment)
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a folder with the province in it."""
    folder = tmp_path_factory.mktemp("province")
    environment = environment_of(folder, f"sqlite:///{folder / 'store.db'}")
    fill(environment, write_province(folder), folder)
    return environment


@pytest.fixture(scope="session")
def server(province: dict[str, str]) -> Iterator[Server]:
    """The service on the province, for the whole run."""
    with serving(province) as running:
        yield running


def _wait_for(base: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{base}/healthz", timeout=2).close()  # noqa: S310 - our own server
            return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.fixture
def desk(server: Server, chromium: Browser) -> Iterator[Desk]:
    """A browser at the page, signed in as somebody with every role; it fails what complains or asks elsewhere."""
    with Desk.at(server.base, chromium, "everybody", PASSWORD) as made:
        yield made
        made.must_be_clean()
