"""Deriving, as `derive` and `POST /v1/propagation/runs` do it alike: settle, derive, write, and sum up what changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from graph.model import instant_number
from graph.store.port import Store
from graph.vault import Vault

if TYPE_CHECKING:
    from queries.propagation.bring_up import Difference, Stamp
    from queries.propagation.part import Change

WORDS = {"begin": "开始", "change": "变化", "end": "终止"}


class Progress(Protocol):
    """Told how far it has come; what it raises ends the derivation, which goes on where it was the next time."""

    def advance(self, name: str, done: int, total: int | None = None) -> None:
        """``done`` of ``total`` (None: not known) of ``name`` are done."""


def derive(
    store: Store,
    vault: Callable[[], Vault],
    who: str,
    as_of: date,
    progress: Progress,
    *,
    full: bool = False,
    dry_run: bool = False,
) -> tuple[Difference, Stamp]:
    """Settle what is not settled yet, derive what may have changed, and write the difference unless it is a dry run.

    ``who`` has proposed what comes out as a proposal, and may not confirm it.
    """
    from api.four_eyes import note_proposals
    from loaders.register.settling import settle
    from queries.propagation.bring_up import bring_up
    from queries.rulecheck import read_rules

    more = {"as_of": as_of.isoformat(), "known_at": instant_number(datetime.now(UTC)), "who": who}
    if not dry_run:
        settle(store, vault(), progress)
    return bring_up(
        store,
        read_rules(),
        more,
        full=full,
        dry_run=dry_run,
        begun=lambda results: note_proposals(store, who, results),
        progress=lambda done, total: progress.advance("推导 derive", done, total),
    )


def summary(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Counts of what begins, changes and ends, by family, rule and place."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for one in changes:
        counts[one.family, one.rule, one.place][one.what] += 1
    return [
        {"family": family, "rule": rule, "place": place, **{what: counted[what] for what in WORDS}}
        for (family, rule, place), counted in sorted(counts.items())
    ]
