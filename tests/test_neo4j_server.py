"""The servers of a test run: real, private, durable, and gone when their owner is."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import neo4j
import pytest

from tests.neo4j_jars import LTS, Neo4jUnavailableError, Release, jars, java
from tests.neo4j_run import Address
from tests.neo4j_server import Neo4jServer

ROOT = Path(__file__).parent.parent


def test_answers_with_an_empty_database(neo4j_database: Address) -> None:
    with neo4j.GraphDatabase.driver(neo4j_database.uri, auth=neo4j_database.auth) as driver:
        components = driver.execute_query("CALL dbms.components() YIELD name, versions RETURN name, versions").records
        assert driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records[0]["nodes"] == 0
        driver.execute_query("CREATE (:Trace)-[:LEFT]->(:Trace)")
    if neo4j_database.version != "given":
        assert neo4j_database.version in {version for row in components for version in row["versions"]}


def test_finds_no_trace_of_the_test_before(neo4j_database: Address) -> None:
    with neo4j.GraphDatabase.driver(neo4j_database.uri, auth=neo4j_database.auth) as driver:
        assert driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records[0]["nodes"] == 0


def test_refuses_whoever_does_not_know_the_password(neo4j_url: str) -> None:
    for auth in (None, ("neo4j", "neo4j"), ("neo4j", "password")):
        with (
            neo4j.GraphDatabase.driver(neo4j_url, auth=auth) as driver,
            pytest.raises((neo4j.exceptions.AuthError, neo4j.exceptions.ClientError), match="Unauthorized"),
        ):
            driver.verify_connectivity()


@pytest.mark.slow
def test_keeps_what_was_committed_through_a_kill_and_a_restart(neo4j_own: Neo4jServer) -> None:
    address, first = neo4j_own.uri, neo4j_own.pid
    with neo4j.GraphDatabase.driver(address, auth=neo4j_own.auth) as driver:
        driver.execute_query("CREATE (:Fact {id: 1})")
        neo4j_own.kill()
        assert not neo4j_own.running
        assert not _exists(first)
        neo4j_own.start()
        driver.execute_query("CREATE (:Fact {id: 2})")
        neo4j_own.restart()
        ids = [row["id"] for row in driver.execute_query("MATCH (f:Fact) RETURN f.id AS id ORDER BY id").records]
    assert ids == [1, 2]
    assert neo4j_own.uri == address
    assert neo4j_own.password_file.stat().st_mode & 0o077 == 0


@pytest.mark.slow
@pytest.mark.neo4j
def test_dies_with_its_owner(tmp_path: Path) -> None:
    _have_a_server()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tests.neo4j_server", "--home", str(tmp_path / "home with space")]
    with subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        said = [owner.stdout.readline() for _ in range(3)]
        assert f"bolt://127.0.0.1:{port}" in said[0]
        assert str(tmp_path / "home with space" / "password") in said[2]
        server = int((tmp_path / "home with space" / "run" / "server.pid").read_text(encoding="ascii"))
        assert _exists(server)
        owner.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 45
    while _exists(server) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _exists(server)


def test_never_uses_half_a_download(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = Release.of(LTS)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    maven = tmp_path / "mvn"
    maven.write_text(
        '#!/bin/sh\nfor a; do case "$a" in -DoutputDirectory=*) d="${a#*=}";; esac; done\n'
        'mkdir -p "$d" && echo half > "$d/half.jar"\nexit ${MAVEN_ENDS:-0}\n',
        encoding="ascii",
    )
    maven.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("MAVEN_ENDS", "1")
    for _ in range(2):
        with pytest.raises(Neo4jUnavailableError, match="Maven could not fetch"):
            jars(release)
        assert not list((tmp_path / "cache").rglob("*.jar"))
    monkeypatch.delenv("MAVEN_ENDS")
    assert [jar.name for jar in jars(release).iterdir()] == ["half.jar"]
    maven.unlink()
    assert [jar.name for jar in jars(release).iterdir()] == ["half.jar"]


def test_says_when_no_java_is_new_enough() -> None:
    with pytest.raises(Neo4jUnavailableError, match="needs Java 999 or newer"):
        java(Release.of(LTS)._replace(java=range(999, 1000)))


def _have_a_server() -> None:
    try:
        jars(Release.of(LTS))
        java(Release.of(LTS))
    except Neo4jUnavailableError as error:
        pytest.skip(str(error))


def _exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{process}/stat").exists() or ") Z " not in Path(f"/proc/{process}/stat").read_text()
