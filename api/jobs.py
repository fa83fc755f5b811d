"""Derivations that somebody starts and watches: one at a time in this process, each with its progress and outcome.

What is written is kept by the store whatever becomes of the process; a run that was cut off goes on with the next.
"""

from __future__ import annotations

import secrets
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from threading import Lock, Thread
from typing import Any, Literal

from api.four_eyes import note_proposals
from graph.model import instant_number
from graph.store.port import Store
from graph.vault import Vault
from loaders.register.settling import settle
from queries.propagation.bring_up import bring_up
from queries.rulecheck import read_rules

MOST_KEPT = 100
"""So many runs are remembered."""


class BusyError(Exception):
    """Another run is under way."""


@dataclass
class Run:
    """One derivation: who started it, how far it is, and what it changed."""

    id: str
    who: str
    dry_run: bool
    begun: datetime
    state: Literal["running", "done", "failed"] = "running"
    done: int = 0
    total: int = 0
    ended: datetime | None = None
    error: str | None = None
    summary: dict[str, int] = field(default_factory=dict)

    def answer(self) -> dict[str, Any]:
        """The run as it stands."""
        return {
            "id": self.id,
            "who": self.who,
            "dry_run": self.dry_run,
            "state": self.state,
            "done": self.done,
            "total": self.total,
            "begun": self.begun.isoformat(timespec="seconds"),
            "ended": self.ended.isoformat(timespec="seconds") if self.ended is not None else None,
            "error": self.error,
            "summary": self.summary,
        }


class Jobs:
    """The runs of this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._runs: OrderedDict[str, Run] = OrderedDict()

    def start(self, store: Store, vault: Vault, who: str, *, dry_run: bool) -> Run:
        """Start a derivation of what may have changed. Raises BusyError while another is under way."""
        with self._lock:
            if any(run.state == "running" for run in self._runs.values()):
                raise BusyError
            run = Run(f"run{secrets.token_hex(8)}", who, dry_run, datetime.now(UTC))
            self._runs[run.id] = run
            while len(self._runs) > MOST_KEPT:
                self._runs.popitem(last=False)
        Thread(target=_work, args=(run, store, vault), name="derivation", daemon=True).start()
        return run

    def find(self, identifier: str) -> Run | None:
        """A run by its id."""
        return self._runs.get(identifier)


def _work(run: Run, store: Store, vault: Vault) -> None:
    def told(done: int, total: int) -> None:
        run.done, run.total = done, total

    try:
        if not run.dry_run:
            settle(store, vault)
        more = {"as_of": date.today().isoformat(), "known_at": instant_number(datetime.now(UTC)), "who": run.who}
        noted: Callable[[Any], None] = lambda results: note_proposals(store, run.who, results)  # noqa: E731 - one line
        difference, _ = bring_up(store, read_rules(), more, dry_run=run.dry_run, begun=noted, progress=told)
        changes = Counter(f"{one.family}.{one.what}" for one in difference.changes)
        run.summary = {
            "records": difference.records,
            "unchanged": difference.unchanged,
            **dict(sorted(changes.items())),
        }
        run.state = "done"
    except Exception as error:  # whoever watches is told its kind; a message may hold anything
        run.error, run.state = type(error).__name__, "failed"
    finally:
        run.ended = datetime.now(UTC)
