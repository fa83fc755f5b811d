"""Holders who act in concert (一致行动人): what they control together, never more than possible."""

from __future__ import annotations

from queries.control.bounds import Verdict, share_of
from queries.control.least_set import certainly, controllers_of, least_set, possibly
from queries.control.thresholds import MAJORITY, Threshold
from queries.control.votes import Concert, Holdings


def concert_verdicts(holdings: Holdings, threshold: Threshold = MAJORITY) -> list[Verdict]:
    """Companies that parties to one concert agreement together control, or may, and none of them does alone.

    One verdict for the parties together, never one for each; agreements that share a party are not joined. An agreement
    is evidence for an alert only, so every verdict is ``possible`` (a rebuttable presumption under 上市公司收购管理办法
    第八十三条).
    """
    return [
        _verdict(concert, company, holdings, threshold)
        for concert in holdings.concerts
        for company in _together(concert, holdings, threshold)
    ]


def concert_controllers(company: str, holdings: Holdings, threshold: Threshold = MAJORITY) -> list[Verdict]:
    """The concert verdicts on one company."""
    return [
        _verdict(concert, company, holdings, threshold)
        for concert in holdings.concerts
        if company in _together(concert, holdings, threshold)
    ]


def _together(concert: Concert, holdings: Holdings, threshold: Threshold) -> list[str]:
    """What the parties reach together and, by the same reading, none of them reaches alone."""
    jointly: set[str] = set()
    for test in (certainly(threshold), possibly(threshold)):
        reached = set(least_set(concert.parties, holdings, test)) - concert.parties
        for party in concert.parties:
            reached -= set(least_set([party], holdings, test))
        jointly |= reached
    for party in concert.parties:
        jointly -= set(least_set([party], holdings, certainly(threshold)))
    return sorted(jointly)


def _verdict(concert: Concert, company: str, holdings: Holdings, threshold: Threshold) -> Verdict:
    parties = tuple(sorted(concert.parties))
    above = any(set(controllers_of(party, holdings, threshold)) - concert.parties for party in parties)
    share = share_of(parties, company, holdings, threshold)
    return Verdict(parties[0], company, "possible", share, None if above else "possible", (), parties)
