"""Deriving after a thousand changed rows, against three times their share of deriving everything, and 20 ms."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.loading import load
from loaders.sample import penalty_file
from tests.benchmarks.derived_sample import VAULT, derived, timed
from tests.benchmarks.line import Line

CHANGED = 1_000
_BESIDE = 0.020


def run(size: str) -> Iterator[Line]:
    """A thousand new decisions, loaded before the clock starts."""
    with derived(size) as province:
        file = province.folder / "新.csv"
        penalty_file(file, CHANGED, seed=9)
        load([file], province.store, VAULT)
        difference, ours = timed(province.store)
        share = province.seconds / province.records * difference.records
        yield Line(
            "derive_1000",
            f"{CHANGED} rows changed, {difference.records} records asked beside {province.records}",
            ours,
            "3 × their share of derive --full, and 20 ms",
            3 * share + _BESIDE,
            goal="ratio ≥ 1",
            more={"derive_full_s": round(province.seconds, 3), "changes": len(difference.changes)},
        )
