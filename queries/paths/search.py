"""Simple paths between two subjects, searched from both ends, within stated limits; what cut the search is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from graph.interval import Truth
from graph.model import Fact
from graph.view import View

Ahead = Callable[[Sequence[str], Sequence[str]], object]
"""Reads subjects and their ties of these kinds ahead, many at once (graph.live)."""

Nodes = tuple[str, ...]


class Limits(NamedTuple):
    """What a search is bounded by; every answer states them.

    ``hops``: ties in a path at most. ``kinds``: ties that are followed. ``hub``: who has more ties of these kinds, on
    whatever day, is no inner subject of a path. ``most``: subjects that are looked at, at most. ``paths``: paths that
    are returned, at most.
    """

    hops: int
    kinds: tuple[str, ...]
    hub: int
    most: int
    paths: int


class Search:
    """All simple paths, or the shortest, between two subjects over ties that hold, or may hold, on a day.

    Ties are followed both ways, aliases of a subject are that subject, parallel ties are one step. A hub may end a path
    but is never passed through. ``cut`` says which limits left something out: ``hub``, ``subjects``, ``paths``.
    """

    def __init__(
        self, view: View, first: str, last: str, day: date, limits: Limits, ahead: Ahead = lambda subjects, kinds: None
    ) -> None:
        self.first, self.last = view.canonical(first), view.canonical(last)
        self.limits = limits
        self.cut: set[str] = set()
        self.day = day
        self._view, self._ahead = view, ahead
        self._beside: dict[str, dict[str, list[Fact]]] = defaultdict(dict)
        self._read: set[str] = set()
        self._hubs: set[str] = set()

    def between(self, first: str, last: str) -> list[Fact]:
        """The ties of one step, by kind, then start, then id."""
        return sorted(self._beside[first][last], key=lambda tie: (tie.kind, tie.valid_from or 0, tie.entity))

    def shortest(self) -> list[Nodes]:
        """The paths with the fewest ties, by ids; none where there is none within the limits."""
        return self._paths(self._expand(until_met=True))

    def all(self) -> list[Nodes]:
        """All paths within the limits: the shortest first, then by ids."""
        self._expand(until_met=False)
        return self._paths(self.limits.hops)

    def _expand(self, *, until_met: bool) -> int:
        """Read outward from both ends, the smaller front first; how many ties were looked along from both together.

        Whoever knows all ties of the first *f* subjects of a path and of the last *b* knows every path of *f* + *b*.
        """
        fronts = ([self.first], [self.last])
        seen = ({self.first}, {self.last})
        for length in range(self.limits.hops):
            if (until_met and self._exists(length)) or not (fronts[0] and fronts[1]):
                return length
            side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
            fronts[side][:] = self._outward(fronts[side], seen[side])
        return self.limits.hops

    def _outward(self, front: list[str], seen: set[str]) -> list[str]:
        """One tie further from every subject of a front."""
        self._know(front)
        fresh = {other for node in front if self._passes(node) for other in self._beside[node]} - seen
        seen |= fresh
        return sorted(fresh)

    def _passes(self, node: str) -> bool:
        """Whether a path may lead on through a subject; one that could not be looked at is taken for a hub."""
        self._know([node])
        if not self._may_pass(node):
            self.cut.add("hub")
            return False
        return node in self._read

    def _may_pass(self, node: str) -> bool:
        """Whether nothing that was read of a subject forbids it; the ends of a path may have any number of ties."""
        return node not in self._hubs or node in (self.first, self.last)

    def _know(self, nodes: Sequence[str]) -> None:
        """The ties of subjects that may hold on the day, as far as so many subjects may be looked at."""
        fresh = sorted(set(nodes) - self._read)
        room = self.limits.most - len(self._read)
        if len(fresh) > room:
            self.cut.add("subjects")
            fresh = fresh[: max(room, 0)]
        if not fresh:
            return
        self._ahead(fresh, [*self.limits.kinds, "SAME_AS"])
        self._read.update(fresh)
        for node in fresh:
            ties = self._view.ties_from(node, *self.limits.kinds) + self._view.ties_to(node, *self.limits.kinds)
            if len({tie.entity for tie in ties}) > self.limits.hub:
                self._hubs.add(node)
            for tie in ties:
                ends = self._view.canonical(tie.source), self._view.canonical(tie.target)
                if ends[0] != ends[1] and tie.valid.contains(self.day) is not Truth.NO:
                    self._join(ends[0], ends[1], tie)

    def _join(self, one: str, other: str, tie: Fact) -> None:
        for first, last in ((one, other), (other, one)):
            ties = self._beside[first].setdefault(last, [])
            if tie not in ties:
                ties.append(tie)

    def _exists(self, length: int) -> bool:
        return next(self._simple(length), None) is not None

    def _paths(self, length: int) -> list[Nodes]:
        found: list[Nodes] = []
        for nodes in self._simple(length):
            if len(found) == self.limits.paths:
                self.cut.add("paths")
                break
            found.append(nodes)
        return found

    def _simple(self, most: int) -> Iterator[Nodes]:
        """Simple paths over the ties that were read, of one tie, of two …: no step that cannot lead to the end."""
        left = self._distances(most)
        if self.first in left:
            for length in range(left[self.first], most + 1):
                yield from self._exactly([self.first], length, left)

    def _exactly(self, nodes: list[str], length: int, left: dict[str, int]) -> Iterator[Nodes]:
        node = nodes[-1]
        if length == 0 or node == self.last:
            if length == 0 and node == self.last:
                yield tuple(nodes)
            return
        for other in sorted(self._beside[node]):
            if other not in nodes and left.get(other, length) < length:
                if other != self.last and not self._passes(other):
                    continue
                yield from self._exactly([*nodes, other], length - 1, left)

    def _distances(self, most: int) -> dict[str, int]:
        """How many ties there are at least from each subject to the last one."""
        left, front = {self.last: 0}, [self.last]
        for length in range(1, most + 1):
            reached = sorted({other for node in front if self._may_pass(node) for other in self._beside[node]})
            front = [other for other in reached if other not in left]
            left.update(dict.fromkeys(front, length))
        return left
