"""The Neo4j servers of one test run: started when first asked for, shared by its workers, one test at a time.

The first process of a run opens it and holds its lock file; every server of the run lives exactly as long as that
lock is held, so that none outlives the run, however it ends. The Community edition has one database, so a test that
uses it holds the database alone, and finds it empty.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import neo4j

from tests.neo4j_jars import LTS, Neo4jFailedError, Neo4jUnavailableError, held
from tests.neo4j_server import QUICK, Neo4jServer

GIVEN = "given"
"""Stands for the release of the server that NEO4J_URI names."""


class Address(NamedTuple):
    """Where a server answers, and to whom."""

    uri: str
    user: str
    password: str
    version: str

    @property
    def auth(self) -> tuple[str, str]:
        """User and password."""
        return self.user, self.password


class Neo4jRun:
    """The servers of one test run, in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._holds = ExitStack()
        self._started: list[Neo4jServer] = []

    @classmethod
    def open(cls) -> Neo4jRun:
        """Begin a run: for the first process of it, which must ``close``."""
        run = cls(Path(tempfile.mkdtemp(prefix="creditgraph-tests-")))
        run._holds.enter_context(held(run._owner))
        return run

    def close(self) -> None:
        """End the run: all its servers stop, and when this returns they are gone."""
        self._holds.close()
        for version in self.folder.glob("*/run"):
            with held(version / "alive.lock"):
                pass
        shutil.rmtree(self.folder, ignore_errors=True)

    def server(self, version: str = LTS) -> Address:
        """The run's server of a release, or the one NEO4J_URI names.

        Raises Neo4jUnavailableError where something is missing, Neo4jFailedError where a server did not start.
        """
        if "NEO4J_URI" in os.environ:
            return self._given()
        known = self.folder / f"{version}.json"
        with held(known.with_suffix(".lock")):
            if not known.exists():
                known.touch(mode=0o600)
                known.write_text(json.dumps(self._start(version)), encoding="utf-8")
            answer = json.loads(known.read_text(encoding="utf-8"))
        if "unavailable" in answer:
            raise Neo4jUnavailableError(answer["unavailable"])
        if "failed" in answer:
            raise Neo4jFailedError(answer["failed"])
        return Address(**answer)

    @contextmanager
    def alone(self, version: str = LTS) -> Iterator[Address]:
        """A release's server with an empty database, which no other test of the run uses meanwhile."""
        address = self.server(version)
        with held(self.folder / f"{address.version}.alone"):
            empty(address)
            yield address
            if address.version == GIVEN:
                empty(address)

    @property
    def _owner(self) -> Path:
        return self.folder / "owner.lock"

    def _start(self, version: str) -> dict[str, str]:
        try:
            server = Neo4jServer(version, home=self.folder / version, owner=self._owner, options=QUICK)
            server.start()
        except Neo4jUnavailableError as error:
            return {"unavailable": str(error)}
        except Neo4jFailedError as error:
            return {"failed": str(error)}
        self._started.append(server)
        user, password = server.auth
        return Address(server.uri, user, password, version)._asdict()

    def _given(self) -> Address:
        """The server of the environment. The run empties it, so it must have been empty when the run first saw it."""
        user, password = os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
        address = Address(os.environ["NEO4J_URI"], user, password, GIVEN)
        seen_empty = self.folder / "given.empty"
        with held(self.folder / "given.lock"):
            if not seen_empty.exists():
                with neo4j.GraphDatabase.driver(address.uri, auth=address.auth) as driver:
                    nodes = driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records[0]["nodes"]
                if nodes:
                    raise Neo4jFailedError(
                        f"the database at NEO4J_URI holds {nodes} nodes; the tests delete everything, so they want an "
                        "empty one"
                    )
                seen_empty.touch()
        return address


def empty(address: Address) -> None:
    """Delete all ties, then all nodes, in transactions small enough for a small heap; constraints stay."""
    with neo4j.GraphDatabase.driver(address.uri, auth=address.auth) as driver, driver.session() as session:
        session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
