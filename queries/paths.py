"""How two subjects are connected on a day (关联路径): the shortest paths, within limits that are always said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any

from graph.live import Live
from graph.model import Fact
from graph.store.port import Store
from graph.view import View
from queries.neighbourhood import described, tie_answer, tie_kinds, ties_of

MOST_HOPS = 8
HUB = 200
"""No path leads through a subject with more ties on the day: what passes there connects nobody in particular."""
MOST_PATHS = 20
MOST_SUBJECTS = 20_000

_Steps = dict[str, list[tuple[str, Fact]]]
"""For each subject reached, the ties by which it was reached first, and from whom."""


def paths(
    store: Store,
    one: str,
    other: str,
    day: date,
    known_at: int | None,
    *,
    hops: int = 4,
    kinds: Sequence[str] = (),
    limit: int = 5,
) -> dict[str, Any]:
    """The shortest paths between two subjects over ties that hold or may hold on the day, at most ``limit``.

    Searched from both ends, so that neither side is opened further than half the way. "None" means: none within
    ``hops``, over these ``kinds``, through nobody with more than :data:`HUB` ties; ``truncated`` says that such a
    subject, or the limit, was met. Raises ValueError for a kind that is no tie between subjects.
    """
    wanted = tie_kinds(kinds)
    live = Live(store)
    view = live.at(known_at)
    ends = view.canonical(one), view.canonical(other)
    search = _Search(live, view, wanted, day)
    found = [] if ends[0] == ends[1] else search.between(*ends, hops)
    shown = list(islice(found, limit + 1))
    return {
        "from": described(view, ends[0]),
        "to": described(view, ends[1]),
        "paths": [_path(view, ends[0], path, day) for path in shown[:limit]],
        "hops": hops,
        "kinds": list(wanted),
        "hub": HUB,
        "truncated": search.truncated or len(shown) > limit,
        "as_of": day.isoformat(),
        "data_version": live.version,
    }


class _Search:
    def __init__(self, live: Live, view: View, kinds: tuple[str, ...], day: date) -> None:
        self._live, self._view, self._kinds, self._day = live, view, kinds, day
        self.truncated = False

    def between(self, one: str, other: str, hops: int) -> list[list[Fact]]:
        """Shortest paths as ties from ``one`` to ``other``, by ids."""
        reached: tuple[_Steps, _Steps] = ({one: []}, {other: []})
        edges = [[one], [other]]
        for _ in range(hops):
            side = 0 if len(edges[0]) <= len(edges[1]) else 1
            if not edges[side]:
                return []
            edges[side] = self._further(edges[side], reached[side])
            meeting = sorted(
                node for node in reached[0].keys() & reached[1].keys() if self._leads_on(node, {one, other})
            )
            if meeting:
                return self._joined(meeting, reached)
            if len(reached[0]) + len(reached[1]) > MOST_SUBJECTS:
                self.truncated = True
                return []
        return []

    def _further(self, edge: list[str], reached: _Steps) -> list[str]:
        """One tie further from every subject of the edge; all ties that reach a subject first are kept."""
        self._live.read(edge, [*self._kinds, "SAME_AS"])
        found: _Steps = {}
        for node in edge:
            ties = ties_of(self._view, node, self._kinds, self._day)
            if len(ties) > HUB and reached[node]:
                self.truncated = True
                continue
            for tie in ties:
                ends = self._view.canonical(tie.source), self._view.canonical(tie.target)
                other = ends[1] if ends[0] == node else ends[0]
                if other not in reached:
                    found.setdefault(other, []).append((node, tie))
        reached.update(found)
        return sorted(found)

    def _leads_on(self, node: str, ends: set[str]) -> bool:
        """Whether a path may lead through a subject, or ends there."""
        if node in ends or len(ties_of(self._view, node, self._kinds, self._day)) <= HUB:
            return True
        self.truncated = True
        return False

    def _joined(self, meeting: list[str], reached: tuple[_Steps, _Steps]) -> list[list[Fact]]:
        joined = []
        for node in meeting:
            for first in islice(_back(node, reached[0]), MOST_PATHS):
                for second in islice(_back(node, reached[1]), MOST_PATHS):
                    joined.append([*reversed(first), *second])
        joined.sort(key=lambda path: (len(path), [tie.entity for tie in path]))
        return [path for path in joined if len(path) == len(joined[0])][: MOST_PATHS + 1]


def _back(node: str, reached: _Steps) -> list[list[Fact]]:
    """Ways from a subject back to where the search began, as ties."""
    if not reached[node]:
        return [[]]
    return [[tie, *rest] for before, tie in reached[node] for rest in _back(before, reached)[:MOST_PATHS]][:MOST_PATHS]


def _path(view: View, start: str, ties: list[Fact], day: date) -> dict[str, Any]:
    """A path as subjects and the ties between them, in order."""
    subjects = [start]
    for tie in ties:
        ends = view.canonical(tie.source), view.canonical(tie.target)
        subjects.append(ends[1] if ends[0] == subjects[-1] else ends[0])
    return {
        "length": len(ties),
        "subjects": [described(view, one) for one in subjects],
        "ties": [tie_answer(view, tie, day) for tie in ties],
    }
