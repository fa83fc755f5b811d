"""Propagation runs over HTTP: done in processes of their own, seen by every worker, cancelled, cut off, resumed."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from pathlib import Path
from typing import Any

import orjson
import pytest

from api.runs import Runs, RunUnderWay
from loaders.loading import load
from loaders.sample import penalty_file
from queries.propagation.bring_up import stamp_of
from queries.rulecheck import read_rules
from tests.api.http.conftest import Desk

RUNS = "/v1/propagation/runs"
ASKED = {"dry_run": False, "full": True, "who": "赵推", "office": "某局", "as_of": "2026-01-01"}
ENDED = {"done", "cancelled", "failed", "interrupted"}


def more_to_derive(desk: Desk, rows: int = 30) -> None:
    file = desk.folder / f"处罚{rows}.csv"
    penalty_file(file, rows, seed=rows)
    load([file], desk.app.state.service.store, desk.app.state.service.vault)


def started(desk: Desk, **asked: bool | str) -> dict[str, Any]:
    answer = desk.ask("POST", RUNS, "confirming_authority", json=asked)
    assert answer.status_code == 202, answer.text
    return dict(answer.json())


def ended(desk: Desk, run: str) -> dict[str, Any]:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found = desk.ask("GET", f"{RUNS}/{run}", "confirming_authority").json()
        if found["state"] in ENDED:
            return dict(found)
        time.sleep(0.05)
    raise AssertionError(found)


def told(desk: Desk, run: str, after: int | None = None) -> list[tuple[int, str, dict[str, Any]]]:
    headers = {} if after is None else {"Last-Event-ID": str(after)}
    answer = desk.ask("GET", f"{RUNS}/{run}/events", "confirming_authority", headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    found = []
    for block in answer.text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        found.append((int(fields["id"]), fields["event"], orjson.loads(fields["data"])))
    return found


def test_a_dry_run_writes_nothing_and_a_run_writes_what_it_said(desk: Desk) -> None:
    more_to_derive(desk)
    before = stamp_of(desk.app.state.service.store)
    dry = started(desk, dry_run=True, as_of="2026-03-01")
    assert (dry["state"], dry["dry_run"], dry["who"], dry["as_of"]) == (
        "waiting",
        True,
        "confirming_authority",
        "2026-03-01",
    )
    said = ended(desk, dry["id"])
    assert (said["state"], said["problem"], stamp_of(desk.app.state.service.store)) == ("done", None, before)
    assert said["result"]["changes"]
    done = ended(desk, started(desk)["id"])
    assert done["result"] == said["result"]
    stamp = stamp_of(desk.app.state.service.store)
    assert stamp is not None
    assert (done["data_version"], done["rules_version"]) == (stamp.data_version, read_rules().version)
    assert ended(desk, started(desk)["id"])["result"]["changes"] == []
    kept = orjson.loads(desk.app.state.service.store.kept("derivation"))
    assert (kept["who"], kept["data_version"]) == ("confirming_authority", stamp.data_version)


def test_events_are_numbered_and_go_on_after_the_last_one_seen(desk: Desk) -> None:
    run = started(desk, dry_run=True, full=True)["id"]
    events = told(desk, run)
    names = [name for _, name, _ in events]
    assert (names[:2], names[-1], [number for number, _, _ in events]) == (
        ["waiting", "running"],
        "done",
        list(range(1, len(events) + 1)),
    )
    assert "progress" in names
    assert told(desk, run, after=2) == events[2:]
    assert told(desk, run, after=len(events) - 1) == events[-1:]


def test_one_run_at_a_time_cancelled_and_gone_on_with(desk: Desk, tmp_path: Path) -> None:
    more_to_derive(desk)
    writer = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")  # nobody can write: the run waits
    run = desk.app.state.service.runs.start(desk.url, ASKED)["id"]
    answers = [
        desk.app.state.service.runs.cancel(desk.url, run),
        desk.app.state.service.runs.cancel("sqlite:///elsewhere.db", run),
    ]
    assert [one and one["cancelling"] for one in answers] == [True, None]
    with pytest.raises(RunUnderWay):
        desk.app.state.service.runs.start(desk.url, ASKED)
    writer.execute("ROLLBACK")
    writer.close()
    assert ended(desk, run)["state"] == "cancelled"
    assert desk.ask("POST", f"{RUNS}/{run}/cancellation", "confirming_authority", json={}).status_code == 409
    again = desk.ask("POST", f"{RUNS}/{run}/resumption", "confirming_authority", json={})
    assert again.status_code == 202
    assert ended(desk, run)["state"] == "done"
    assert desk.ask("POST", f"{RUNS}/{run}/resumption", "confirming_authority", json={}).status_code == 409


def test_a_run_that_was_killed_says_so_to_every_worker_and_goes_on(desk: Desk, tmp_path: Path) -> None:
    more_to_derive(desk)
    writer = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    runs: Runs = desk.app.state.service.runs
    run = runs.start(desk.url, ASKED)["id"]
    until = time.monotonic() + 30
    while runs.get(desk.url, run)["state"] != "running" and time.monotonic() < until:  # type: ignore[index]
        time.sleep(0.02)
    process = runs._processes[-1]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    writer.execute("ROLLBACK")
    writer.close()
    other = Runs(runs.path)
    found = other.get(desk.url, run)
    assert found is not None
    assert (found["state"], found["resumable"]) == ("interrupted", True)
    assert [name for _, name, _ in other.events(run, 0)][-1] in {"running", "progress"}
    assert other.resume(desk.url, run) is not None
    assert ended(desk, run)["state"] == "done"
