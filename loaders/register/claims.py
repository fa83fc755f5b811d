"""What each source of role history says, each by itself: 变更 rows, dated 主要人员 rows, the current register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, zip_longest
from typing import NamedTuple

from graph.interval import FOREVER, Interval
from graph.model import Fact, day_of
from graph.names import plain, same_name
from loaders.register.company_file import CompanyFile
from loaders.register.partners import has_delegate, registered_head, registered_partners
from loaders.register.words import names_in, role_of_item, table

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's word that somebody (by name) held a role over some days; ``name`` empty: it contradicts itself."""

    source: str
    name: str
    days: Interval
    evidence: tuple[Fact, ...]
    note: str = ""


def claims_of(file: CompanyFile, role: str, head: str) -> list[Claim]:
    """What all sources say of a role; days that differ by one are the change's."""
    changed = _change_claims(file, role, head)
    listed = _aligned(_listed_claims(file, role, head, bool(changed)), changed)
    return [*changed, *closed(listed, changed)]


def _of_role(change: Fact, role: str, head: str, kind: str | None) -> bool:
    found = role_of_item(change.text("item"), kind)
    return found == role or (found in {"LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF"} and role == head)


class _DayOfChange(NamedTuple):
    """What the changes of one day come to: who held the role before them, and who after."""

    since: date
    before: tuple[str, ...]
    after: tuple[str, ...]
    changes: tuple[Fact, ...]


def _days_of_change(changes: Iterable[Fact]) -> list[_DayOfChange]:
    """Changes by day. Several of one day follow each other where the one after is the next one's before."""
    dated = [(since, change) for change in changes if (since := day_of(change.valid_from)) is not None]
    result: list[_DayOfChange] = []
    for since, group in groupby(sorted(dated, key=lambda pair: (pair[0], pair[1].entity)), key=lambda pair: pair[0]):
        together = tuple(change for _, change in group)
        steps = {(names_in(change.text("before")), names_in(change.text("after"))) for change in together}
        balance = Counter(before for before, _ in steps)
        balance.subtract(after for _, after in steps)
        first = [names for names, left in balance.items() if left > 0]
        last = [names for names, left in balance.items() if left < 0]
        if not first:  # a ring: whoever held the role before that day holds it after
            around = [before for before, _ in steps]
            held = result[-1].after if result else ()
            first = last = [held] if held in around else around
        result.append(_DayOfChange(since, _all(first), _all(last), together))
    return result


def _all(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({name for group in groups for name in group}))


def _change_claims(file: CompanyFile, role: str, head: str) -> list[Claim]:
    """Each change closes the earlier stretch and opens the next; the day of change belongs to the new holder."""
    days = _days_of_change(change for change in file.changes if _of_role(change, role, head, file.kind))
    if not days:
        return []
    claims: list[Claim] = []
    established, first = file.established, days[0]
    if established is None or established < first.since:
        for name in first.before:
            claims.append(Claim("change", name, Interval(established, first.since), first.changes, "始自成立日期"))
    for day, following in zip_longest(days, days[1:]):
        stretch = Interval(day.since, FOREVER if following is None else following.since)
        evidence = day.changes if following is None else (*day.changes, *following.changes)
        claims += [Claim("change", name, stretch, evidence) for name in day.after]
        if following is not None and following.before and following.before != day.after:
            claims += [Claim("next change", name, stretch, evidence) for name in following.before]
    return claims


def _is_of(tie: Fact, role: str, head: str) -> bool:
    if role == "EXECUTING_PARTNER_OF":
        return any(
            word in tie.text("position") for word in table("posts")["executing_partner"]
        ) and "委派" not in tie.text("position")
    return tie.properties.get("legal_representative") is True


def _listed_claims(file: CompanyFile, role: str, head: str, changed: bool) -> list[Claim]:
    """What the 主要人员 rows say: dated ones their stretch, the current undated one today, or since 成立日期."""
    rows = [tie for tie in file.officers if _is_of(tie, role, head)]
    dated = [tie for tie in rows if tie.date("from") is not None or tie.date("to") is not None]
    undated = [tie for tie in rows if tie not in dated]
    claims = [_dated(file, tie) for tie in dated]
    claims = _touching(claims)
    current = [(file.name_of(tie.source, tie), tie) for tie in undated]
    if not rows and role == head:
        current = [(name, fact) for fact in file.registrations if (name := registered_head(fact))]
    elif not rows:
        current = [(name, fact) for fact in file.registrations for name in registered_partners(file, fact)]
    elif role == head:
        claims += _registered_otherwise(
            file, role, head, [file.name_of(tie.source, tie) for tie in rows if _lasts(tie)]
        )
    known = tuple(claims)
    for name, fact in current:
        if any(claim.name == name and claim.days.end == FOREVER for claim in known):
            continue
        ends = [end for claim in known if claim.name != name and (end := claim.days.end) not in (None, FOREVER)]
        if changed:
            since, note = None, "登记现任"
        elif any(claim.name != name for claim in known):
            since, note = max((end for end in ends if end is not None), default=None), "起始日期未载明"
        else:
            since, note = file.established, "未见变更记录，自成立日期起"
        claims.append(Claim("register", name, Interval(since, FOREVER), (fact,), note))
    return claims


