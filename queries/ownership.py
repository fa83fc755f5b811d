"""Who stands above a subject and what it holds (股权穿透): stakes on a day, with who decides and who benefits."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import Any

from graph.interval import Truth
from graph.live import Live
from graph.model import Fact
from graph.schema import schema
from graph.store.port import Store
from graph.view import View
from queries.controllers import controller_answers
from queries.surroundings import edge, node

HOLDING = ("SHAREHOLDER_OF", "EXECUTING_PARTNER_OF")
MOST = 300
_BOTH_WAYS = (*HOLDING, "SAME_AS")


def ownership(
    store: Store, entity: str, as_of: date, known_at: int | None, *, up: int = 12, down: int = 1, ended: bool = False
) -> dict[str, Any]:
    """Holders above (until natural persons or the state) and holdings below, at most :data:`MOST` subjects.

    ``warnings`` names companies whose registered shares come to more than the whole on the day; ``chain`` the ties that
    somebody's control rests on; ``left_out`` how many subjects were met and not shown.
    """
    live = Live(store)
    view = live.at(known_at)
    root = view.canonical(entity)
    walk = _Walk(live, view, as_of, ended)
    walk.climb(root, up)
    walk.descend(root, down)
    fact = view.subject(root)
    found = controller_answers(view, root, as_of) if fact is not None and fact.kind != "Person" else []
    chain = {item["fact"].rsplit(".", 1)[0] for one in found for item in one["evidence"] if "fact" in item}
    ties = [edge(view, tie, as_of) for tie in walk.ties.values()]
    return {
        "subject": node(view, root, as_of),
        "nodes": [{**node(view, one, as_of), "level": level} for one, level in walk.levels.items()],
        "ties": [{**one, "chain": one["id"] in chain} for one in ties],
        "controllers": found,
        "rings": _rings(walk, view),
        "warnings": _warnings(walk, view, as_of),
        "left_out": walk.left_out,
        "as_of": as_of.isoformat(),
        "data_version": live.version,
    }


class _Walk:
    """Subjects met, each with its level (holders above are negative), and the ties between them."""

    def __init__(self, live: Live, view: View, as_of: date, ended: bool) -> None:
        self._live, self.view, self._as_of, self._ended = live, view, as_of, ended
        self.levels: dict[str, int] = {}
        self.ties: dict[str, Fact] = {}
        self.left_out = 0

    def climb(self, root: str, levels: int) -> None:
        """Holders, their holders, and so on."""
        self._levels(root, levels, -1)

    def descend(self, root: str, levels: int) -> None:
        """What is held, and what that holds."""
        self._levels(root, levels, 1)

    def _levels(self, root: str, levels: int, step: int) -> None:
        self.levels.setdefault(root, 0)
        front = [root]
        for level in range(1, levels + 1):
            self._live.read(front, _BOTH_WAYS)
            reached: list[str] = []
            for one in front:
                if step < 0 and self._is_public(one):
                    continue
                ties = self.view.ties_to(one, *HOLDING) if step < 0 else self.view.ties_from(one, *HOLDING)
                for tie in ties:
                    if self._shows(tie):
                        reached += self._enter(tie, tie.source if step < 0 else tie.target, level * step)
            front = list(dict.fromkeys(reached))

    def _enter(self, tie: Fact, end: str, level: int) -> list[str]:
        other = self.view.canonical(end)
        if other not in self.levels:
            if len(self.levels) >= MOST:
                self.left_out += 1
                return []
            self.levels[other] = level
            self.ties[tie.entity] = tie
            return [other]
        self.ties[tie.entity] = tie
        return []

    def _shows(self, tie: Fact) -> bool:
        begun = tie.valid.start is None or tie.valid.start <= self._as_of
        return begun and (self._ended or tie.valid.contains(self._as_of) is not Truth.NO)

    def _is_public(self, entity: str) -> bool:
        fact = self.view.subject(entity)
        return fact is not None and fact.kind in schema().public_bodies()


def _rings(walk: _Walk, view: View) -> list[list[str]]:
    """Companies that hold one another around, each ring's members in order of their ids."""
    below: dict[str, set[str]] = defaultdict(set)
    for tie in walk.ties.values():
        below[view.canonical(tie.source)].add(view.canonical(tie.target))
    reach = {one: _reached(below, one) for one in walk.levels}
    rings = {
        tuple(sorted({other for other in reach[one] if one in reach[other]})) for one in reach if one in reach[one]
    }
    return [list(ring) for ring in sorted(rings)]


def _reached(below: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for other in below.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def _warnings(walk: _Walk, view: View, as_of: date) -> list[dict[str, Any]]:
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for tie in walk.ties.values():
        capital, total = tie.integer("capital"), tie.integer("total")
        if tie.kind == "SHAREHOLDER_OF" and capital is not None and total and tie.valid.contains(as_of) is not Truth.NO:
            sums[view.canonical(tie.target)] += Fraction(capital, total)
    return [
        {
            "company": company,
            "code": "shares_above_whole",
            "share": {"capital": one.numerator, "total": one.denominator},
        }
        for company, one in sorted(sums.items())
        if one > 1
    ]
