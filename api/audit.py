"""Entries of the audit log on their way to disk: all that wait go together, and each answer waits for its own."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

from graph.store.audit import Asked, AuditEntry
from graph.store.errors import StoreUnavailable
from graph.store.port import Store

MOST_TOGETHER = 500
"""So many entries go to disk in one transaction at most."""

LINGER = 0.002
"""Seconds that the first entry waits for others to go with."""

_Settled = Future[AuditEntry] | asyncio.Future[AuditEntry]
_Waiting = tuple[Asked, _Settled]
_Outcome = AuditEntry | BaseException


class AuditWriter:
    """Appends to the audit log of a store from one thread; whoever asks, in any thread or loop, waits."""

    def __init__(self, store: Callable[[], Store], committed: Callable[[int], None] = lambda entries: None) -> None:
        """``committed`` is told how many entries each transaction held."""
        self._store = store
        self._committed = committed
        self._waiting: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._closed = False
        self._thread = Thread(target=self._work, name="audit-log", daemon=True)
        self._thread.start()

    def append(self, asked: Asked) -> Future[AuditEntry]:
        """A future that is done once the entry is on disk; it raises what the store raises."""
        future: Future[AuditEntry] = Future()
        self._put(asked, future)
        return future

    def append_soon(self, asked: Asked) -> asyncio.Future[AuditEntry]:
        """The same for who waits in the running event loop: it is woken once for all entries of a transaction."""
        future: asyncio.Future[AuditEntry] = asyncio.get_running_loop().create_future()
        self._put(asked, future)
        return future

    def _put(self, asked: Asked, future: _Settled) -> None:
        if self._closed:
            future.set_exception(StoreUnavailable("服务正在停止 (the service is stopping)"))
        else:
            self._waiting.put((asked, future))

    def close(self) -> None:
        """Write what waits, then stop."""
        self._closed = True
        self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        open_ = True
        while open_:
            one = self._waiting.get()
            together: list[_Waiting] = []
            if one is not None:
                time.sleep(LINGER)
            while one is not None:
                together.append(one)
                if len(together) == MOST_TOGETHER:
                    break
                try:
                    one = self._waiting.get_nowait()
                except Empty:
                    break
            open_ = one is not None
            if together:
                self._write(together)

    def _write(self, together: list[_Waiting]) -> None:
        outcomes: Sequence[_Outcome]
        try:
            outcomes = self._store().append_audit([asked for asked, _ in together])
        except BaseException as error:  # whoever waits is told, and the thread goes on
            outcomes = [error] * len(together)
        else:
            self._committed(len(outcomes))
        loops: dict[asyncio.AbstractEventLoop, list[tuple[_Settled, _Outcome]]] = defaultdict(list)
        for (_, future), outcome in zip(together, outcomes, strict=True):
            if isinstance(future, asyncio.Future):
                loops[future.get_loop()].append((future, outcome))
            else:
                _settle([(future, outcome)])
        for loop, several in loops.items():
            with suppress(RuntimeError):  # a loop that is closed waits for nothing
                loop.call_soon_threadsafe(_settle, several)


def _settle(several: list[tuple[_Settled, _Outcome]]) -> None:
    for future, outcome in several:
        if future.done():  # whoever waited has gone
            continue
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)
