"""Votes in companies as of one date: stakes, own shares without a vote, what is undisclosed or contradictory."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Certainty = Literal["certain", "possible"]


class Stake(NamedTuple):
    """Votes a holder has in a company: ``votes`` of ``total`` (capital units, or parts of 100 %), exact integers.

    ``certain`` is False where the stake may not stand on the date (an unknown start, an unconfirmed tip). ``ref`` is
    the fact it comes from. ``band`` is the half-width, in the same units, of a share known as a rounded percentage.
    A holder whose share is not known has ``votes`` 0: he may hold any part of what is undisclosed.
    """

    holder: str
    company: str
    votes: int
    total: int
    certain: bool
    ref: str
    band: int = 0


class ExecutingPartner(NamedTuple):
    """The partner who executes a partnership's affairs (执行事务合伙人) and so decides in it; the others do not."""

    partner: str
    partnership: str
    ref: str
    certain: bool = True


class Concert(NamedTuple):
    """Holders who agreed to vote together (一致行动人), and the facts that say so."""

    parties: frozenset[str]
    refs: tuple[str, ...] = ()


class Votes(NamedTuple):
    """Votes of one holder, or of a group: what stands for certain, what is stated, and the most it can be.

    ``stated`` takes the lower end of rounding bands, so what all state together never hides an undisclosed part.
    """

    certain: int = 0
    stated: int = 0
    most: int = 0

    def plus(self, other: Votes) -> Votes:
        """Votes counted together."""
        return Votes(self.certain + other.certain, self.stated + other.stated, self.most + other.most)


NO_VOTES = Votes()


@dataclass(frozen=True, slots=True)
class Ballot:
    """All votes in one company. ``total`` includes its own shares, ``voters`` does not; ``all`` is the voters' sum."""

    company: str
    total: int
    voters: dict[str, Votes]
    all: Votes
    own: Votes
    stakes: tuple[Stake, ...]
    executing_partners: tuple[ExecutingPartner, ...] = ()
    unread: bool = False
    """A partnership whose executing partner is not known: nobody votes, whatever the capital."""

    @property
    def inconsistent(self) -> bool:
        """Whether holders certainly have more votes than there are."""
        return self.all.certain + self.own.certain > self.total

    @property
    def countable(self) -> int:
        """Votes that can be cast: all but the company's own shares (库存股不行使表决权)."""
        return max(0, self.total - self.own.certain)

    @property
    def remainder(self) -> int:
        """Votes whose holder is not disclosed."""
        return max(0, self.total - self.own.stated - self.all.stated)

    def scaled(self, stake: Stake) -> Stake:
        """A stake of this company over this ballot's total."""
        factor = self.total // stake.total
        return stake._replace(votes=stake.votes * factor, total=self.total, band=stake.band * factor)

    def least(self, group: Votes) -> tuple[int, int]:
        """The smallest share a group of voters can have, as votes and countable votes; nothing where inconsistent."""
        return (0 if self.inconsistent else group.certain), self.countable

    def greatest(self, group: Votes) -> tuple[int, int]:
        """The largest share a group with at least one disclosed voter can have, as votes and countable votes.

        Either the whole undisclosed remainder is the group's, or its uncertain stakes and rounding bands all count as
        far as the others' certain votes leave room. Another voter's uncertain stake is never given to the group.
        """
        if self.inconsistent:
            countable = self.total - self.own.most
            return min(group.most, countable), countable
        others = self.all.certain - group.certain
        own = min(max(self.total - others - group.most, self.own.certain), self.own.most)
        claimed = (min(group.most, self.total - own - others), self.total - own)
        room = self.total - self.own.stated
        filled = (room - (self.all.stated - group.stated), room)
        better = claimed[1] <= 0 or filled[0] * claimed[1] > claimed[0] * filled[1]
        return filled if better else claimed


