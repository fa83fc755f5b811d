"""Whom an approval is about (相关人): the applicant, and who represents, runs and controls it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.interval import Truth
from graph.live import Live
from graph.model import Fact
from graph.schema import schema
from graph.view import View
from queries.approvals.ahead import read_ahead
from queries.controllers import controllers
from queries.neighbourhood import described

CAPACITIES = {
    "applicant": "申请人",
    "legal_representative": "法定代表人",
    "principal": "主要负责人",
    "executing_partner": "执行事务合伙人",
    "officer": "董事、监事、高级管理人员",
    "controller": "实际控制人",
    "shareholder": "股东",
    "parent": "所属企业",
}
"""In which capacity somebody is asked about, and what it is called."""

_ROLES = {
    "LEGAL_REPRESENTATIVE_OF": "legal_representative",
    "PRINCIPAL_OF": "principal",
    "EXECUTING_PARTNER_OF": "executing_partner",
    "OFFICER_OF": "officer",
}
MOST_SHAREHOLDERS = 50
"""So many registered holders are looked at, by id; where there are more, the answer says so."""

UNCONTROLLED = ("Person", "IndividualBusiness", "SocialOrganisation", *schema().public_bodies())
"""Kinds that nobody controls by votes or capital: a missing controller says nothing there."""


@dataclass(slots=True)
class Party:
    """Somebody asked about: in which capacities, whether each certainly holds on the day, and the tie that says so."""

    subject: str
    capacities: dict[str, bool] = field(default_factory=dict)
    ties: list[Fact] = field(default_factory=list)

    def is_in(self, capacities: Iterable[str]) -> bool:
        """Whether the party certainly is in one of these capacities."""
        return any(self.capacities.get(capacity, False) for capacity in capacities)

    @property
    def words(self) -> str:
        """The capacities in Chinese."""
        return "、".join(CAPACITIES[name] for name in CAPACITIES if name in self.capacities)

    def answer(self, view: View) -> dict[str, Any]:
        """The party as an answer names it."""
        capacities = [
            {"capacity": name, "name": CAPACITIES[name], "certain": self.capacities[name]}
            for name in CAPACITIES
            if name in self.capacities
        ]
        return {**described(view, self.subject), "capacities": capacities}


def parties_of(
    live: Live, view: View, applicant: str | None, given: Sequence[tuple[str, str]], day: date
) -> tuple[list[Party], bool]:
    """The applicant first, then everybody else by id; and whether there are more shareholders than were looked at.

    ``given``: capacity and subject, as the applicant states them.

    Where a capacity is given, the register is not asked for it: a new representative may not be registered yet.
    """
    found: dict[str, Party] = {}

    def enter(subject: str, capacity: str, certain: bool, *ties: Fact) -> None:
        party = found.setdefault(view.canonical(subject), Party(view.canonical(subject)))
        party.capacities[capacity] = party.capacities.get(capacity, False) or certain
        party.ties += ties

    stated = {capacity for capacity, _ in given}
    more = False
    for capacity, subject in given:
        enter(subject, capacity, True)
    root = None
    if applicant is not None:
        read_ahead(live, applicant, list(_ROLES), [subject for _, subject in given])
        root = view.canonical(applicant)
        enter(root, "applicant", True)
        for kind, capacity in _ROLES.items():
            if capacity not in stated:
                for tie in view.ties_to(root, kind):
                    held = tie.valid.contains(day)
                    if held is not Truth.NO:
                        enter(tie.source, capacity, held is Truth.YES and tie.text("certainty") != "possible", tie)
        for tie in view.ties_from(root, "BRANCH_OF"):
            held = tie.valid.contains(day)
            if held is not Truth.NO:
                enter(tie.target, "parent", held is Truth.YES, tie)
        fact = view.subject(root)
        if "controller" not in stated and fact is not None and fact.kind not in UNCONTROLLED:
            for one in controllers(view, root, day):
                if one.subject != root:
                    enter(one.subject, "controller", one.certainty == "certain", *one.ties[:1])
        holdings = [tie for tie in view.ties_to(root, "SHAREHOLDER_OF") if _holds(tie, day)]
        more = len(holdings) > MOST_SHAREHOLDERS
        for tie in holdings[:MOST_SHAREHOLDERS]:
            enter(tie.source, "shareholder", tie.valid.contains(day) is Truth.YES, tie)
    live.read(sorted(found), [])
    rest = [found[subject] for subject in sorted(found) if subject != root]
    return [*([found[root]] if root is not None else []), *rest], more


def _holds(tie: Fact, day: date) -> bool:
    """Whether somebody who is named may hold a stake on the day."""
    return tie.properties.get("disclosed") is not False and tie.valid.contains(day) is not Truth.NO
