"""Other processes that help to derive change nothing: not the bytes, not the order, not when they fail or die."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson
import pytest

from graph.live import Live
from graph.store.sqlite.store import SqliteStore
from graph.vault import Vault
from loaders.loading import load
from loaders.sample import penalty_file, write_sample
from queries.propagation.bring_up import all_records, bring_up
from queries.propagation.hands import Hands, hands_for
from queries.propagation.part import Part, joined, part_of, unpacked
from queries.rulecheck import read_rules
from tests.oracles.memory_store import MemoryStore

BOOK = read_rules()
VAULT = Vault(bytes(32))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small province, loaded and not derived."""
    folder = tmp_path_factory.mktemp("province")
    write_sample(folder / "样例", enterprises=400, seed=3)
    store = SqliteStore(folder / "store.db", create=True)
    load([path for path in sorted((folder / "样例").iterdir()) if path.is_dir()], store, VAULT)
    store.close()
    return folder / "store.db"


@pytest.fixture
def stores(loaded: Path, tmp_path: Path) -> Iterator[tuple[SqliteStore, SqliteStore]]:
    """The province twice."""
    copies = [tmp_path / "one.db", tmp_path / "other.db"]
    for copy in copies:
        copy.write_bytes(loaded.read_bytes())
    one, other = (SqliteStore(copy) for copy in copies)
    yield one, other
    one.close()
    other.close()


def kept(store: SqliteStore, folder: Path) -> bytes:
    """Everything a store keeps, what derivations looked at included."""
    store.backup(folder / "backup")
    return (folder / "backup").read_bytes()


def parts(records: Sequence[str], size: int = 40) -> list[Sequence[str]]:
    return [records[start : start + size] for start in range(0, len(records), size)]


def test_many_hands_come_to_the_same(stores: tuple[SqliteStore, SqliteStore], tmp_path: Path) -> None:
    alone, helped = stores
    first, _ = bring_up(alone, BOOK, {}, hands=0)
    second, _ = bring_up(helped, BOOK, {}, hands=2)
    assert len(first.changes) > 100
    assert first == second
    assert kept(alone, tmp_path) == kept(helped, tmp_path)
    penalty_file(tmp_path / "新.csv", 60, seed=5)
    for store, hands in zip(stores, (0, 2), strict=True):
        load([tmp_path / "新.csv"], store, VAULT, recorded_at=1_900_000_000_000_000)
        assert bring_up(store, BOOK, {}, hands=hands)[0].records > 0
    assert kept(alone, tmp_path) == kept(helped, tmp_path)
    again = bring_up(helped, BOOK, {}, full=True, hands=2)[0]
    assert (again.changes, again.unchanged) == ([], len({one.id for one in helped.derived(history=True)}))


def test_parts_come_in_order_and_some_from_elsewhere(stores: tuple[SqliteStore, SqliteStore]) -> None:
    store, _ = stores
    live, here = Live(store), []
    asked = parts(all_records(store))

    def work(records: Sequence[str]) -> Part:
        here.append(records)
        return part_of(store, live, records, BOOK)

    with Hands(2, store.url, BOOK) as hands:
        found = list(hands.in_order(asked, work))
    assert [part.packed() for part in found] == [part_of(store, live, some, BOOK).packed() for some in asked]
    assert [list(part.looked) for part in found] == [list(some) for some in asked]
    assert len(here) < len(asked)


def test_who_dies_is_done_without(stores: tuple[SqliteStore, SqliteStore]) -> None:
    store, _ = stores
    live, here = Live(store), []
    asked = parts(all_records(store), 20)
    with Hands(1, store.url, BOOK) as hands:
        (hand,) = hands.at_work

        def work(records: Sequence[str]) -> Part:
            here.append(records)
            hand.process.kill()
            return part_of(store, live, records, BOOK)

        found = list(hands.in_order(asked, work))
        assert hands.at_work == []
    assert [list(part.looked) for part in found] == [list(some) for some in asked]
    assert len(here) > len(asked) // 2


def test_who_cannot_open_the_store_is_done_without(stores: tuple[SqliteStore, SqliteStore], tmp_path: Path) -> None:
    store, _ = stores
    live = Live(store)
    asked = parts(all_records(store))
    with Hands(1, f"sqlite:///{tmp_path / 'none.db'}", BOOK) as hands:
        found = list(hands.in_order(asked, lambda some: part_of(store, live, some, BOOK)))
    assert [list(part.looked) for part in found] == [list(some) for some in asked]


def test_what_is_wrong_is_told_here(stores: tuple[SqliteStore, SqliteStore]) -> None:
    store, _ = stores

    def work(records: Sequence[str]) -> Part:
        raise ValueError(records[0])

    with Hands(1, store.url, BOOK) as hands, pytest.raises(ValueError, match="R"):
        list(hands.in_order(parts(all_records(store)), work))


def test_hands_are_few_and_only_for_a_file(stores: tuple[SqliteStore, SqliteStore]) -> None:
    store, _ = stores
    assert hands_for(store, 100) == 0
    assert hands_for(MemoryStore(), 1_000_000) == 0
    assert 0 <= hands_for(store, 1_000_000) <= 3


def test_a_part_travels_unchanged(stores: tuple[SqliteStore, SqliteStore]) -> None:
    store, _ = stores
    live = Live(store)
    one, other = (part_of(store, live, some, BOOK) for some in parts(all_records(store), 60)[:2])
    assert one.add
    for part in (one, other):
        again = unpacked(part.packed())
        assert orjson.dumps([list(version) for version in again.add], option=orjson.OPT_SORT_KEYS) == orjson.dumps(
            [list(version) for version in part.add], option=orjson.OPT_SORT_KEYS
        )
        assert again._replace(add=[]) == part._replace(add=[])
    both = joined([one, other])
    assert joined([one._replace(unchanged=2), other._replace(unchanged=3)]).unchanged == 5
    assert both.changes == [*one.changes, *other.changes]
    assert {version.id for version in both.begun} == {change.id for change in both.changes}
