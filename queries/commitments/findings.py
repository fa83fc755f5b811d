"""What a promise leaves open or undone (待办): each thing with the days on which it is so, and whom it concerns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from graph.interval import FOREVER, Interval
from graph.model import Fact
from graph.view import View
from queries.commitments.changes import LACKS, Change, compensation_lateness, new_dues
from queries.commitments.promise import CHANGED, DONE, ENDED, Promise, without
from queries.commitments.stated import differing
from queries.policies import Excuse, Policies

TEN_THOUSAND = 10_000
"""Two amounts that differ by exactly this factor: one of them was written in 元, the other read in 万元."""


_EXCUSES_NOTHING = frozenset({"fulfilled", "repaired", "annulled", "undecided"})
"""Statuses in which nobody needs an excuse."""


class Open(NamedTuple):
    """One thing to look at: about whom, in both languages, on which days; ``key`` tells several of a code apart."""

    code: str
    subject: str
    text: str
    text_en: str
    days: tuple[Interval, ...]
    facts: tuple[Fact, ...] = ()
    due: date | None = None
    key: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether it is so on a day."""
        return any(one.start is not None and one.start <= day < (one.end or FOREVER) for one in self.days)


def findings_of(view: View, promise: Promise, policies: Policies) -> list[Open]:
    """Everything a promise leaves open, over all days; nothing of one that was annulled."""
    if promise.annulled is not None:
        return []
    said = [*_several_bodies(view, promise), *_restated(view, promise), *_amounts(view, promise)]
    if promise.disputed:
        return [one for one in said if one.days]
    found = [
        *_overdue(view, promise),
        *_excused(view, promise, policies),
        *_succession(promise),
        *_unknown_bodies(view, promise),
        *said,
        *_blanks(promise),
        *_changes(view, promise, policies),
        *_statements(promise),
    ]
    return [one for one in found if one.days]


def excuse_of(promise: Promise, day: date, policies: Policies) -> tuple[Excuse, Fact] | None:
    """The excuse that excuses nothing, where one was given by a day and the promise is not performed; with its row."""
    for given, excuse, row in _excuses(promise, policies):
        if given <= day and promise.status_on(day) not in _EXCUSES_NOTHING:
            return excuse, row
    return None


def open_days(promise: Promise) -> list[Interval]:
    """Days on which the promise may still be owed: from its signing, less those on which nothing was."""
    left = [Interval(promise.signed, FOREVER)]
    for one in promise.closed:
        left = [part for days in left for part in without(days, one.interval)]
    return left


def _bounds(one: Interval) -> tuple[date, date]:
    return one.start or date.min, one.end or FOREVER


def _within(days: Sequence[Interval], since: date, until: date) -> list[Interval]:
    """The days from ``since`` on and before ``until``."""
    clipped = ((max(start, since), min(end, until)) for start, end in map(_bounds, days))
    return [Interval(start, end) for start, end in clipped if start < end]


def by_responsible(promise: Promise, days: Sequence[Interval]) -> dict[str, tuple[Interval, ...]]:
    """Days by who answers on them; where that is not decided, by the body that promised."""
    found: dict[str, list[Interval]] = {}
    for place, stretch in enumerate(promise.responsible):
        later = promise.responsible[place + 1 :]
        part = _within(days, stretch.since, later[0].since if later else FOREVER)
        if part:
            found.setdefault(stretch.answer.body or promise.body, []).extend(part)
    return {body: tuple(parts) for body, parts in found.items()}


def name_of(view: View, subject: str) -> str:
    """A subject's name, or its id where nobody told it."""
    fact = view.subject(subject)
    return fact.name if fact is not None and fact.name else subject


def _overdue(view: View, promise: Promise) -> Iterator[Open]:
    number = promise.fact.name
    for body, days in by_responsible(promise, promise.overdue).items():
        since = days[0].start or promise.signed
        due = promise.due_on(since)
        owner = "" if body == promise.body else f"（原承诺单位{name_of(view, promise.body)}）"
        text = f"{name_of(view, body)}{owner}的承诺{number}应于{due}前履行，逾期未履行；现责任单位应立即履行"
        stretches = [one for one in promise.responsible if one.answer.body == body]
        facts = tuple(fact for one in stretches for step in one.answer.steps for fact in step.facts)
        yield Open("promise_overdue", body, text, "due and not performed", days, facts, due)


def _excuses(promise: Promise, policies: Policies) -> Iterator[tuple[date, Excuse, Fact]]:
    for one in promise.statements:
        excuse = policies.excuse(one.fact.text("excuse"), one.day) if one.word != DONE else None
        if excuse is not None:
            yield one.day, excuse, one.fact
    for row in promise.undated:
        excuse = policies.excuse(row.text("excuse"), promise.signed)
        if excuse is not None and row.text("performance") != DONE:
            yield promise.signed, excuse, row
    for change in promise.changes:
        excuse = policies.excuse(change.fact.text("reason"), change.day)
        if excuse is not None:
            yield change.day, excuse, change.fact


