"""Who controls a company on a day: adjudicated, declared, or by votes, each with its own evidence (公司法 265)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.interval import Truth
from graph.model import Fact
from graph.schema import schema
from graph.view import View
from queries.control.bounds import Share, Verdict, verdicts
from queries.control.least_set import least_set, possibly
from queries.control.votes import ExecutingPartner, Holdings, Stake
from queries.propagation.case import source
from queries.propagation.documents import life


@dataclass(frozen=True, slots=True)
class Controller:
    """One answer to "who decides here": the verdict, how certain, and the ties it rests on."""

    subject: str
    company: str
    verdict: str
    certainty: str
    ultimate: bool
    ties: tuple[Fact, ...]
    words: str
    share: Share | None = None
    ring: tuple[str, ...] = ()


@dataclass(slots=True)
class _Register:
    """Stakes as of a day, with the ties they come from and the companies held through a nominee."""

    holdings: Holdings
    ties: dict[str, Fact]
    entrusted: dict[str, tuple[Fact, ...]]
    """By tie id: the finding that somebody else is the real holder (代持)."""


def controllers(view: View, company: str, day: date) -> list[Controller]:
    """Everybody who controls a company on a day: adjudicated first, then declared, then by votes; each by id."""
    root = view.canonical(company)
    found = [*_adjudicated(view, root, day), *_declared(view, root, day), *_by_votes(view, root, day)]
    rank = {"adjudicated": 0, "declared": 1, "control": 2}
    return sorted(found, key=lambda one: (rank[one.verdict], one.certainty != "certain", one.subject))


def controller_answers(view: View, company: str, day: date) -> list[dict[str, Any]]:
    """The same in the shape outside users rely on, with evidence rows."""
    return [_answer(view, one, day) for one in controllers(view, company, day)]


def _findings(view: View, company: str, day: date, kind: str) -> Iterator[tuple[Fact, Fact]]:
    """Effective findings of a kind about a company that hold on a day, each with its tie to the company."""
    for tie in view.ties_to(company, "CONCERNS"):
        record = view.fact(tie.source)
        if record is None or record.kind != "AdjudicatedRelation" or record.text("finding") != kind:
            continue
        became = life(view, record)
        since, until = record.date("from"), record.date("to")
        if became.stands and (since is None or since <= day) and (until is None or day <= until):
            yield record, tie


def _adjudicated(view: View, company: str, day: date) -> Iterator[Controller]:
    for record, tie in _findings(view, company, day, "实际控制人"):
        for found in view.ties_from(record.entity, "FINDS"):
            yield Controller(
                view.canonical(found.target),
                company,
                "adjudicated",
                "certain",
                True,
                (tie, found),
                f"{record.name or record.number}认定为实际控制人",
            )


def _declared(view: View, company: str, day: date) -> Iterator[Controller]:
    for tie in view.ties_to(company, "CONCERNS"):
        record = view.fact(tie.source)
        if record is None or record.kind != "ControlDeclaration":
            continue
        since, until = record.date("from"), record.date("to")
        if (since is not None and since > day) or (until is not None and day > until):
            continue
        for declared in view.ties_from(record.entity, "DECLARES"):
            certainty = "certain" if since is not None else "possible"
            yield Controller(
                view.canonical(declared.target),
                company,
                "declared",
                certainty,
                True,
                (tie, declared),
                f"{record.text('origin')}申报：{record.text('manner')}",
            )


def _register(view: View, company: str, day: date) -> _Register:
    """The stakes in a company and in every company up the chains, as of a day."""
    stakes: list[Stake] = []
    partners: list[ExecutingPartner] = []
    ties: dict[str, Fact] = {}
    entrusted: dict[str, tuple[Fact, ...]] = {}
    waiting, seen, bodies = [company], {company}, set()
    while waiting:
        current = waiting.pop()
        fact = view.subject(current)
        if fact is not None and fact.kind in schema().public_bodies():
            bodies.add(current)
            continue
        for tie in view.ties_to(current, "SHAREHOLDER_OF", "EXECUTING_PARTNER_OF"):
            inside = tie.valid.contains(day)
            if inside is Truth.NO:
                continue
            certain = inside is Truth.YES and tie.text("certainty") != "possible"
            holder = view.canonical(tie.source)
            ties[tie.id] = tie
            if tie.kind == "EXECUTING_PARTNER_OF":
                partners.append(ExecutingPartner(holder, current, tie.id, certain))
            elif tie.properties.get("disclosed") is not False:
                real, why = _real_holder(view, current, holder, day)
                holder, entrusted[tie.id] = real, why
                stake = _stake(holder, current, tie, certain)
                if stake is not None:
                    stakes.append(stake)
            else:
                continue
            if holder not in seen:
                seen.add(holder)
                waiting.append(holder)
    return _Register(Holdings(stakes, as_of=day, partners=partners, bodies=bodies), ties, entrusted)


def _stake(holder: str, company: str, tie: Fact, certain: bool) -> Stake | None:
    votes, total = tie.integer("capital"), tie.integer("total")
    if votes is None or total is None or total <= 0:
        return None
    return Stake(holder, company, votes, total, certain, tie.id, tie.integer("band") or 0)


def _real_holder(view: View, company: str, holder: str, day: date) -> tuple[str, tuple[Fact, ...]]:
    """Who really holds a stake: whoever an effective judgment found behind the registered holder (代持)."""
    for record, tie in _findings(view, company, day, "代持"):
        nominees = {view.canonical(found.target) for found in view.ties_from(record.entity, "FINDS_NOMINEE")}
        if holder in nominees:
            for found in view.ties_from(record.entity, "FINDS"):
                return view.canonical(found.target), (tie, found)
    return holder, ()


def _by_votes(view: View, company: str, day: date) -> Iterator[Controller]:
    register = _register(view, company, day)
    for verdict in verdicts(company, register.holdings):
        used = _used(verdict, register)
        judgments = tuple(fact for tie in used for fact in register.entrusted.get(tie.id, ()))
        kind = "adjudicated" if judgments else "control"
        yield Controller(
            verdict.controller,
            company,
            kind,
            verdict.certainty,
            verdict.ultimate is not None,
            (*used, *judgments),
            _words(view, verdict, judgments),
            verdict.share,
            verdict.ring,
        )


def _used(verdict: Verdict, register: _Register) -> list[Fact]:
    """The ties a verdict rests on: what the controller and those it controls hold in one another and in the company."""
    holdings = register.holdings
    scope = holdings.ancestors(verdict.company) | {verdict.company}
    group = set(least_set([verdict.controller], holdings, possibly(), within=scope)) | {verdict.company}
    refs: list[str] = []
    for company in sorted(group):
        ballot = holdings.ballots.get(company)
        if ballot is not None:
            refs += [stake.ref for stake in ballot.stakes if stake.holder in group and stake.holder != company]
            refs += [partner.ref for partner in ballot.executing_partners if partner.partner in group]
    return [register.ties[ref] for ref in refs]


def _words(view: View, verdict: Verdict, judgments: tuple[Fact, ...]) -> str:
    share = verdict.share
    low, high = f"{share.low_numerator}/{share.total}", f"{share.high_numerator}/{share.total}"
    held = low if share.exact else f"{low} 至 {high}"
    text = f"直接或通过所控制的公司合计持有表决权 {held}，超过二分之一为控制"
    if verdict.certainty == "possible":
        text += "；持股未全部披露或互相矛盾，仅为可能"
    if verdict.ring:
        names = "、".join(fact.name if (fact := view.subject(member)) else member for member in verdict.ring)
        text += f"；属于互相控制的环：{names}"
    if judgments:
        text += "；其中股权经生效裁判认定为代持，表决权归实际出资人"
    return text


def _answer(view: View, one: Controller, day: date) -> dict[str, Any]:
    share = None
    if one.share is not None:
        share = {"low": one.share.low_numerator, "high": one.share.high_numerator, "total": one.share.total}
    return {
        "subject": _describe(view, one.subject),
        "company": _describe(view, one.company),
        "verdict": one.verdict,
        "ultimate": one.ultimate,
        "certainty": one.certainty,
        "share": share,
        "ring": [_describe(view, member) for member in one.ring],
        "evidence": [_evidence(view, tie) for tie in one.ties],
        "words": one.words,
        "as_of": day.isoformat(),
    }


def _evidence(view: View, tie: Fact) -> dict[str, Any]:
    ends = {end: _describe(view, entity) for end, entity in (("from", tie.source), ("to", tie.target))}
    valid = tie.valid
    return {
        "tie": tie.kind,
        "label": schema().ties[tie.kind].label,
        **ends,
        "properties": dict(tie.properties),
        "valid_from": valid.start.isoformat() if valid.start else None,
        "valid_last_day": valid.last_day.isoformat() if valid.last_day else None,
        "fact": tie.id,
        **source(tie),
    }


def _describe(view: View, entity: str) -> dict[str, Any]:
    fact = view.subject(entity) or view.fact(entity)
    if fact is None:
        return {"id": entity, "kind": None, "name": "", "code": None}
    name = fact.name or fact.number
    return {"id": view.canonical(entity), "kind": fact.kind, "name": name, "code": fact.code or None}
