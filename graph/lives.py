"""Facts of a store that questions have read, kept for the next question while nothing new was written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from graph.live import Live
from graph.store.port import Store

MOST_KEPT = 300_000
"""So many versions of facts one of them keeps at most."""

MOST_IDLE = 4
"""So many wait for a question at most."""


class Lives:
    """Live views of one store, each lent to one question at a time and never older than the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._idle: list[Live] = []

    @contextmanager
    def lent(self) -> Iterator[Live]:
        """One of the store's present version, for a question whose reads are all made inside (Store.at_once)."""
        with self._store.at_once():
            version = self._store.version()
            live = self._of(version) or Live(self._store)
            yield live
            if live.version == version and live.kept <= MOST_KEPT:
                with self._lock:
                    if len(self._idle) < MOST_IDLE:
                        self._idle.append(live)

    def _of(self, version: int) -> Live | None:
        with self._lock:
            while self._idle:
                live = self._idle.pop()
                if live.version == version:
                    return live
        return None
