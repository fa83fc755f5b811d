"""Rows of a store as arrays: ends as numbers, kinds as codes, shares as fractions that fit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.columns.layout import DOUBTFUL, KIND, OVERFLOWS, UNDISCLOSED
from graph.columns.names import Names, keys_of
from graph.store import packing
from graph.store.packing import ColumnChunk

_LARGEST = 2**31 - 1
_NUMBERS = np.dtype(
    [
        ("numbered", ">i8"),
        ("since", ">u4"),
        ("until", ">u4"),
        ("held", ">i8"),
        ("total", ">i8"),
    ]
)
"""How a chunk writes the numbers of a row."""


class Ties(NamedTuple):
    """Ties in the order in which they came."""

    source: NDArray[np.int32]
    target: NDArray[np.int32]
    label: NDArray[np.uint8]
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    part: NDArray[np.int32]
    whole: NDArray[np.int32]
    sequence: NDArray[np.int32]


class Codes(dict[str, int]):
    """A code for every kind, given out as kinds appear. Raises OverflowError where they do not fit."""

    def __init__(self, kinds: Sequence[str], most: int) -> None:
        super().__init__((kind, code) for code, kind in enumerate(kinds))
        self._most = most

    def __missing__(self, kind: str) -> int:
        if len(self) > self._most:
            raise OverflowError(f"类别过多 / more kinds than columns can hold: {kind}")
        self[kind] = len(self)
        return self[kind]


class Gatherer:
    """Takes rows as a store gives them, many at a time."""

    def __init__(
        self,
        names: Names,
        tie_kinds: Sequence[str] = ("SHAREHOLDER_OF", "EXECUTING_PARTNER_OF"),
        node_kinds: Sequence[str] = ("",),
        wide: Iterable[tuple[int, int]] = (),
    ) -> None:
        self.names = names
        self.tie_codes = Codes(tie_kinds, KIND)
        self.node_codes = Codes(node_kinds, 0xFF)
        self.wide = list(wide)
        """Parts and wholes that pass 31 bits."""
        self._ties: list[Ties] = []
        self._nodes: list[tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint8], NDArray[np.bool_]]] = []

    def take(self, chunk: ColumnChunk) -> None:
        """Ties, subjects and records, in any order."""
        if not chunk.numbers:
            return
        numbers = np.frombuffer(chunk.numbers, _NUMBERS)
        marks = (numbers["numbered"] & 15).astype(np.uint8)
        sources = self.names.numbers(keys_of(chunk.sources, len(numbers)))
        tie = (marks & packing.NO_TIE) == 0
        kinds = np.array(chunk.kinds.split(packing.BETWEEN), object) if not tie.all() else None
        if kinds is None:
            codes = np.array([self.tie_codes[kind] for kind in chunk.kinds.split(packing.BETWEEN)], np.uint8)
            self._take_ties(sources, self.names.numbers(keys_of(chunk.targets, len(numbers))), codes, marks, numbers)
            return
        codes = np.array([self.node_codes[kind] for kind in kinds[~tie]], np.uint8)
        settled = (marks[~tie] & packing.SETTLED) != 0
        self._nodes.append((numbers["numbered"][~tie].astype(np.int64), sources[~tie], codes, settled))
        if tie.any():
            targets = self.names.numbers(keys_of(chunk.targets, len(numbers)))
            codes = np.array([self.tie_codes[kind] for kind in kinds[tie]], np.uint8)
            self._take_ties(sources[tie], targets[tie], codes, marks[tie], numbers[tie])

    def _take_ties(
        self,
        sources: NDArray[np.int32],
        targets: NDArray[np.int32],
        codes: NDArray[np.uint8],
        marks: NDArray[np.uint8],
        numbers: NDArray[np.void],
    ) -> None:
        label = codes + (marks & packing.DOUBTFUL) * np.uint8(DOUBTFUL // packing.DOUBTFUL)
        label += (marks & packing.UNDISCLOSED) * np.uint8(UNDISCLOSED // packing.UNDISCLOSED)
        sequence = numbers["numbered"].astype(np.int64) >> 4
        if int(sequence.max()) > _LARGEST:
            raise OverflowError("事实过多 / more facts than columns can number")
        since, until = ((numbers[name].astype(np.int64) - 2**31).astype(np.int32) for name in ("since", "until"))
        part, whole = self._shares(numbers["held"].astype(np.int64), numbers["total"].astype(np.int64))
        self._ties.append(Ties(sources, targets, label, since, until, part, whole, sequence.astype(np.int32)))

    def _shares(self, part: NDArray[np.int64], whole: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Fractions in 31 bits, in lowest terms where that is needed; what still does not fit is kept apart."""
        np.maximum(part, 0, out=part)
        np.maximum(whole, 0, out=whole)
        for place in np.flatnonzero((part > _LARGEST) | (whole > _LARGEST)):
            factor = math.gcd(int(part[place]), int(whole[place])) if whole[place] else 1
            lowest = int(part[place]) // factor, int(whole[place]) // factor
            if max(lowest) <= _LARGEST:
                part[place], whole[place] = lowest
            elif lowest[1]:
                part[place], whole[place] = len(self.wide), OVERFLOWS
                self.wide.append(lowest)
            else:
                part[place] = 0
        return part.astype(np.int32), whole.astype(np.int32)

    def ties(self) -> Ties:
        """All ties taken."""
        none = np.empty(0, np.int32)
        first = Ties(none, none, none.astype(np.uint8), *(none,) * 5)
        return Ties._make(np.concatenate(column) for column in zip(first, *self._ties, strict=True))

    def kinds(self, before: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """By number, the kind of every subject and record: what is settled goes before what is merely mentioned."""
        kinds = np.zeros(self.names.count, np.uint8)
        kinds[: len(before)] = before
        if self._nodes:
            sequence, numbers, codes, settled = (np.concatenate(column) for column in zip(*self._nodes, strict=True))
            order = np.lexsort((sequence, settled))
            kinds[numbers[order]] = codes[order]
        return kinds

    def wide_pairs(self) -> NDArray[np.int64]:
        """Parts and wholes that pass 31 bits, two columns."""
        return np.array(self.wide, np.int64).reshape(-1, 2)
