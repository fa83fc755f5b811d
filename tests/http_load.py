"""Keep-alive clients that ask as fast as they are answered; as a process of its own, so that it shares no interpreter.

``python -m tests.http_load PORT REQUESTS CONNECTIONS SECONDS < requests`` (each request as it goes over the wire,
in JSON lines) prints one JSON object: answers by status, seconds, and latencies in seconds at some parts of a hundred.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tests.http_server import HOST

PARTS = (50, 90, 99, 99.9, 100)


class Load(NamedTuple):
    """What became of the requests: how many by status (0: no whole answer), in how long, how late at each part."""

    statuses: Mapping[str, int]
    seconds: float
    latencies: Mapping[str, float]

    @property
    def answered(self) -> int:
        """Answers of status 200."""
        return self.statuses.get("200", 0)

    @property
    def a_second(self) -> float:
        """Answers a second."""
        return sum(self.statuses.values()) / self.seconds

    @property
    def p99(self) -> float:
        """Seconds within which 99 of a hundred answers came."""
        return self.latencies["99"]


def request(method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> str:  # noqa: ANN401 - JSON
    """A request as it goes over the wire."""
    content = b"" if body is None else json.dumps(body).encode()
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {HOST}",
        *(f"{name}: {value}" for name, value in (headers or {}).items()),
    ]
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]) + content.decode()


def started(
    port: int, requests: Sequence[str], count: int, connections: int, limit: float = 3600
) -> subprocess.Popen[str]:
    """The process that asks ``count`` requests, the given ones in turn, until all are answered or time is up."""
    command = [sys.executable, "-m", "tests.http_load", str(port), str(count), str(connections), str(limit)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    process.stdin.write("\n".join(map(json.dumps, requests)))
    process.stdin.close()
    return process


def finished(process: subprocess.Popen[str]) -> Load:
    """What such a process found, once it is done."""
    assert process.stdout is not None
    with process.stdout as output:
        text = output.read()
    if process.wait() != 0:
        raise RuntimeError("the clients failed")
    return Load(**json.loads(text))


class _Asker:
    """All clients of one process."""

    def __init__(self, port: int, requests: list[bytes], count: int, limit: float) -> None:
        self.port, self.requests, self.left = port, requests, count
        self.until = time.perf_counter() + limit
        self.turn = 0
        self.statuses: Counter[str] = Counter()
        self.latencies: list[float] = []

    async def client(self) -> None:
        """One connection; opened anew where it is closed under it."""
        reader: asyncio.StreamReader | None = None
        writer: asyncio.StreamWriter | None = None
        while self.left > 0 and time.perf_counter() < self.until:
            self.left -= 1
            wire = self.requests[self.turn % len(self.requests)]
            self.turn += 1
            began = time.perf_counter()
            try:
                if reader is None or writer is None:
                    reader, writer = await asyncio.open_connection(HOST, self.port)
                writer.write(wire)
                status, stays = await _answer(reader)
            except (OSError, asyncio.IncompleteReadError):
                status, stays = "0", False
                await asyncio.sleep(0.01)
            self.latencies.append(time.perf_counter() - began)
            self.statuses[status] += 1
            if not stays and writer is not None:
                writer.close()
                reader = writer = None
        if writer is not None:
            writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[str, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0]) if b"content-length:" in head else 0
    await reader.readexactly(length)
    return head[9:12].decode(), b"connection: close" not in head


async def _all(asker: _Asker, connections: int) -> None:
    await asyncio.gather(*(asker.client() for _ in range(connections)))


def main(arguments: Sequence[str]) -> None:
    """Ask, then tell."""
    port, count, connections = map(int, arguments[:3])
    requests = [json.loads(line).encode() for line in sys.stdin.read().splitlines()]
    asker = _Asker(port, requests, count, float(arguments[3]))
    began = time.perf_counter()
    asyncio.run(_all(asker, connections))
    seconds = time.perf_counter() - began
    late = sorted(asker.latencies)
    parts = {str(part): late[min(int(len(late) * part / 100), len(late) - 1)] for part in PARTS}
    print(json.dumps({"statuses": asker.statuses, "seconds": seconds, "latencies": parts}))


if __name__ == "__main__":
    main(sys.argv[1:])
