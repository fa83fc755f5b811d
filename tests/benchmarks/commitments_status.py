"""The status of a region's promises on a day: columns against a recursive SQL query on DuckDB that does the same.

A synthetic region: bodies over thirty years of reforms (mergers, renamings, abolitions left to a government, splits by
function and without scope, functions transferred), promises with due dates, changes and statements of performance.
The columns are made once for all days (``columns_made_s``) and asked about one; the query works a day out from its
tables, which are kept likewise.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb
import numpy as np

from graph.interval import Interval
from graph.model import Fact, day_number, day_of
from queries.commitments.passing import NEVER, NOBODY, Ints, States, passing_of
from queries.commitments.reforms import ENDING, Move
from queries.commitments.region import (
    DONE,
    FULFILLED,
    OVERDUE,
    PERFORMING,
    RUNS,
    UNSIGNED,
    Changes,
    Region,
    Statements,
    region_of,
)
from tests.benchmarks.line import Line, median_seconds, seconds

SIZES = {"small": (20_000, 300), "province": (200_000, 3_000)}
FUNCTIONS = ("招商引资", "产业扶持", "工程建设", "政府采购", "人才引进", "土地出让", "政策兑现", "园区建设")
FIRST, LAST = date(1995, 1, 1), date(2025, 1, 1)
ASKED = date(2024, 6, 30)


class Drawn:
    """Reforms as succession asks for them, and as lines for SQL; no roster: what is not reformed goes on."""

    def __init__(self, bodies: int, seed: int) -> None:
        chance = np.random.default_rng(seed)
        self.count = bodies
        self.lines: dict[str, list[Move]] = defaultdict(list)
        self.rows: list[tuple[int, int, int, int, int]] = []
        days = (LAST - FIRST).days
        governments = max(bodies // 50, 1)
        for body in range(governments, bodies):
            for _ in range(chance.integers(0, 3)):
                day = FIRST + timedelta(days=int(chance.integers(0, days)))
                self._line(body, day, "职能划转", int(chance.integers(0, len(FUNCTIONS))), self._heir(chance, body))
            if chance.random() < 0.55:
                self._end(chance, body, FIRST + timedelta(days=int(chance.integers(0, days))), governments)

    def _heir(self, chance: np.random.Generator, body: int) -> int:
        return (body + int(chance.integers(1, self.count))) % self.count

    def _end(self, chance: np.random.Generator, body: int, day: date, governments: int) -> None:
        """A body's end: mostly merged or renamed, sometimes abolished, seldom split."""
        kind = chance.random()
        if kind < 0.75:
            self._line(body, day, "合并" if kind < 0.5 else "更名", None, self._heir(chance, body))
        elif kind < 0.9:
            self._line(body, day, "撤销", None, int(chance.integers(0, governments)))
        elif kind < 0.96:
            rest = self._heir(chance, body)
            self._line(body, day, "撤销", None, rest)
            for function in chance.choice(len(FUNCTIONS), 3, replace=False):
                self._line(body, day, "分立", int(function), self._heir(chance, body))
        else:
            for heir in {self._heir(chance, body) for _ in range(2)}:
                self._line(body, day, "分立", None, heir)

    def _line(self, body: int, day: date, manner: str, function: int | None, heir: int) -> None:
        functions = frozenset() if function is None else frozenset([FUNCTIONS[function]])
        if any(
            move.day == day and move.functions == functions and move.manner == "职能划转"
            for move in self.moves(str(body))
        ):
            return
        fact = Fact("record", "AgencyReform", f"R{len(self.rows)}", 0, number=f"文{body}-{day}")
        self.lines[str(body)].append(Move(day, manner, functions, str(heir), (), fact))
        self.lines[str(body)].sort(key=lambda move: (move.day, move.document, move.fact.entity))
        number = day_number(day)
        assert number is not None
        self.rows.append((body, number, -1 if function is None else function, heir, int(manner in ENDING)))

    def moves(self, body: str) -> Sequence[Move]:
        """See queries.commitments.reforms."""
        return self.lines.get(body, ())

    def received(self, body: str) -> Sequence[date]:
        """See queries.commitments.reforms."""
        return ()

    def eras(self, body: str) -> Sequence[Interval]:
        """See queries.commitments.reforms."""
        return ()

    def above(self, body: str, day: date, kind: str) -> Sequence[tuple[str, Fact]]:
        """See queries.commitments.reforms."""
        return ()


