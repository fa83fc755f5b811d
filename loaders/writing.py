"""Batches on their way into the store: one is written while the next is read, in order, never two at once."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from graph.store.port import Batch, Store, Written


class BatchWriter:
    """Hands batches to a store from a thread of its own; a context manager that ends when all are written.

    What a batch raises is raised by the next call: nothing is written after a batch that failed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="batches")
        self._pending: Future[Written] | None = None

    def write(self, batch: Batch) -> None:
        """Wait for the batch before, then start this one."""
        self.finish()
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
            self._thread.shutdown(wait=True)
