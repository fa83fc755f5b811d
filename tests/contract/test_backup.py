"""A backup of any store fills any other, which then gives the same answers."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest

from graph.store.errors import SchemaMismatch, StoreDamaged, StoreError
from graph.store.port import SCHEMA_VERSION, Batch, Store
from graph.store.sqlite.store import SqliteStore
from tests.contract.answers import everything
from tests.contract.county import BANK, COUNTY, DECISION, MILL, PENALISES, TUESDAY, WEDNESDAY, derived, paper, penalty
from tests.oracles.memory_store import MemoryStore


@pytest.fixture
def full(store: Store) -> Store:
    """A store with something of everything in it, corrected, withdrawn, settled and derived."""
    store.write(Batch(COUNTY, paper(name="处罚“一”.csv")))
    store.write(Batch([DECISION._replace(recorded_from=WEDNESDAY, document="d3", properties={"fine": 1})]))
    store.write(Batch([DECISION._replace(recorded_from=TUESDAY, document="d2", properties={"late": "迟到"})]))
    store.write(Batch([DECISION._replace(recorded_from=WEDNESDAY, document="d4", properties={"fine": 1})], paper("d4")))
    store.settle({MILL.entity: [MILL._replace(properties={"standing": 2}), PENALISES]})
    store.settle({MILL.entity: [MILL._replace(properties={"standing": 2}), PENALISES._replace(valid_from=1)]})
    store.write_derived({}, [derived("D1", to=TUESDAY), derived("D1", at=TUESDAY, text="更正")], [], '{"run": 1}')
    store.keep("fingerprint", "ab" * 16)
    return store


@pytest.fixture(params=["memory", "sqlite"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Another, empty store."""
    opened: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "other.db", create=True)
    yield opened
    opened.close()


def test_a_restored_store_gives_the_same_answers(full: Store, other: Store, tmp_path: Path) -> None:
    file, again = tmp_path / "backup.gz", tmp_path / "again.gz"
    facts = full.backup(file)
    before = everything(full)
    assert facts == len(before["changes"])
    assert other.restore(file) == facts
    assert everything(other) == before
    assert other.kept("fingerprint") == "ab" * 16
    assert other.backup(again) == facts
    assert again.read_bytes() == file.read_bytes(), "the same content is the same file, whichever store wrote it"


def test_a_store_takes_its_own_backup_back_and_goes_on(full: Store, tmp_path: Path) -> None:
    file = tmp_path / "backup.gz"
    full.backup(file)
    before = everything(full)
    full.reset()
    full.restore(file)
    assert everything(full) == before
    full.write(Batch([penalty("9", at=WEDNESDAY)]))
    assert [fact.sequence for fact in full.changes_since(before["version"])] == [before["version"] + 1]
    late = DECISION._replace(recorded_from=TUESDAY - 1, document="d9", properties={"note": "x"})
    full.write(Batch([late]))
    (now,) = full.facts([DECISION.entity])
    assert now.properties == {"fine": 1, "late": "迟到", "note": "x", "categories": ["罚款", "警告"], "served": True}


def test_a_store_in_use_is_not_overwritten(full: Store, tmp_path: Path) -> None:
    file = tmp_path / "backup.gz"
    full.backup(file)
    before = everything(full)
    with pytest.raises(StoreError):
        full.restore(file)
    assert everything(full) == before


def test_kept_values_alone_do_not_make_a_store_used(full: Store, other: Store, tmp_path: Path) -> None:
    full.backup(tmp_path / "backup.gz")
    other.keep("fingerprint", "of a new key")
    other.restore(tmp_path / "backup.gz")
    assert other.kept("fingerprint") == "ab" * 16


def _rewrite(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[bytes], bytes]:
    return lambda data: gzip.compress(b"".join(change(gzip.decompress(data).splitlines(keepends=True))))


def _header(**fields: object) -> Callable[[bytes], bytes]:
    def change(lines: list[bytes]) -> list[bytes]:
        return [orjson.dumps({**orjson.loads(lines[0]), **fields}) + b"\n", *lines[1:]]

    return _rewrite(change)


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], type[StoreError]]] = {
    "cut at half": (lambda data: data[: len(data) // 2], StoreDamaged),
    "last byte gone": (lambda data: data[:-1], StoreDamaged),
    "a bit turned": (lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:], StoreDamaged),
    "a line gone": (_rewrite(lambda lines: lines[:3] + lines[4:]), StoreDamaged),
    "two lines exchanged": (_rewrite(lambda lines: [lines[0], lines[2], lines[1], *lines[3:]]), StoreDamaged),
    "no trailer": (_rewrite(lambda lines: lines[:-1]), StoreDamaged),
    "trailer twice": (_rewrite(lambda lines: [*lines, lines[-1]]), StoreDamaged),
    "only a header": (_rewrite(lambda lines: lines[:1]), StoreDamaged),
    "a digit changed": (_rewrite(lambda lines: [lines[0], lines[1].replace(b"1", b"2"), *lines[2:]]), StoreDamaged),
    "empty": (lambda data: b"", StoreError),
    "text": (lambda data: "这不是备份".encode(), StoreError),
    "another gzip": (lambda data: gzip.compress(b"hello\nworld\n"), StoreError),
    "another format": (_header(format="other"), StoreError),
    "a later format": (_header(format_version=99), StoreError),
    "another schema": (_header(schema_version=SCHEMA_VERSION + 1), SchemaMismatch),
}


@pytest.mark.parametrize(("damage", "error"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_refused_whole(
    full: Store, tmp_path: Path, damage: Callable[[bytes], bytes], error: type[StoreError]
) -> None:
    file = tmp_path / "backup.gz"
    full.backup(file)
    file.write_bytes(damage(file.read_bytes()))
    full.reset()
    with pytest.raises(error):
        full.restore(file)
    assert (list(full.scan()), full.version(), full.documents(), full.kept("fingerprint")) == ([], 0, [], None)
    full.write(Batch([BANK]))


def test_the_file_says_what_it_is_and_only_its_owner_reads_it(full: Store, tmp_path: Path) -> None:
    file = tmp_path / "backup.gz"
    full.backup(file)
    first, *lines, last = (orjson.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines())
    assert first["format"] == "creditgraph-backup"
    assert first["schema_version"] == SCHEMA_VERSION
    assert first["version"] == full.version()
    assert last["lines"] == len(lines) + 1
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_failed_backup_leaves_the_old_one(full: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backup.gz"
    folder.mkdir()
    (folder / "inside").write_text("x")
    with pytest.raises(StoreError):
        full.backup(folder)
    with pytest.raises(StoreError):
        full.backup(tmp_path / "nowhere" / "backup.gz")
    with pytest.raises(StoreError):
        full.restore(tmp_path / "nothing.gz")
    assert sorted(path.name for path in tmp_path.iterdir() if "partial" in path.name) == []
    assert (folder / "inside").read_text() == "x"
