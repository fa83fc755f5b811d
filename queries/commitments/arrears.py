"""Arrears (拖欠账款): whom the regulation protects, when a debt fell due and why then, what is owed of it on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from graph.calendar import default
from graph.model import Fact
from graph.view import View
from queries.commitments.agreed_rate import UnreadableRate, daily_rate
from queries.commitments.interest import Payment, Stretch, accrued
from queries.payments import Payments, PaymentTerm


@dataclass(slots=True)
class Debt:
    """One debt under a contract, as a row states it, under the rows of law that govern it.

    ``due`` is None where the data does not decide; ``open`` says in words what it leaves open, ``notes`` what was taken
    for granted.
    """

    record: Fact
    debtor: str
    creditor: str
    size: str
    protected: bool
    counted_from: date | None
    counted_from_what: str
    days: int | None
    due: date | None
    basis: list[str]
    payable: int
    payments: list[Payment]
    rate: Fraction | None
    rate_basis: str
    rate_unreadable: str = ""
    paid_rows: list[Fact] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    @property
    def arose(self) -> date | None:
        """The day on which it is known to have been owed: what reforms after it carry with them."""
        return self.record.date("delivered") or self.record.date("accepted")

    @property
    def overdue_since(self) -> date | None:
        """The first day on which it is late (逾期自)."""
        return self.due + timedelta(days=1) if self.due is not None else None

    @property
    def settled_on(self) -> date | None:
        """The day on which all of it was paid, so far as the row says; not a day to come."""
        paid = 0
        for payment in sorted(self.payments):
            paid += payment.fen
            if paid >= self.payable:
                return payment.day
        return None

    def paid_by(self, day: date) -> int:
        """Fen paid by the end of a day."""
        return sum(payment.fen for payment in self.payments if payment.day <= day)

    def status_on(self, day: date) -> str:
        """``paid`` in full, ``overdue``, ``not_due``, or ``undetermined`` where nobody can say when it fell due."""
        if self.paid_by(day) >= self.payable:
            return "paid"
        if self.due is None:
            return "undetermined"
        return "overdue" if day > self.due else "not_due"

    def interest_on(self, day: date) -> list[Stretch] | None:
        """Interest through a day, by stretches; None where no rate is known or the debt has no due date."""
        if self.due is None or self.rate is None:
            return None
        return accrued(self.payable, self.due, self.rate, self.payments, day)


def debt_of(view: View, record: Fact, rows: Payments) -> Debt:
    """The debt that a row of 拖欠账款 states (保障中小企业款项支付条例).

    No row says when the contract was made; the rows of law are those of the day of delivery, or of acceptance where
    only that is known, and the answer says so.
    """
    debtor = view.target(record.entity, "OWED_BY") or ""
    creditor = view.target(record.entity, "OWED_TO") or ""
    size = record.text("creditor_size")
    fact = view.subject(debtor) if debtor else None
    debt = Debt(
        record,
        debtor,
        creditor,
        size,
        rows.protected.enabled and size in rows.protected.sizes,
        None,
        "",
        record.integer("agreed_days"),
        None,
        [],
        record.integer("payable") or 0,
        [],
        None,
        "",
    )
    made = debt.arose
    if not size:
        debt.open.append("债权单位规模未载明，只按合同约定计算，不适用条例的期限和利率")
    elif not debt.protected:
        debt.notes.append("债权单位为大型企业，条例不适用，只按合同约定")
    law = rows.term_for(fact.kind if fact is not None else "Organisation", made) if made and debt.protected else None
    _count(debt, law, made, rows)
    _paid(view, debt)
    _rate(debt, law, made, rows)
    return debt


def _count(debt: Debt, law: PaymentTerm | None, made: date | None, rows: Payments) -> None:
    """From which day the term runs and how long it is; the first day is not counted (民法典 201)."""
    record, agreed = debt.record, debt.days
    by_acceptance = record.properties.get("acceptance_condition")
    if by_acceptance is True:
        debt.counted_from, debt.counted_from_what = record.date("accepted"), "验收"
        if debt.protected and made is not None and rows.acceptance.holds_on(made):
            debt.basis.append(rows.acceptance.label)
    else:
        debt.counted_from, debt.counted_from_what = record.date("delivered"), "交付"
        if by_acceptance is None:
            debt.notes.append("是否以验收为付款条件未载明，按没有约定，自交付起算")
    if law is not None:
        debt.basis.append(law.label)
        debt.notes.append("合同签订日期未载明，适用交付时有效的规定")
        if law.assumed:
            debt.notes.append(law.assumed)
        if agreed is None:
            debt.days = law.days
        elif law.most is not None and agreed > law.most:
            debt.days = law.most
            debt.notes.append(f"约定{agreed}日超过最长{law.most}日，按{law.most}日")
    if debt.days is None:
        debt.open.append("合同未约定付款期限，又没有适用的法定期限，应付日不能确定")
    if debt.counted_from is None:
        debt.open.append(f"{debt.counted_from_what}日期未载明，应付日不能确定")
    if debt.days is not None and debt.counted_from is not None:
        debt.due = _last_day(debt, debt.counted_from, debt.days, rows)


def _last_day(debt: Debt, start: date, days: int, rows: Payments) -> date | None:
    """The last day of the term; where the row on days of rest is enabled, moved to the next working day."""
    if days > (date.max - start).days - 1:
        debt.open.append("付款期限超出可计算的日期")
        return None
    due = start + timedelta(days=days)
    if not rows.rest_days.enabled:
        return due
    debt.basis.append(rows.rest_days.label)
    moved = default().add_working_days(due - timedelta(days=1), 1)
    if moved is None:
        debt.open.append("应付日超出已知工作日历，待定")
    return moved


def _paid(view: View, debt: Debt) -> None:
    """What was paid on which day: every row says how much had been paid in all by its day.

    A sum without a day bears no interest; a day without a sum ends the debt. Where a later row says less than an
    earlier one, the earlier stands: nobody is charged for what somebody said was paid.
    """
    rows = [
        one for one in view.numbered(debt.record.number, "ArrearsPayment") if one.text("debt") == debt.record.entity
    ]
    so_far = 0
    for row in sorted(rows, key=lambda one: (one.date("date") or date.min, one.integer("paid") is None, one.entity)):
        day, paid = row.date("date"), row.integer("paid")
        if paid is None and day is not None:
            debt.open.append(f"{day.isoformat()}支付的金额未载明，该日以后不计为拖欠，须补录")
            paid = debt.payable
        if paid is None:
            continue
        if day is None:
            debt.open.append("已付金额的支付日期未载明，已付部分不计息，须补录")
        if paid < so_far:
            debt.open.append(f"{row.date('date')}的已付金额小于此前所载，按较大的计算，请核对")
        debt.paid_rows.append(row)
        if paid > so_far:
            debt.payments.append(Payment(day or date.min, paid - so_far))
            so_far = paid
    if debt.record.integer("payable") is None:
        debt.open.append("应付金额未载明")


def _rate(debt: Debt, law: PaymentTerm | None, made: date | None, rows: Payments) -> None:
    """The rate agreed, else that of the law; what cannot be read is nobody's rate."""
    text = debt.record.text("agreed_rate")
    if rows.rates.enabled:
        try:
            debt.rate = daily_rate(text, rows.rates)
        except UnreadableRate:
            debt.rate_unreadable = text
            debt.open.append(f"约定利率“{text}”无法读出，不计利息，须核对合同")
            return
    elif text:
        debt.rate_unreadable = text
        return
    if debt.rate is not None:
        debt.rate_basis = f"合同约定：{text}"
        if _by_year(text, rows) and not rows.rates.verified:
            debt.rate_basis += f"（按一年{rows.rates.year_days}日折算，未核实）"
        if law is not None:
            debt.notes.append("约定利率不得低于合同订立时一年期贷款市场报价利率，须核对")
        return
    row = rows.interest_on(made) if law is not None and made is not None else None
    if row is not None:
        debt.rate, debt.rate_basis = Fraction(row.numerator, row.denominator), row.label
    else:
        debt.notes.append("没有约定利率，又没有适用的法定利率，不计逾期利息")


def _by_year(text: str, rows: Payments) -> bool:
    return any(word in text for word in (*rows.rates.month, *rows.rates.year))
