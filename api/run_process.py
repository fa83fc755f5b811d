"""The process of one propagation run, started by a worker: ``python -m api.run_process RUNS_FILE RUN``."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from api.answering.keys import vault_of
from api.deriving import derive, summary
from api.runs import Runs, now
from graph.identifiers.resident_text import masked_in_message
from graph.store.errors import StoreError
from graph.store.opening import default_url, open_store
from graph.vault import VaultError
from queries.rulecheck import RuleError

_OFTEN = 0.2
"""Seconds between two events of progress at least."""


class _CancelledError(Exception):
    """Somebody asked the run to stop."""


class _Telling:
    """Progress as events; stops the run where that was asked."""

    def __init__(self, runs: Runs, identifier: str) -> None:
        self._runs, self._identifier, self._told = runs, identifier, 0.0

    def advance(self, name: str, done: int, total: int | None = None) -> None:
        """See api.deriving."""
        if time.monotonic() - self._told < _OFTEN and done != total:
            return
        self._told = time.monotonic()
        progress = {"stage": name, "done": done, "total": total}
        if self._runs.tell(self._identifier, "running", "progress", progress, progress=progress):
            raise _CancelledError


def main(path: Path, identifier: str) -> None:
    """Do the run; whatever becomes of it is kept."""
    runs = Runs(path)
    with runs.doing(identifier) as run:
        if runs.tell(identifier, "running", "running", {}, problem=None, ended=None):
            runs.tell(identifier, "cancelled", "cancelled", {}, ended=now())
            return
        try:
            store = open_store(default_url())
            try:
                difference, stamp = derive(
                    store,
                    lambda: vault_of(store),
                    run["who"],
                    date.fromisoformat(run["as_of"]),
                    _Telling(runs, identifier),
                    full=run["full"],
                    dry_run=run["dry_run"],
                )
            finally:
                store.close()
        except _CancelledError:
            runs.tell(identifier, "cancelled", "cancelled", {}, ended=now())
        except (StoreError, VaultError, RuleError) as error:
            problem = masked_in_message(str(error))
            runs.tell(identifier, "failed", "failed", {"problem": problem}, problem=problem, ended=now())
        except BaseException as error:  # its words may hold anything; where it came from is in its kind
            problem = type(error).__name__
            runs.tell(identifier, "failed", "failed", {"problem": problem}, problem=problem, ended=now())
            raise
        else:
            result = {
                "records": difference.records,
                "unchanged": difference.unchanged,
                "changes": summary(difference.changes),
            }
            stamped = {"data_version": stamp.data_version, "rules_version": stamp.rules_version}
            runs.tell(identifier, "done", "done", {**stamped, **result}, result=result, ended=now(), **stamped)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
