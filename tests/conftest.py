"""What every test may ask for: a real Neo4j server that the run starts, shares and stops.

NEO4J_URI (with NEO4J_USER and NEO4J_PASSWORD) names a server to use instead. Where there is neither that nor Maven and
a Java, these tests skip and say why; with CREDITGRAPH_REQUIRE_SERVICES=1 such a skip is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.chromium import chromium
from tests.neo4j_jars import CALENDAR, LTS, Neo4jUnavailableError
from tests.neo4j_run import GIVEN, Address, Neo4jRun
from tests.neo4j_server import QUICK, Neo4jServer

__all__ = ["chromium"]

RELEASES = (GIVEN,) if "NEO4J_URI" in os.environ else (LTS, CALENDAR)
"""The releases a test of the ``neo4j_database`` fixture runs on."""

settings.register_profile("shared machine", deadline=None)
settings.register_profile("merge", deadline=None, derandomize=True)
settings.load_profile("merge" if os.environ.get("CREDITGRAPH_REQUIRE_SERVICES") else "shared machine")
"""A change is judged by the same examples every time; whoever runs the tests at home also looks for new ones."""

_RUN = pytest.StashKey[Neo4jRun]()
_ON_SERVER = {"neo4j_url", "neo4j_auth", "neo4j_address", "neo4j_database", "neo4j_lts", "neo4j_own"}
_SERVICES = ("neo4j", "browser")


def pytest_configure(config: pytest.Config) -> None:
    """Open the run, or join it where this is one of its workers."""
    workerinput: dict[str, Any] | None = getattr(config, "workerinput", None)
    config.stash[_RUN] = Neo4jRun(Path(workerinput["neo4j_run"])) if workerinput else Neo4jRun.open()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # noqa: ANN401 - xdist's class, and xdist is optional
    """Tell a worker of pytest-xdist where the run is."""
    node.workerinput["neo4j_run"] = str(node.config.stash[_RUN].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the run's servers."""
    if _RUN in config.stash and not hasattr(config, "workerinput"):
        config.stash[_RUN].close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a server; its tests take turns, so ``--dist loadgroup`` keeps them on one worker."""
    for item in items:
        if _ON_SERVER.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("neo4j")
        if item.get_closest_marker("neo4j") and not item.get_closest_marker("xdist_group"):
            callspec = getattr(item, "callspec", None)
            release = callspec.params.get("neo4j_database", LTS) if callspec else LTS
            item.add_marker(pytest.mark.xdist_group(f"neo4j-{release}"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a service test's skip into a failure where services are required."""
    report = yield
    if (
        report.skipped
        and not hasattr(report, "wasxfail")
        and os.environ.get("CREDITGRAPH_REQUIRE_SERVICES") == "1"
        and any(item.get_closest_marker(name) for name in _SERVICES)
    ):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"CREDITGRAPH_REQUIRE_SERVICES=1, and this was skipped. {reason}"
    return report


@pytest.fixture(scope="session")
def neo4j_run(pytestconfig: pytest.Config) -> Neo4jRun:
    """The servers of this run."""
    return pytestconfig.stash[_RUN]


@pytest.fixture(scope="session")
def neo4j_address(neo4j_run: Neo4jRun) -> Address:
    """The server of the LTS release. It is shared: a test that writes asks for ``neo4j_lts`` or ``neo4j_database``."""
    try:
        return neo4j_run.server(LTS)
    except Neo4jUnavailableError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def neo4j_url(neo4j_address: Address) -> str:
    """Its Bolt address, without credentials."""
    return neo4j_address.uri


@pytest.fixture(scope="session")
def neo4j_auth(neo4j_address: Address) -> tuple[str, str]:
    """Its user and password."""
    return neo4j_address.auth


@pytest.fixture
def neo4j_lts(neo4j_run: Neo4jRun) -> Iterator[Address]:
    """The LTS server, its database empty and this test's alone."""
    yield from _alone(neo4j_run, LTS)


@pytest.fixture(params=RELEASES)
def neo4j_database(neo4j_run: Neo4jRun, request: pytest.FixtureRequest) -> Iterator[Address]:
    """The server of each release in turn, its database empty and this test's alone."""
    yield from _alone(neo4j_run, request.param)


@pytest.fixture
def neo4j_own() -> Iterator[Neo4jServer]:
    """A running LTS server of this test's own, to kill and restart."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(Neo4jServer(LTS, options=QUICK))
        except Neo4jUnavailableError as error:
            pytest.skip(str(error))
        yield server


def _alone(run: Neo4jRun, version: str) -> Iterator[Address]:
    try:
        run.server(version)
    except Neo4jUnavailableError as error:
        pytest.skip(str(error))
    with run.alone(version) as address:
        yield address