@dataclass(frozen=True)
class Promises:
    """Promises as columns, by number; changes and statements by promise."""

    body: Ints
    function: Ints
    signed: Ints
    due: Ints
    changes: Changes
    statements: Statements


def promises(count: int, bodies: int, seed: int) -> Promises:
    """Promises of all bodies, of any day; a tenth changed lawfully, half of them stated to be performed some day."""
    chance = np.random.default_rng(seed)
    first, last = day_number(FIRST) or 0, day_number(LAST) or 0
    signed = chance.integers(first, last, count).astype(np.int32)
    due = (signed + chance.integers(30, 2500, count)).astype(np.int32)
    changed = np.flatnonzero(chance.random(count) < 0.1).astype(np.int32)
    moved = (signed[changed] + chance.integers(1, 3000, len(changed))).astype(np.int32)
    changes = Changes(changed, moved, (moved + chance.integers(30, 1000, len(changed))).astype(np.int32))
    told = np.repeat(np.arange(count, dtype=np.int32), chance.integers(0, 4, count))
    seen = (signed[told] + chance.integers(0, 3000, len(told))).astype(np.int32)
    once = np.unique(np.stack([told, seen]), axis=1)
    told, seen = once[0].astype(np.int32), once[1].astype(np.int32)
    says = np.where(chance.random(len(told)) < 0.3, DONE, RUNS).astype(np.int32)
    return Promises(
        chance.integers(0, bodies, count).astype(np.int32),
        chance.integers(0, len(FUNCTIONS), count).astype(np.int32),
        signed,
        due,
        changes,
        Statements(told, seen, says),
    )


def region(drawn: Drawn, told: Promises) -> Region:
    """The columns that are kept between questions."""
    passing = passing_of(drawn, [str(body) for body in range(drawn.count)], FUNCTIONS)
    number = np.array([int(body) for body in passing.bodies], np.int32)
    of_body = np.argsort(number).astype(np.int32)
    of_function = np.array([passing.functions.index(name) for name in FUNCTIONS], np.int32)
    states = States(passing, of_body[told.body], of_function[told.function], told.signed)
    odd = np.zeros(len(told.signed), bool)
    return region_of(states, told.signed, told.due, odd, told.changes, told.statements)


_STATUS = """
WITH RECURSIVE walk (promise, function, holder, since) AS (
    SELECT promise, function, body, signed FROM promise WHERE signed <= $day
    UNION
    SELECT promise, function, heir, day FROM (
        SELECT w.promise, w.function, l.heir, l.day,
            rank() OVER (PARTITION BY w.promise, w.holder, w.since ORDER BY l.day, l.function = -1) AS place
        FROM walk w JOIN line l ON l.body = w.holder AND l.day >= w.since AND l.day <= $day
            AND (l.function = -1 OR l.function = w.function)
    ) WHERE place = 1
),
holder AS (
    SELECT w.promise, w.holder FROM walk w WHERE NOT EXISTS (
        SELECT 1 FROM line l WHERE l.body = w.holder AND l.day >= w.since AND l.day <= $day
            AND (l.function = -1 OR l.function = w.function))
),
who AS (
    SELECT promise, CASE WHEN count(DISTINCT holder) = 1 AND promise NOT IN (
        SELECT p.promise FROM promise p JOIN line l ON l.body = p.body AND l.ends = 1 AND l.day < p.signed
    ) THEN min(holder) ELSE -1 END AS responsible
    FROM holder GROUP BY promise
),
governing AS (
    SELECT promise, max(day) AS day, arg_max(due, day) AS due FROM change WHERE day <= $day GROUP BY promise
),
stated AS (
    SELECT *, lag(says) OVER (PARTITION BY promise ORDER BY day) AS before FROM statement WHERE day <= $day
),
latest AS (
    SELECT promise, arg_max(says, day) AS says, max(day) FILTER (WHERE says = 0 AND before = 1) AS reopened
    FROM stated GROUP BY promise
)
SELECT p.promise,
    CASE WHEN l.says = 1 THEN 3 WHEN coalesce(g.due, p.due) < $day THEN 2 ELSE 1 END AS status,
    CASE WHEN coalesce(l.says, 0) = 0 AND coalesce(g.due, p.due) < $day
        THEN greatest(coalesce(g.due, p.due) + 1, coalesce(g.day, -100000), coalesce(l.reopened, -100000))
        ELSE -1 END AS overdue_since,
    w.responsible
FROM promise p LEFT JOIN who w USING (promise) LEFT JOIN governing g USING (promise) LEFT JOIN latest l USING (promise)
WHERE p.signed <= $day ORDER BY p.promise
"""


