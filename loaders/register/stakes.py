"""Stakes: who held which part of a company's capital from which day to which, exact, with what the rows leave open."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise

from graph.interval import FOREVER, Interval
from graph.model import Fact
from loaders.register.amounts import parse_amount, parse_percent
from loaders.register.company_file import CompanyFile
from loaders.register.roles import Contradiction
from loaders.register.words import names_in, speaks_of

_HOLDER_ITEMS = ("投资人", "股东", "股权", "出资人")


@dataclass(slots=True)
class Stake:
    """A stretch of a holding: ``capital`` of ``total`` in the same unit; ``band`` is the half-width of a rounded one.

    A percentage of k decimals is written over 200·10ᵏ, so that half of its last digit is the integer 1.
    """

    holder: str
    days: Interval
    capital: int
    total: int
    unit: str
    basis: str
    certain: bool = True
    disclosed: bool = True
    band: int = 0
    note: str = ""
    evidence: list[Fact] = field(default_factory=list)


def stakes(file: CompanyFile) -> tuple[list[Stake], list[Contradiction]]:
    """All holdings in a company over time, and what its rows contradict each other about."""
    contradictions: list[Contradiction] = []
    rows: dict[str, list[Fact]] = {}
    for tie in file.holdings:
        rows.setdefault(_holder(file, tie), []).append(tie)
    transfers: dict[str, list[Fact]] = {}
    for tie in file.transfers:
        transfers.setdefault(_holder(file, tie), []).append(tie)
    total, basis = _total(file)
    found: list[Stake] = []
    for holder in sorted({*rows, *transfers}):
        moved = _in_order(transfers.get(holder, ()))
        now = _current(file, holder, rows.get(holder, []), total, basis)
        found += _history(file, holder, now, moved, contradictions)
    found = [piece for stake in found for piece in _by_capital(file, stake)]
    subscribed = sum(stake.capital for stake in found if stake.unit == "fen" and stake.days.end == FOREVER)
    if basis == "registered_capital" and total is not None and subscribed > total:
        words = f"认缴额合计 {subscribed} 分超过注册资本 {total} 分，持股结果仅为可能"
        contradictions.append(Contradiction("over_subscribed", words, file.holdings))
        for stake in found:
            stake.certain = False
    return found, contradictions


def _in_order(transfers: Iterable[Fact]) -> list[Fact]:
    """A holder's transfers by day; several of one day follow each other where what is left is the next one's before."""
    result: list[Fact] = []
    for _, group in groupby(sorted(transfers, key=_day_and_entity), key=lambda tie: tie.text("date")):
        left = list(group)
        while left:
            known = result[-1].text("after") if result else ""
            afters = {_written(tie, "after") for tie in left if _written(tie, "before") != _written(tie, "after")}
            tie = next((one for one in left if known and _written(one, "before") == _part(parse_percent(known))), None)
            tie = tie or next((one for one in left if _written(one, "before") not in afters), left[0])
            left.remove(tie)
            result.append(tie)
    return result


def _day_and_entity(tie: Fact) -> tuple[str, str]:
    return tie.text("date"), tie.entity


def _written(tie: Fact, name: str) -> Fraction | None:
    return _part(parse_percent(tie.text(name)))


def _part(percent: tuple[int, int, int] | None) -> Fraction | None:
    return None if percent is None else Fraction(percent[0], percent[1])


def _holder(file: CompanyFile, tie: Fact) -> str:
    if tie.properties.get("disclosed") is False or file.is_numbered(tie.source):
        return tie.source
    return file.resolve(file.name_of(tie.source, tie))[0]


def _total(file: CompanyFile) -> tuple[int | None, str]:
    """The registered capital in fen, else the sum of what is subscribed."""
    capital = next((amount for fact in file.registrations if (amount := fact.integer("registered_capital"))), None)
    if capital:
        return capital, "registered_capital"
    subscribed = sum(tie.integer("subscribed") or 0 for tie in file.holdings)
    return (subscribed or None), "sum_of_contributions"


def _current(file: CompanyFile, holder: str, rows: list[Fact], total: int | None, basis: str) -> Stake | None:
    """What the contribution rows say a holder holds now; several rows of one holder add up."""
    if not rows:
        return None
    disclosed = all(tie.properties.get("disclosed") is not False for tie in rows)
    amounts = [tie.integer("subscribed") for tie in rows]
    start, note = _since(file, rows)
    if all(amount is not None for amount in amounts) and total:
        capital = sum(amount or 0 for amount in amounts)
        return Stake(
            holder,
            Interval(start, FOREVER),
            capital,
            total,
            "fen",
            basis,
            disclosed=disclosed,
            note=note,
            evidence=list(rows),
        )
    percent = parse_percent(rows[0].text("percent"))
    if percent is not None:
        return Stake(
            holder,
            Interval(start, FOREVER),
            percent[0],
            percent[1],
            "percent",
            "percent",
            disclosed=disclosed,
            band=percent[2],
            note=note,
            evidence=list(rows),
        )
    return Stake(
        holder,
        Interval(start, FOREVER),
        0,
        total or 1,
        "unknown",
        basis,
        certain=False,
        disclosed=disclosed,
        note="出资额未载明",
        evidence=list(rows),
    )


def _since(file: CompanyFile, rows: list[Fact]) -> tuple[date | None, str]:
    """Since when: 成立日期, unless a 变更 of holders names the holder among those who came."""
    changes = [one for one in file.changes if any(word in one.text("item") for word in _HOLDER_ITEMS)]
    if not changes:  # a company of thousands of holders compares no names where no holder ever changed
        return file.established, "未见变更记录，自成立日期起 (no change recorded)"
    names = {file.name_of(tie.source, tie) for tie in rows} - {""}
    holders = {file.name_of(tie.source, tie) for tie in [*file.contributors, *file.transfers]}
    came: list[date] = []
    for change in changes:
        day = change.date("date")
        if day is None:
            continue
        before, after = change.text("before"), change.text("after")
        others = holders | {word for word in (*names_in(before), *names_in(after)) if word.isalpha()}
        if any(_mentions(after, name, others) and not _mentions(before, name, others) for name in names):
            came.append(day)
    if came:
        return max(came), "自变更登记起"
    return file.established, "未见变更记录，自成立日期起 (no change recorded)"


def _mentions(cell: str, name: str, others: set[str]) -> bool:
    """Whether a cell names somebody, and not only somebody else whose longer name contains that one."""
    plain = "".join(unicodedata.normalize("NFKC", cell).split())
    for other in sorted(others, key=len, reverse=True):
        if name in other and name != other:
            plain = plain.replace(other, "")
    return name in plain


def _history(
    file: CompanyFile, holder: str, now: Stake | None, moved: list[Fact], contradictions: list[Contradiction]
) -> list[Stake]:
    """A holder's stretches: between transfers by percentage, since the last by the exact amount where they agree."""
    dated = [(day, tie) for tie in moved if (day := tie.date("date")) is not None]
    if not dated:
        return [now] if now is not None else []
    found: list[Stake] = []
    first_day, first = dated[0]
    established = file.established
    before = parse_percent(first.text("before"))
    if before is not None and before[0] > 0 and (established is None or established < first_day):
        found.append(_by_percent(holder, Interval(established, first_day), before, [first]))
    for place, (day, tie) in enumerate(dated):
        last = place + 1 == len(dated)
        until = FOREVER if last else dated[place + 1][0]
        after = parse_percent(tie.text("after"))
        following = None if last else parse_percent(dated[place + 1][1].text("before"))
        if last and now is not None:
            stretch = Stake(
                holder,
                Interval(day, FOREVER),
                now.capital,
                now.total,
                now.unit,
                now.basis,
                now.certain,
                now.disclosed,
                now.band,
                "自股权变更起",
                [*now.evidence, tie],
            )
            if after is None or not _agree(now, after):
                stretch.certain = False
                words = f"股权变更后比例 {tie.text('after') or '未载明'} 与登记的出资额不符"
                contradictions.append(Contradiction("stake_history", words, stretch.evidence))
            found.append(stretch)
        elif after is not None and day < until and (held := after if after[0] else following) and held[0]:
            stretch = _by_percent(holder, Interval(day, until), held, [tie])
            if following is not None and _part(following) != _part(after):
                stretch.certain = False
                words = f"{day}至{until}的股权比例前后不符：{tie.text('after')}、{dated[place + 1][1].text('before')}"
                contradictions.append(Contradiction("stake_history", words, [tie, dated[place + 1][1]]))
            found.append(stretch)
    return found


