"""Why a verdict stands, or does not: the coalition in the order it forms, its stakes, sums and what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from queries.control.bounds import Share, Verdict, share_of
from queries.control.least_set import Test, gathered_votes, least_set, reading
from queries.control.thresholds import MAJORITY, Threshold
from queries.control.votes import Ballot, Certainty, ExecutingPartner, Holdings, Stake
from queries.control.wording import Note, Words, formula, notes_on, shortfall


class Step(NamedTuple):
    """One company joining the coalition: whose votes brought it in, and their sum over the votes that count.

    ``stakes`` are over ``total``, the company's whole; ``share`` is over its countable votes. In a partnership there
    are no stakes but ``executing_partners``.
    """

    company: str
    stakes: tuple[Stake, ...]
    executing_partners: tuple[ExecutingPartner, ...]
    share: Share
    total: int
    own: int
    remainder: int
    words: Words


class Competitor(NamedTuple):
    """Another voter in the company, outside the coalition, with the most votes he can have over the ballot's total."""

    holder: str
    votes: int
    total: int


class Evidence(NamedTuple):
    """A verdict laid open. ``steps`` end with the company itself; ``refs`` are the facts it rests on, in order."""

    verdict: Verdict
    threshold: Threshold
    steps: tuple[Step, ...]
    remainder: int
    competitors: tuple[Competitor, ...]
    notes: tuple[Note, ...]
    refs: tuple[str, ...]


def explain(verdict: Verdict, holdings: Holdings, threshold: Threshold = MAJORITY, *, competitors: int = 3) -> Evidence:
    """The evidence of a verdict that :mod:`bounds` or :mod:`concert` gave on the same holdings and threshold.

    Steps keep only members whose votes matter to the verdict, in the order in which they join.
    """
    start = verdict.parties or (verdict.controller,)
    certainty = _reading_of(verdict, start, holdings, threshold)
    test = reading(certainty, threshold)
    group = least_set(start, holdings, test, without=verdict.company)
    order = _needed(group, start, verdict.company, certainty, holdings)
    steps = tuple(_step(company, before, certainty, holdings, threshold) for company, before in order)
    ballot = holdings.ballots[verdict.company]
    passed = [holdings.ballots[step.company] for step in steps]
    return Evidence(
        verdict=verdict,
        threshold=threshold,
        steps=steps,
        remainder=ballot.remainder,
        competitors=_competitors(ballot, group, competitors),
        notes=tuple(notes_on(verdict.parties, verdict.ring, [*_unread(start, holdings), *passed])),
        refs=_refs(steps, verdict, holdings),
    )


def why_not(holder: str, company: str, holdings: Holdings, threshold: Threshold = MAJORITY) -> Words:
    """In words, what a holder's group has in a company and what it would need. For a company that somebody holds."""
    return shortfall(share_of([holder], company, holdings, threshold), threshold)


def _unread(start: Iterable[str], holdings: Holdings) -> list[Ballot]:
    """Those it starts from who are partnerships without a known executing partner: who controls them is not known."""
    ballots = (holdings.ballots.get(member) for member in start)
    return [ballot for ballot in ballots if ballot is not None and ballot.unread]


def _reading_of(verdict: Verdict, start: Iterable[str], holdings: Holdings, threshold: Threshold) -> Certainty:
    """By what the coalition forms: parties in concert may hold enough for certain though the verdict is not."""
    if verdict.certainty == "certain":
        return "certain"
    sure: Test = reading("certain", threshold)
    return "certain" if verdict.company in least_set(start, holdings, sure) else "possible"


def _needed(
    group: list[str], start: Iterable[str], company: str, certainty: Certainty, holdings: Holdings
) -> list[tuple[str, list[str]]]:
    """The members that lead to the company, each with those that joined before it; the company last."""
    starters = set(start)
    place = {member: number for number, member in enumerate(group)}

    def helpers(reached: str, before: list[str]) -> list[str]:
        voters = holdings.ballots[reached].voters
        return [z for z in before if z in voters and (voters[z].certain or certainty == "possible")]

    needed: set[str] = set()
    waiting = helpers(company, group)
    while waiting:
        member = waiting.pop()
        if member not in needed and member not in starters:
            needed.add(member)
            waiting += helpers(member, group[: place[member]])
    order = [(member, group[: place[member]]) for member in group if member in needed]
    return [*order, (company, group)]


def _step(company: str, before: list[str], certainty: Certainty, holdings: Holdings, threshold: Threshold) -> Step:
    ballot = holdings.ballots[company]
    members = set(before)
    votes = gathered_votes(before, ballot)
    share = Share.between(ballot.least(votes), ballot.greatest(votes))
    return Step(
        company=company,
        stakes=tuple(
            ballot.scaled(stake)
            for stake in ballot.stakes
            if stake.holder in members and stake.holder in ballot.voters and _counts(stake, certainty)
        )
        if not ballot.executing_partners
        else (),
        executing_partners=tuple(partner for partner in ballot.executing_partners if partner.partner in members),
        share=share,
        total=ballot.total,
        own=ballot.own.certain,
        remainder=ballot.remainder,
        words=formula(share, threshold, certainty, partnership=bool(ballot.executing_partners)),
    )


def _counts(stake: Stake, certainty: Certainty) -> bool:
    """Whether a stake adds to what is read; of a rounded percentage only what is left by its band is certain."""
    return certainty == "possible" or (stake.certain and stake.votes > stake.band)


def _competitors(ballot: Ballot, group: list[str], limit: int) -> tuple[Competitor, ...]:
    members = set(group)
    others = [
        Competitor(voter, votes.most, ballot.total) for voter, votes in ballot.voters.items() if voter not in members
    ]
    return tuple(sorted(others, key=lambda other: (-other.votes, other.holder))[:limit])


def _refs(steps: tuple[Step, ...], verdict: Verdict, holdings: Holdings) -> tuple[str, ...]:
    refs = [ref for concert in holdings.concerts if concert.parties == set(verdict.parties) for ref in concert.refs]
    for step in steps:
        refs += [stake.ref for stake in step.stakes]
        refs += [partner.ref for partner in step.executing_partners]
    return tuple(dict.fromkeys(refs))
