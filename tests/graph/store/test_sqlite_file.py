"""The file of the embedded store: made, recognised, shared between processes, never mistaken for another's."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from graph.store import findings
from graph.store.errors import SchemaMismatch, StoreDamaged, StoreError, StoreMissing, StoreUnavailable
from graph.store.opening import migrate_store
from graph.store.port import SCHEMA_VERSION, Batch
from graph.store.sqlite import connection as connections
from graph.store.sqlite.catalogue import sql
from graph.store.sqlite.store import SqliteStore
from tests.contract.county import BANK, COUNTY, DECISION, MILL, organisation


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is made, in folders that are not there yet."""
    return tmp_path / "数据" / "deeper" / "store.db"


def filled(path: Path) -> Path:
    """A store that was written and closed."""
    store = SqliteStore(path, create=True)
    store.write(Batch(COUNTY))
    store.close()
    return path


def test_a_missing_store_is_made_only_where_that_is_asked(path: Path) -> None:
    with pytest.raises(StoreMissing, match="store init"):
        SqliteStore(path)
    assert not path.parent.exists()
    SqliteStore(path, create=True).close()
    SqliteStore(path).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_store_there_is_not_made_anew(path: Path) -> None:
    filled(path)
    assert SqliteStore(path, create=True).version() == 6


def test_what_a_killed_making_left_is_made_again(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.touch()
    with pytest.raises(StoreMissing):
        SqliteStore(path)
    assert SqliteStore(path, create=True).check() == []


def test_every_file_of_a_store_is_its_owner_s_alone(path: Path) -> None:
    store = SqliteStore(path, create=True)
    store.write(Batch(COUNTY))
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert modes == {"store.db": 0o600, "store.db-wal": 0o600, "store.db-shm": 0o600}
    store.close()


def other_application(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE fact (sequence INTEGER)")
    database.execute("INSERT INTO fact VALUES (7)")
    database.commit()
    database.close()


def other_log_mode(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA application_id = 99")
    database.execute("CREATE TABLE counter (version INTEGER)")
    database.close()


FOREIGN: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("企业名称,统一社会信用代码\n", encoding="utf-8"),
    "short": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "bytes": lambda path: path.write_bytes(os.urandom(5_000)),
    "another application": other_application,
    "another application's log": other_log_mode,
}


@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("create", [False, True])
def test_what_is_not_a_store_is_left_as_it_is(tmp_path: Path, make: Callable[[Path], object], create: bool) -> None:
    path = tmp_path / "store.db"
    make(path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(StoreError, match="creditgraph") as error:
        SqliteStore(path, create=create)
    assert type(error.value) is StoreError
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("version", [0, SCHEMA_VERSION - 1, SCHEMA_VERSION + 1, 4_000])
def test_another_schema_version_is_named_and_left_as_it_is(path: Path, version: int, create: bool) -> None:
    filled(path)
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version = {version}")
    database.close()
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(SchemaMismatch, match="creditgraph store migrate") as error:
        SqliteStore(path, create=create)
    assert str(version) in str(error.value)
    assert str(SCHEMA_VERSION) in str(error.value)
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


@pytest.mark.parametrize(("version", "derivation"), [(1, None), (2, "{}")])
def test_an_older_store_is_brought_up_to_date_and_loses_nothing(
    path: Path, version: int, derivation: str | None
) -> None:
    filled(path)
    fresh = sqlite3.connect(path).execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
    database = sqlite3.connect(path)
    if version == 1:
        database.executescript("DROP INDEX derived_record; DROP TABLE looked;")
    database.executescript(
        "DROP TABLE audit; DROP TABLE audit_head; DROP INDEX document_format;"
        "INSERT INTO kept VALUES ('derivation', '{}'), ('settled', '6')"
    )
    database.execute(f"PRAGMA user_version = {version}")
    database.close()
    with pytest.raises(SchemaMismatch, match="store migrate"):
        SqliteStore(path)
    for _ in range(2):
        migrate_store(f"sqlite:///{path}")
    store = SqliteStore(path)
    assert (len(list(store.scan())), store.version(), store.check()) == (6, 6, [])
    assert (store.kept("derivation"), store.kept("settled")) == (derivation, "6")
    store.close()
    assert sqlite3.connect(path).execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall() == fresh


def test_a_newer_store_is_not_migrated(path: Path) -> None:
    filled(path)
    sqlite3.connect(path).execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(SchemaMismatch, match="the release that wrote it"):
        migrate_store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_version_that_is_still_in_the_log_is_seen(path: Path) -> None:
    filled(path)
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    assert path.with_name("store.db-wal").stat().st_size > 0
    with pytest.raises(SchemaMismatch):
        SqliteStore(path)
    database.close()


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="文件夹"):
        SqliteStore(tmp_path, create=True)
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError):
        SqliteStore(tmp_path / "file" / "store.db", create=True)


def test_a_damaged_file_is_called_damaged(path: Path) -> None:
    store = SqliteStore(path, create=True)
    store.write(Batch([organisation(f"企业{n}") for n in range(2_000)]))
    store.close()
    content = bytearray(path.read_bytes())
    content[4_096:] = b"\xa5" * (len(content) - 4_096)
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        SqliteStore(path).check()


def test_a_closed_store_answers_no_more(path: Path) -> None:
    store = SqliteStore(path, create=True)
    store.close()
    with pytest.raises(StoreError, match="关闭"):
        store.version()


def test_the_settings_of_a_connection(path: Path) -> None:
    store = SqliteStore(path, create=True)
    with store._connections.reading() as connection:
        settings = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "application_id",
                "user_version",
            )
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
        "application_id": connections.APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
    }
    store.close()


