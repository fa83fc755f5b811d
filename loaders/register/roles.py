"""Role history: who held a role in a company from which day to which, from 变更 rows and dated 主要人员 rows alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from graph.interval import FOREVER, Interval
from graph.model import Fact, day_of
from loaders.register.claims import ONE_DAY, Claim, aligned, closed, touching
from loaders.register.company_file import CompanyFile, compact_name
from loaders.register.words import names_in, role_of_item, role_of_post, table


@dataclass(slots=True)
class Tenure:
    """Somebody's stretch in a role."""

    role: str
    name: str
    days: Interval
    certain: bool
    evidence: list[Fact]
    entity: str = ""
    position: str = ""
    note: str = ""


@dataclass(slots=True)
class Contradiction:
    """A stretch that the rows contradict each other about."""

    reason: str
    detail: str
    evidence: list[Fact] = field(default_factory=list)


def roles(file: CompanyFile, kind: str) -> tuple[list[Tenure], list[Contradiction]]:
    """All tenures in a company, and the stretches its rows contradict each other about."""
    head = "PRINCIPAL_OF" if kind in table("posts")["without_representative"] else "LEGAL_REPRESENTATIVE_OF"
    tenures: list[Tenure] = []
    contradictions: list[Contradiction] = []
    for role in (head, "EXECUTING_PARTNER_OF"):
        found, against = _exclusive(file, role, head)
        tenures += found
        contradictions += against
    tenures += _plain(file, head)
    return tenures, contradictions


def _exclusive(file: CompanyFile, role: str, head: str) -> tuple[list[Tenure], list[Contradiction]]:
    """A role that one person holds at a time: what the changes say, and what the dated rows say, laid side by side."""
    changed = _change_claims(file, role, head)
    listed = _listed_claims(file, role, head, bool(changed))
    if not changed and not listed:
        return [], []
    claims = [*changed, *closed(aligned(listed, changed), changed)]
    return _side_by_side(role, claims)


def _of_role(change: Fact, role: str, head: str) -> bool:
    found = role_of_item(change.text("item"))
    return found == role or (found in {"LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF"} and role == head)


def _change_claims(file: CompanyFile, role: str, head: str) -> list[Claim]:
    """Each change closes the earlier stretch and opens the next; the day of change belongs to the new holder."""
    changes = sorted(
        (change for change in file.changes if _of_role(change, role, head) and change.valid_from is not None),
        key=lambda change: (change.valid_from or 0, change.entity),
    )
    if not changes:
        return []
    claims: list[Claim] = []
    starts = [day_of(change.valid_from) for change in changes]
    first = changes[0]
    established = file.established
    start = starts[0]
    if start is not None and (established is None or established < start):
        for name in names_in(first.text("before")):
            claims.append(Claim("change", name, Interval(established, start), (first,), "始自成立日期"))
    for place, change in enumerate(changes):
        since = starts[place]
        last = place + 1 == len(changes)
        until = FOREVER if last else starts[place + 1]
        if since is None or until is None or since == until:
            continue
        after = names_in(change.text("after"))
        following = () if last else names_in(changes[place + 1].text("before"))
        agreed = last or not following or after == following
        evidence = (change,) if last else (change, changes[place + 1])
        if agreed:
            claims += [Claim("change", name, Interval(since, until), evidence) for name in after]
        else:
            claims += [Claim("change", name, Interval(since, until), evidence) for name in after]
            claims += [Claim("next change", name, Interval(since, until), evidence) for name in following]
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
    claims = touching(claims)
    current = [(file.name_of(tie.source, tie), tie) for tie in undated]
    if not rows and role == head:
        current = [
            (compact_name(fact.text("legal_representative_name")), fact)
            for fact in file.registrations
            if fact.text("legal_representative_name")
        ]
    for name, fact in current:
        others = [claim for claim in claims if claim.name != name]
        if any(claim.name == name and claim.days.end == FOREVER for claim in claims):
            continue
        if changed:
            claims.append(Claim("register", name, Interval(None, FOREVER), (fact,), "登记现任"))
        elif others:
            ends = [claim.days.end for claim in others if claim.days.end not in (None, FOREVER)]
            claims.append(
                Claim(
                    "register",
                    name,
                    Interval(max((end for end in ends if end), default=None), FOREVER),
                    (fact,),
                    "起始日期未载明",
                )
            )
        else:
            claims.append(
                Claim("register", name, Interval(file.established, FOREVER), (fact,), "未见变更记录，自成立日期起")
            )
    return claims


def _dated(file: CompanyFile, tie: Fact) -> Claim:
    last = tie.date("to")
    start = tie.date("from")
    days = Interval(start, FOREVER if last is None else max(last + ONE_DAY, start or last))
    return Claim("listed", file.name_of(tie.source, tie), days, (tie,))


