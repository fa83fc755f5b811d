"""Rows of a store as arrays: ends as numbers, kinds as codes, shares as fractions that fit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.columns.layout import DOUBTFUL, KIND, OVERFLOWS, UNDISCLOSED
from graph.columns.names import Names, keys_of
from graph.store import port

_LARGEST = 2**31 - 1


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

    def take(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Ties, subjects and records, in any order."""
        if not rows:
            return
        marks = np.array([row[9] for row in rows], np.uint8)
        apart = (marks & port.NO_TIE) != 0
        if not apart.any():
            self._take_ties(rows, marks)
        elif apart.all():
            self._take_nodes(rows, marks)
        else:
            self._take_ties([row for row in rows if not row[9] & port.NO_TIE], marks[~apart])
            self._take_nodes([row for row in rows if row[9] & port.NO_TIE], marks[apart])

    def _take_nodes(self, rows: Sequence[tuple[Any, ...]], marks: NDArray[np.uint8]) -> None:
        sequence, kinds, entities = list(zip(*rows, strict=True))[:3]
        codes = np.array([self.node_codes[kind] for kind in kinds], np.uint8)
        numbers = self.names.numbers(keys_of(entities))
        self._nodes.append((np.array(sequence, np.int64), numbers, codes, (marks & port.SETTLED) != 0))

    def _take_ties(self, rows: Sequence[tuple[Any, ...]], marks: NDArray[np.uint8]) -> None:
        sequence, kinds, sources, targets, since, until, capital, total, band, _ = zip(*rows, strict=True)
        label = np.array([self.tie_codes[kind] for kind in kinds], np.uint8)
        label |= (marks & port.DOUBTFUL != 0) * np.uint8(DOUBTFUL) + (marks & port.UNDISCLOSED != 0) * np.uint8(
            UNDISCLOSED
        )
        if max(sequence) > _LARGEST:
            raise OverflowError("事实过多 / more facts than columns can number")
        part, whole = self._shares(np.array(capital, np.int64) - np.array(band, np.int64), np.array(total, np.int64))
        self._ties.append(
            Ties(
                self.names.numbers(keys_of(sources)),
                self.names.numbers(keys_of(targets)),
                label,
                np.array(since, np.int32),
                np.array(until, np.int32),
                part,
                whole,
                np.array(sequence, np.int32),
            )
        )

    def _shares(
        self, part: NDArray[np.int64], whole: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
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
        columns = zip(*self._ties, strict=True)
        empty = (np.empty(0, np.uint8 if name == "label" else np.int32) for name in Ties._fields)
        return Ties(*(np.concatenate(column) for column in columns)) if self._ties else Ties(*empty)

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
