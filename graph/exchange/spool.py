"""Selected facts on their way out, on disk and in order of id: a whole store passes through without filling memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, NamedTuple

import orjson

from graph.exchange.permission import Permission
from graph.model import Fact, Shape, instant_text
from graph.schema import schema

_TABLES = """
CREATE TABLE nodes (id TEXT PRIMARY KEY, rank INTEGER, kind TEXT, state TEXT, row BLOB) WITHOUT ROWID;
CREATE TABLE ties (id TEXT PRIMARY KEY, kind TEXT, source TEXT, target TEXT, row BLOB) WITHOUT ROWID;
"""
_INDEXES = "CREATE INDEX by_source ON ties (source); CREATE INDEX by_target ON ties (target);"
_ADD_NODE = """
INSERT INTO nodes VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
  rank = excluded.rank, kind = excluded.kind, state = excluded.state, row = excluded.row
WHERE excluded.rank > nodes.rank
"""
_WITHHOLD = """
UPDATE nodes SET state = 'withheld' WHERE state = 'kept' AND id IN (
  SELECT ties.source FROM ties LEFT JOIN nodes AS ends ON ends.id = ties.target
  WHERE ties.kind = ? AND (ends.kind = 'Person' OR (ends.id IS NULL AND ties.target LIKE 'P%')))