READER = """
import sys
from graph.store.sqlite.store import SqliteStore
from tests.contract.county import organisation
store = SqliteStore(sys.argv[1])
print("ready", flush=True)
answers = 0
while True:
    version = store.version()
    count = len(list(store.scan()))
    assert count % 50 == 0 and count >= version, (count, version)
    assert len(store.search("企业", 10_000)) % 50 == 0
    answers += 1
    if count == 1_000:
        break
print(answers, flush=True)
"""


def test_another_process_reads_whole_batches_during_writes(path: Path) -> None:
    store = SqliteStore(path, create=True)
    folder = Path(__file__).parents[3]
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(path)],
        stdout=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
    )
    assert reader.stdout is not None
    assert reader.stdout.readline().strip() == b"ready"
    for number in range(20):
        store.write(Batch([organisation(f"企业{number}-{n}") for n in range(50)]))
    answers, _ = reader.communicate(timeout=60)
    assert reader.returncode == 0
    assert int(answers) >= 1
    store.close()


def test_an_answer_of_several_reads_sees_one_state(path: Path) -> None:
    store = SqliteStore(path, create=True)
    with store._connections.reading() as connection:
        before = connection.execute(sql("version")).fetchone()
        store.write(Batch(COUNTY))
        assert connection.execute(sql("version")).fetchone() == before
    assert store.version() == 6
    store.close()


def test_many_threads_share_one_store(path: Path) -> None:
    store = SqliteStore(path, create=True)
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for n in range(5):
                store.write(Batch([organisation(f"企业{number}-{n}-{k}") for k in range(10)]))
                assert len(store.facts([organisation(f"企业{number}-{n}-3").entity])) == 1
                assert len(list(store.scan())) % 10 == 0
        except BaseException as error:  # a thread's failure is reported by the thread that waits for it
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.version() == 300
    store.close()


def test_a_writer_that_waits_too_long_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_PATIENCE", 50)
    store = SqliteStore(path, create=True)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="locked"):
        store.write(Batch([MILL]))
    assert store.version() == 0, "reading goes on"
    other.close()
    assert store.write(Batch([MILL])).opened == 1
    store.close()


def spoiled(path: Path, statement: str) -> list[str]:
    """What a check finds after the file was changed behind the store's back."""
    filled(path)
    database = sqlite3.connect(path)
    database.execute(statement)
    database.commit()
    database.close()
    store = SqliteStore(path)
    found = store.check()
    store.close()
    return found


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE fact SET properties = '{' WHERE sequence = 4", [findings.unreadable(DECISION.entity, 4)]),
        ("UPDATE fact SET properties = '[]' WHERE sequence = 4", [findings.unreadable(DECISION.entity, 4)]),
        ("UPDATE fact SET code = '1' WHERE sequence = 1", [findings.wrong_digest(MILL.entity, 1)]),
        (
            "UPDATE fact SET recorded_to = recorded_from - 1 WHERE sequence = 2",
            [findings.reversed_interval(BANK.entity, 2)],
        ),
        ("UPDATE counter SET version = 5", [findings.beyond_version(COUNTY[5].entity, 6)]),
        ("INSERT INTO statement VALUES ('O1', 1, 'abc', 'd2', 1, NULL)", [findings.lost_statement("O1", "abc")]),
        ("INSERT INTO statement VALUES ('O1', 1, 'abc', 'd2', 1, '{')", [findings.lost_statement("O1", "abc")]),
        ("UPDATE fact SET entity = 'O1' WHERE sequence < 3", [findings.two_open("O1")]),
    ],
)
def test_contradictions_are_found(path: Path, statement: str, found: list[str]) -> None:
    assert set(found) <= set(spoiled(path, statement))


