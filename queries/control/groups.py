"""Groups of companies under one head, in near-linear time: whoever holds a head's majority takes its group."""

from __future__ import annotations

from queries.control.least_set import certainly, controllers_of
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
        self._parent: dict[str, str] = {}
        self._head: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._votes: dict[str, dict[str, int]] = {}
        for subject in holdings.held.keys() | holdings.ballots.keys():
            self._parent[subject] = self._head[subject] = subject
            self._members[subject] = [subject]
            self._votes[subject] = {company: votes.certain for company, votes in holdings.held.get(subject, ())}
        self._unite_all()
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

    def _reached(self, company: str, votes: int) -> bool:
        ballot = self._holdings.ballots[company]
        return not ballot.inconsistent and self._threshold.met(votes, ballot.countable)

    def _unite_all(self) -> None:
        waiting = [
            (subject, company)
            for subject, gathered in self._votes.items()
            for company, votes in gathered.items()
            if self._reached(company, votes)
        ]
        while waiting:
            holder, company = waiting.pop()
            group, taken = self._find(holder), self._find(company)
            if group == taken or self._head[taken] != company:
                continue
            head = self._head[group]
            large, small = (group, taken) if len(self._votes[group]) >= len(self._votes[taken]) else (taken, group)
            self._parent[small] = large
            self._head[large] = head
            gathered = self._votes[large]
            for held, votes in self._votes.pop(small).items():
                gathered[held] = gathered.get(held, 0) + votes
                if self._reached(held, gathered[held]):
                    waiting.append((large, held))
            more, fewer = self._members[large], self._members.pop(small)
            if len(more) < len(fewer):
                more, fewer = fewer, more
            more.extend(fewer)
            self._members[large] = more

    def _find_rings(self) -> list[tuple[str, ...]]:
        """Rings: only where a group holds the majority of its own head can somebody below control the head."""
        found = []
        for root in self._members:
            head = self._head[root]
            if head in self._holdings.ballots and self._reached(head, self._votes[root].get(head, 0)):
                ring = self._circle(head) or self._joint_ring(head, self._members[root])
                if len(ring) > 1:
                    found.append(tuple(sorted(ring)))
        return found

    def _circle(self, head: str) -> list[str]:
        """The ring of single majority holders through the head, or nothing; if there is one, it is the whole ring."""
        test = certainly(self._threshold)
        circle = [head]
        while True:
            ballot = self._holdings.ballots.get(circle[-1])
            voters = ballot.voters.items() if ballot else ()
            holder = next((voter for voter, votes in voters if ballot and test(ballot, votes)), None)
            if holder is None:
                return []
            if holder == head:
                return circle
            circle.append(holder)

    def _joint_ring(self, head: str, members: list[str]) -> list[str]:
        return [head, *controllers_of(head, self._holdings, self._threshold, among=members)]
