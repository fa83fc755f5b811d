"""A file of statements: all of it looked through for who is who, then told statement by statement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loaders.bods.checking import Checked, checked
from loaders.bods.facts import Parties, tell
from loaders.bods.reading import statements_of
from loaders.errors import FileError, RowError
from loaders.source import Source

BODS = "bods"
"""The name of the format (Beneficial Ownership Data Standard 0.4)."""


class Statements:
    """The statements of one file with their lines. Raises FileError where not even the first can be told."""

    def __init__(self, path: Path) -> None:
        self._rows: list[tuple[int, Checked | Exception]] = []
        self._broken: FileError | None = None
        try:
            for line, told in statements_of(path):
                self._rows.append((line, _checked(told)))
        except FileError as error:
            if not self._rows:
                raise
            self._broken = error
        self._parties = Parties(one for _, one in self._rows if not isinstance(one, Exception))

    def rows(self) -> Iterator[tuple[int, Checked | Exception]]:
        """Each statement, or why it cannot be taken. Raises FileError behind the last one of a file that breaks off."""
        yield from self._rows
        if self._broken is not None:
            raise self._broken

    def tell(self, statement: Checked, source: Source) -> None:
        """A statement as facts."""
        tell(statement, self._parties, source)


def _checked(told: object) -> Checked | Exception:
    if isinstance(told, RowError):
        return told
    try:
        return checked(told)
    except RowError as error:
        return error
