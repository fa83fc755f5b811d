"""Why a role does not reach somebody: never held, given up days before, taken days after, or only possible."""

from __future__ import annotations

from typing import NamedTuple

from graph.interval import Interval, Truth, joined
from graph.model import Fact
from graph.schema import schema
from queries.propagation.case import Case, Reached
from queries.propagation.reference_date import window_of
from queries.propagation.tenure import Window, in_words
from queries.propagation.why_not.identity import minor, unidentified
from queries.propagation.why_not.premise import Premise, called, failing, reference
from queries.propagation.why_not.relation import beside, relations
from queries.rulebook import Rule

_ROLES = {"executing_partner": ("EXECUTING_PARTNER_OF",)}


def _roles(rule: Rule) -> tuple[str, ...]:
    return rule.reach.roles or _ROLES.get(rule.reach.who, ())


def _label(rule: Rule) -> str:
    return "、".join(schema().label(role) for role in _roles(rule))


def _tenures(rule: Rule, case: Case, subject: str) -> list[Fact]:
    if case.unit is None:
        return []
    return [tie for tie in case.view.ties_from(subject, *_roles(rule)) if case.view.canonical(tie.target) == case.unit]


def not_holder(rule: Rule, case: Case, subject: str) -> Premise:
    """He never held the role, or not on the reference date; with the exact number of days."""
    window = window_of(rule, case)
    undated = _undated(rule, case, window)
    if undated is not None or window is None:
        return undated or _never(rule, case, subject)
    ties = _tenures(rule, case, subject)
    gaps = [gap for tie in ties if (gap := _gap(tie, window.days)) is not None]
    if not gaps:
        return _empty(rule, case, subject, ties) if ties else _never(rule, case, subject)
    nearest = min(gaps, key=lambda gap: gap.days)
    return _apart(rule, case, window, nearest)


class _Gap(NamedTuple):
    """How far a tenure lies from the days that count; ``before``: it was over by then."""

    days: int
    before: bool
    tie: Fact


def _gap(tie: Fact, days: Interval) -> _Gap | None:
    start, last = tie.valid.start, tie.valid.last_day
    if last is not None and days.start is not None and last < days.start and not tie.valid.is_empty:
        return _Gap((days.start - last).days, True, tie)
    if start is not None and days.last_day is not None and start > days.last_day:
        return _Gap((start - days.last_day).days, False, tie)
    return None


def _apart(rule: Rule, case: Case, window: Window, gap: _Gap) -> Premise:
    word, tie = reference(rule.reach.reference), gap.tie
    label = schema().label(tie.kind)
    day = (window.days.start if gap.before else window.days.last_day) or window.days.start
    end = tie.valid.last_day if gap.before else tie.valid.start
    assumed = "" if window.stated else f"；{window.note}"
    what = word.zh if window.day is not None else ("行为期间首日" if gap.before else "行为期间末日")
    happened, than = ("离任", "早于") if gap.before else ("才任职", "晚于")
    text = f"{end} {happened}，{than}{what} {gap.days} 天（{label}任期 {in_words(tie.valid)}，{what} {day}）{assumed}"
    english = (
        f"role ended {gap.days} days before {word.en} (last day {end}, {day})"
        if gap.before
        else f"role began {gap.days} days after {word.en} ({end}, {day})"
    )
    return failing(
        "role_ended_before" if gap.before else "role_began_after",
        text,
        english,
        [case.record, tie],
        days=gap.days,
        role=tie.kind,
        role_from=tie.valid.start.isoformat() if tie.valid.start else None,
        role_last_day=tie.valid.last_day.isoformat() if tie.valid.last_day else None,
        reference_date=day.isoformat() if day else None,
    )


