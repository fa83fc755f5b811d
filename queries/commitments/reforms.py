"""What reforms did to a body (机构改革), line by line, and when the roster had it: what succession is read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from graph.interval import BEGINNING, FOREVER, Interval, Truth, joined
from graph.model import Fact
from graph.names import compact
from graph.view import View
from queries.documents.life import life

MERGED, SPLIT, ABOLISHED, RENAMED, TRANSFERRED = "合并", "分立", "撤销", "更名", "职能划转"
ENDING = (MERGED, ABOLISHED, RENAMED)
"""Manners after which the body is no more, whatever the roster says; a body that was split may go on (存续分立)."""

_ROSTER = ("BELONGS_TO", "SUPERVISED_BY", "AUDITED_BY", "DISCIPLINED_BY", "PERSONNEL_UNDER")
_SEPARATORS = re.compile(r"[;；、,，|]")


class Move(NamedTuple):
    """One line of a reform: what leaves a body on a day, and to whom (None: no successor is named)."""

    day: date
    manner: str
    functions: frozenset[str]
    to: str | None
    organs: tuple[str, ...]
    fact: Fact

    @property
    def document(self) -> str:
        """The match key of the reform's document; lines of one document on one day are one reform."""
        return self.fact.number

    @property
    def ends(self) -> bool:
        """Whether the body is no more after it."""
        return self.manner in ENDING


class Reforms(Protocol):
    """What succession asks for: about a body, by its canonical id."""

    def moves(self, body: str) -> Sequence[Move]:
        """What left a body, by day, then document."""

    def received(self, body: str) -> Sequence[date]:
        """The days on which another body's reform named this one as successor, in order."""

    def eras(self, body: str) -> Sequence[Interval]:
        """When the roster had the body, joined where they touch, in order; empty where no roster has it.

        An unknown start counts as the beginning, an unknown end as none.
        """

    def above(self, body: str, day: date, kind: str) -> Sequence[tuple[str, Fact]]:
        """Whom a body belonged to (BELONGS_TO) or was under (SUPERVISED_BY) on a day, each with the tie that says so.

        On the day itself, else on the day before: rosters end with the day of the reform.
        """


class KnownReforms:
    """Reforms as a view knows them; every body is read once. A reform whose document fell is as if never made."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._moves: dict[str, list[Move]] = {}
        self._received: dict[str, list[date]] = {}
        self._eras: dict[str, list[Interval]] = {}

    def moves(self, body: str) -> Sequence[Move]:
        """See :class:`Reforms`."""
        if body not in self._moves:
            found = []
            for tie in self.view.ties_to(body, "REFORMS"):
                fact = self.view.fact(tie.source)
                if fact is None or (day := fact.date("date")) is None or life(self.view, fact).annulled is not None:
                    continue
                functions = frozenset(compact(one) for one in fact.list("functions"))
                to = self.view.target(fact.entity, "SUCCEEDS")
                decided = self.view.ties_from(fact.entity, "DECIDED_BY")
                organs = tuple(sorted({self.view.canonical(tie.target) for tie in decided}))
                found.append(Move(day, fact.text("manner"), functions, to, organs, fact))
            self._moves[body] = sorted(found, key=lambda move: (move.day, move.document, move.fact.entity))
        return self._moves[body]

    def received(self, body: str) -> Sequence[date]:
        """See :class:`Reforms`."""
        if body not in self._received:
            days = set()
            for tie in self.view.ties_to(body, "SUCCEEDS"):
                fact = self.view.fact(tie.source)
                if fact is None or (day := fact.date("date")) is None or life(self.view, fact).annulled is not None:
                    continue
                if self.view.target(fact.entity, "REFORMS") != body:
                    days.add(day)
            self._received[body] = sorted(days)
        return self._received[body]

    def eras(self, body: str) -> Sequence[Interval]:
        """See :class:`Reforms`."""
        if body not in self._eras:
            ties = self.view.ties_from(body, *_ROSTER)
            found = [tie.valid for tie in ties]
            fact = self.view.subject(body)
            if not found and fact is not None and fact.integer("standing") == 1:
                since, until = fact.date("since"), fact.date("until")
                open_ended = until is None or (since is not None and until <= since)
                found = [Interval(since, FOREVER if open_ended else until)]
            self._eras[body] = joined(Interval(one.start or BEGINNING, one.end or FOREVER) for one in found)
        return self._eras[body]

    def above(self, body: str, day: date, kind: str) -> Sequence[tuple[str, Fact]]:
        """See :class:`Reforms`."""
        ties = self.view.ties_from(body, kind)
        for when in (day, day - timedelta(days=1)):
            held = {self.view.canonical(tie.target): tie for tie in ties if tie.valid.contains(when) is not Truth.NO}
            if held:
                return sorted(held.items())
        return []


def functions_of(text: str) -> tuple[str, ...]:
    """The functions (职能) that a cell names, as they are compared, each once; ``("",)`` where it names none."""
    named = dict.fromkeys(filter(None, (compact(part) for part in _SEPARATORS.split(text))))
    return tuple(sorted(named)) or ("",)
