"""A real server process over HTTP, started by a test or a benchmark and gone when its owner is done with it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"
PATIENCE = 60.0
"""Seconds within which a server has to answer, or to end."""


class HttpServer:
    """A process that serves HTTP on loopback: ``creditgraph serve`` unless another module is named.

    ``arguments`` follow the verb; ``environment`` is added to this process's own; its standard error goes to ``log``.
    """

    def __init__(
        self,
        log: Path,
        environment: Mapping[str, str],
        *arguments: str,
        module: Sequence[str] = ("api.cli.main", "serve"),
    ) -> None:
        self.port = free_port()
        self.log = log
        self._environment = {**os.environ, **environment}
        self._command = [sys.executable, "-m", *module, "--port", str(self.port), *arguments]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, path: str = "/healthz") -> Self:
        """Start it and wait until it answers on a path; RuntimeError with its last words where it does not."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # so that its workers can be killed with it
            )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            if self.status(path) == 200:
                return self
            time.sleep(0.02)
        self.kill()
        raise RuntimeError(f"the server did not answer: {self.log.read_text(encoding='utf-8')[-2000:]}")

    @property
    def pid(self) -> int:
        """The process that was started."""
        assert self.process is not None
        return self.process.pid

    def status(self, path: str, headers: Mapping[str, str] | None = None) -> int | None:
        """The status of a GET, or None where nobody answers."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def kill(self) -> None:
        """Signal 9 to it and its workers: nothing is tidied up."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop (SIGTERM) and wait; its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, number: int) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process is not None:
            self.kill()


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
