"""Suspected evasion (疑似规避): who gave up office or shares after a day that counts, and who took them over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from graph.interval import FOREVER
from graph.model import Fact
from graph.schema import schema
from queries.control.wording import percent
from queries.propagation.case import Case, Reached
from queries.propagation.reference_date import reference, window_of
from queries.propagation.transfers import SHARES, Transfer, transfers
from queries.rulebook import Rule


def departed(rule: Rule, case: Case) -> list[Reached]:
    """Whoever gave up office or shares in the unit after the day: whom an order names, or who had a part in the act."""
    window, found = window_of(rule, case), transfers(rule, case)
    since = window.days.start if window is not None else None
    result = []
    for seller in dict.fromkeys(one.given.subject for one in found):
        own = [one for one in found if one.given.subject == seller]
        named = [tie for party, tie in case.parties_with_ties if party == seller]
        path = [case.step(tie) for tie in named or case.unit_ties]
        for one in own:
            path.append(case.step(one.given.tie, upward=not named))
            path += [case.step(step.tie, upward=True) for step in one.taken]
            path += [case.step(tie) for step in one.taken for tie in step.relations]
        days = "、".join(sorted({one.day.isoformat() for one in own}))
        told = "；".join(dict.fromkeys(_in_words(case, one) for one in own))
        result.append(
            Reached(
                seller,
                any(one.given.certain for one in own),
                path,
                [case.record, *named, *(fact for one in own for fact in one.facts)],
                f"{reference(rule.reach.reference).zh} {since} 后于 {days} 离任或转让：{told}",
                since=min(one.day for one in own),
                detail={"transfers": [_shown(case, one) for one in own]},
            )
        )
    return result


def buyer(rule: Rule, case: Case) -> list[Reached]:
    """Whoever took up shares on the day on which somebody so reached gave some up, for as long as he holds them."""
    window = window_of(rule, case)
    since = window.days.start if window is not None else None
    sold = [one for one in transfers(rule, case) if one.of_shares]
    bought = [(step, one) for one in sold for step in one.taken if step.tie.kind == SHARES]
    result = []
    for taker in dict.fromkeys(step.subject for step, _ in bought):
        own = [(step, one) for step, one in bought if step.subject == taker]
        path = [case.step(tie) for tie in case.unit_ties]
        for step, one in own:
            path += [case.step(one.given.tie, upward=True), case.step(step.tie, upward=True)]
            path += [case.step(tie) for tie in step.relations]
        told = "；".join(dict.fromkeys(_in_words(case, one) for _, one in own))
        result.append(
            Reached(
                taker,
                any(step.certain and one.given.certain for step, one in own),
                path,
                [case.record, *(fact for _, one in own for fact in one.facts)],
                f"{reference(rule.reach.reference).zh} {since} 后受让：{told}",
                since=min(one.day for _, one in own),
                until=_holds_until(case, taker, [step.tie for step, _ in own]),
                detail={"transfers": [_shown(case, one) for _, one in own]},
            )
        )
    return result


def _holds_until(case: Case, taker: str, ties: Iterable[Fact]) -> date | None:
    """The first day on which a buyer holds nothing of the unit any more."""
    held = [tie for tie in case.view.ties_from(taker, SHARES) if case.view.canonical(tie.target) == case.unit]
    end = max((tie.valid.end for tie in ties if tie.valid.end is not None), default=None)
    while end is not None and end != FOREVER:
        later = [tie.valid.end or FOREVER for tie in held if tie.valid.start == end and not tie.valid.is_empty]
        if not later:
            break
        end = max(later)
    return end


def _part(tie: Fact | None) -> str | None:
    """A stake as it stands, the share exact; None where there is none, or nobody knows how large it is."""
    if tie is None or tie.kind != SHARES:
        return None
    capital, total = tie.integer("capital") or 0, tie.integer("total") or 0
    return None if not total or tie.text("unit") == "unknown" else percent(capital, total).removeprefix("=")


def _shown(case: Case, one: Transfer) -> dict[str, Any]:
    """A transfer as an answer shows it; ``price`` null where no row states one."""
    paid = one.price
    return {
        "day": one.day.isoformat(),
        "what": one.given.tie.kind,
        "from": {**case.describe(one.given.subject), "before": _part(one.given.tie), "after": _part(one.given.other)},
        "to": [
            {
                **case.describe(step.subject),
                "before": _part(step.other),
                "after": _part(step.tie),
                "certain": step.certain,
                "relations": [
                    {"relation": tie.text("relation"), "origin": tie.text("origin") or None, "fact": tie.id}
                    for tie in step.relations
                ],
            }
            for step in one.taken
        ],
        "price": {"amount_fen": paid.amount, "stated": list(paid.stated)} if paid.facts else None,
    }


def _in_words(case: Case, one: Transfer) -> str:
    given, shares = one.given, one.of_shares
    what = f"股权（{_part(given.tie) or '份额未载明'} 至 {_part(given.other) or '0'}）" if shares else ""
    office = "" if shares else schema().label(given.tie.kind)
    text = f"{case.name_of(given.subject)}{one.day} {'转让' if shares else '离任'}{what}{office}"
    text += f"，{_takers(case, one)}"
    if not shares:
        return text
    paid = one.price
    amount = [f"{paid.amount // 100}.{paid.amount % 100:02d}元"] if paid.amount is not None else []
    return f"{text}，价格：{'、'.join([*amount, *paid.stated]) or '登记材料未载明'}"


def _takers(case: Case, one: Transfer) -> str:
    """Who took it up on the day, each with what the two are to each other and who says so."""
    named = []
    for step in one.taken:
        related = (f"{tie.text('relation')}（来源：{tie.text('origin') or '未载明'}）" for tie in step.relations)
        told = "、".join(related)
        name = case.name_of(step.subject) + ("" if step.certain else "（可能）")
        named.append(name + (f"，双方关系：{told}" if told else ""))
    word = "当日受让" if one.of_shares else "当日接任"
    return f"{word}：{'、'.join(named)}" if named else f"{word}的人登记材料未载明"
