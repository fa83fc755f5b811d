"""Names of subjects and records, each with its number: a table that only grows."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from graph.columns import interning
from graph.store.packing import BETWEEN

WIDTH = 25
"""Bytes of every id this platform gives: a letter and 24 hexadecimal digits. Shorter ones are filled up with zeros."""


_BETWEEN = BETWEEN.encode()


class Names:
    """Ids by number and numbers by id. Numbers are given out in the order in which ids are first seen."""

    def __init__(self, room: int = 1 << 12) -> None:
        self._lock = Lock()
        self._table = (np.zeros((room, WIDTH), np.uint8), np.full(2 * room, -1, np.int32))
        self.count = 0

    def __getitem__(self, number: int) -> str:
        return bytes(self._table[0][number]).rstrip(b"\0").decode()

    @property
    def ids(self) -> NDArray[np.uint8]:
        """Ids by number, a row of bytes each."""
        return self._table[0][: self.count]

    @property
    def nbytes(self) -> int:
        """Bytes in use."""
        return self.ids.nbytes + self._table[1].nbytes

    def find(self, entity: str) -> int | None:
        """The number of an id, or None."""
        (number,) = interning.find(keys_of(entity, 1), *self._table)
        return None if number < 0 else int(number)

    def find_all(self, entities: Sequence[str]) -> NDArray[np.int32]:
        """The numbers of ids, -1 where an id is not known."""
        if not entities:
            return np.empty(0, np.int32)
        return interning.find(keys_of(_BETWEEN.decode().join(entities), len(entities)), *self._table)

    def numbers(self, keys: NDArray[np.uint8]) -> NDArray[np.int32]:
        """The numbers of ids, new ones where an id is new."""
        with self._lock:
            needed = self.count + len(keys)
            if needed > len(self._table[0]):
                self._grow(1 << (needed - 1).bit_length())
            found = np.empty(len(keys), np.int32)
            self.count = interning.intern(keys, *self._table, self.count, found)
        return found

    def _grow(self, room: int) -> None:
        ids = np.zeros((room, WIDTH), np.uint8)
        slots = np.full(2 * room, -1, np.int32)
        interning.intern(self.ids, ids, slots, 0, np.empty(self.count, np.int32))
        self._table = (ids, slots)


def keys_of(entities: str, count: int) -> NDArray[np.uint8]:
    """So many ids, written with a mark between them, as rows of bytes. Raises ValueError for one that is too long."""
    text = entities.encode()
    if len(text) == (WIDTH + 1) * count - 1:
        spread = np.frombuffer(text + _BETWEEN, np.uint8).reshape(-1, WIDTH + 1)
        if (spread[:, WIDTH] == _BETWEEN[0]).all():
            return spread[:, :WIDTH]
    encoded = text.split(_BETWEEN)
    if max(map(len, encoded)) > WIDTH:
        raise ValueError("编号过长 / an id is longer than 25 bytes")
    return np.frombuffer(b"".join(key.ljust(WIDTH, b"\0") for key in encoded), np.uint8).reshape(-1, WIDTH)
