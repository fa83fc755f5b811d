"""Who controls a company on a day, and who benefits: adjudicated, declared, by votes, by capital (公司法 265)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from graph.model import Fact
from graph.view import View
from queries.control.answers import Question, answer
from queries.control.bounds import Verdict, verdicts
from queries.control.concert import concert_controllers
from queries.control.controller import Controller
from queries.control.evidence import explain
from queries.control.interest.between import part_of
from queries.control.interest.verdicts import Interest, interests, share_of
from queries.control.interest.wording import words
from queries.control.labels import Company, Label, labels_of
from queries.control.register import Register, register_of, with_agreements
from queries.control.stated import adjudicated, declared, is_deemed
from queries.control.thresholds import rule_on
from queries.control.votes import Holdings

__all__ = ["Controller", "controller_answers", "controllers", "without_partner"]

_LISTED = re.compile(r"(?<![非未])上市")


def controllers(view: View, company: str, day: date) -> list[Controller]:
    """Everybody who controls a company on a day: adjudicated first, then declared, then by votes; each by id.

    Not those who only benefit from it, and not those who would control it together: neither decides.
    """
    register = register_of(view, view.canonical(company), day)
    return sorted(_who_decides(view, register), key=lambda one: one.place)


def controller_answers(view: View, company: str, day: date) -> list[dict[str, Any]]:
    """The same with those who benefit, and parties in concert, in the shape outside users rely on, with evidence."""
    register = with_agreements(view, register_of(view, view.canonical(company), day))
    found = [*_who_decides(view, register), *_in_concert(view, register), *_who_benefits(view, register)]
    labels = _labels(view, register)
    found += _by_label_only(register, labels, {one.subject for one in found})
    question = Question(view, register, labels, tuple(_deemed(view, register)))
    return [answer(one, question) for one in sorted(found, key=lambda one: one.place)]


def without_partner(view: View, company: str, day: date) -> list[str]:
    """Partnerships among a company and those above it whose executing partner on a day no row names: nobody decides.

    By name, in order.
    """
    register = register_of(view, view.canonical(company), day)
    lacking = register.partnerships - {one.partnership for one in register.partners}
    return sorted(fact.name if (fact := view.subject(one)) is not None else one for one in lacking)


def _who_decides(view: View, register: Register) -> Iterator[Controller]:
    company, day = register.company, register.day
    yield from adjudicated(view, company, day)
    by_votes = list(_by_votes(view, register))
    deemed = list(_deemed(view, register, by_votes))
    for one in declared(view, company, day):
        if one not in deemed:
            yield one
    yield from by_votes


def _deemed(view: View, register: Register, by_votes: list[Controller] | None = None) -> Iterator[Controller]:
    """Declarations of a state company's representative as its owner; its kind or its controller makes it one."""
    fact = view.subject(register.company)
    filed = [one for one in declared(view, register.company, register.day) if is_deemed(view, one, register.day)]
    if not filed:
        return
    state = fact is not None and fact.properties.get("state_owned") is True
    above = _by_votes(view, register) if by_votes is None else by_votes
    if state or any(one.subject in register.bodies and one.certainty == "certain" for one in above):
        yield from filed


def _by_votes(view: View, register: Register) -> Iterator[Controller]:
    votes, company = register.votes, register.company
    found = verdicts(company, votes)
    rounded = any(verdict.certainty == "possible" for verdict in found) and _has_bands(company, votes)
    exact = {one.controller: one.certainty for one in verdicts(company, votes.unrounded())} if rounded else {}
    for verdict in found:
        certainty: str = verdict.certainty
        if rounded and certainty == "possible" and exact.get(verdict.controller) != "possible":
            certainty = "undetermined"
        yield _verdict_by_votes(view, register, verdict, certainty)


def _verdict_by_votes(view: View, register: Register, verdict: Verdict, certainty: str) -> Controller:
    evidence = explain(verdict, register.votes)
    ties = _ties(register, evidence.refs)
    judgments = register.judgments(ties)
    return Controller(
        verdict.controller,
        verdict.company,
        "adjudicated" if judgments else "control",
        certainty,
        verdict.ultimate is not None,
        (*ties, *judgments),
        _words(view, verdict, certainty, judgments),
        verdict.share,
        verdict.ring,
        verdict.parties,
        evidence,
        rule_on("control", register.day),
    )


