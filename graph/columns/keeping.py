"""The latest columns of a store, kept between questions and never older than the store."""

from __future__ import annotations

from threading import Lock

from graph.columns.build import build
from graph.columns.layout import Columns
from graph.columns.refresh import refreshed
from graph.store.errors import StoreError
from graph.store.port import Store


class Keeper:
    """Columns of one store. Threads may share it; what one of them was given stays as it was."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._columns: Columns | None = None

    def current(self) -> Columns:
        """Columns of all that had been written when this was called; StoreError where they could not be.

        Built at first, and again when most of their entries are of rows that were written anew since.
        """
        asked = self._store.version()
        with self._lock:
            before = self._columns
            worn = before is not None and before.incoming.length > 2 * before.ties + 10_000
            now = build(self._store) if before is None or worn else refreshed(before, self._store)
            if now.version < asked:
                raise StoreError("列快照早于库的版本 (columns are older than the store)")
            self._columns = now
            return now
