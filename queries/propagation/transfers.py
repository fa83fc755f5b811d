"""What was given up in a unit after a day, office or shares: by whom, who took it up on that day, at what price."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from graph.interval import FOREVER, Truth
from graph.model import Fact
from graph.schema import schema
from queries.propagation.case import Case
from queries.propagation.reference_date import window_of
from queries.propagation.tenure import holders
from queries.rulebook import Rule, Share

SHARES = "SHAREHOLDER_OF"
_PIECE = re.compile(r"[；;、，\n()（）\[\]【】]")
"""What parts the pieces of a 变更 cell. A comma inside an amount parts nothing."""


class Step(NamedTuple):
    """One side of a transfer: whose tie to the unit ended or began on the day, and what he had of it before or after.

    ``relations``: what who took something up is to whoever gave it up (关联关系). ``sure``: whether it must have come
    from him, and not all of it can have come from others who gave up some on that day.
    """

    subject: str
    tie: Fact
    other: Fact | None
    relations: tuple[Fact, ...] = ()
    sure: bool = True

    @property
    def certain(self) -> bool:
        """Whether it must have come from him, and the register does not contradict itself about it."""
        return self.sure and self.tie.text("certainty") != "possible"

    @property
    def passed(self) -> Fraction:
        """The part of the unit that passed; nothing where nobody knows how much."""
        return abs(_share(self.tie) - _share(self.other))


class Price(NamedTuple):
    """What the rows of the day say of a price: in fen where one column does, 变更 rows word for word."""

    amount: int | None
    stated: tuple[str, ...]
    facts: tuple[Fact, ...]


class Transfer(NamedTuple):
    """What somebody gave up on a day after the one that counts, and who took up the like on that day."""

    day: date
    given: Step
    taken: tuple[Step, ...]
    price: Price

    @property
    def of_shares(self) -> bool:
        """Whether shares passed, and not an office."""
        return self.given.tie.kind == SHARES

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All rows it rests on."""
        taken = (fact for step in self.taken for fact in (step.tie, *step.relations))
        return (self.given.tie, *taken, *self.price.facts)


def transfers(rule: Rule, case: Case) -> list[Transfer]:
    """Everything given up after the reference day, and not after the last day that counts; by day, then by giver."""
    window = window_of(rule, case)
    if case.unit is None or window is None or window.days.start is None:
        return []
    last = case.record.valid.start if rule.reach.through == "decision" else FOREVER
    held = case.view.ties_to(case.unit, *dict.fromkeys((*rule.reach.roles, SHARES)))
    ties = [tie for tie in held if tie.properties.get("disclosed") is not False and not tie.valid.is_empty]
    named = set(case.parties) - {case.unit}
    accountable = set() if named else _at_the_act(rule, case)
    found = []
    every = list(_given_up(case, ties))
    for given in every:
        day = given.tie.valid.end
        if day is None or last is None or not window.days.start < day <= last:
            continue
        if given.subject in named or (not named and _counts(rule, given, accountable)):
            others = sum(one.passed for one in every if one.tie.valid.end == day and one.subject != given.subject)
            taken = tuple(
                step._replace(
                    relations=_relations(rule, case, given.subject, step.subject, day),
                    sure=step.tie.kind != SHARES or step.passed > others,
                )
                for step in _taken_up(case, ties, given, day)
            )
            found.append(Transfer(day, given, taken, _price(case, day, {one.subject for one in (given, *taken)})))
    return sorted(found, key=lambda one: (one.day, one.given.subject, one.given.tie.entity))


def _at_the_act(rule: Rule, case: Case) -> set[str]:
    """Who certainly held one of the roles when the act was."""
    if case.unit is None or case.window is None:
        return set()
    found = holders(case.view, case.unit, rule.reach.roles, case.window.days)
    return {one.subject for one in found if one.certain}


def _counts(rule: Rule, given: Step, accountable: set[str]) -> bool:
    """Whether it says something that this holder left: he led the unit, then or now, or held a material part of it."""
    least = rule.reach.holding_from
    if least is None:
        return False
    return given.tie.kind != SHARES or given.subject in accountable or reaches(given.tie, least)


def reaches(stake: Fact, least: Share) -> bool:
    """Whether a stake is certainly at least so large a part."""
    capital, total, band = stake.integer("capital"), stake.integer("total"), stake.integer("band") or 0
    if not capital or not total or stake.text("certainty") == "possible":
        return False
    return (capital - band) * least.denominator >= least.numerator * total