def _side_by_side(role: str, claims: list[Claim]) -> tuple[list[Tenure], list[Contradiction]]:
    """Cut time where any source changes its word; in each piece, one name is certain, two are a contradiction."""
    bounds = sorted({bound for claim in claims for bound in (claim.days.start, claim.days.end) if bound is not None})
    pieces: list[tuple[Interval, list[Claim]]] = []
    unknown_start = any(claim.days.start is None for claim in claims)
    edges: list[date | None] = [None, *bounds] if unknown_start else [*bounds]
    for start, end in pairwise(edges):
        if end is None:
            continue
        inside = [claim for claim in claims if _covers(claim.days, start, end)]
        if inside:
            pieces.append((Interval(start, end), inside))
    tenures: list[Tenure] = []
    contradictions: list[Contradiction] = []
    for days, inside in pieces:
        _piece(role, days, inside, tenures, contradictions)
    return _joined(tenures), contradictions


def _covers(days: Interval, start: date | None, end: date) -> bool:
    if days.start is not None and (start is None or days.start > start):
        return False
    return days.end is not None and days.end >= end


def _piece(
    role: str, days: Interval, inside: list[Claim], tenures: list[Tenure], contradictions: list[Contradiction]
) -> None:
    speaking = [claim for claim in inside if claim.source != "register" or claim.days.start is not None]
    current = [claim for claim in inside if claim.source == "register" and claim.days.start is None]
    by_source: dict[str, set[str]] = {}
    for claim in speaking:
        by_source.setdefault(claim.source, set()).add(claim.name)
    stated = list(by_source.values())
    agreed = all(names == stated[0] for names in stated[1:]) if stated else False
    listed_twice = len(by_source.get("listed", ())) > 1
    if current and days.end == FOREVER and stated and {claim.name for claim in current} != stated[0]:
        agreed = False
        speaking += current
    if current and not stated and days.end == FOREVER:
        speaking, agreed = current, True
    if not speaking:
        return
    evidence = [fact for claim in speaking for fact in claim.evidence]
    names = sorted({claim.name for claim in speaking})
    if not agreed or listed_twice:
        contradictions.append(Contradiction("role_history", _words(role, days, names), evidence))
    for name in names:
        own = [claim for claim in speaking if claim.name == name]
        note = "；".join(dict.fromkeys(claim.note for claim in own if claim.note))
        facts = [fact for claim in own for fact in claim.evidence]
        certain = agreed and not listed_twice and days.start is not None
        tenures.append(Tenure(role, name, days, certain, facts, note=note))


def _words(role: str, days: Interval, names: Iterable[str]) -> str:
    start = days.start.isoformat() if days.start else "起始不明"
    end = "至今" if days.end == FOREVER else f"至{days.last_day}"
    label = {"LEGAL_REPRESENTATIVE_OF": "法定代表人", "PRINCIPAL_OF": "负责人"}.get(role, "执行事务合伙人")
    return f"{start}{end}的{label}，各行记载不一：{'、'.join(names)}"


def _joined(tenures: list[Tenure]) -> list[Tenure]:
    """Neighbouring stretches of one person with the same certainty made one."""
    result: list[Tenure] = []
    for tenure in sorted(tenures, key=lambda one: (one.name, one.days.start or date.min)):
        last = result[-1] if result else None
        if (
            last is not None
            and (last.name, last.certain) == (tenure.name, tenure.certain)
            and last.days.end == tenure.days.start
        ):
            last.days = Interval(last.days.start, tenure.days.end)
            last.evidence = [*last.evidence, *tenure.evidence]
            last.note = last.note or tenure.note
        else:
            result.append(tenure)
    return result


def _plain(file: CompanyFile, head: str) -> list[Tenure]:
    """Posts that several may hold at once: each 主要人员 row its own stretch."""
    tenures = []
    for tie in file.officers:
        position = tie.text("position")
        flagged = tie.properties.get("legal_representative") is True
        role = role_of_post(position) if position else ("PRINCIPAL_OF" if flagged else "OFFICER_OF")
        if flagged and head == "PRINCIPAL_OF":
            continue
        last, start = tie.date("to"), tie.date("from")
        since = start or (file.established if last is None else None)
        days = Interval(since, FOREVER if last is None else max(last + ONE_DAY, since or last))
        note = "" if start else "未见变更记录，自成立日期起"
        tenures.append(
            Tenure(
                role, file.name_of(tie.source, tie), days, True, [tie], entity=tie.source, position=position, note=note
            )
        )
    return tenures