def _undated(rule: Rule, case: Case, window: Window | None) -> Premise | None:
    if window is not None and case.unit is not None:
        return None
    if case.unit is None:
        return failing(
            "no_unit",
            f"{called(case.record)}没有载明单位，无从判断任职",
            "the document names no unit in which a role could be held",
            [case.record],
        )
    word = reference(rule.reach.reference)
    return failing(
        "reference_date_unknown",
        f"{called(case.record)}没有日期，{word.zh}不明，无从判断当时任职",
        "the document is not dated, so nobody can say who held the role",
        [case.record],
    )


def _never(rule: Rule, case: Case, subject: str) -> Premise:
    name, unit = case.name_of(subject), case.name_of(case.unit or "")
    contradicting = [
        fact
        for tie in case.view.ties_to(case.unit or "", "QUARANTINES")
        if (fact := case.view.fact(tie.source)) is not None and name in fact.text("detail")
    ]
    if contradicting:
        return failing(
            "role_contradictory",
            f"{unit}关于{name}的登记信息互相矛盾，已隔离，不据以认定其任{_label(rule)}；须先核清登记",
            "the register contradicts itself about his role: set aside until somebody clears it up",
            [case.record, *contradicting],
        )
    found = relations(case, subject)
    return failing(
        "never_held",
        f"{name}从未任{unit}的{_label(rule)}{beside(found)}",
        f"never held the role ({', '.join(_roles(rule))}) in the unit",
        [case.record, *(tie for relation in found for tie in relation.ties)],
        roles=list(_roles(rule)),
        relations=sorted({relation.kind for relation in found}),
    )


def _empty(rule: Rule, case: Case, subject: str, ties: list[Fact]) -> Premise:
    spans = "、".join(in_words(tie.valid) for tie in ties)
    return failing(
        "held_on_no_day",
        f"{case.name_of(subject)}的{_label(rule)}任期不含任何一日（{spans}），当日归后任",
        "the tenure has no day: the day of a change belongs to the new holder",
        [case.record, *ties],
    )


def only_possible(rule: Rule, case: Case, candidate: Reached) -> Premise:
    """He may have held the role: the data leave it open, so nothing is proposed."""
    window, name = window_of(rule, case), case.name_of(candidate.subject)
    ties = _tenures(rule, case, candidate.subject)
    code, why, english = _doubt(window, ties)
    return failing(
        code,
        f"{name}：{why}（{candidate.words}），只是可能，不作提议，由有权机关查明",
        f"only possible: {english}; nothing is proposed",
        candidate.premises,
        role=candidate.role,
        window={
            "from": window.days.start.isoformat() if window and window.days.start else None,
            "to": window.days.last_day.isoformat() if window and window.days.last_day else None,
            "stated": bool(window and window.stated),
        },
    )


def _doubt(window: Window | None, ties: list[Fact]) -> tuple[str, str, str]:
    """Which doubt it is: the register, the bounds of the role, the date of the act, or a part of a known period."""
    days = window.days if window is not None else Interval()
    if any(tie.text("certainty") == "possible" and tie.valid.overlaps(days) is not Truth.NO for tie in ties):
        return "role_doubtful", "任职登记互相矛盾或不连续", "the register contradicts itself about the role"
    if not any(span.overlaps(days) is Truth.YES for span in joined([tie.valid for tie in ties])):
        return "role_undated", "任职起止日期不明", "the role is not dated"
    if window is not None and not window.stated:
        return (
            "act_date_unknown",
            f"只在部分期间任职，{window.note}",
            "the act is not dated, and he held the role in part",
        )
    return "part_of_period", "只在行为期间的一部分任职", "he held the role for part of the act's period"


