"""A sample province in an embedded store, derived in full: what the benchmarks of derivation begin with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from graph.store.sqlite.store import SqliteStore
from graph.vault import Vault
from loaders.loading import load
from loaders.sample import write_sample
from queries.propagation.bring_up import Difference, bring_up
from queries.rulecheck import read_rules
from tests.benchmarks.line import seconds

ENTERPRISES = {"small": 2_000, "province": 20_000}
VAULT = Vault(bytes(32))


class Province(NamedTuple):
    """The store, where it is, the records that were derived, and the seconds that `derive --full` took."""

    store: SqliteStore
    folder: Path
    records: int
    seconds: float


@contextmanager
def derived(size: str) -> Iterator[Province]:
    """A province of the size, thrown away afterwards."""
    with TemporaryDirectory(prefix="creditgraph-bench-") as name:
        folder = Path(name)
        write_sample(folder / "样例", enterprises=ENTERPRISES[size], seed=1)
        store = SqliteStore(folder / "store.db", create=True)
        load([path for path in sorted((folder / "样例").iterdir()) if path.is_dir()], store, VAULT)
        difference, took = timed(store, full=True)
        yield Province(store, folder, difference.records, took)
        store.close()


def timed(store: SqliteStore, *, full: bool = False) -> tuple[Difference, float]:
    """A derivation and the seconds it took, rules read beforehand."""
    book = read_rules()
    found: list[Difference] = []
    took = seconds(lambda: found.append(bring_up(store, book, {}, full=full)[0]))
    return found[0], took
