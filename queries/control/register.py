"""The stakes in a company and in every company up the chains, as of a day, from what was loaded (持股与执行合伙)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from graph.interval import Truth
from graph.model import Fact
from graph.schema import schema
from graph.view import View
from queries.control.agreements import agreements
from queries.control.votes import Concert, ExecutingPartner, Holdings, Stake
from queries.documents.life import life

PARTNERSHIP = "Partnership"
"""The kind of subject that its executing partner decides in, and nobody where he is not known."""


@dataclass
class Register:
    """Stakes as of a day, with the ties they come from and what was found about them."""

    company: str
    day: date
    stakes: list[Stake]
    partners: list[ExecutingPartner]
    bodies: set[str]
    ties: dict[str, Fact]
    entrusted: dict[str, tuple[Fact, ...]]
    """By tie id: the finding that somebody else is the real holder (代持)."""
    concerts: tuple[Concert, ...] = ()
    partnerships: set[str] = field(default_factory=set)

    @cached_property
    def votes(self) -> Holdings:
        """Who decides: partnerships follow their executing partner."""
        return Holdings(
            self.stakes,
            as_of=self.day,
            partners=self.partners,
            bodies=self.bodies,
            concerts=self.concerts,
            partnerships=self.partnerships,
        )

    @cached_property
    def capital(self) -> Holdings:
        """Who benefits: every stake by its capital, a limited partner's too."""
        return Holdings(self.stakes, as_of=self.day, bodies=self.bodies)

    def judgments(self, ties: list[Fact]) -> tuple[Fact, ...]:
        """The findings that some of these stakes are held for somebody else, each fact once."""
        found = {fact.id: fact for tie in ties for fact in self.entrusted.get(tie.id, ())}
        return tuple(found.values())


def register_of(view: View, company: str, day: date) -> Register:
    """The register of a company and everybody up its chains. A chain of state ownership ends at the body."""
    found = Register(company, day, [], [], set(), {}, {})
    waiting, seen = [company], {company}
    while waiting:
        current = waiting.pop()
        fact = view.subject(current)
        if fact is not None and fact.kind in schema().public_bodies():
            found.bodies.add(current)
            continue
        if fact is not None and fact.kind == PARTNERSHIP:
            found.partnerships.add(current)
        for tie in view.ties_to(current, "SHAREHOLDER_OF", "EXECUTING_PARTNER_OF"):
            holder = _enter(view, current, tie, found)
            if holder is not None and holder not in seen:
                seen.add(holder)
                waiting.append(holder)
    return found


def with_agreements(view: View, register: Register) -> Register:
    """The same register with what its holders agreed about voting together (一致行动), and the ties that say so."""
    holders = sorted({stake.holder for stake in register.stakes} | {one.partner for one in register.partners})
    ties, concerts = agreements(view, holders, register.day)
    found = Register(
        register.company,
        register.day,
        register.stakes,
        register.partners,
        register.bodies,
        {**register.ties, **ties},
        register.entrusted,
        concerts,
        register.partnerships,
    )
    return found


def findings(view: View, company: str, day: date, kind: str) -> Iterator[tuple[Fact, Fact]]:
    """Effective findings of a kind about a company that hold on a day, each with its tie to the company."""
    for tie in view.ties_to(company, "CONCERNS"):
        record = view.fact(tie.source)
        if record is None or record.kind != "AdjudicatedRelation" or record.text("finding") != kind:
            continue
        became = life(view, record)
        since, until = record.date("from"), record.date("to")
        if became.stands and (since is None or since <= day) and (until is None or day <= until):
            yield record, tie


def _enter(view: View, company: str, tie: Fact, found: Register) -> str | None:
    """Enter one tie; who holds, where the tie may stand on the day and its holder is named."""
    inside = tie.valid.contains(found.day)
    if inside is Truth.NO or tie.properties.get("disclosed") is False:
        return None
    certain = inside is Truth.YES and tie.text("certainty") != "possible"
    holder = view.canonical(tie.source)
    found.ties[tie.id] = tie
    if tie.kind == "EXECUTING_PARTNER_OF":
        found.partners.append(ExecutingPartner(holder, company, tie.id, certain))
        return holder
    holder, found.entrusted[tie.id] = _real_holder(view, company, holder, found.day)
    stake = _stake(holder, company, tie, certain)
    if stake is not None:
        found.stakes.append(stake)
    return holder


def _stake(holder: str, company: str, tie: Fact, certain: bool) -> Stake | None:
    votes, total = tie.integer("capital"), tie.integer("total")
    if votes is None or total is None or total <= 0:
        return None
    return Stake(holder, company, votes, total, certain, tie.id, tie.integer("band") or 0)


def _real_holder(view: View, company: str, holder: str, day: date) -> tuple[str, tuple[Fact, ...]]:
    """Who really holds a stake: whoever an effective judgment found behind the registered holder (代持)."""
    for record, tie in findings(view, company, day, "代持"):
        named = [
            found for found in view.ties_from(record.entity, "FINDS_NOMINEE") if view.canonical(found.target) == holder
        ]
        if named:
            for found in view.ties_from(record.entity, "FINDS"):
                return view.canonical(found.target), (tie, found, named[0])
    return holder, ()
