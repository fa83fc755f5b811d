"""A small province that was loaded and derived once, and the command line run over it in this process."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from api.cli.main import run as run_command
from loaders.sample import write_sample


class Done(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a store, its key and the tables it was loaded from; tests that write take a copy (``desk``)."""
    folder = tmp_path_factory.mktemp("province")
    write_sample(folder / "样例", enterprises=60, seed=5)
    before = dict(os.environ)
    os.environ |= _settings(folder)
    try:
        tables = [str(folder / "样例" / name) for name in ("双公示", "市场监管", "机构编制", "法院", "认定与状态")]
        assert run_command(["load", *tables]) in (0, 1)
        assert run_command(["derive"]) == 0
        yield folder
    finally:
        os.environ.clear()
        os.environ |= before


def _settings(folder: Path) -> dict[str, str]:
    return {
        "CREDITGRAPH_STORE": f"sqlite:///{folder / 'store.db'}",
        "CREDITGRAPH_KEY_FILE": str(folder / "person.key"),
        "COLUMNS": "80",
    }


@pytest.fixture
def desk(province: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own with a copy of the store, which is the one that commands use."""
    for name in ("store.db", "person.key"):
        shutil.copy2(province / name, tmp_path / name)
    for name, value in _settings(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(desk: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line over the copy."""

    def running(*arguments: str, stdin: str = "") -> Done:
        capfd.readouterr()
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = run_command(list(arguments))
        return Done(code, *capfd.readouterr())

    return running
