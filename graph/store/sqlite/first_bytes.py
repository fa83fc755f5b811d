"""A file's first bytes, read without letting go of the locks that this process holds on it.

A process loses every lock it has on a file when it closes any descriptor of it (fcntl(2); "How To Corrupt An SQLite
Database File", 2.2): another process may then take itself for the last one and remove the log. So the descriptor stays
open for as long as anybody here uses the file.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from pathlib import Path
from threading import Lock

File = tuple[int, int]
"""Which file a path led to: its device and inode."""

_LOCK = Lock()
_DESCRIPTORS: dict[File, list[int]] = defaultdict(list)
_USERS: Counter[File] = Counter()


def first_bytes(path: Path, count: int) -> tuple[bytes, File]:
    """At most ``count`` bytes of the file, and the file, which is to be let go with :func:`let_go`; raises OSError."""
    with _LOCK:
        found = os.stat(path)
        file = found.st_dev, found.st_ino
        if file not in _DESCRIPTORS:
            descriptor = os.open(path, os.O_RDONLY)
            opened = os.fstat(descriptor)
            file = opened.st_dev, opened.st_ino
            _DESCRIPTORS[file].append(descriptor)
        _USERS[file] += 1
        return os.pread(_DESCRIPTORS[file][0], count, 0), file


def let_go(file: File) -> None:
    """One user less; the last one closes the file."""
    with _LOCK:
        _USERS[file] -= 1
        if not _USERS[file]:
            del _USERS[file]
            for descriptor in _DESCRIPTORS.pop(file):
                os.close(descriptor)
