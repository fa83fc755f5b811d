"""The chain of the audit log: whatever is done to it afterwards is found, and the entry is named."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.audit import EMPTY, Asked, AuditEntry, Head, broken, chained, digest_of, head_of
from graph.store.sqlite.store import SqliteStore

ENTRIES = chained(EMPTY, [Asked(n, "甲", "某局", "行政审批", "check", f"P{n}", known_at=n or None) for n in range(6)])
HEAD = Head(ENTRIES[-1].sequence, ENTRIES[-1].digest)


def test_a_whole_log_is_whole() -> None:
    assert broken(ENTRIES, HEAD) is None
    assert broken(ENTRIES, HEAD, HEAD) is None
    assert broken(ENTRIES, HEAD, Head(3, ENTRIES[2].digest)) is None
    assert broken(ENTRIES, HEAD, EMPTY) is None


@pytest.mark.parametrize("field", AuditEntry._fields)
@pytest.mark.parametrize("place", range(6))
def test_a_change_of_any_field_is_found(place: int, field: str) -> None:
    value = getattr(ENTRIES[place], field)
    other: Any = value + 1 if isinstance(value, int) else 0 if value is None else value + "0"
    changed = [*ENTRIES[:place], ENTRIES[place]._replace(**{field: other}), *ENTRIES[place + 1 :]]
    fault = broken(changed, HEAD)
    assert fault is not None
    assert fault.sequence == place + 1


@pytest.mark.parametrize("place", range(5))
def test_an_entry_rewritten_with_a_digest_of_its_own_no_longer_leads_on_to_the_next(place: int) -> None:
    one = ENTRIES[place]
    other = one.asked._replace(who="乙")
    forged = AuditEntry(one.sequence, one.previous, digest_of(one.sequence, one.previous, other), *other)
    fault = broken([*ENTRIES[:place], forged, *ENTRIES[place + 1 :]], HEAD)
    assert fault is not None
    assert fault.sequence == place + 2


@given(st.integers(0, 5), st.integers(0, 6))
def test_a_deletion_anywhere_is_found(start: int, stop: int) -> None:
    left = ENTRIES[:start] + ENTRIES[max(start + 1, stop) :]
    fault = broken(left, HEAD)
    assert fault is not None
    assert fault.sequence == start + 1


@given(st.permutations(range(6)))
def test_any_other_order_is_found_even_with_the_numbers_put_right(order: list[int]) -> None:
    moved = [ENTRIES[place]._replace(sequence=number) for number, place in enumerate(order, 1)]
    fault = broken(moved, HEAD)
    first = next((number for number, place in enumerate(order, 1) if number != place + 1), None)
    assert (fault.sequence if fault is not None else None) == first


@given(st.integers(0, 5))
def test_a_log_cut_short_head_and_all_is_found_by_the_head_noted_down(left: int) -> None:
    short = ENTRIES[:left]
    head = Head(left, short[-1].digest) if short else EMPTY
    assert broken(short, head) is None, "without the head noted down nobody can tell"
    fault = broken(short, head, HEAD)
    assert fault is not None
    assert fault.sequence == left + 1


@given(st.integers(0, 5), st.integers(0, 3))
def test_a_log_written_anew_from_some_entry_on_is_found_by_the_head_noted_down(place: int, more: int) -> None:
    before = Head(place, ENTRIES[place - 1].digest) if place else EMPTY
    other = [entry.asked._replace(who="乙") for entry in ENTRIES[place:]] + [ENTRIES[0].asked] * more
    forged = [*ENTRIES[:place], *chained(before, other)]
    head = Head(forged[-1].sequence, forged[-1].digest)
    assert broken(forged, head) is None
    fault = broken(forged, head, HEAD)
    assert fault is not None
    assert fault.sequence == HEAD.sequence


def test_the_digest_covers_the_place() -> None:
    one = ENTRIES[0].asked
    assert len({digest_of(1, "a", one), digest_of(2, "a", one), digest_of(1, "b", one)}) == 3
    assert digest_of(1, "a", one._replace(who="x", office="")) != digest_of(1, "a", one._replace(who="", office="x"))


def test_a_head_reads_as_it_is_written() -> None:
    assert head_of(f" {HEAD.text}\n") == HEAD
    for text in ("", "1", "x:" + "0" * 64, "1:" + "0" * 63, "1:" + "G" * 64, "-1:" + "0" * 64):
        with pytest.raises(ValueError, match="链头"):
            head_of(text)


def test_the_table_refuses_changes(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.db", create=True)
    store.append_audit([ENTRIES[0].asked])
    database = sqlite3.connect(tmp_path / "s.db-audit", isolation_level=None)
    for statement in ("UPDATE audit SET who = 'x'", "DELETE FROM audit"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            database.execute(statement)
    database.close()
    store.close()
