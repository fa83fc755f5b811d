"""Ids to numbers: a table of slots, looked through from where an id's hash points."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.columns.compiled import compiled

Keys = NDArray[np.uint8]
Numbers = NDArray[np.int32]


@compiled
def _slot(key: Keys, ids: Keys, slots: Numbers) -> np.int64:
    """The slot of an id: the one that holds it, or the first empty one."""
    mixed = np.uint64(14695981039346656037)
    for byte in key:
        mixed = (mixed ^ np.uint64(byte)) * np.uint64(1099511628211)
    mixed ^= mixed >> np.uint64(32)
    place = np.int64(mixed & np.uint64(len(slots) - 1))
    while slots[place] >= 0:
        number = slots[place]
        same = True
        for column in range(len(key)):
            if ids[number, column] != key[column]:
                same = False
                break
        if same:
            break
        place = (place + 1) & (len(slots) - 1)
    return np.int64(place)


@compiled
def intern(keys: Keys, ids: Keys, slots: Numbers, count: int, found: Numbers) -> int:
    """Write each key's number into ``found``; new keys are added to ``ids``. Returns how many ids there are now."""
    for row in range(len(keys)):
        place = _slot(keys[row], ids, slots)
        if slots[place] < 0:
            ids[count] = keys[row]
            slots[place] = count
            count += 1
        found[row] = slots[place]
    return count


@compiled
def find(keys: Keys, ids: Keys, slots: Numbers) -> Numbers:
    """Each key's number, or -1."""
    found = np.empty(len(keys), np.int32)
    for row in range(len(keys)):
        found[row] = slots[_slot(keys[row], ids, slots)]
    return found