class Holdings:
    """Every stake that stands on one date, by company and by holder.

    ``bodies`` (机关, 事业单位) are never controlled: a chain of state ownership ends there. A partnership follows its
    executing partner whatever its capital shares say; where it has several, none is certain to decide; where none is
    known of one of the ``partnerships``, nobody is.
    ``concerts`` change no vote here; they are asked about separately (queries.control.concert).
    Raises ValueError for a stake without a positive total or with negative votes.
    """

    def __init__(
        self,
        stakes: Iterable[Stake],
        *,
        as_of: date | None = None,
        partners: Iterable[ExecutingPartner] = (),
        bodies: Collection[str] = (),
        concerts: Iterable[Concert] = (),
        partnerships: Collection[str] = (),
    ) -> None:
        self.as_of = as_of
        agreed: dict[frozenset[str], tuple[str, ...]] = {}
        for concert in concerts:
            if len(concert.parties) > 1:
                refs = {*agreed.get(concert.parties, ()), *concert.refs}
                agreed[concert.parties] = tuple(sorted(refs))
        self.concerts = tuple(Concert(parties, agreed[parties]) for parties in sorted(agreed, key=sorted))
        by_company: dict[str, list[Stake]] = defaultdict(list)
        for stake in stakes:
            if stake.total <= 0 or stake.votes < 0 or stake.band < 0:
                raise ValueError(
                    f"表决权数须非负、总数须为正 / votes must not be negative, totals positive: {stake.ref}"
                )
            if stake.company not in bodies:
                by_company[stake.company].append(stake)
        executing: dict[str, list[ExecutingPartner]] = defaultdict(list)
        for partner in sorted(set(partners)):
            if partner.partnership not in bodies and partner.partner != partner.partnership:
                executing[partner.partnership].append(partner)
        self.ballots: dict[str, Ballot] = {}
        self.held: dict[str, list[tuple[str, Votes]]] = defaultdict(list)
        """By holder: the companies it votes in, in order, and its votes."""
        for company in sorted(by_company.keys() | executing.keys()):
            own = by_company.get(company, [])
            if company in executing or company in partnerships:
                ballot = _partnership(company, own, executing.get(company, []))
            else:
                ballot = _ballot(company, own)
            self.ballots[company] = ballot
            for holder, votes in ballot.voters.items():
                self.held[holder].append((company, votes))
        self.held = dict(self.held)

    @property
    def holders(self) -> list[str]:
        """Everybody who votes in some company, in order."""
        return sorted(self.held)

    @property
    def inconsistent(self) -> tuple[str, ...]:
        """Companies whose holders have more votes than there are."""
        return tuple(company for company, ballot in self.ballots.items() if ballot.inconsistent)

    def unrounded(self) -> Holdings:
        """The same holdings, every percentage taken as exact: what would hold if nothing had been rounded."""
        stakes = [stake._replace(band=0) for ballot in self.ballots.values() for stake in ballot.stakes]
        partners = [partner for ballot in self.ballots.values() for partner in ballot.executing_partners]
        unread = [company for company, ballot in self.ballots.items() if ballot.unread]
        return Holdings(stakes, as_of=self.as_of, partners=partners, concerts=self.concerts, partnerships=unread)

    def ancestors(self, company: str) -> set[str]:
        """Whoever votes in the company or, step by step, in one that does. May include the company itself."""
        found: set[str] = set()
        waiting = [company]
        while waiting:
            ballot = self.ballots.get(waiting.pop())
            for holder in ballot.voters if ballot else ():
                if holder not in found:
                    found.add(holder)
                    waiting.append(holder)
        return found


def _ballot(company: str, stakes: list[Stake]) -> Ballot:
    total = math.lcm(*{stake.total for stake in stakes})
    own, everybody = NO_VOTES, NO_VOTES
    voters: dict[str, Votes] = {}
    for stake in sorted(stakes):
        factor = total // stake.total
        lowest = max(0, stake.votes - stake.band) * factor
        votes = Votes(lowest if stake.certain else 0, lowest, (stake.votes + stake.band) * factor)
        if stake.holder == company:
            own = own.plus(votes)
        else:
            voters[stake.holder] = voters.get(stake.holder, NO_VOTES).plus(votes)
            everybody = everybody.plus(votes)
    return Ballot(company, total, voters, everybody, own, tuple(sorted(stakes)))


def _partnership(company: str, stakes: list[Stake], partners: list[ExecutingPartner]) -> Ballot:
    everyone = {partner.partner for partner in partners}
    alone = len(everyone) == 1
    voters = dict.fromkeys(sorted(everyone), Votes(0, 1, 1))
    if alone and any(partner.certain for partner in partners):
        voters = dict.fromkeys(everyone, Votes(1, 1, 1))
    everybody = NO_VOTES
    for votes in voters.values():
        everybody = everybody.plus(votes)
    return Ballot(company, 1, voters, everybody, NO_VOTES, tuple(sorted(stakes)), tuple(partners), not partners)
