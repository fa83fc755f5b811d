"""What can be wrong with a file, a table, a row or a cell.

::

    LoadError
    ├── FileError       the whole file cannot be read; nothing of it is loaded
    ├── TableError      a table is of no known format, of two, or lacks columns
    └── RowError        one row cannot be taken; the rows around it can
"""

from __future__ import annotations


class LoadError(Exception):
    """``code`` names the kind of fault; the message says it to people, Chinese first."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class FileError(LoadError):
    """The whole file cannot be read."""


class TableError(LoadError):
    """A table is not one that can be loaded."""


class RowError(LoadError):
    """One row cannot be taken: which column, and the value as it stands there."""

    def __init__(self, code: str, message: str, column: str = "", value: str = "") -> None:
        super().__init__(code, message)
        self.column = column
        self.value = value
