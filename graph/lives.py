"""Facts of a store that questions have read, kept for the next question until something is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from graph.live import Live
from graph.model import Fact
from graph.store.port import Store

MOST_KEPT = 200_000
"""So many versions of facts one of them keeps at most."""

MOST_IDLE = 4
"""So many wait for a question at most."""

MOST_CHANGES = 20_000
"""After so many changes it is quicker to read again what is asked for."""


class _Kept:
    """A live view, and which facts the store had its number from: those of another store are others."""

    def __init__(self, store: Store) -> None:
        self.live = Live(store)
        self._store = store
        self._latest = self._told_of(store.changes_since(self.live.version - 1))

    @staticmethod
    def _told_of(facts: Iterator[Fact]) -> set[tuple[int, int, str]]:
        return {(fact.sequence, fact.recorded_from, fact.entity) for fact in facts}

    def catch_up(self, version: int) -> None:
        """Be of the store's present version: what was told of since is let go, everything else is kept.

        A store that was emptied and filled anew is another one, though its version may have gone on from here.
        """
        live, before = self.live, self.live.version
        if version == before:
            return
        live.version = version
        if not 0 < version - before <= MOST_CHANGES:
            live.let_go_of_all()
        else:
            changes = list(self._store.changes_since(before - 1))
            if not self._latest <= self._told_of(iter(changes)):
                live.let_go_of_all()
            for fact in changes:
                live.let_go(fact)
        self._latest = self._told_of(self._store.changes_since(version - 1))


class Lives:
    """Live views of one store, each lent to one question at a time and never older than the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._idle: list[_Kept] = []

    @contextmanager
    def lent(self) -> Iterator[Live]:
        """One of the store's present version, for a question whose reads are all made inside (Store.at_once)."""
        with self._store.at_once():
            version = self._store.version()
            with self._lock:
                kept = self._idle.pop() if self._idle else None
            if kept is None:
                kept = _Kept(self._store)
            kept.catch_up(version)
            try:
                yield kept.live
            finally:
                if kept.live.kept > MOST_KEPT:
                    kept.live.forget()
                with self._lock:
                    if len(self._idle) < MOST_IDLE:
                        self._idle.append(kept)
