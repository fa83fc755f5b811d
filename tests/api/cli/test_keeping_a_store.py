"""Keeping a store: a backup never destroys one, a failed restore leaves none behind, a healthy one has no problems."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.api.cli.conftest import Run


@pytest.mark.parametrize("name", ["store.db", "store.db-wal", "store.db-shm", "./sub/../store.db", "link", "hard"])
def test_a_backup_onto_its_own_store_is_refused(run: Run, desk: Path, name: str) -> None:
    (desk / "sub").mkdir()
    (desk / "link").symlink_to("store.db")
    os.link(desk / "store.db", desk / "hard")
    before = (desk / "store.db").read_bytes()
    done = run("store", "backup", name)
    assert done.code == 2
    assert "库自己的文件" in done.err or "不会覆盖" in done.err
    assert (desk / "store.db").read_bytes() == before
    assert run("store", "stats").code == 0


def test_a_backup_does_not_overwrite_another_store(run: Run, desk: Path) -> None:
    assert run("--store", "sqlite:///other.db", "store", "init").code == 0
    before = (desk / "other.db").read_bytes()
    assert run("store", "backup", "other.db").code == 2
    assert (desk / "other.db").read_bytes() == before


def test_a_backup_replaces_an_older_one(run: Run) -> None:
    assert [run("store", "backup", "备份.cgz").code for _ in range(2)] == [0, 0]
    assert run("--store", "sqlite:///new.db", "store", "restore", "备份.cgz").code == 0
    facts = [run("--store", f"sqlite:///{name}", "measures", "--json").out for name in ("new.db", "store.db")]
    assert facts[0] == facts[1] != ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["store", "backup", "nowhere/x.cgz"],
        ["report", "{code}", "--out", "nowhere/x.html"],
        ["derive", "--csv", "nowhere/x.csv"],
        ["load", "样例.csv", "--rejects", "nowhere/x.csv"],
    ],
)
def test_no_folder_is_made_for_a_file(run: Run, desk: Path, arguments: list[str]) -> None:
    (desk / "样例.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    done = run(*arguments)
    assert done.code == 2
    assert "没有这个文件夹" in done.err
    assert not (desk / "nowhere").exists()


@pytest.mark.parametrize("content", [b"", b"nothing of the kind", b"\x1f\x8b\x08\x00cut"])
def test_a_failed_restore_leaves_no_store_behind(run: Run, desk: Path, content: bytes) -> None:
    (desk / "备份.cgz").write_bytes(content)
    done = run("--store", "sqlite:///new.db", "store", "restore", "备份.cgz")
    assert done.code == 2
    assert [file.name for file in desk.iterdir() if file.name.startswith("new")] == []


def test_a_failed_restore_leaves_a_store_that_was_there(run: Run, desk: Path) -> None:
    run("store", "backup", "备份.cgz")
    done = run("store", "restore", "备份.cgz")
    assert done.code == 2
    assert "不是空的" in done.err
    assert run("store", "check").code == 0
    run("--store", "sqlite:///new.db", "store", "init")
    (desk / "备份.cgz").write_bytes(b"cut")
    assert run("--store", "sqlite:///new.db", "store", "restore", "备份.cgz").code == 2
    assert run("--store", "sqlite:///new.db", "store", "stats").code == 0


def test_a_healthy_store_has_no_problems(run: Run) -> None:
    done = run("store", "check")
    assert (done.code, done.out) == (0, "")
    done = run("store", "check", "--json")
    assert (done.code, done.out) == (0, "")


def test_stats_speak_chinese_to_people_and_english_to_programs(run: Run) -> None:
    for_people, for_programs = run("store", "stats").out, run("store", "stats", "--json").out
    assert "行政处罚决定" in for_people
    assert "Penalty" not in for_people
    assert "措施" in for_people
    assert '"Penalty"' in for_programs