def _by_percent(holder: str, days: Interval, percent: tuple[int, int, int], evidence: list[Fact]) -> Stake:
    return Stake(holder, days, percent[0], percent[1], "percent", "percent", band=percent[2], evidence=evidence)


def _agree(stake: Stake, percent: tuple[int, int, int]) -> bool:
    """Whether an exact stake lies within the rounding band of a percentage."""
    value, total, band = percent
    return (value - band) * stake.total <= stake.capital * total <= (value + band) * stake.total


def _by_capital(file: CompanyFile, stake: Stake) -> list[Stake]:
    """A stretch in money cut where the registered capital changed: a part of an earlier capital is not certain."""
    days = sorted(
        {
            day
            for change in file.changes
            if speaks_of(change.text("item"), "capital_items")
            and (day := change.date("date")) is not None
            and stake.unit == "fen"
            and (stake.days.start is None or stake.days.start < day)
        }
    )
    if not days or stake.days.end is None:
        return [stake]
    pieces = []
    edges = [stake.days.start, *days, stake.days.end]
    for start, end in pairwise(edges):
        total = stake.total if end == FOREVER else capital_on(file, start or date.min)
        if total and (start is None or end is None or start < end):
            certain = stake.certain and end == FOREVER
            pieces.append(replace(stake, days=Interval(start, end), total=total, certain=certain))
    return pieces


def capital_on(file: CompanyFile, day: date) -> int | None:
    """The registered capital in fen on a day, read back through the 注册资本变更 rows."""
    later = [
        (since, change)
        for change in file.changes
        if speaks_of(change.text("item"), "capital_items")
        and (since := change.date("date")) is not None
        and since > day
    ]
    if later:
        return parse_amount(min(later, key=lambda pair: pair[0])[1].text("before"))
    return _total(file)[0]
