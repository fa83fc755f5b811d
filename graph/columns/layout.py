"""What columns are: subjects and records by number, every tie once, in the row of its target and of its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.columns.names import Names

Numbers: TypeAlias = NDArray[np.int32]
Labels: TypeAlias = NDArray[np.uint8]
Wide: TypeAlias = NDArray[np.int64]
Entries: TypeAlias = NDArray[np.void]

STAKE, PARTNER = 0, 1
"""The two kinds of tie that carry votes: SHAREHOLDER_OF and EXECUTING_PARTNER_OF. They come first in every row."""

KIND, DOUBTFUL, UNDISCLOSED = 0x3F, 0x40, 0x80
"""A tie's label: its kind in the lower six bits, whether it may not stand, whether the holder's part is undisclosed."""

OVERFLOWS = -1
"""``whole`` of a stake whose numbers pass 31 bits: ``part`` is then its place among the wide ones."""


TIE = np.dtype(
    [
        ("source", np.int32),
        ("since", np.int32),
        ("until", np.int32),
        ("part", np.int32),
        ("whole", np.int32),
        ("sequence", np.int32),
        ("label", np.uint8),
    ]
)
"""A tie, in the row of its target.

A stake is ``part`` of ``whole`` for certain (a rounded percentage counts its lower end), ``whole`` 0 where no number is
known. ``since`` and ``until`` are days, as a store's columns give them. ``sequence`` is the fact's.
"""

STEP = np.dtype([("target", np.int32), ("place", np.int32)])
"""A tie, in the row of its source: where it leads, and its place among the ties."""


@dataclass(frozen=True, slots=True)
class Side:
    """Entries by end: ``entries[rows[n, 0] : rows[n, 1]]``. What stands before ``length`` is never written again.

    Later columns may go on in the same ``entries``: ``tail`` says how far that has come.
    """

    rows: Numbers
    entries: Entries
    length: int
    tail: list[int]

    @property
    def nbytes(self) -> int:
        """Bytes in use."""
        return self.rows.nbytes + self.length * self.entries.itemsize


@dataclass(frozen=True, slots=True)
class Columns:
    """What a store knew at ``version``, or since: never less. Nothing of it changes; ``refreshed`` makes another.

    ``kinds`` is each subject's or record's place in ``node_kinds``, 0 where something is only an end of ties.
    ``wide`` are the parts and wholes that pass 31 bits, two columns. ``same_as`` are the two ends of
    each such tie, by its sequence, and ``aliases`` what they come to: by number, whom a subject is known as.
    """

    version: int
    names: Names
    kinds: Labels
    node_kinds: tuple[str, ...]
    tie_kinds: tuple[str, ...]
    incoming: Side
    outgoing: Side
    wide: Wide
    same_as: Mapping[int, tuple[int, int]]
    aliases: Mapping[int, int]
    ties: int

    @property
    def nodes(self) -> int:
        """How many subjects, records and other ends of ties there are."""
        return len(self.kinds)

    def number(self, entity: str) -> int | None:
        """The number of a subject or record, or None."""
        found = self.names.find(entity)
        return found if found is not None and found < self.nodes else None

    def numbers(self, entities: Sequence[str]) -> Numbers:
        """The numbers of those of these subjects and records that there are."""
        found = self.names.find_all(entities)
        return found[(found >= 0) & (found < self.nodes)]

    def tie_bytes(self) -> int:
        """Bytes that the ties take: both directions, kinds, shares, valid days, and which fact each is."""
        return self.incoming.nbytes + self.outgoing.nbytes + self.wide.nbytes

    def node_bytes(self) -> int:
        """Bytes that the names and kinds of subjects and records take."""
        return self.names.nbytes + self.kinds.nbytes
