"""Companies that look like a deregistered one set up anew (疑似注销后另设): same persons, same address, about then."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from graph.interval import FOREVER, Interval, Truth, day_after
from graph.model import Fact
from graph.schema import schema
from queries.documents.life import life
from queries.policies import Rebirth
from queries.propagation.case import Case, Reached
from queries.propagation.conditions import state_of
from queries.propagation.tenure import in_words
from queries.rulebook import Rule

_ADDED = "追加被执行人"
_ARTICLES = "民事执行中变更、追加当事人规定第二十一条至第二十三条"


class _Shared(NamedTuple):
    """Somebody who is in both companies: his tie to the earlier one and to the later one."""

    person: str
    earlier: Fact
    later: Fact


def reborn(rule: Rule, case: Case) -> list[Reached]:
    """Companies set up about when the unit was deregistered, by persons of it; possibly, where that day is not known.

    Nothing passes to them: civil liability is added by a court's ruling alone (变更追加规定 21–23), named where loaded.
    """
    limits, unit = case.book.policies.rebirth, case.unit
    old = case.view.subject(unit) if unit is not None else None
    if limits is None or not limits.enabled or unit is None or old is None:
        return []
    gone = old.date("ended")
    by_company: dict[str, dict[str, _Shared]] = {}
    for one in _shared(rule, case, unit, gone, limits):
        by_company.setdefault(case.view.canonical(one.later.target), {}).setdefault(one.person, one)
    result = []
    for company in sorted(by_company):
        shared = [by_company[company][person] for person in sorted(by_company[company])]
        new = case.view.subject(company)
        if new is not None and len(shared) >= limits.persons and _fits(rule, case, old, new, gone, limits):
            result.append(_reached(case, company, old, new, shared, gone, limits))
    return result


def _shared(rule: Rule, case: Case, unit: str, gone: date | None, limits: Rebirth) -> Iterator[_Shared]:
    """Everybody who was in the unit towards its end, with each other company he joined when it was new."""
    first = gone - timedelta(days=limits.left_within) if gone is not None else case.decided
    then = Interval(first, FOREVER if gone is None else day_after(gone))
    for earlier in case.view.ties_to(unit, *limits.roles):
        person = case.view.canonical(earlier.source)
        if case.kind_of(person) != "Person" or not case.identified(person) or not _is_certain(earlier):
            continue
        if earlier.valid.overlaps(then) is Truth.NO:
            continue
        for later in case.view.ties_from(person, *limits.roles):
            company = case.view.subject(later.target)
            founded = company.date("established") if company is not None else None
            if founded is None or later.valid.start is None or not _is_certain(later):
                continue
            if case.view.canonical(later.target) == unit or later.valid.is_empty:
                continue
            minor = rule.reach.adults_only and case.is_minor(person, founded)
            if not minor and later.valid.start <= founded + timedelta(days=limits.joined_within):
                yield _Shared(person, earlier, later)


def _is_certain(tie: Fact) -> bool:
    return tie.text("certainty") != "possible"


def _fits(rule: Rule, case: Case, old: Fact, new: Fact, gone: date | None, limits: Rebirth) -> bool:
    """Whether the later company was set up about then, at the same address, and is there itself."""
    founded = new.date("established")
    if new.kind in schema().public_bodies() or founded is None or state_of(case, new.entity) in rule.when.states:
        return False
    if limits.same_address and (not address(old) or address(old) != address(new)):
        return False
    if gone is None:
        return case.decided is not None and founded > case.decided
    return gone - timedelta(days=limits.before) <= founded <= gone + timedelta(days=limits.after)


def address(subject: Fact) -> str:
    """住所 as it is compared: widths, spaces and punctuation apart."""
    return "".join(mark for mark in unicodedata.normalize("NFKC", subject.text("address")) if mark.isalnum())


def _reached(
    case: Case, company: str, old: Fact, new: Fact, shared: list[_Shared], gone: date | None, limits: Rebirth
) -> Reached:
    founded, rulings = new.date("established"), _rulings(case, {company, *(one.person for one in shared)})
    path = [case.step(tie) for tie in case.unit_ties]
    for one in shared:
        path += [case.step(one.earlier, upward=True), case.step(one.later)]
    people = "、".join(
        f"{case.name_of(one.person)}（原企业{schema().label(one.earlier.kind)} {in_words(one.earlier.valid)}，"
        f"本企业{schema().label(one.later.kind)} {in_words(one.later.valid)}）"
        for one in shared
    )
    place = f"住所同为{new.text('address')}" if address(old) and address(old) == address(new) else "住所不同"
    ended = f"{gone} 注销" if gone is not None else f"{old.text('state')}（日期未载明）"
    words = f"{case.name_of(old.entity)}{ended}，本企业 {founded} 成立；共同人员：{people}；{place}"
    for record, added in rulings:
        words += f"；{record.name or record.number}追加{case.name_of(added.target)}为被执行人（{_ARTICLES}）"
    since = max(day for day in (founded, gone, case.decided) if day is not None)
    return Reached(
        company,
        gone is not None,
        path,
        [
            case.record,
            *(tie for one in shared for tie in (one.earlier, one.later)),
            *(fact for pair in rulings for fact in pair),
        ],
        words,
        since=since,
        until=_until(case, company, shared, limits),
        detail={"reborn": _shown(case, old, new, shared, rulings)},
    )


def _until(case: Case, company: str, shared: list[_Shared], limits: Rebirth) -> date | None:
    """The first day on which fewer of them are in the later company than it takes."""
    ends = []
    for one in shared:
        ties = case.view.ties_from(one.person, *limits.roles)
        held = [tie.valid.end or FOREVER for tie in ties if case.view.canonical(tie.target) == company]
        ends.append(max(held))
    return sorted(ends, reverse=True)[limits.persons - 1]


def _rulings(case: Case, subjects: set[str]) -> list[tuple[Fact, Fact]]:
    """Rulings in effect that add one of these to the unit's debts (裁判认定 追加被执行人), each with whom it adds."""
    found = []
    for tie in case.view.ties_to(case.unit or "", "CONCERNS"):
        record = case.view.fact(tie.source)
        if record is None or record.kind != "AdjudicatedRelation" or record.text("finding") != _ADDED:
            continue
        if life(case.view, record).stands:
            added = case.view.ties_from(record.entity, "FINDS")
            found += [(record, one) for one in added if case.view.canonical(one.target) in subjects]
    return found


def _shown(case: Case, old: Fact, new: Fact, shared: list[_Shared], rulings: list[tuple[Fact, Fact]]) -> dict[str, Any]:
    """What the two companies have in common, as an answer shows it."""
    return {
        "earlier": {**case.describe(old.entity), "state": old.text("state"), "ended": old.properties.get("ended")},
        "established": new.properties.get("established"),
        "address": new.text("address") or None,
        "same_address": bool(address(old)) and address(old) == address(new),
        "persons": [
            {**case.describe(one.person), "earlier": one.earlier.kind, "later": one.later.kind} for one in shared
        ],
        "rulings": [
            {"id": record.entity, "number": record.name or record.number, "added": case.describe(added.target)}
            for record, added in rulings
        ],
    }