def _lasts(tie: Fact) -> bool:
    return tie.date("to") is None


def _registered_otherwise(file: CompanyFile, role: str, head: str, listed: list[str]) -> list[Claim]:
    """The 法定代表人 of the registration where the 主要人员 rows have another today and no change speaks of him.

    Of several registrations the last approved counts; one that names whom a row lists contradicts nothing.
    """
    rows = [fact for fact in file.registrations if fact.text("legal_representative_name")]
    if not rows or not listed:
        return []
    last = max(rows, key=lambda fact: (fact.text("approved"), fact.recorded_from, fact.name))
    written = last.text("legal_representative_name")
    name = registered_head(last)
    if registered_partners(file, last) and not has_delegate(last) and _is_delegate_listed(file, listed):
        return []  # the column names the partner, the rows whom he sends
    changed = {
        one
        for change in file.changes
        if _of_role(change, role, head, file.kind)
        for one in (*names_in(change.text("before")), *names_in(change.text("after")))
    }
    if not name or name in changed or any(same_name(written, one) or plain(one) in plain(written) for one in listed):
        return []
    return [Claim("register", name, Interval(None, FOREVER), (last,), "登记的法定代表人")]


def _is_delegate_listed(file: CompanyFile, listed: list[str]) -> bool:
    word = table("posts")["delegate"]
    return any(word in tie.text("position") and file.name_of(tie.source, tie) in listed for tie in file.officers)


def _dated(file: CompanyFile, tie: Fact) -> Claim:
    last = tie.date("to")
    start = tie.date("from")
    days = Interval(start, FOREVER if last is None else max(last + ONE_DAY, start or last))
    return Claim("listed", file.name_of(tie.source, tie), days, (tie,))


def _touching(claims: list[Claim]) -> list[Claim]:
    """The last day named is the successor's where he starts on it; a gap or touch of one day is no contradiction."""
    result = []
    for claim in claims:
        starts = [other.days.start for other in claims if other.name != claim.name and other.days.start is not None]
        end = claim.days.end
        if end is not None and end != FOREVER:
            near = [start for start in starts if abs((start - end).days) <= 1]
            if near and (claim.days.start is None or min(near) >= claim.days.start):
                claim = Claim(
                    claim.source, claim.name, Interval(claim.days.start, min(near)), claim.evidence, claim.note
                )
        result.append(claim)
    return result


def _aligned(listed: list[Claim], changed: list[Claim]) -> list[Claim]:
    """Listed stretches whose bounds are within a day of a change take the change's day."""
    days = sorted(
        {
            bound
            for claim in changed
            for bound in (claim.days.start, claim.days.end)
            if bound is not None and bound != FOREVER
        }
    )

    def near(day: date | None) -> date | None:
        if day is None or day == FOREVER:
            return day
        return next((change for change in days if abs((change - day).days) <= 1), day)

    aligned = []
    for claim in listed:
        start, end = near(claim.days.start), near(claim.days.end)
        if start is not None and end is not None and end < start:
            start, end = claim.days.start, claim.days.end
        aligned.append(Claim(claim.source, claim.name, Interval(start, end), claim.evidence, claim.note))
    return aligned


def closed(listed: list[Claim], changed: list[Claim]) -> list[Claim]:
    """Rows without a last day, of holders whom a change put out: a change closes the earlier stretch.

    A dated row ends with the change. A row without dates (登记现任) is an earlier copy of the register only where
    another row without an end names whom the last change put in; alone it contradicts the change.
    """
    last = {claim.name for claim in changed if claim.source == "change" and claim.days.end == FOREVER}
    confirmed = any(claim.name in last and claim.days.end == FOREVER for claim in listed)
    result = []
    for claim in listed:
        put_out = [
            one.days.end
            for one in changed
            if one.source == "change" and one.name == claim.name and one.days.end is not None
        ]
        if not last or claim.name in last or claim.days.end != FOREVER or not put_out:
            result.append(claim)
        elif claim.source == "listed" and (claim.days.start is None or claim.days.start < max(put_out)):
            days = Interval(claim.days.start, max(put_out))
            result.append(Claim(claim.source, claim.name, days, claim.evidence, claim.note))
        elif claim.source != "register" or not confirmed:
            result.append(claim)
    return result
