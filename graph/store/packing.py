"""Rows of columns written close together, as a store can hand over millions of them, and read again one by one."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

UNKNOWN_FROM, UNKNOWN_TO = -(2**31), 2**31 - 1
"""How columns write a first day and an end that are not known: before and after every day that can be."""

DOUBTFUL, UNDISCLOSED, NO_TIE, SETTLED = 1, 2, 4, 8
"""Marks of a row: the tie is only possible, the holder's part is not disclosed; the row is a subject or a record, and
what it says is settled."""

BETWEEN = "\x1f"
"""What stands between kinds and between ends."""

NUMBERS = struct.Struct(">qIIqq")
"""Sixteen times the sequence and the marks, first day and end (2³¹ added), held, total."""

_SHIFT = 2**31


class ColumnRow(NamedTuple):
    """One fact as columns need it. ``held`` of ``total`` is what a shareholder has at least: 0 where none is known.

    Both ends of a subject or record are the subject or record itself. Days are as of ``graph.model.Fact``, never None.
    """

    sequence: int
    kind: str
    source: str
    target: str
    valid_from: int
    valid_to: int
    held: int
    total: int
    marks: int


class ColumnChunk(NamedTuple):
    """Many rows: kinds, sources and targets each in one text, numbers in one piece of bytes, all in one order."""

    kinds: str
    sources: str
    targets: str
    numbers: bytes


def packed(rows: Iterable[ColumnRow]) -> ColumnChunk:
    """Rows as a chunk."""
    rows = list(rows)
    numbers = (
        NUMBERS.pack(16 * row.sequence + row.marks, row.valid_from + _SHIFT, row.valid_to + _SHIFT, row.held, row.total)
        for row in rows
    )
    return ColumnChunk(
        BETWEEN.join(row.kind for row in rows),
        BETWEEN.join(row.source for row in rows),
        BETWEEN.join(row.target for row in rows),
        b"".join(numbers),
    )


def unpacked(chunk: ColumnChunk) -> Iterator[ColumnRow]:
    """The rows of a chunk."""
    if not chunk.numbers:
        return
    texts = (text.split(BETWEEN) for text in chunk[:3])
    numbers = NUMBERS.iter_unpack(chunk.numbers)
    for kind, source, target, (numbered, since, until, held, total) in zip(*texts, numbers, strict=True):
        days = since - _SHIFT, until - _SHIFT
        yield ColumnRow(numbered // 16, kind, source, target, *days, held, total, numbered % 16)
