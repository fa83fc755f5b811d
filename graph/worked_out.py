"""What was worked out from facts, remembered until something is told of that it looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple, TypeVar

from graph.reading import Look, single

T = TypeVar("T")

MOST_TOUCHED = 500_000
"""So many looks that something was told of are told apart at most; past that everything is worked out again."""


class _Made(NamedTuple):
    value: object
    version: int
    looks: array[int]


class WorkedOut:
    """Values by what they are of, each with the version of the store it holds at and with what it looked at.

    Looks are kept as hashes: where two fall together something is worked out again in vain.
    """

    def __init__(self, most: int) -> None:
        """``most``: so many are remembered at most; past that all are forgotten."""
        self._most = most
        self._made: dict[Hashable, _Made] = {}
        self._touched: dict[int, int] = {}

    def once(self, what: Hashable, version: int, work: Callable[[], tuple[T, Iterable[Look]]]) -> T:
        """What ``work`` gives beside its looks, worked out again only where one of these was touched since."""
        made = self._made.get(what)
        if made is not None and self._holds(made):
            if made.version != version:
                self._made[what] = made._replace(version=version)
            found: T = made.value  # type: ignore[assignment]  # what tells the type too
            return found
        value, looks = work()
        if len(self._made) >= self._most:
            self._made.clear()
        self._made[what] = _Made(value, version, array("q", set(map(hash, single(looks)))))
        return value

    def _holds(self, made: _Made) -> bool:
        touched, version = self._touched, made.version
        return not touched or all(touched.get(look, version) <= version for look in made.looks)

    def touch(self, looks: Iterable[Look], version: int) -> None:
        """Something was told of, at these looks, by this version of the store."""
        self._touched.update((hash(one), version) for one in single(looks))
        if len(self._touched) > MOST_TOUCHED:
            self.forget()

    def forget(self) -> None:
        """Everything."""
        self._made.clear()
        self._touched.clear()
