"""A real Neo4j server on this machine, without Docker, that ends with whoever started it.

``python -m tests.neo4j_server --version 5.26.30 --home DIR --port 7687`` runs one in the foreground.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType, TracebackType

import neo4j
import platformdirs

from tests import neo4j_guard
from tests.neo4j_jars import LTS, Neo4jFailedError, Neo4jUnavailableError, Release, jars, java

QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java options that halve the time to start and the memory; for tests, not for benchmarks."""
PATIENCE = 30
"""Seconds between asking a server to stop and killing it."""

_CONFIGURATION = """\
# Written anew at every start.
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
server.memory.pagecache.size={page_cache}
"""


class Neo4jServer:
    """One server process with its own home folder; a context manager that starts and stops it.

    ``home`` is kept, with its data and password, where it is given, and temporary otherwise. ``owner`` is a lock file
    held by somebody else for as long as the server is to live, which then ends without ceremony; without it the server
    lives as long as this process.
    """

    user = "neo4j"

    def __init__(
        self,
        version: str = LTS,
        *,
        home: Path | None = None,
        port: int | None = None,
        owner: Path | None = None,
        heap: str = "512m",
        page_cache: str = "256m",
        options: tuple[str, ...] = (),
    ) -> None:
        self.release = Release.of(version)
        self.java = java(self.release)
        self.jars = jars(self.release)
        self.temporary = home is None
        self.home = Path(tempfile.mkdtemp(prefix="creditgraph-neo4j-")) if home is None else home.resolve()
        self.port = port or _free_port()
        self._heap, self._page_cache, self._options = heap, page_cache, options
        for folder in ("conf", "run", "logs"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        self._guard: subprocess.Popen[bytes] | None = None
        self._own_lock: int | None = None
        self._patience = PATIENCE if owner is None else 0
        self._owner = owner or self.home / "run" / "owner.lock"
        if owner is None:
            self._own_lock = os.open(self._owner, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(self._own_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Neo4jFailedError(f"a server already runs in {self.home}") from None

    @property
    def uri(self) -> str:
        """The Bolt address, without credentials."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def password_file(self) -> Path:
        """Where the password is: a file only its owner reads."""
        return self.home / "password"

    @property
    def auth(self) -> tuple[str, str]:
        """User and password."""
        return self.user, self.password_file.read_text(encoding="ascii").strip()

    @property
    def pid(self) -> int:
        """The process of the server itself, as last started."""
        return int(self._pidfile.read_text(encoding="ascii"))

    @property
    def running(self) -> bool:
        """Whether the server's process is there."""
        return self._guard is not None and self._guard.poll() is None

    @property
    def _pidfile(self) -> Path:
        return self.home / "run" / "server.pid"

    @property
    def _console(self) -> Path:
        return self.home / "logs" / "console.log"

    def start(self, *, timeout: float = 180) -> None:
        """Start and wait until Bolt answers; raises Neo4jFailedError after ``timeout`` seconds or if it exits."""
        if self.running:
            raise RuntimeError("the server is running")
        settings = [_CONFIGURATION.format(port=self.port, page_cache=self._page_cache)]
        settings += [setting + "\n" for setting in self.release.settings]
        (self.home / "conf" / "neo4j.conf").write_text("".join(settings), encoding="utf-8")
        if not self.password_file.exists():
            self._set_password()
        self._pidfile.unlink(missing_ok=True)
        command = [str(self.java), f"-Xms{self._heap}", f"-Xmx{self._heap}", *self._options, *self.release.flags]
        command += ["-cp", f"{self.jars}/*", self.release.main]
        command += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        guard = [sys.executable, neo4j_guard.__file__, str(self._owner), str(self._pidfile), str(self._patience)]
        with self._console.open("wb") as console:
            self._guard = subprocess.Popen(
                guard + command, stdin=subprocess.DEVNULL, stdout=console, stderr=console, start_new_session=True
            )
        self._wait_until_it_answers(time.monotonic() + timeout)

    def stop(self) -> None:
        """Ask it to stop (SIGTERM), wait, kill it after 30 seconds; nothing if it is not running."""
        if self._guard is None:
            return
        if self.running:
            self._wait_for_pid(time.monotonic() + PATIENCE)
            self._guard.terminate()
        self._guard.wait(timeout=PATIENCE + 15)
        self._guard = None

    def kill(self) -> None:
        """End it at once, as a power cut would (SIGKILL), and wait until it is gone; ``start`` recovers its data."""
        if self._guard is None:
            raise RuntimeError("the server is not running")
        os.kill(self.pid, signal.SIGKILL)
        self._guard.wait(timeout=15)
        self._guard = None

    def restart(self) -> None:
        """Stop it and start it again, on the same port and data."""
        self.stop()
        self.start()

    def close(self) -> None:
        """Stop it; where its home is temporary, kill it and remove that."""
        try:
            if self.temporary and self.running and self._pidfile.exists():
                self.kill()
            self.stop()
        finally:
            if self._own_lock is not None:
                os.close(self._own_lock)
                self._own_lock = None
            if self.temporary:
                shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self) -> Neo4jServer:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _set_password(self) -> None:
        """Give the user of a fresh home a random password, which never appears in a list of processes."""
        password = secrets.token_urlsafe(24)
        tokens = ["-Xmx256m", "-cp", f"{self.jars}/*", "org.neo4j.cli.AdminTool"]
        tokens += ["dbms", "set-initial-password", "--", password]
        arguments = self.home / "run" / "password.args"
        _write_private(arguments, "\n".join('"' + token.replace("\\", "\\\\") + '"' for token in tokens))
        environment = os.environ | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        try:
            done = subprocess.run(
                [self.java, f"@{arguments}"], env=environment, capture_output=True, text=True, timeout=120
            )
        finally:
            arguments.unlink()
        if done.returncode != 0:
            raise Neo4jFailedError(f"the password could not be set: {(done.stdout + done.stderr)[-500:]}")
        _write_private(self.password_file, password + "\n")

    def _wait_for_pid(self, deadline: float) -> None:
        while self.running and not self._pidfile.exists() and time.monotonic() < deadline:
            time.sleep(0.05)

    def _wait_until_it_answers(self, deadline: float) -> None:
        while time.monotonic() < deadline:
            if not self.running:
                raise Neo4jFailedError(f"Neo4j {self.release.version} ended at once: {self._last_words()}")
            if _bolt_answers(self.port):
                with neo4j.GraphDatabase.driver(self.uri, auth=self.auth) as driver, driver.session() as session:
                    try:
                        session.run("RETURN 1").consume()
                    except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
                        pass  # not yet: the port is open before the database is
                    else:
                        return
            time.sleep(0.2)
        self.stop()
        raise Neo4jFailedError(f"Neo4j {self.release.version} did not answer in time: {self._last_words()}")

    def _last_words(self) -> str:
        return self._console.read_text(encoding="utf-8", errors="replace")[-1000:]


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="ascii") as file:
        file.write(text)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _bolt_answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def main(arguments: list[str] | None = None) -> int:
    """Run one server in the foreground until Ctrl-C or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m tests.neo4j_server", description=__doc__)
    parser.add_argument("--version", default=LTS, help=f"release (default {LTS}, the LTS)")
    parser.add_argument("--home", type=Path, help="folder of data and password (default: in the user's data folder)")
    parser.add_argument("--port", type=int, default=7687, help="Bolt port on 127.0.0.1 (default 7687)")
    parser.add_argument("--heap", default="512m", help="Java heap (default 512m)")
    parser.add_argument("--page-cache", default="256m", help="page cache (default 256m)")
    given = parser.parse_args(arguments)
    home: Path = given.home or platformdirs.user_data_path("creditgraph", appauthor=False) / "neo4j" / given.version

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    try:
        print(f"Neo4j {given.version} 启动中 / starting", file=sys.stderr)
        with Neo4jServer(
            given.version, home=home, port=given.port, heap=given.heap, page_cache=given.page_cache
        ) as server:
            print(f"地址 / address   {server.uri}")
            print(f"用户 / user      {server.user}")
            print(f"密码 / password  {server.password_file}", flush=True)
            while server.running:
                time.sleep(0.5)
        print("Neo4j 已退出 / the server ended by itself", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    except (Neo4jUnavailableError, Neo4jFailedError) as error:
        print(f"无法启动 / cannot start: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