def _excused(view: View, promise: Promise, policies: Policies) -> Iterator[Open]:
    given = sorted(_excuses(promise, policies), key=lambda one: (one[0], one[2].entity))[:1]
    for since, excuse, row in given:
        stated = row.text("excuse") or row.text("reason")
        days = _within(open_days(promise), since, FOREVER)
        for body, parts in by_responsible(promise, days).items():
            text = f"{excuse.flag}：承诺{promise.fact.name}未履行的理由是“{stated}”，不得作为理由（{excuse.label}）"
            text_en = "a reason that excuses no breach; it is itself a finding"
            yield Open("disowned_promise", body, f"{name_of(view, body)}：{text}", text_en, parts, (row,))


def _succession(promise: Promise) -> Iterator[Open]:
    days = open_days(promise)
    found: dict[tuple[str, str, str], Open] = {}
    for place, stretch in enumerate(promise.responsible):
        later = promise.responsible[place + 1 :]
        part = _within(days, stretch.since, later[0].since if later else FOREVER)
        for one in stretch.answer.findings:
            key = (one.code, one.subject, one.text)
            before = found[key].days if key in found else ()
            text = f"承诺{promise.fact.name}：{one.text}"
            found[key] = Open(one.code, one.subject, text, one.text_en, (*before, *part), one.facts, key=(one.text,))
    yield from found.values()


def _unknown_bodies(view: View, promise: Promise) -> Iterator[Open]:
    days = open_days(promise)
    bodies: dict[str, list[Interval]] = {promise.body: list(days)}
    for place, stretch in enumerate(promise.responsible):
        later = promise.responsible[place + 1 :]
        for body in stretch.answer.bodies:
            if body != promise.body:
                part = _within(days, stretch.since, later[0].since if later else FOREVER)
                bodies.setdefault(body, []).extend(part)
    for body, parts in bodies.items():
        fact = view.subject(body)
        if fact is None or fact.integer("standing") != 1:
            text = f"承诺{promise.fact.name}的责任单位{name_of(view, body)}不在机关单位名册中，请核对代码或补录名册"
            yield Open("unknown_body", body, text, "a body that no roster has", tuple(parts))


def _several_bodies(view: View, promise: Promise) -> Iterator[Open]:
    if promise.disputed:
        ties = tuple(view.ties_from(promise.fact.entity, "PROMISED_BY"))
        named = "、".join(sorted(name_of(view, body) for body in promise.stated.bodies))
        text = f"承诺{promise.fact.name}在不同填报中的承诺单位不同（{named}），核对前不判断由谁履行、是否逾期，不通报"
        text_en = "statements of one promise name different bodies: undecided until checked"
        facts = promise.stated.rows or ties
        yield Open("promise_of_several_bodies", promise.body, text, text_en, tuple(open_days(promise)), facts)


def _restated(view: View, promise: Promise) -> Iterator[Open]:
    differs = differing(view, promise.stated, new_dues(promise.changes))
    if differs:
        each = "；".join(f"{heading}：{'、'.join(values)}" for heading, values in differs.items())
        text = f"承诺{promise.fact.name}在不同填报中的内容不一（{each}），没有变更文书；"
        text += "期限按最早的、金额按较小的计，请核对"
        text_en = (
            "statements of one promise differ and no change says why: the earliest due date and the smaller sum hold"
        )
        days = tuple(open_days(promise))
        yield Open("promise_restated", promise.body, text, text_en, days, promise.stated.rows)


def _blanks(promise: Promise) -> Iterator[Open]:
    days, number = open_days(promise), promise.fact.name
    if not promise.fact.text("signatory"):
        yield Open(
            "missing_signatory", promise.body, f"承诺{number}未载明签订人，无法追溯", "no signatory", tuple(days)
        )
    blank = []
    for place, (since, due, change) in enumerate(promise.dues):
        if due is None and change is None:
            until = promise.dues[place + 1][0] if place + 1 < len(promise.dues) else FOREVER
            blank += _within(days, since, until)
    text = f"承诺{number}未载明履行期限，不能判断是否逾期，请补录"
    yield Open("promise_without_due_date", promise.body, text, "no due date is stated", tuple(blank))


