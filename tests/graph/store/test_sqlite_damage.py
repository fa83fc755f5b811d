"""A damaged file: whatever is found says so, and is never an empty answer or an error of another kind."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.store.errors import StoreDamaged, StoreError
from graph.store.port import Batch
from graph.store.sqlite.store import SqliteStore
from tests.contract.county import COUNTY, DECISION, MILL, PENALISES, TUESDAY, derived, organisation, paper, penalty, tie

Question = Callable[[SqliteStore], object]

QUESTIONS: dict[str, Question] = {
    "facts": lambda store: store.facts([MILL.entity, DECISION.entity]),
    "history": lambda store: store.facts([MILL.entity, DECISION.entity], history=True),
    "by code": lambda store: store.by_code(MILL.code),
    "by number": lambda store: store.by_number(DECISION.number),
    "numbered": lambda store: store.numbered([DECISION.number]),
    "search": lambda store: store.search("面粉", 9),
    "search runs": lambda store: store.search("塞上面粉", 9),
    "ties": lambda store: store.ties([MILL.entity]),
    "statements": lambda store: store.statements([MILL.entity, DECISION.entity]),
    "scan": lambda store: list(store.scan()),
    "changes": lambda store: list(store.changes_since(0)),
    "derived": lambda store: store.derived(),
    "derived of a family": lambda store: store.derived(families=["measure"]),
    "derived by id": lambda store: store.derived(ids=["D1"]),
    "derived by subject": lambda store: store.derived(subjects=["O1"]),
    "documents": lambda store: store.documents(),
    "document": lambda store: store.document("d1"),
    "stats": lambda store: store.stats(),
    "version": lambda store: store.version(),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of a county and something derived, written and closed."""
    file = tmp_path / "store.db"
    store = SqliteStore(file, create=True)
    store.write(Batch(COUNTY, paper()))
    store.write_derived({}, [derived("D1"), derived("D2", family="alert")], [], "{}")
    store.close()
    return file


def spoil(path: Path, *statements: str) -> None:
    """Change the file behind the store's back, whatever its tables demand."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA writable_schema = ON")
    database.execute("UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE type = 'table'")
    database.commit()
    database.close()
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


FACT_QUESTIONS = ["facts", "history", "by code", "by number", "numbered", "search", "search runs", "ties"]
WHOLE = ["scan", "changes", "statements"]
DERIVED = ["derived", "derived of a family", "derived by id", "derived by subject"]


@pytest.mark.parametrize("value", ["'{'", "'[]'", "NULL", "'null'", "x'ff00'", "'{\"a\":1}'"])
@pytest.mark.parametrize("question", FACT_QUESTIONS)
def test_spoilt_properties_of_a_fact(path: Path, question: str, value: str) -> None:
    spoil(path, f"UPDATE fact SET properties = {value}")  # noqa: S608 - its own words
    with pytest.raises(StoreDamaged, match="损坏"):
        QUESTIONS[question](SqliteStore(path))


@pytest.mark.parametrize("value", ["'{'", "'[]'", "NULL", "'null'", "x'ff00'"])
@pytest.mark.parametrize("question", WHOLE)
def test_unreadable_properties_in_a_whole_reading(path: Path, question: str, value: str) -> None:
    spoil(path, f"UPDATE fact SET properties = {value}")  # noqa: S608 - its own words
    with pytest.raises(StoreDamaged, match="损坏"):
        QUESTIONS[question](SqliteStore(path))


@pytest.mark.parametrize("column", ["shape", "kind", "source", "name", "code", "document", "recorded_from", "owner"])
@pytest.mark.parametrize("question", ["history", "scan"])
def test_nothing_where_there_must_be_something(path: Path, question: str, column: str) -> None:
    spoil(path, f"UPDATE fact SET {column} = NULL WHERE sequence = 1")  # noqa: S608 - its own words
    with pytest.raises(StoreDamaged, match="损坏"):
        QUESTIONS[question](SqliteStore(path))


def test_a_name_that_was_changed(path: Path) -> None:
    spoil(path, "UPDATE fact SET name = '塞下面粉有限公司' WHERE sequence = 1")
    with pytest.raises(StoreDamaged, match="损坏"):
        SqliteStore(path).facts([MILL.entity])


@pytest.mark.parametrize("value", ["'{'", "'[]'", "NULL", "x'ff00'"])
@pytest.mark.parametrize("question", DERIVED)
def test_spoilt_content_of_what_is_derived(path: Path, question: str, value: str) -> None:
    spoil(path, f"UPDATE derived SET body = {value}")  # noqa: S608 - its own words
    with pytest.raises(StoreDamaged, match="损坏"):
        QUESTIONS[question](SqliteStore(path))


@pytest.mark.parametrize(
    "change", ["family = 'measurf'", "family = NULL", "recorded_to = 'x'", "recorded_to = recorded_from - 1"]
)
@pytest.mark.parametrize("question", ["derived", "derived of a family", "stats"])
def test_what_would_hide_a_derived_fact_from_a_list(path: Path, question: str, change: str) -> None:
    spoil(path, f"UPDATE derived SET {change} WHERE id = 'D1'")  # noqa: S608 - its own words
    with pytest.raises(StoreDamaged, match="损坏"):
        QUESTIONS[question](SqliteStore(path))


def test_a_kind_that_is_none(path: Path) -> None:
    spoil(path, "UPDATE fact SET kind = 'Penaltx' WHERE kind = 'Penalty'")
    with pytest.raises(StoreDamaged, match="损坏"):
        SqliteStore(path).stats()


def test_a_counter_that_is_gone(path: Path) -> None:
    spoil(path, "DELETE FROM counter")
    with pytest.raises(StoreDamaged, match="损坏"):
        SqliteStore(path).version()
    with pytest.raises(StoreDamaged, match="损坏"):
        SqliteStore(path).write(Batch([organisation("甲")]))


def test_writing_to_what_cannot_be_read(path: Path) -> None:
    spoil(path, "UPDATE fact SET properties = '[]'")
    store = SqliteStore(path)
    with pytest.raises(StoreDamaged, match="损坏"):
        store.write(Batch([MILL._replace(recorded_from=TUESDAY)]))


@pytest.mark.parametrize("lost", [1, 4_096, 20_000])
def test_a_file_that_was_cut(path: Path, lost: int) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-lost])
    with pytest.raises(StoreDamaged, match="截断"):
        SqliteStore(path)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of some hundred pages."""
    file = tmp_path_factory.mktemp("large") / "store.db"
    store = SqliteStore(file, create=True)
    firms = [organisation(f"宁夏第{n}食品有限公司", code=f"91640000MA{n:08}", standing=n) for n in range(600)]
    acts = [penalty(f"宁市监罚〔2023〕{n}号", fine=n) for n in range(600)]
    ties = [tie("PENALISES", act, firm) for act, firm in zip(acts, firms, strict=True)]
    store.write(Batch([*firms, *acts, *ties], paper()))
    results = [
        derived(f"M{n:024x}", subject=firms[n].entity, record=acts[n].entity, text="结果" * 40) for n in range(600)
    ]
    store.write_derived({}, results, [], "{}")
    store.close()
    return file