def _has_bands(company: str, holdings: Holdings) -> bool:
    scope = holdings.ancestors(company) | {company}
    ballots = [holdings.ballots[held] for held in scope if held in holdings.ballots]
    return any(stake.band for ballot in ballots for stake in ballot.stakes)


def _in_concert(view: View, register: Register) -> Iterator[Controller]:
    """Parties to one agreement, together: one answer for all of them, possible at most."""
    for verdict in concert_controllers(register.company, register.votes):
        yield _verdict_by_votes(view, register, verdict, verdict.certainty)


def _who_benefits(view: View, register: Register) -> Iterator[Controller]:
    """Final holders of a quarter or more. A stake held through a nominee is its real holder's, and says so."""
    rule = rule_on("economic", register.day)
    if rule is None:
        return
    for interest in interests(register.company, register.capital, rule.threshold):
        ties = _ties(register, _stakes_on_the_way(interest, register.capital))
        judgments = register.judgments(ties)
        text = words(interest, rule.threshold).zh
        if interest.loops:
            text += "；含环状持股，已求解"
        if interest.holder in register.bodies:
            text += "；国有资本，链条止于该单位"
        if judgments:
            text += "；其中股权经生效裁判认定为代持，收益归实际出资人"
        yield Controller(
            interest.holder,
            interest.company,
            "economic",
            interest.certainty,
            True,
            (*ties, *judgments),
            text,
            interest.share,
            interest.loops[0] if interest.loops else (),
            (),
            interest,
            rule,
        )


def _by_label_only(register: Register, labels: dict[str, list[Label]], shown: set[str]) -> Iterator[Controller]:
    """Holders whom the law names by their own share and no verdict does: half of the capital, held by a company."""
    for holder in sorted(labels.keys() - shown):
        first = labels[holder][0]
        share = share_of(part_of(holder, register.company, register.capital))
        refs = [one.ref for one in register.capital.ballots[register.company].stakes if one.holder == holder]
        yield Controller(
            holder,
            register.company,
            "economic",
            first.certainty,
            False,
            tuple(_ties(register, refs)),
            first.rule.title,
            share,
            rule=first.rule,
        )


def _stakes_on_the_way(interest: Interest, capital: Holdings) -> list[str]:
    reach = {*interest.way, interest.holder}
    ballots = [capital.ballots[held] for held in interest.way]
    return [stake.ref for ballot in ballots for stake in ballot.stakes if stake.holder in reach]


def _ties(register: Register, refs: tuple[str, ...] | list[str]) -> list[Fact]:
    return [register.ties[ref] for ref in dict.fromkeys(refs)]


def _labels(view: View, register: Register) -> dict[str, list[Label]]:
    fact = view.subject(register.company)
    kind, text = (fact.kind, fact.text("enterprise_type")) if fact is not None else ("", "")
    company = Company(register.company, bool(_LISTED.search(text)), kind == "Partnership")
    return labels_of(company, register.votes, register.capital, register.day)


def _words(view: View, verdict: Verdict, certainty: str, judgments: tuple[Fact, ...]) -> str:
    share = verdict.share
    low, high = f"{share.low_numerator}/{share.total}", f"{share.high_numerator}/{share.total}"
    held = low if share.exact else f"{low} 至 {high}"
    who = "一致行动各方直接或通过所控制的公司" if verdict.parties else "直接或通过所控制的公司"
    text = f"{who}合计持有表决权 {held}，超过二分之一为控制"
    if verdict.parties:
        text += "；一致行动仅作关联提示，仅为可能"
    elif certainty == "undetermined":
        text += "；门槛落在百分数四舍五入的误差之内，不能确定"
    elif certainty == "possible":
        text += "；持股未全部披露或互相矛盾，仅为可能"
    if verdict.ring:
        names = "、".join(fact.name if (fact := view.subject(member)) else member for member in verdict.ring)
        text += f"；属于互相控制的环：{names}"
    if judgments:
        text += "；其中股权经生效裁判认定为代持，表决权归实际出资人"
    return text