def _given_up(case: Case, ties: list[Fact]) -> Iterator[Step]:
    """Ties that are over, but for those that go on under another row, and holdings that did not shrink."""
    public = schema().public_bodies()
    for tie in ties:
        holder = case.view.canonical(tie.source)
        if tie.valid.end is None or tie.valid.end == FOREVER or case.kind_of(holder) in public:
            continue
        rest = _neighbour(case, ties, tie, holder, tie.valid.end, begins=True)
        if rest is None or (tie.kind == SHARES and _is_less(rest, tie)):
            yield Step(holder, tie, rest)


def _taken_up(case: Case, ties: list[Fact], given: Step, day: date) -> Iterator[Step]:
    """What others began to hold on the day, of the same kind: an office for an office, shares for shares."""
    offices = given.tie.kind != SHARES
    for tie in ties:
        holder = case.view.canonical(tie.source)
        if tie.valid.start != day or holder == given.subject or (tie.kind != SHARES) is not offices:
            continue
        before = _neighbour(case, ties, tie, holder, day, begins=False)
        if before is None or (tie.kind == SHARES and _is_less(before, tie)):
            yield Step(holder, tie, before)


def _share(tie: Fact | None) -> Fraction:
    """A stake as a part of the whole; nothing for none, for an office, and where nobody knows."""
    if tie is None or tie.kind != SHARES or tie.text("unit") == "unknown":
        return Fraction()
    return Fraction(tie.integer("capital") or 0, tie.integer("total") or 1)


def _neighbour(case: Case, ties: list[Fact], tie: Fact, holder: str, day: date, *, begins: bool) -> Fact | None:
    """The same holder's tie of the kind that begins, or ends, on a day."""
    for other in ties:
        bound = other.valid.start if begins else other.valid.end
        if other.kind == tie.kind and other is not tie and bound == day and case.view.canonical(other.source) == holder:
            return other
    return None


def _is_less(one: Fact, other: Fact) -> bool:
    """Whether one stake is certainly smaller: by money where both are in money, else by share, beyond any rounding."""
    first, second = (fact.integer("capital") or 0 for fact in (one, other))
    if "unknown" in (one.text("unit"), other.text("unit")):
        return False
    if one.text("unit") == other.text("unit") == "fen":
        return first < second
    totals = [fact.integer("total") or 1 for fact in (one, other)]
    bands = [fact.integer("band") or 0 for fact in (one, other)]
    return (first + bands[0]) * totals[1] < (second - bands[1]) * totals[0]


def _relations(rule: Rule, case: Case, seller: str, taker: str, day: date) -> tuple[Fact, ...]:
    """The relations loaded between the two (关联关系) that the rule asks for and that may have held on the day."""
    pairs = [
        *((tie, tie.target) for tie in case.view.ties_from(seller, "RELATED_TO")),
        *((tie, tie.source) for tie in case.view.ties_to(seller, "RELATED_TO")),
    ]
    found = {
        tie.entity: tie
        for tie, end in pairs
        if case.view.canonical(end) == taker
        and tie.text("relation") in rule.reach.relations
        and tie.valid.contains(day) is not Truth.NO
    }
    return tuple(found[key] for key in sorted(found))


def _price(case: Case, day: date, people: set[str]) -> Price:
    """The price as the register's rows of that day state it; the official layouts have no column for one."""
    words = case.book.transfers
    amounts: dict[int, Fact] = {}
    for tie in case.view.ties_to(case.unit or "", "LISTED_TRANSFER_IN"):
        amount = tie.integer("price")
        if amount is not None and tie.date("date") == day and case.view.canonical(tie.source) in people:
            amounts.setdefault(amount, tie)
    stated: dict[str, Fact] = {}
    for tie in case.view.ties_to(case.unit or "", "CHANGES"):
        change = case.view.fact(tie.source)
        if change is None or change.date("date") != day:
            continue
        if any(word in change.text("item") for word in words.items):
            pieces = (piece.strip() for name in ("before", "after") for piece in _PIECE.split(change.text(name)))
            stated |= {piece: change for piece in pieces if any(word in piece for word in words.prices)}
    only = next(iter(amounts)) if len(amounts) == 1 else None
    several = [f"{amount // 100}.{amount % 100:02d}元" for amount in sorted(amounts)] if len(amounts) > 1 else []
    return Price(only, (*several, *sorted(stated)), (*amounts.values(), *stated.values()))
