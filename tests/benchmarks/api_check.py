"""`approvals/check` over HTTP, every answer's entry in the audit log on disk first, against a bare route of one row.

One worker process each, keep-alive clients in another process, both over the same store and under the same load: alone,
then while tables are loaded and derived from.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from api.access.accounts import Accounts
from graph.store.audit import broken
from graph.vault import Vault
from loaders.sample import penalty_file
from tests.benchmarks.derived_sample import Province, derived
from tests.benchmarks.line import Line
from tests.http_load import Load, finished, request, started
from tests.http_server import HttpServer

REQUESTS = {"small": 4_000, "province": 100_000}
CONNECTIONS = 16
SCOPES = ("食品经营许可", "药品经营许可", "建筑业企业资质", "道路运输经营许可", "政府采购")
_WARMING = 200
_ROWS_BESIDE = 500
GOAL = "p99 ratio ≥ 0.1, throughput share ≥ 0.25"


def run(size: str) -> Iterator[Line]:
    """Alone, then beside a load and a derivation."""
    with derived(size) as province, _served(province) as (ours, bare, key):
        codes = _codes(province)
        asked = _asked(codes, key)
        rows = [request("GET", f"/row/{code}") for code in codes]
        count = REQUESTS[size]
        finished(started(ours.port, asked, _WARMING, CONNECTIONS))
        finished(started(bare.port, rows, _WARMING, CONNECTIONS))
        peers = finished(started(bare.port, rows, count, CONNECTIONS))
        yield _line("alone", finished(started(ours.port, asked, count, CONNECTIONS)), peers)
        with _busy(province):
            peers = finished(started(bare.port, rows, count, CONNECTIONS))
        with _busy(province):
            yield _line(
                "beside a load and a derivation", finished(started(ours.port, asked, count, CONNECTIONS)), peers
            )
        _demand_whole(province, _WARMING + 2 * count)


def _line(when: str, ours: Load, peers: Load) -> Line:
    errors = sum(ours.statuses.values()) - ours.answered
    return Line(
        "api_check",
        f"{sum(ours.statuses.values())} requests, {CONNECTIONS} connections, {when}",
        ours.p99,
        "p99 of a bare FastAPI route that reads one SQLite row",
        peers.p99,
        goal=GOAL,
        more={
            "requests_a_second": round(ours.a_second),
            "peer_requests_a_second": round(peers.a_second),
            "throughput_share": round(ours.a_second / peers.a_second, 3),
            "p50_s": round(ours.latencies["50"], 4),
            "errors": errors,
        },
    )


@contextmanager
def _served(province: Province) -> Iterator[tuple[HttpServer, HttpServer, str]]:
    """Our server, the bare one, and a key to ask ours with."""
    folder = province.folder
    environment = _environment(folder)
    accounts = Accounts(folder / "accounts.db")
    accounts.add_office("bench", "测试机关")
    accounts.add_system("bench", "bench", ["clerk"])
    key = accounts.add_key("bench").secret
    bare = HttpServer(folder / "bare.log", {}, str(folder / "store.db"), module=("tests.benchmarks.bare_api",))
    with HttpServer(folder / "ours.log", environment) as ours:
        bare.start("/openapi.json")
        try:
            yield ours, bare, key
        finally:
            bare.kill()


def _environment(folder: Path) -> dict[str, str]:
    key = folder / "person.key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_bytes(b"creditgraph-person-key:1:" + bytes(32).hex().encode() + b"\n")
    return {
        "CREDITGRAPH_STORE": f"sqlite:///{folder / 'store.db'}",
        "CREDITGRAPH_ACCOUNTS": str(folder / "accounts.db"),
        "CREDITGRAPH_KEY_FILE": str(key),
        "CREDITGRAPH_RATE": "1000000",
    }


def _codes(province: Province) -> list[str]:
    """Companies of the province, in an order that follows nothing."""
    found = {fact.code for fact in province.store.scan() if fact.kind == "Enterprise" and len(fact.code) == 18}
    codes = sorted(found)
    random.Random(3).shuffle(codes)
    return codes


def _asked(codes: Sequence[str], key: str) -> list[str]:
    return [
        request(
            "POST",
            "/v1/approvals/check",
            {"applicant": {"code": code}, "purpose": "administrative_approval", "scope": SCOPES[number % len(SCOPES)]},
            {"X-API-Key": key},
        )
        for number, code in enumerate(codes)
    ]


@contextmanager
def _busy(province: Province) -> Iterator[None]:
    """Another process that loads and derives, over and over, for as long as this lasts."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.api_check", str(province.folder), str(_ROWS_BESIDE)]
    )
    try:
        yield
        if process.poll() is not None:
            raise RuntimeError("what was to go on beside it has ended")
    finally:
        process.kill()
        process.wait()


def _demand_whole(province: Province, least: int) -> None:
    """Every acknowledged question is in the log, and the log is whole."""
    entries = province.store.audit_log(limit=sys.maxsize)
    if len(entries) < least or broken(entries, province.store.audit_head()) is not None:
        raise RuntimeError(f"{len(entries)} entries for {least} answers, or a broken chain")


def _keep_busy(folder: Path, rows: int) -> None:
    from graph.store.sqlite.store import SqliteStore
    from loaders.loading import load
    from queries.propagation.bring_up import bring_up
    from queries.rulecheck import read_rules

    store = SqliteStore(folder / "store.db")
    file, seed = folder / f"新{random.random()}.csv", random.randrange(10**6)
    while True:
        seed += 1
        penalty_file(file, rows, seed=seed)
        load([file], store, Vault(bytes(32)))
        bring_up(store, read_rules(), {})


if __name__ == "__main__":
    _keep_busy(Path(sys.argv[1]), int(sys.argv[2]))
