"""The names the law gives to holders by their share on a day (控股股东, 上市公司控股股东): labels, no verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from queries.control.bounds import controlling_shareholders, share_of
from queries.control.interest.verdicts import Standing
from queries.control.thresholds import Threshold, ThresholdRule, threshold_rules
from queries.control.votes import Holdings

_VERDICTS = {"control", "economic"}


class Label(NamedTuple):
    """A name by an edition of a rule, and how certain it is."""

    rule: ThresholdRule
    certainty: Standing


class Company(NamedTuple):
    """What a rule asks of a company: a partnership (合伙企业) has no controlling shareholder, and few are listed."""

    id: str
    listed: bool = False
    partnership: bool = False


def labels_of(
    company: Company,
    votes: Holdings,
    capital: Holdings,
    day: date,
    rules: Iterable[ThresholdRule] | None = None,
) -> dict[str, list[Label]]:
    """By holder, the labels by capital or votes that hold on a day, as the rules stand; disabled ones never show."""
    found: dict[str, list[Label]] = {}
    for rule in threshold_rules() if rules is None else rules:
        if rule.label in _VERDICTS or rule.counts == "interest" or not rule.enabled or not rule.applies_on(day):
            continue
        if company.partnership or (rule.companies == "listed" and not company.listed):
            continue
        if rule.counts == "capital":
            holders: dict[str, Standing] = {**controlling_shareholders(company.id, capital, rule.threshold)}
        else:
            holders = _by_votes(company.id, votes, rule.threshold)
        for holder, certainty in holders.items():
            found.setdefault(holder, []).append(Label(rule, certainty))
    return found


def _by_votes(company: str, votes: Holdings, threshold: Threshold) -> dict[str, Standing]:
    """Holders who with what they control dispose of enough votes."""
    found: dict[str, Standing] = {}
    for holder in sorted(votes.ancestors(company) - {company}):
        share = share_of([holder], company, votes)
        if _meets(share.low, threshold):
            found[holder] = "certain"
        elif _meets(share.high, threshold):
            found[holder] = "possible"
    return found


def _meets(part: Fraction, threshold: Threshold) -> bool:
    return threshold.met(part.numerator, part.denominator)
