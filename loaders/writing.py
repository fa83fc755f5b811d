"""Batches on their way into the store: one is written while the next is read, in order, never two at once."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from graph.store.port import Batch, Store, Written


class BatchWriter:
    """Hands batches to a store, from a thread of its own where the writing is done elsewhere (by a server).

    A context manager that ends when all are written. What a batch raises is raised by the next call at the latest:
    nothing is written after a batch that failed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = (
            ThreadPoolExecutor(max_workers=1, thread_name_prefix="batches") if store.writes_elsewhere else None
        )
        self._pending: Future[Written] | None = None

    def write(self, batch: Batch) -> None:
        """Wait for the batch before, then start this one."""
        self.finish()
        if self._thread is None:
            self._store.write(batch)
            return
        self._pending = self._thread.submit(self._store.write, batch)

    def finish(self) -> None:
        """Wait until everything handed over is written; raises what the writing raised."""
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.result()

    def __enter__(self) -> BatchWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.finish()
        finally:
            if self._thread is not None:
                self._thread.shutdown(wait=True)
