"""`audit-log`: a whole log says its head; a changed, cut or reordered one is exit 1 with the entry named."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from graph.store.audit import Asked
from graph.store.opening import open_store
from tests.api.cli.conftest import Run


@pytest.fixture
def head(desk: Path) -> str:
    """Five entries in the log; its head."""
    store = open_store(f"sqlite:///{desk / 'store.db'}")
    store.append_audit([Asked(n, f"u{n}", "某局", "行政审批", "check", f"P{n % 2}") for n in range(5)])
    text = store.audit_head().text
    store.close()
    return text


def tamper(desk: Path, script: str) -> None:
    database = sqlite3.connect(desk / "store.db-audit")
    database.executescript("DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_cut;" + script)
    database.close()


def test_a_whole_log(run: Run, head: str) -> None:
    done = run("audit-log", "verify", "--json")
    assert (done.code, json.loads(done.out)) == (0, {"whole": True, "entries": 5, "head": head})
    assert run("audit-log", "verify", "--head", head).code == 0


@pytest.mark.parametrize(
    ("script", "entry"),
    [
        ("UPDATE audit SET who = 'x' WHERE sequence = 3", 3),
        ("DELETE FROM audit WHERE sequence = 2", 2),
        ("DELETE FROM audit WHERE sequence = 5", 5),
        ("UPDATE audit SET sequence = 9 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3;"
         "UPDATE audit SET sequence = 3 WHERE sequence = 9", 2),
        ("UPDATE audit_head SET sequence = 4", 5),
    ],
)  # fmt: skip
def test_tampering_is_found(run: Run, desk: Path, head: str, script: str, entry: int) -> None:
    tamper(desk, script)
    done = run("audit-log", "verify", "--json")
    assert done.code == 1
    assert json.loads(done.out)["sequence"] == entry
    assert f"第 {entry} 条" in done.err


def test_truncation_is_found_by_the_head(run: Run, desk: Path, head: str) -> None:
    tamper(
        desk,
        "DELETE FROM audit WHERE sequence > 3;"
        "UPDATE audit_head SET sequence = 3, digest = (SELECT digest FROM audit WHERE sequence = 3)",
    )
    assert run("audit-log", "verify").code == 0
    done = run("audit-log", "verify", "--head", head)
    assert done.code == 1
    assert "第 4 条" in done.err
    assert run("audit-log", "verify", "--head", "nonsense").code == 2


def test_who_asked_about_somebody(run: Run, desk: Path, head: str) -> None:
    shown = [json.loads(line) for line in run("audit-log", "show", "--json").out.splitlines()]
    assert [one["who"] for one in shown] == ["u0", "u1", "u2", "u3", "u4"]
    assert [
        one["sequence"] for one in map(json.loads, run("audit-log", "show", "--limit", "2", "--json").out.splitlines())
    ] == [4, 5]
    assert shown[0]["instant"] == "1970-01-01T00:00:00Z"