def _changes(view: View, promise: Promise, policies: Policies) -> Iterator[Open]:
    days, number = open_days(promise), promise.fact.name
    for change in promise.changes:
        since = _within(days, change.day, FOREVER)
        about = f"承诺{number}的变更（{change.document}，{change.day}）"
        key = (change.fact.entity,)
        if not change.lawful:
            why = "；".join(LACKS[one] for one in change.lacks)
            text = f"{about}不是依法变更：{why}；承诺仍按原期限计算"
            for body, parts in by_responsible(promise, since).items():
                yield Open("change_not_lawful", body, text, "the change was not lawful", parts, (change.fact,), key=key)
        elif change.claimed:
            text = f"{about}称经法定程序，没有程序文号，请补录"
            text_en = "a procedure is claimed without its document"
            yield Open("change_undocumented", promise.body, text, text_en, tuple(since), (change.fact,), key=key)
        if change.lawful and change.new_due is None:
            text = f"{about}没有新的履行期限，请确认承诺是否终止"
            yield Open(
                "change_without_due", promise.body, text, "no new due date", tuple(since), (change.fact,), key=key
            )
        if _says_no_compensation(promise, change, policies):
            text = (
                f"{about}推迟或者变更了履行期限，没有载明补偿，请核实是否有损失、如何补偿（优化营商环境条例第三十一条）"
            )
            text_en = "the due date was moved and no compensation is stated"
            yield Open("compensation_unstated", promise.body, text, text_en, tuple(since), (change.fact,), key=key)
        late = compensation_lateness(change)
        if late is not None:
            lateness = _within([Interval(late[0], late[1] or FOREVER)], promise.signed, FOREVER)
            due = change.fact.date("compensation_due")
            text = f"{about}的补偿应于{due}前支付，补偿逾期"
            for body, parts in by_responsible(promise, lateness).items():
                words = f"{name_of(view, body)}：{text}"
                yield Open(
                    "compensation_overdue", body, words, "compensation is overdue", parts, (change.fact,), due, key
                )
        if change.fact.integer("compensation") and change.fact.date("compensation_due") is None:
            paid = change.fact.date("compensation_paid") or FOREVER
            unpaid = _within([Interval(change.day, FOREVER)], change.day, paid) if paid > change.day else []
            text = f"{about}的补偿没有应付日，不能判断是否逾期"
            text_en = "compensation without a due date"
            yield Open("compensation_undated", promise.body, text, text_en, tuple(unpaid), (change.fact,), key=key)


def _says_no_compensation(promise: Promise, change: Change, policies: Policies) -> bool:
    """Whether a lawful change moved the due date, denies no loss, and says nothing of compensation, not even none."""
    law, fact = policies.change_law(change.day), change.fact
    before = [due for since, due, by in promise.dues if by is None or by.day < change.day]
    moved = change.lawful and change.new_due is not None and change.new_due != before[-1]
    if law is None or not moved or any(word in fact.text("reason") for word in law.unless):
        return False
    return all(fact.properties.get(one) is None for one in ("compensation", "compensation_due", "compensation_paid"))


def _statements(promise: Promise) -> Iterator[Open]:
    number = promise.fact.name
    before = ""
    for place, one in enumerate(promise.statements):
        until = promise.statements[place + 1].day if place + 1 < len(promise.statements) else FOREVER
        days, key = (Interval(one.day, until),), (one.fact.entity,)
        about = f"承诺{number}在{one.day}的履行状态"
        if one.rivals:
            words = "、".join(dict.fromkeys([one.word, *(row.text("performance") for row in one.rivals)]))
            text = f"{about}互相矛盾：{words}；暂按{one.word}，请核实"
            facts = (one.fact, *one.rivals)
            yield Open(
                "performance_contradicts", promise.body, text, "statements contradict each other", days, facts, key=key
            )
        if before == DONE and one.word != DONE:
            text = f"{about}是{one.word}，此前已报全部履行，请核实"
            yield Open(
                "performance_contradicts",
                promise.body,
                text,
                "performed, and later not",
                days,
                (one.fact,),
                key=(*key, "reopened"),
            )
        made = [change for change in promise.changes if change.day <= one.day]
        later = min((change.day for change in promise.changes if change.day > one.day), default=FOREVER)
        if one.word == CHANGED and not made:
            part = tuple(_within(days, one.day, later))
            text = f"{about}报依法变更，没有变更文书，不据以改变期限"
            yield Open(
                "change_not_loaded",
                promise.body,
                text,
                "a lawful change without its document",
                part,
                (one.fact,),
                key=key,
            )
        if one.word == ENDED and not any(change.lawful and change.new_due is None for change in made):
            text = f"{about}报终止，没有依法变更的文书，请核实依据和补偿"
            yield Open(
                "termination_undocumented",
                promise.body,
                text,
                "ended without a lawful change",
                days,
                (one.fact,),
                key=key,
            )
        before = one.word
    for row in promise.undated:
        text = f"承诺{number}的履行状态（{row.text('performance')}）没有日期，请补录"
        yield Open(
            "performance_undated",
            promise.body,
            text,
            "a statement of performance without a date",
            (Interval(promise.signed, FOREVER),),
            (row,),
            key=(row.entity,),
        )


def _amounts(view: View, promise: Promise) -> Iterator[Open]:
    told = (*view.versions(promise.fact.entity), *promise.stated.rows)
    stated = {amount for fact in told if (amount := fact.integer("amount"))}
    pairs = sorted((one, one * TEN_THOUSAND) for one in stated if one * TEN_THOUSAND in stated)
    for small, large in pairs[:1]:
        text = f"承诺{promise.fact.name}的金额两次填报正好相差一万倍"
        text += f"（{small // 100}元、{large // 100}元），疑为单位混淆"
        text_en = "two statements of the amount differ by exactly ten thousand: units were mixed up"
        yield Open("amounts_differ", promise.body, text, text_en, tuple(open_days(promise)))