def test_the_engine_s_own_complaints_are_told(path: Path) -> None:
    filled(path)
    database = sqlite3.connect(path)
    database.execute("PRAGMA writable_schema = ON")
    database.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'source, kind', 'target, kind') WHERE name = 'fact_source'"
    )
    database.commit()
    database.close()
    store = SqliteStore(path)
    assert any("fact_source" in line for line in store.check())
    store.close()


def test_a_store_without_the_index_of_names_answers_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out = connections.lay_out

    def without(connection: sqlite3.Connection) -> None:
        lay_out(connection)
        connection.execute("DROP TABLE name_index")

    monkeypatch.setattr(connections, "STORE", connections.STORE._replace(lay_out=without))
    store = SqliteStore(path, create=True)
    store.write(Batch(COUNTY))
    assert not store._runs
    assert [fact.name for fact in store.search("塞上面粉", 9)] == ["塞上面粉有限公司"]
    assert store.search("塞上%", 9) == []
    store.close()


@pytest.mark.parametrize(
    ("operation", "index"),
    [
        ("stated_versions", "fact_entity (entity=?)"),
        ("facts", "fact_entity (entity=?)"),
        ("by_code", "fact_code (code=?)"),
        ("by_number", "fact_number (number=?)"),
        ("settled_versions", "fact_owner (owner=?)"),
        ("search_names", "SCAN fact USING INDEX fact_name"),
        ("ties", "fact_source (source=?)"),
        ("ties_history", "fact_target (target=?)"),
        ("changes_since", "fact_closed (closed_sequence>?)"),
        ("changes_since", "INTEGER PRIMARY KEY (rowid>?)"),
        ("kept_statements", "PRIMARY KEY (entity=?)"),
        ("derived_of_subjects", "derived_subject (subject=?)"),
        ("derived_with_ids", "PRIMARY KEY (id=?)"),
        ("derived_of_records", "derived_record (record=?)"),
        ("numbered", "fact_number (number=?)"),
        ("lookers", "PRIMARY KEY (key=?)"),
    ],
)
def test_every_look_up_has_its_index(path: Path, operation: str, index: str) -> None:
    filled(path)
    database = sqlite3.connect(path)
    names = ("entities", "owners", "ends", "kinds", "code", "number", "text", "version", "limit", "subjects", "ids")
    lists = ("families", "records", "numbers", "keys")
    parameters = dict.fromkeys((*names, *lists), "[]") | {"history": 0}
    plan = [row[3] for row in database.execute("EXPLAIN QUERY PLAN " + sql(operation), parameters)]
    database.close()
    assert any(index in line for line in plan), plan
    assert "SCAN fact" not in plan


_OPEN_AND_CLOSE = """
import sys
from pathlib import Path
from graph.store.sqlite.store import SqliteStore
store = SqliteStore(Path(sys.argv[1]))
store.version()
store.close()
"""


def test_opening_it_again_here_lets_nobody_else_take_himself_for_the_last_one(path: Path) -> None:
    """The log of a store in use stays, whatever another process closes: this one still holds its lock on the file."""
    first = SqliteStore(path, create=True)
    first.write(Batch(COUNTY))
    log = path.with_name(path.name + "-wal")
    SqliteStore(path).close()
    subprocess.run([sys.executable, "-c", _OPEN_AND_CLOSE, str(path)], check=True, timeout=60)
    assert log.exists()
    first.write(Batch([organisation("后来的公司", code="91640104MA0000015Y")]))
    first.close()
    assert not log.exists()


def test_a_closed_store_leaves_no_file_open(path: Path) -> None:
    filled(path)
    SqliteStore(path).close()
    opened = set()
    for one in os.listdir("/proc/self/fd"):
        with suppress(OSError):  # the descriptor by which the folder itself was listed
            opened.add(os.readlink(f"/proc/self/fd/{one}"))
    assert opened
    assert str(path) not in opened
