"""What arrears leave to do: a debt overdue, what the row does not say, a rate nobody can read, a complaint's clocks."""

from __future__ import annotations

from collections.abc import Iterator

from graph.interval import FOREVER, Interval, joined
from queries.commitments.amounts import in_yuan
from queries.commitments.arrears import Debt, debt_of
from queries.commitments.complaint import Clock, clocks
from queries.propagation.answering import stretches_of
from queries.propagation.case import Case
from queries.propagation.findings import finding
from queries.propagation.measures import Product
from queries.propagation.phases import End, on_days

_STAGES = {
    "complaint_transfer": "转交处理部门",
    "complaint_result": "形成处理结果",
    "complaint_longest": "办结（经批准延长的）",
}


def arrears(case: Case) -> Iterator[Product]:
    """Findings of one row of 拖欠账款; the debtor it names is their subject, whoever answers for it later."""
    rows = case.book.policies.payments
    if rows is None:
        return
    debt = debt_of(case.view, case.record, rows)
    yield from _overdue(case, debt, rows.excuses.label)
    yield from _open(case, debt)
    yield from _clocks(case, debt)


def _overdue(case: Case, debt: Debt, excuses: str) -> Iterator[Product]:
    """A finding on whoever answers for the debt, on the days on which it does; undecided, on the debtor itself."""
    since, settled = debt.overdue_since, debt.settled_on
    if since is None or debt.due is None:
        return
    owed = debt.payable - debt.paid_by(debt.due)
    counted = f"自{debt.counted_from.isoformat()}{debt.counted_from_what}起{debt.days}日" if debt.counted_from else ""
    text = (
        f"{case.name_of(debt.debtor)}欠{case.name_of(debt.creditor)}（{debt.size or '规模不明'}）"
        f"合同{case.record.name}款项{in_yuan(owed)}，{counted}，应于{debt.due.isoformat()}前支付，{since.isoformat()}起逾期"
    )
    if debt.rate is not None:
        text += f"；逾期利息按日{debt.rate.numerator}/{debt.rate.denominator}（{debt.rate_basis}）"
    if debt.protected:
        text += f"；不得以负责人变更、内部付款流程等为由拒绝或者迟延支付（{excuses}）"
    stretches = stretches_of(case, debt.debtor, debt.arose or since)
    days: dict[str, list[Interval]] = {}
    for place, stretch in enumerate(stretches):
        until = stretches[place + 1].since if place + 1 < len(stretches) else FOREVER
        start, until = max(stretch.since, since), min(until, settled or FOREVER)
        if start < until:
            days.setdefault(stretch.answer.body or debt.debtor, []).append(Interval(start, until))
    for body, intervals in days.items():
        yield _late(case, debt, body, joined(intervals), text)


def _late(case: Case, debt: Debt, body: str, days: list[Interval], text: str) -> Product:
    since, settled = debt.overdue_since, debt.settled_on
    assert since is not None
    assert debt.due is not None
    owed = debt.payable - debt.paid_by(debt.due)
    if body != debt.debtor:
        text += f"；现由{case.name_of(body)}承担"
    end = End(settled, "paid", case.record) if settled is not None and days[-1].end == settled else None
    return finding(
        case,
        "arrears_overdue",
        body,
        "；".join([text, *debt.notes, *debt.open]),
        f"a debt of {in_yuan(owed)} overdue since {since.isoformat()}",
        premises=case.view.ties_from(case.record.entity, "OWED_BY", "OWED_TO"),
        since=since,
        detail={
            "phases": on_days(days, "active", end),
            "debtor": case.describe(debt.debtor),
            "due": debt.due.isoformat(),
            "overdue_since": since.isoformat(),
            "creditor": case.describe(debt.creditor),
            "amount_fen": owed,
            "basis": debt.basis,
            "daily_rate": [debt.rate.numerator, debt.rate.denominator] if debt.rate is not None else None,
        },
    )


def _open(case: Case, debt: Debt) -> Iterator[Product]:
    """What the row does not say, until it is said: another row, or the same one filled in, ends it."""
    words = [word for word in debt.open if not debt.rate_unreadable or debt.rate_unreadable not in word]
    if debt.rate_unreadable:
        yield finding(
            case,
            "rate_unreadable",
            debt.debtor,
            f"合同{case.record.name}的约定利率“{debt.rate_unreadable}”无法读出，不计逾期利息，须核对合同补录",
            "an agreed rate that cannot be read: no interest is worked out",
            detail={"written": debt.rate_unreadable},
        )
    if words:
        yield finding(
            case,
            "arrears_unclear",
            debt.debtor,
            f"合同{case.record.name}：{'；'.join(words)}",
            "a row of arrears that leaves open when, what or to whom is owed",
        )


def _clocks(case: Case, debt: Debt) -> Iterator[Product]:
    found = clocks(case.record, case.book.policies)
    in_time = any(one.code == "complaint_result" and one.done and not one.passed_on(one.done) for one in found)
    for clock in found:
        if clock.code != "complaint_longest" or not in_time:
            yield _clock(case, debt, clock)


def _clock(case: Case, debt: Debt, clock: Clock) -> Product:
    number = case.record.text("complaint") or "（无编号）"
    last = f"应于{clock.due.isoformat()}前" if clock.due is not None else "超出已知工作日历，期限待定，应"
    text = f"拖欠投诉{number}（合同{case.record.name}）：{clock.start.isoformat()}起{clock.row.words}，"
    text += last + _STAGES[clock.code]
    late = clock.done is not None and clock.passed_on(clock.done)
    if late and clock.done is not None:
        text += f"；实际于{clock.done.isoformat()}，已逾期"
    if clock.code == "complaint_result":
        text += "；情况复杂的经批准可以延长"
    return finding(
        case,
        clock.code,
        debt.debtor,
        f"{text}（{clock.row.label}；受理、处理投诉部门的期限，不是欠款单位的）",
        "a complaint about arrears waits",
        since=clock.start,
        due=clock.due,
        until=End(clock.done, "done", case.record) if clock.done is not None else None,
        detail={"complaint": number, "late": late},
    )