def peer(drawn: Drawn, told: Promises) -> duckdb.DuckDBPyConnection:
    """The same as tables."""
    connection = duckdb.connect()
    _table(connection, "line", list(np.array(drawn.rows, np.int32).T), "body", "day", "function", "heir", "ends")
    numbers = np.arange(len(told.signed), dtype=np.int32)
    columns = (numbers, told.body, told.function, told.signed, told.due)
    _table(connection, "promise", columns, "promise", "body", "function", "signed", "due")
    _table(connection, "change", told.changes, "promise", "day", "due")
    _table(connection, "statement", told.statements, "promise", "day", "says")
    return connection


def _table(connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[Any], *headings: str) -> None:
    given = {heading: np.ascontiguousarray(column) for heading, column in zip(headings, columns, strict=True)}
    connection.register("given", given)
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")  # noqa: S608 - names of this file
    connection.unregister("given")


def digest(promise: Ints, status: Ints, since: Ints, responsible: Ints) -> str:
    """One number for an answer."""
    columns = [np.ascontiguousarray(column, np.int64).tobytes() for column in (promise, status, since, responsible)]
    return hashlib.blake2b(b"".join(columns), digest_size=8).hexdigest()


def ours(kept: Region, day: int) -> str:
    """The digest of what columns say."""
    found = kept.on(day)
    signed = np.flatnonzero(found.status != UNSIGNED).astype(np.int32)
    called = np.array([int(body) for body in kept.states.called], np.int32)
    who = np.where(found.responsible != NOBODY, called[found.responsible], NOBODY)
    since = np.where(found.overdue_since == NEVER, -1, found.overdue_since)
    return digest(signed, found.status[signed].astype(np.int32), since[signed], who[signed])


def theirs(connection: duckdb.DuckDBPyConnection, day: int) -> str:
    """The digest of what SQL says."""
    found = connection.execute(_STATUS, {"day": day}).fetchnumpy()
    return digest(*(found[name] for name in ("promise", "status", "overdue_since", "responsible")))


def run(size: str) -> Iterator[Line]:
    """All promises of a region on one day, responsible bodies and lateness."""
    count, bodies = SIZES[size]
    drawn, told = Drawn(bodies, 1), promises(count, bodies, 2)
    made = seconds(lambda: region(drawn, told))
    kept, connection = region(drawn, told), peer(drawn, told)
    day = day_number(ASKED)
    assert day is not None
    assert day_of(day) == ASKED
    assert (PERFORMING, OVERDUE, FULFILLED) == (1, 2, 3), "the query says these numbers"
    assert ours(kept, day) == theirs(connection, day), "columns and SQL disagree"
    found = kept.on(day)
    yield Line(
        "commitments_status",
        f"{size}: {count} promises, {bodies} bodies, {len(drawn.rows)} lines of reforms",
        median_seconds(lambda: kept.on(day)),
        "DuckDB, recursive SQL",
        median_seconds(lambda: connection.execute(_STATUS, {"day": day}).fetchnumpy(), 3),
        goal="ratio ≥ 20",
        more={
            "columns_made_s": round(made, 3),
            "states": len(kept.states.body),
            "overdue": int((found.status == OVERDUE).sum()),
            "undecided": int((found.responsible == NOBODY).sum() - (found.status == UNSIGNED).sum()),
        },
    )
