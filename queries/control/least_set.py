"""The least set of companies a holder controls by votes, and the same read upwards from one company."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from queries.control.thresholds import MAJORITY, Threshold
from queries.control.votes import NO_VOTES, Ballot, Certainty, Holdings, Votes

Test = Callable[[Ballot, Votes], bool]
"""Whether a group with these votes reaches the threshold in a company."""


def certainly(threshold: Threshold = MAJORITY) -> Test:
    """The test by what a group holds at least."""
    return lambda ballot, group: threshold.met(*ballot.least(group))


def possibly(threshold: Threshold = MAJORITY) -> Test:
    """The test by what a group may hold at most."""
    return lambda ballot, group: threshold.met(*ballot.greatest(group))


def reading(certainty: Certainty, threshold: Threshold) -> Test:
    """The test for a certainty."""
    return certainly(threshold) if certainty == "certain" else possibly(threshold)


def least_set(
    start: Iterable[str],
    holdings: Holdings,
    test: Test,
    *,
    without: str | None = None,
    within: Collection[str] | None = None,
) -> list[str]:
    """The least set that contains ``start`` and every company in which its members together pass ``test``.

    In the order in which members join. ``without`` never joins; with ``within`` only its members join. Companies that
    hold each other's votes do not lift one another in: each needs votes of members that joined before it.
    """
    joined = dict.fromkeys(sorted(start))
    order = list(joined)
    gathered: dict[str, Votes] = {}
    for member in order:
        for company, votes in holdings.held.get(member, ()):
            if company in joined or company == without or (within is not None and company not in within):
                continue
            group = gathered.get(company, NO_VOTES).plus(votes)
            gathered[company] = group
            if test(holdings.ballots[company], group):
                joined[company] = None
                order.append(company)
    return order


def gathered_votes(members: Iterable[str], ballot: Ballot) -> Votes:
    """What a group of members holds in one company."""
    group = NO_VOTES
    for member in members:
        votes = ballot.voters.get(member)
        if votes is not None:
            group = group.plus(votes)
    return group


def controllers_of(
    company: str,
    holdings: Holdings,
    threshold: Threshold = MAJORITY,
    certainty: Certainty = "certain",
    among: Collection[str] | None = None,
) -> list[str]:
    """Every controller of a company up the chain, in order of id; never itself.

    Only ancestors are looked at: only they can vote, directly or through others. ``among`` narrows them further, where
    the caller knows that it holds all controllers. In a ring, each company is a controller of the others.
    """
    return [
        candidate for candidate in reach_upwards(company, holdings, threshold, certainty, among) if candidate != company
    ]


def reach_upwards(
    company: str,
    holdings: Holdings,
    threshold: Threshold = MAJORITY,
    certainty: Certainty = "certain",
    among: Collection[str] | None = None,
) -> dict[str, set[str]]:
    """Each controller of a company, in order of id, with what it controls among the company and its ancestors.

    The company itself is listed too, with the ancestors it controls: those are of one ring with it.
    """
    ancestors = holdings.ancestors(company)
    if among is not None:
        ancestors &= set(among)
    scope = ancestors | {company}
    test = reading(certainty, threshold)
    found: dict[str, set[str]] = {}
    for candidate in sorted(scope):
        reached = set(least_set([candidate], holdings, test, within=scope))
        if company in reached:
            found[candidate] = reached - {candidate}
    return found
