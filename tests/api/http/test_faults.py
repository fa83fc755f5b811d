"""Real worker processes under load: killed, asked to stop, out of disk, on a clock moved back, asked too much."""

from __future__ import annotations

import http.client
import resource
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.access.accounts import Accounts
from graph.model import instant_number
from graph.store.audit import Asked, AuditEntry, broken
from graph.store.neo4j.store import Neo4jStore
from graph.store.sqlite.connection import AUDIT_FILE
from graph.store.sqlite.store import SqliteStore
from tests.http_load import Load, finished, request, started
from tests.http_server import HOST, HttpServer
from tests.neo4j_server import Neo4jServer

CONNECTIONS = 8


class Place:
    """A folder with a store, accounts and a key to ask with."""

    def __init__(self, folder: Path, sample: Path) -> None:
        self.folder = folder
        for name in ("store.db", "person.key"):
            shutil.copy2(sample / name, folder / name)
        accounts = Accounts(folder / "accounts.db")
        accounts.add_office("O1", "某局")
        accounts.add_system("s", "O1", ["clerk"])
        self.key = {"X-API-Key": accounts.add_key("s").secret}
        self.environment = {
            "CREDITGRAPH_STORE": f"sqlite:///{folder / 'store.db'}",
            "CREDITGRAPH_ACCOUNTS": str(folder / "accounts.db"),
            "CREDITGRAPH_KEY_FILE": str(folder / "person.key"),
        }
        self.asked = [
            request(
                "POST",
                "/v1/approvals/check",
                {"applicant": {"name": f"某公司{number}"}, "purpose": "行政审批", "scope": "食品"},
                self.key,
            )
            for number in range(50)
        ]

    def over(self, server: Neo4jServer) -> None:
        """Ask a store on a server of Neo4j instead, an empty one."""
        user, password = server.auth
        address = server.uri.replace("bolt://", "neo4j://")
        self.environment |= {"CREDITGRAPH_STORE": address, "NEO4J_USER": user, "NEO4J_PASSWORD": password}
        (self.folder / "person.key").unlink()

    def serve(self, *arguments: str) -> HttpServer:
        return HttpServer(self.folder / "serve.log", self.environment, *arguments)

    def entries(self) -> list[AuditEntry]:
        """The audit log, which must be whole."""
        store = SqliteStore(self.folder / "store.db")
        try:
            found = store.audit_log(limit=sys.maxsize)
            assert broken(found, store.audit_head()) is None
            assert store.check() == []
            return found
        finally:
            store.close()


@pytest.fixture
def place(sample_store: Path, tmp_path: Path) -> Place:
    return Place(tmp_path, sample_store)


@pytest.fixture
def server(place: Place) -> Iterator[HttpServer]:
    with place.serve() as running:
        yield running


def answered(load: Load) -> int:
    assert set(load.statuses) <= {"200", "0"}, load.statuses
    return load.answered


def test_killed_under_load_no_acknowledged_entry_is_lost(place: Place) -> None:
    for _ in range(2):
        before = len(place.entries())
        with place.serve() as server:
            asking = started(server.port, place.asked, 100_000, CONNECTIONS, limit=1.5)
            time.sleep(0.9)
            server.kill()
        done = answered(finished(asking))
        assert 0 < done <= len(place.entries()) - before <= done + CONNECTIONS


def test_asked_to_stop_under_load_every_request_that_was_begun_is_answered(place: Place) -> None:
    with place.serve("--workers", "2") as server:
        asking = started(server.port, place.asked, 100_000, CONNECTIONS, limit=3)
        time.sleep(1.5)
        assert server.stop() == 0
    done = answered(finished(asking))
    assert 0 < done == len(place.entries())


def test_several_workers_share_one_store_one_chain_and_what_is_revoked(place: Place) -> None:
    with place.serve("--workers", "2") as server:
        load = finished(started(server.port, place.asked, 300, CONNECTIONS))
        assert (load.statuses, len(place.entries())) == ({"200": 300}, 300)
        Accounts(place.folder / "accounts.db").revoke("s")
        after = finished(started(server.port, place.asked, 20, CONNECTIONS))
        assert after.statuses == {"401": 20}


def test_a_full_disk_is_told_and_over_when_there_is_room_again(place: Place, server: HttpServer) -> None:
    assert finished(started(server.port, place.asked, 5, 1)).statuses == {"200": 5}
    full = (place.folder / f"store.db{AUDIT_FILE}-wal").stat().st_size
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (full, resource.RLIM_INFINITY))
    refused = finished(started(server.port, place.asked, 20, 2)).statuses
    assert set(refused) == {"503"}
    assert server.status("/healthz") == 200
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert finished(started(server.port, place.asked, 5, 1)).statuses == {"200": 5}
    assert len(place.entries()) == 10


def test_a_clock_moved_back_breaks_no_chain_and_hides_nothing_loaded(place: Place, server: HttpServer) -> None:
    future = instant_number(datetime(2099, 1, 1, tzinfo=UTC))
    store = SqliteStore(place.folder / "store.db")
    store.append_audit([Asked(future, "w", "O1", "", "before the clock was moved")])
    store.close()
    assert finished(started(server.port, place.asked, 10, 2)).statuses == {"200": 10}
    entries = place.entries()
    assert [entry.sequence for entry in entries] == list(range(1, 12))
    assert all(entry.instant < future for entry in entries[1:])


def test_requests_too_long_or_too_slow_keep_nobody_else_waiting(place: Place, server: HttpServer) -> None:
    slow = [socket.create_connection((HOST, server.port)) for _ in range(20)]
    for one in slow:
        one.sendall(b"POST /v1/approvals/check HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    assert finished(started(server.port, place.asked, 40, 4)).statuses == {"200": 40}
    for one in slow:
        one.close()
    connection = http.client.HTTPConnection(HOST, server.port, timeout=10)
    connection.putrequest("POST", "/v1/approvals/check")
    connection.putheader("Content-Length", str(1 << 40))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()
    with socket.create_connection((HOST, server.port)) as endless:
        endless.sendall(b"GET /healthz HTTP/1.1\r\nX-A: " + b"a" * 100_000)
        endless.settimeout(10)
        assert endless.recv(100).startswith(b"HTTP/1.1 400")
    assert server.status("/healthz") == 200


def test_neo4j_gone_is_503_with_a_time_to_try_again_and_over_without_a_restart(
    place: Place, neo4j_own: Neo4jServer
) -> None:
    place.over(neo4j_own)
    with place.serve("--workers", "2") as server:
        asking = started(server.port, place.asked, 100, 4)
        assert finished(asking).statuses == {"200": 100}
        neo4j_own.kill()
        assert set(finished(started(server.port, place.asked, 2, 2)).statuses) == {"503"}
        connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
        connection.request("GET", "/v1/measures?purpose=%E8%A1%8C%E6%94%BF%E5%AE%A1%E6%89%B9", headers=place.key)
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Retry-After"]) == (503, "2")
        connection.close()
        neo4j_own.start()
        assert finished(started(server.port, place.asked, 30, 4)).statuses == {"200": 30}
    user, password = neo4j_own.auth
    store = Neo4jStore(neo4j_own.uri, user, password)
    entries = store.audit_log(limit=sys.maxsize)
    assert broken(entries, store.audit_head()) is None
    assert sum(1 for entry in entries if entry.result) >= 130
    store.close()
