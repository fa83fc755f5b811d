"""Role history: who held a role in a company from which day to which, from 变更 rows and dated 主要人员 rows alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from graph.interval import FOREVER, Interval
from graph.model import Fact
from loaders.register.claims import ONE_DAY, Claim, claims_of
from loaders.register.company_file import CompanyFile
from loaders.register.words import names_in, role_of_item, role_of_post, speaks_of, table


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
    found, against = posts(file, head)
    return [*tenures, *found], [*contradictions, *against]


def _exclusive(file: CompanyFile, role: str, head: str) -> tuple[list[Tenure], list[Contradiction]]:
    """A role that one person holds at a time: what the changes say, and what the dated rows say, laid side by side."""
    claims = claims_of(file, role, head)
    return _side_by_side(role, claims) if claims else ([], [])


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
    alone = role != "EXECUTING_PARTNER_OF"
    crowded = alone and any(len(names) > 1 for names in by_source.values())
    if current and days.end == FOREVER and stated and {claim.name for claim in current} != stated[0]:
        agreed = False
        speaking += current
    if current and not stated and days.end == FOREVER:
        speaking, agreed = current, True
        crowded = alone and len({claim.name for claim in current}) > 1
    if not speaking:
        return
    evidence = [fact for claim in speaking for fact in claim.evidence]
    names = sorted({claim.name for claim in speaking})
    if not agreed or crowded:
        contradictions.append(Contradiction("role_history", _words(role, days, names), evidence))
    for name in names:
        own = [claim for claim in speaking if claim.name == name]
        note = "；".join(dict.fromkeys(claim.note for claim in own if claim.note))
        facts = [fact for claim in own for fact in claim.evidence]
        certain = agreed and not crowded and days.start is not None
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


def posts(file: CompanyFile, head: str) -> tuple[list[Tenure], list[Contradiction]]:
    """Posts that several may hold at once: each 主要人员 row its own stretch, undated ones as changes allow."""
    tenures: list[Tenure] = []
    contradictions: list[Contradiction] = []
    for tie in file.officers:
        position = tie.text("position")
        flagged = tie.properties.get("legal_representative") is True
        role = role_of_post(position) if position else ("PRINCIPAL_OF" if flagged else "OFFICER_OF")
        if flagged and head == "PRINCIPAL_OF":
            continue
        name, last, start = file.name_of(tie.source, tie), tie.date("to"), tie.date("from")
        post = Tenure(role, name, Interval(), True, [tie], entity=tie.source, position=position)
        if start is None and last is None:
            tenures += _undated(file, post, contradictions, flagged=flagged)
            continue
        post.days = Interval(start, FOREVER if last is None else max(last + ONE_DAY, start or last))
        post.note = "" if start else "未见变更记录，自成立日期起"
        tenures.append(post)
    return tenures, contradictions


def _undated(
    file: CompanyFile, post: Tenure, contradictions: list[Contradiction], *, flagged: bool
) -> Iterable[Tenure]:
    """A post without dates: since 成立日期 where no change says otherwise.

    Since the change that put him in, where one did: before it not at all where it speaks of posts, and only possibly
    where it speaks of who heads the company. After one that put him out only possibly; one of posts contradicts it.
    """
    moves = [move for change in file.changes if (move := _move(change, post.name, flagged=flagged)) is not None]
    if not moves:
        yield replace(post, days=Interval(file.established, FOREVER), note="未见变更记录，自成立日期起")
        return
    day, came, change = max(moves, key=lambda move: (move[0], move[1], move[2].entity))
    evidence = [*post.evidence, change]
    if not came:
        yield replace(post, days=Interval(file.established, FOREVER), certain=False, evidence=evidence)
        if speaks_of(change.text("item"), "officer_items"):
            words = (
                f"{post.name}（{post.position or '职务未载明'}）{day}变更登记载明离任，主要人员仍登记在任，起止未载明"
            )
            contradictions.append(Contradiction("role_history", words, evidence))
        return
    yield replace(post, days=Interval(day, FOREVER), evidence=evidence, note="自变更登记起")
    founded = file.established
    if not speaks_of(change.text("item"), "officer_items") and (founded is None or founded < day):
        yield replace(post, days=Interval(founded, day), certain=False, evidence=evidence, note="起始日期未载明")


def _move(change: Fact, name: str, *, flagged: bool) -> tuple[date, bool, Fact] | None:
    """When a change that speaks of somebody's post, or of who heads the company, put him in (True) or out."""
    item, day = change.text("item"), change.date("date")
    of_head = flagged and role_of_item(item, None) == "LEGAL_REPRESENTATIVE_OF"
    if day is None or not (of_head or speaks_of(item, "officer_items")):
        return None
    before, after = (name in names_in(change.text(side)) for side in ("before", "after"))
    return None if before is after else (day, after, change)