def not_successor(rule: Rule, case: Case, subject: str) -> Premise:
    """He is no successor: he never took the role, or held it by the reference date."""
    window, ties = window_of(rule, case), _tenures(rule, case, subject)
    undated = _undated(rule, case, window)
    if undated is not None or not ties or window is None:
        return undated or _never(rule, case, subject)
    word, first = reference(rule.reach.reference), ties[0].valid.start
    last = window.days.last_day
    if first is None or not joined([tie.valid for tie in ties]):
        return failing(
            "role_undated",
            f"{case.name_of(subject)}任{_label(rule)}的起止日期不明，不能确定是后任",
            "the role is not dated, so it cannot be told that he came later",
            [case.record, *ties],
        )
    return failing(
        "held_by_then",
        f"{first} 已任{_label(rule)}，不晚于{word.zh} {last}，不是后任",
        f"held the role since {first}, not only after {word.en} ({last})",
        [case.record, *ties],
        role_from=first.isoformat(),
        reference_date=last.isoformat() if last else None,
    )


def not_departed(rule: Rule, case: Case, subject: str) -> Premise:
    """He is not named by the order, or gave up neither office nor shares after it."""
    name, number = case.name_of(subject), called(case.record)
    window = window_of(rule, case)
    undated = _undated(rule, case, window)
    if undated is not None or window is None:
        return undated or _never(rule, case, subject)
    if subject not in case.parties:
        return failing(
            "not_party",
            f"{number}没有载明{name}{beside(relations(case, subject))}",
            "the order does not name this subject",
            [case.record, *case.party_ties],
        )
    kinds = (*rule.reach.roles, "SHAREHOLDER_OF")
    ties = [tie for tie in case.view.ties_from(subject, *kinds) if case.view.canonical(tie.target) == case.unit]
    held = "；".join(f"{schema().label(tie.kind)} {in_words(tie.valid)}" for tie in ties) or "没有登记的职务或股权"
    return failing(
        "gave_up_nothing",
        f"{name}在限制消费令日期 {window.days.start} 之后没有离任或转让股权（{held}）",
        "gave up neither office nor shares after the order",
        [case.record, *ties],
    )


def not_officeholder(rule: Rule, case: Case, subject: str) -> Premise:
    """He is not the listed person, or holds no office."""
    name = case.name_of(subject)
    if subject not in case.parties:
        listed = "、".join(case.name_of(party) for party in case.parties)
        return failing(
            "not_party",
            f"列入名单的是{listed}，不是{name}",
            "somebody else is listed",
            [case.record, *case.party_ties],
        )
    return _no_office(rule, case, subject, case.view.ties_from(subject, *rule.reach.roles))


def office_nowhere_here(rule: Rule, case: Case, subject: str) -> Premise:
    """The listed person holds no office in this company."""
    ties = [
        tie
        for party in case.parties
        for tie in case.view.ties_from(party, *rule.reach.roles)
        if case.view.canonical(tie.target) == subject
    ]
    return _no_office(rule, case, subject, ties)


def _no_office(rule: Rule, case: Case, subject: str, ties: list[Fact]) -> Premise:
    listed, day = "、".join(case.name_of(party) for party in case.parties), case.decided
    where = "" if subject in case.parties else f"在{case.name_of(subject)}"
    for party in case.parties:
        meant = Reached(party, False, [], [case.record, *case.party_ties], "", reference=day)
        if not case.identified(party):
            return unidentified(case, meant)
        if rule.reach.adults_only and case.is_minor(party, day):
            return minor(case, meant)
    ended = [tie for tie in ties if tie.valid.last_day is not None]
    if ended and day is not None:
        latest = max(ended, key=lambda tie: tie.valid.last_day or day)
        last = latest.valid.last_day or day
        gap = (day - last).days
        return failing(
            "office_given_up",
            f"{listed}{where}的{schema().label(latest.kind)}职务 {last} 终止，早于列入日 {gap} 天（列入日 {day}）",
            f"gave the office up {gap} days before being listed ({last}, {day})",
            [case.record, *ended],
            days=gap,
        )
    return failing(
        "no_office",
        f"{listed}{where}没有担任法定代表人、负责人、董事、监事或高级管理人员",
        "the listed person holds no such office",
        [case.record, *case.party_ties],
        roles=list(rule.reach.roles),
    )
