"""Entries of the audit log on their way to disk: all that wait go together, and each answer waits for its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread

from graph.store.audit import Asked, AuditEntry
from graph.store.errors import StoreUnavailable
from graph.store.port import Store

MOST_TOGETHER = 500
"""So many entries go to disk in one transaction at most."""

_Waiting = tuple[Asked, "Future[AuditEntry]"]


class AuditWriter:
    """Appends to the audit log of a store from one thread; whoever asks from any thread waits for a future."""

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
        if self._closed:
            future.set_exception(StoreUnavailable("服务正在停止 (the service is stopping)"))
        else:
            self._waiting.put((asked, future))
        return future

    def close(self) -> None:
        """Write what waits, then stop."""
        self._closed = True
        self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        open_ = True
        while open_:
            together: list[_Waiting] = []
            one = self._waiting.get()
            while one is not None:
                together.append(one)
                if len(together) == MOST_TOGETHER or self._waiting.empty():
                    break
                one = self._waiting.get()
            open_ = one is not None
            if together:
                self._write(together)

    def _write(self, together: list[_Waiting]) -> None:
        try:
            entries = self._store().append_audit([asked for asked, _ in together])
        except BaseException as error:  # whoever waits is told, and the thread goes on
            for _, future in together:
                future.set_exception(error)
            return
        self._committed(len(entries))
        for (_, future), entry in zip(together, entries, strict=True):
            future.set_result(entry)
