"""Changes of a promise (承诺变更): which were lawful, what each lacks, what compensation is owed and paid for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from graph.identifiers import document_number
from graph.interval import day_after
from graph.model import Fact
from graph.view import View
from queries.documents.life import stands
from queries.policies import Policies

LACKS = {
    "document": "没有变更文号，看不出由谁依何权限作出",
    "procedure": "未经法定程序",
    "compensation": "变更理由载明有损失，却没有补偿",
    "reason": "以机构、人员调整为由，不是国家利益或者社会公共利益需要",
    "annulled": "变更文书或程序文书已被撤销",
}
"""What a change lacks to be lawful, in words."""


class Change(NamedTuple):
    """One change of a promise, and what it lacks to be a lawful one; ``claimed``: 是 without a 程序文号."""

    day: date
    fact: Fact
    lacks: tuple[str, ...]
    claimed: bool

    @property
    def lawful(self) -> bool:
        """Whether it was made with power and procedure, and with compensation where there was a loss."""
        return not self.lacks

    @property
    def document(self) -> str:
        """How the change is cited."""
        return self.fact.text("document") or "无文号的变更"

    @property
    def new_due(self) -> date | None:
        """The new last day, where the change sets one."""
        return self.fact.date("new_due")


class Compensation(NamedTuple):
    """What is owed for changes on a day (fen): in all, by when, how much was paid; since when a part is overdue."""

    amount: int | None
    due: date | None
    paid: int
    overdue_since: date | None


def changes_of(view: View, promise: Fact, policies: Policies) -> list[Change]:
    """All changes of a promise that are known, by day, then id."""
    found = []
    for fact in view.numbered(promise.number, "PromiseChange"):
        day = fact.date("date")
        if day is not None:
            lacks = _lacks(view, fact, day, policies)
            claimed = not fact.text("procedure_document") and fact.properties.get("statutory_procedure") is True
            found.append(Change(day, fact, lacks, claimed))
    return sorted(found, key=lambda change: (change.day, change.fact.entity))


def new_dues(changes: Sequence[Change]) -> frozenset[date]:
    """Due dates that lawful changes set."""
    return frozenset(due for change in changes if change.lawful and (due := change.new_due) is not None)


def _lacks(view: View, fact: Fact, day: date, policies: Policies) -> tuple[str, ...]:
    """What the law of the day asks for and the change does not show; where no law is enabled, nothing."""
    law = policies.change_law(day)
    needs = law.needs if law is not None else ()
    document, procedure = fact.text("document"), fact.text("procedure_document")
    flag = fact.properties.get("statutory_procedure")
    lacks = []
    if "document" in needs and not document:
        lacks.append("document")
    if "procedure" in needs and (flag is False or (flag is None and not procedure)):
        lacks.append("procedure")
    if law is not None and law.speaks_of_loss(fact.text("reason")) and not fact.integer("compensation"):
        lacks.append("compensation")
    if policies.excuse(fact.text("reason"), day) is not None:
        lacks.append("reason")
    if any(number and not stands(view, document_number.key(number)) for number in (document, procedure)):
        lacks.append("annulled")
    return tuple(lacks)


def compensation_on(changes: Sequence[Change], day: date) -> Compensation | None:
    """What is owed for the changes made by a day; None where none states any. Whether a change was lawful or not."""
    stated = [one.fact for one in changes if one.day <= day and "annulled" not in one.lacks and _states_any(one.fact)]
    if not stated:
        return None
    amounts = [amount for fact in stated if (amount := fact.integer("compensation")) is not None]
    open_dues = [due for fact in stated if not _paid(fact, day) and (due := fact.date("compensation_due")) is not None]
    dues = [due for fact in stated if (due := fact.date("compensation_due")) is not None]
    paid = sum(fact.integer("compensation") or 0 for fact in stated if _paid(fact, day))
    late = [day_after(due) for due in open_dues if due < day]
    return Compensation(
        sum(amounts) if amounts else None, min(open_dues or dues, default=None), paid, min(late, default=None)
    )


def compensation_lateness(change: Change) -> tuple[date, date | None] | None:
    """From which day to which (None: still) a change's compensation is overdue (补偿逾期); None where it never is."""
    due, paid = change.fact.date("compensation_due"), change.fact.date("compensation_paid")
    if due is None or "annulled" in change.lacks or (paid is not None and paid <= due):
        return None
    return max(day_after(due), change.day), paid


def _states_any(fact: Fact) -> bool:
    return bool(fact.integer("compensation")) or fact.date("compensation_due") is not None


def _paid(fact: Fact, day: date) -> bool:
    paid = fact.date("compensation_paid")
    return paid is not None and paid <= day