"""
_NAMELESS = """
INSERT OR IGNORE INTO nodes
SELECT DISTINCT ends.id, 0, '', CASE WHEN ends.id LIKE 'P%' AND ? THEN 'withheld' ELSE 'nameless' END, NULL
FROM (SELECT source AS id FROM ties UNION SELECT target FROM ties) AS ends
"""
_TIES = """
FROM ties JOIN nodes AS one ON one.id = ties.source JOIN nodes AS other ON other.id = ties.target
WHERE one.state IN ('kept', 'nameless') AND other.state IN ('kept', 'nameless')
"""
_REGISTERED = 1 << 62
"""Added to the rank of what a register settled: it comes before what rows merely mention (graph.view)."""


class Counts(NamedTuple):
    """What leaves, and what stays behind for want of a purpose."""

    nodes: int
    ties: int
    withheld_persons: int
    withheld_records: int
    withheld_ties: int


class Spool:
    """Facts added in any order come out as rows in order of id, under canonical ids, ties only where both ends do."""

    def __init__(self, permission: Permission, files: dict[str, str]) -> None:
        self._permission, self._files = permission, files
        self._disk = sqlite3.connect("")  # a private file that SQLite removes by itself
        self._disk.executescript(_TABLES)
        self._aliases: dict[str, list[str]] = {}

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._disk.close()

    def add(self, fact: Fact, *, held: bool) -> None:
        """Take a fact that was known at the instant; ``held``: whether it holds, or may, on the day."""
        if fact.shape == Shape.TIE:
            if held:
                row = orjson.dumps(self._row(fact))
                self._disk.execute(
                    "INSERT OR IGNORE INTO ties VALUES (?, ?, ?, ?, ?)",
                    (fact.id, fact.kind, fact.source, fact.target, row),
                )
            return
        rank = fact.sequence + (_REGISTERED if fact.owner else 0)
        admitted = self._permission.admits(fact.kind)
        state = "not_on_the_day" if not held else "kept" if admitted else "withheld"
        row = orjson.dumps(self._row(fact)) if state == "kept" else b""
        self._disk.execute(_ADD_NODE, (fact.entity, rank, fact.kind, state, row))

    def leave_out(self, ids: Iterable[str]) -> None:
        """Subjects beyond what is looked at: neither they nor their ties come out."""
        self._disk.executemany(_ADD_NODE, ((id, 0, "", "beyond", b"") for id in ids))

    def finish(self, canonical: dict[str, str]) -> Counts:
        """No more is added: ids are made canonical (``canonical`` has the aliases), what must stay is taken out."""
        disk = self._disk
        disk.executescript(_INDEXES)
        for alias, root in sorted(canonical.items()):
            disk.execute("UPDATE ties SET source = ? WHERE source = ?", (root, alias))
            disk.execute("UPDATE ties SET target = ? WHERE target = ?", (root, alias))
            disk.execute("UPDATE nodes SET state = 'alias' WHERE id = ?", (alias,))
            self._aliases.setdefault(root, []).append(alias)
        if not self._permission.persons:
            for kind in sorted(schema().ties):
                if self._permission.makes_personal(kind):
                    disk.execute(_WITHHOLD, (kind,))
        disk.execute(_NAMELESS, (not self._permission.persons,))
        ties = self._one(f"SELECT count(*) {_TIES}")
        withheld = "SELECT count(*) FROM nodes WHERE state = 'withheld' AND "
        touching = (
            "SELECT count(*) FROM ties JOIN nodes AS one ON one.id = source JOIN nodes AS other ON other.id = target "
            "WHERE one.state = 'withheld' OR other.state = 'withheld'"
        )
        return Counts(
            self._one("SELECT count(*) FROM nodes WHERE state IN ('kept', 'nameless')"),
            ties,
            self._one(f"{withheld} (kind = 'Person' OR kind = '')"),
            self._one(f"{withheld} kind NOT IN ('Person', '')"),
            self._one(touching),
        )

    def nodes(self) -> Iterator[dict[str, Any]]:
        """Subjects and records in order of id; of one that no fact describes there is only its id."""
        cursor = self._disk.execute("SELECT id, row FROM nodes WHERE state IN ('kept', 'nameless') ORDER BY id")
        for id, row in cursor:
            node: dict[str, Any] = orjson.loads(row) if row else _nameless(id)
            yield {**node, "aliases": self._aliases.get(id, [])}

    def ties(self) -> Iterator[dict[str, Any]]:
        """Ties in order of id."""
        cursor = self._disk.execute(f"SELECT ties.source, ties.target, ties.row {_TIES} ORDER BY ties.id")
        for source, target, row in cursor:
            yield {**orjson.loads(row), "source": source, "target": target}

    def _one(self, question: str) -> int:
        (count,) = self._disk.execute(question).fetchone()
        return int(count)

    def _row(self, fact: Fact) -> dict[str, Any]:
        """A fact as a row: what it is, when it holds, what it says, and which row of which document said it."""
        valid = fact.valid
        tie = fact.shape == Shape.TIE
        return {
            "id": fact.id if tie else fact.entity,
            "kind": fact.kind,
            "label": schema().label(fact.kind),
            **({"source": fact.source, "target": fact.target} if tie else {"name": self._permission.name(fact)}),
            **({} if tie else {"code": fact.code, "number": fact.number if fact.shape == Shape.SUBJECT else ""}),
            "from": valid.start.isoformat() if valid.start else None,
            "to": valid.last_day and valid.end and valid.end.isoformat(),
            "open": valid.end is not None and valid.last_day is None,
            "document": fact.document,
            "file": self._files.get(fact.document, ""),
            "line": fact.line,
            "recorded": instant_text(fact.recorded_from),
            "properties": self._permission.properties(fact),
        }


def _nameless(id: str) -> dict[str, Any]:
    """A subject that ties name and no fact describes, such as the holders of an undisclosed remainder."""
    return {
        "id": id,
        "kind": "",
        "label": "未载明主体",
        "name": "",
        "code": "",
        "number": "",
        "from": None,
        "to": None,
        "open": False,
        "document": "",
        "file": "",
        "line": 0,
        "recorded": None,
        "properties": {},
    }


def canonical_ids(facts: Iterable[Fact]) -> dict[str, str]:
    """Of the ties SAME_AS that were known, which id is another name of which (as graph.view follows them)."""
    from graph.snapshot import Snapshot

    ties = list(facts)
    view = Snapshot(ties, 0).at(None)
    roots = {tie.source: view.canonical(tie.source) for tie in ties}
    return {alias: root for alias, root in roots.items() if alias != root}
