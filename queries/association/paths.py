"""The strongest dated paths from one subject to whoever is near, at least and at most, as known at an instant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from graph.interval import Truth
from graph.model import Fact
from graph.view import View
from queries.policies import Association

Ahead = Callable[[Sequence[str], Sequence[str]], object]
"""Reads subjects and their ties of these kinds ahead, many at once (graph.live)."""

LOW, HIGH = 0, 1
"""The two bounds: what ties that certainly hold pass on at least, and what all that may hold pass on at most."""


class Path(NamedTuple):
    """A path outward: whom it passes, by which ties, and what it passes on, out of :attr:`Near.whole`."""

    strength: int
    nodes: tuple[str, ...]
    ties: tuple[Fact, ...]

    @property
    def place(self) -> tuple[int, int, tuple[str, ...], tuple[str, ...]]:
        """The order of paths: strongest first, then fewer hops, then ids."""
        return -self.strength, len(self.ties), self.nodes, tuple(tie.entity for tie in self.ties)


class _Edge(NamedTuple):
    """A tie that may hold on the day: where it leads, and what it passes on at least and at most."""

    other: str
    tie: Fact
    passes: tuple[int, int]


class Near:
    """Whoever is reached from a subject: the strongest path to each, by bound.

    Nobody is reached through or in a subject that is set apart (公司法 265(四)). A subject with more ties than the hub
    bound is looked at but not passed through, and nothing comes from it; ``truncated`` says that this cut the search.
    """

    def __init__(
        self, view: View, subject: str, day: date, policy: Association, ahead: Ahead = lambda subjects, kinds: None
    ) -> None:
        self.view, self.day, self.policy, self._ahead = view, day, policy, ahead
        self.subject = view.canonical(subject)
        self.whole: int = 1000**policy.ties.hops
        self.truncated = False
        self.reached: tuple[dict[str, Path], dict[str, Path]] = ({}, {})
        self._edges: dict[str, list[_Edge]] = {}
        self._hubs: set[str] = set()
        self._apart: dict[str, bool] = {}
        if policy.ties.enabled and not self.is_apart(self.subject):
            self._search()

    def is_hub(self, subject: str) -> bool:
        """Whether nothing comes from or through a subject because it has too many ties; noted as a cut."""
        self._ties_of(subject)
        if subject in self._hubs:
            self.truncated = True
        return subject in self._hubs

    def is_apart(self, subject: str) -> bool:
        """Whether nothing is passed on by a subject: a public body, a state contributor, somebody not of age."""
        if subject not in self._apart:
            fact, born = self.view.subject(subject), self.view.born(subject)
            self._apart[subject] = (
                fact is not None and self.policy.apart.holds_for(fact.kind, fact.name)
            ) or not self._of_age(born)
        return self._apart[subject]

    def read(self, subjects: Sequence[str]) -> None:
        """Read ties of many subjects ahead."""
        self._ahead(subjects, [*self.policy.ties.passes, "SAME_AS"])

    def _of_age(self, born: date | None) -> bool:
        if born is None:
            return True
        day = self.day
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) >= self.policy.ties.adults_from

    def _search(self) -> None:
        start = Path(self.whole, (self.subject,), ())
        fronts = ({self.subject: start}, {self.subject: start})
        for _ in range(self.policy.ties.hops):
            fronts = self._one_hop(fronts)

    def _one_hop(self, fronts: tuple[dict[str, Path], dict[str, Path]]) -> tuple[dict[str, Path], dict[str, Path]]:
        """One tie further: those paths that are stronger than every shorter one to the same subject."""
        found: tuple[dict[str, Path], dict[str, Path]] = ({}, {})
        nodes = sorted({*fronts[LOW], *fronts[HIGH]})
        self.read(nodes)
        others: set[str] = set()
        for node in nodes:
            if node != self.subject and self.is_hub(node):
                continue
            others.update(edge.other for edge in self._ties_of(node))
        fresh, room = sorted(others - self.reached[HIGH].keys()), self.policy.ties.most - len(self.reached[HIGH])
        if len(fresh) > room:
            self.truncated = True
            others -= set(fresh[room:])
        self._ahead(sorted(others), [])
        for node in nodes:
            if node != self.subject and node in self._hubs:
                continue
            for edge in self._ties_of(node):
                if edge.other not in others or edge.other == self.subject or self.is_apart(edge.other):
                    continue
                for bound in (LOW, HIGH):
                    self._lengthen(fronts[bound].get(node), edge, edge.passes[bound], bound, found[bound])
        for bound in (LOW, HIGH):
            self.reached[bound].update(found[bound])
        return found

    def _lengthen(self, path: Path | None, edge: _Edge, passes: int, bound: int, found: dict[str, Path]) -> None:
        if path is None or passes == 0:
            return
        longer = Path(path.strength * passes // 1000, (*path.nodes, edge.other), (*path.ties, edge.tie))
        shorter = self.reached[bound].get(edge.other)
        if shorter is not None and longer.strength <= shorter.strength:
            return
        if edge.other not in found or longer.place < found[edge.other].place:
            found[edge.other] = longer

    def _ties_of(self, subject: str) -> list[_Edge]:
        """What may hold on the day; ties of every day count towards a hub."""
        if subject in self._edges:
            return self._edges[subject]
        passes = self.policy.ties.passes
        ties = [*self.view.ties_from(subject, *passes), *self.view.ties_to(subject, *passes)]
        if len(ties) > self.policy.ties.hub:
            self._hubs.add(subject)
        found = []
        for tie in ties:
            ends = self.view.canonical(tie.source), self.view.canonical(tie.target)
            holds = tie.valid.contains(self.day)
            if holds is not Truth.NO and ends[0] != ends[1]:
                certain = holds is Truth.YES and tie.text("certainty") != "possible"
                weight = passes[tie.kind]
                other = ends[1] if ends[0] == subject else ends[0]
                found.append(_Edge(other, tie, (weight.low if certain else 0, weight.high)))
        self._edges[subject] = found
        return found