ASKED: tuple[Question, ...] = (
    lambda store: [one.id for one in store.derived(families=["measure"])],
    lambda store: [fact.entity for fact in store.search("食品", 1_000)],
    lambda store: [fact.name for fact in store.search("第77食品", 9)],
    lambda store: store.by_code("91640000MA00000077")[0].name,
    lambda store: sum(store.stats().facts.values()),
    lambda store: dict(store.stats().derived),
)


@pytest.mark.parametrize("bytes_changed", [1, 64, 512, 4_096, 65_536])
@pytest.mark.parametrize("how", ["zero", "turn", "random"])
def test_an_answer_from_a_damaged_file_is_right_or_refused(
    large: Path, tmp_path: Path, how: str, bytes_changed: int
) -> None:
    """Not a proof: what a flipped bit in a key or an interval hides from a look-up is found by ``check`` alone."""
    store = SqliteStore(large)
    right = [ask(store) for ask in ASKED]
    store.close()
    content = large.read_bytes()
    chance = random.Random(f"{how}{bytes_changed}")
    path = tmp_path / "store.db"
    refused = 0
    for _ in range(12):
        spoilt = bytearray(content)
        start = chance.randrange(4_096, len(content) - 1)
        for place in range(start, min(start + bytes_changed, len(content))):
            spoilt[place] = {"zero": 0, "turn": spoilt[place] ^ 0xFF, "random": chance.randrange(256)}[how]
        path.write_bytes(spoilt)
        for ask, expected in zip(ASKED, right, strict=True):
            try:
                opened = SqliteStore(path)
            except StoreError:
                refused += 1
                continue
            try:
                found = ask(opened)
            except StoreDamaged:
                refused += 1
            else:
                if how != "random" and bytes_changed > 4_000:
                    assert found == expected
                assert found
            finally:
                opened.close()
    assert refused or bytes_changed < 4_096


def test_a_check_tells_of_damage_instead_of_failing(large: Path, tmp_path: Path) -> None:
    content = bytearray(large.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8_192] = bytes(8_192)
    path = tmp_path / "store.db"
    path.write_bytes(content)
    store = SqliteStore(path)
    assert store.check()
    store.close()


def test_a_whole_copy_is_read(large: Path, tmp_path: Path) -> None:
    shutil.copy(large, tmp_path / "store.db")
    assert SqliteStore(tmp_path / "store.db").check() == []
    assert PENALISES.kind == "PENALISES"
