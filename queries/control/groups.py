"""Groups of companies under one head, in near-linear time: whoever holds a head's majority takes its group."""

from __future__ import annotations

from collections import defaultdict

from queries.control.least_set import controllers_of
from queries.control.thresholds import Threshold
from queries.control.votes import Holdings


class Groups:
    """The ultimate group of every holder and company, by what is certain.

    Holds for a threshold that two disjoint groups cannot both reach (more than half). Then a company's controllers lie
    in one line, its ultimate controller is one head or one ring, and a ring has no outside controller: every group is
    its head and all that the head controls. Whenever the members of one group reach the threshold in another group's
    head, the second joins the first; the votes a group gathers are merged small into large, so that each stake is
    moved at most log n times. Raises ValueError for a threshold that two groups can reach.
    """

    def __init__(self, holdings: Holdings, threshold: Threshold) -> None:
        if not threshold.exclusive:
            raise ValueError("门槛不足半数，控制人不唯一 / below a majority controllers are not unique")
        self._holdings = holdings
        self._threshold = threshold
        self._parent: dict[str, str] = {subject: subject for subject in holdings.held.keys() | holdings.ballots.keys()}
        self._head: dict[str, str] = dict(self._parent)
        self._needed = {
            company: threshold.least(ballot.countable)
            for company, ballot in holdings.ballots.items()
            if ballot.countable and not ballot.inconsistent
        }
        self._votes = {
            holder: {company: votes.certain for company, votes in held if company in self._needed}
            for holder, held in holdings.held.items()
        }
        self._unite_all()
        self._members: dict[str, list[str]] = defaultdict(list)
        for subject in self._parent:
            self._members[self._find(subject)].append(subject)
        self.rings: tuple[tuple[str, ...], ...] = tuple(sorted(self._find_rings()))
        """Companies that control each other, each ring and the list of rings in order."""
        self._ring = {member: ring for ring in self.rings for member in ring}

    def members(self, subject: str) -> list[str]:
        """Everybody in the group of a subject."""
        return self._members[self._find(subject)] if subject in self._parent else [subject]

    def head(self, subject: str) -> str:
        """The ultimate controller of a subject, a ring by its smallest member; itself where nobody controls it."""
        if subject not in self._parent:
            return subject
        head = self._head[self._find(subject)]
        return self._ring[head][0] if head in self._ring else head

    def ring(self, subject: str) -> tuple[str, ...]:
        """The ring a subject is one of, or nothing."""
        return self._ring.get(subject, ())

    def _find(self, subject: str) -> str:
        root = subject
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[subject] != root:
            self._parent[subject], subject = root, self._parent[subject]
        return root

    def _unite_all(self) -> None:
        needed = self._needed
        waiting = [
            (holder, company)
            for holder, gathered in self._votes.items()
            for company, votes in gathered.items()
            if votes >= needed[company]
        ]
        while waiting:
            holder, company = waiting.pop()
            group, taken = self._find(holder), self._find(company)
            if group == taken:
                continue
            head = self._head[group]
            if len(self._votes.get(group, ())) < len(self._votes.get(taken, ())):
                group, taken = taken, group
            self._parent[taken] = group
            self._head[group] = head
            gathered = self._votes.setdefault(group, {})
            for held, votes in self._votes.pop(taken, {}).items():
                total = gathered[held] = gathered.get(held, 0) + votes
                if total >= needed[held]:
                    waiting.append((group, held))

    def _find_rings(self) -> list[tuple[str, ...]]:
        """Rings: only where a group holds the majority of its own head can somebody below control the head."""
        found = []
        for root, gathered in self._votes.items():
            head = self._head[root]
            if head in self._needed and gathered.get(head, 0) >= self._needed[head]:
                ring = self._circle(head) or self._joint_ring(head, self._members[root])
                if len(ring) > 1:
                    found.append(tuple(sorted(ring)))
        return found

    def _circle(self, head: str) -> list[str]:
        """The ring of single majority holders through the head, or nothing; if there is one, it is the whole ring."""
        circle = [head]
        while circle[-1] in self._needed:
            company = circle[-1]
            voters = self._holdings.ballots[company].voters.items()
            holder = next((voter for voter, votes in voters if votes.certain >= self._needed[company]), None)
            if holder is None:
                break
            if holder == head:
                return circle
            circle.append(holder)
        return []

    def _joint_ring(self, head: str, members: list[str]) -> list[str]:
        return [head, *controllers_of(head, self._holdings, self._threshold, among=members)]
