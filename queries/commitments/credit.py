"""Credit commitments (信用承诺): what a subject undertook towards an agency, and what it left undone on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.model import Fact
from graph.view import View
from queries.documents.life import is_for, life
from queries.documents.naming import misnamed
from queries.documents.source import source

STATES = {
    "open": "履行中",
    "fulfilled": "全部履行",
    "partly": "部分履行",
    "unfulfilled": "全部未履行",
    "repaired": "已修复",
    "undetermined": "有效期已过，履行情况未认定",
}
BROKEN = ("partly", "unfulfilled")
"""States of a commitment that was not kept."""

_FOUND = {"全部履行": "fulfilled", "部分履行": "partly", "全部未履行": "unfulfilled"}

Answer = dict[str, Any]


def state_on(view: View, record: Fact, day: date) -> str:
    """What a commitment is on a day: as found by then (认定日期); a finding without a date holds as long as it stands.

    A repair of the subject's that names the commitment ends a breach.
    """
    found, determined = _FOUND.get(record.text("performance")), record.date("determined")
    if found is None or (determined is not None and determined > day):
        until = record.date("valid_until")
        return "undetermined" if until is not None and until < day else "open"
    repaired = repaired_on(view, record)
    if found in BROKEN and repaired is not None and repaired <= day:
        return "repaired"
    return found


def repaired_on(view: View, record: Fact) -> date | None:
    """The day from which a repair of the subject's own ends a breach."""
    subject = {view.canonical(tie.target) for tie in view.ties_from(record.entity, "COMMITTED_BY")}
    days = [repair.day for repair in life(view, record).repairs if is_for(view, repair.fact, subject)]
    return min(days, default=None)


def credit_commitments(view: View, subject: str, day: date) -> list[Answer]:
    """All commitments that a subject had made by a day, by date, then number, each with its state on the day.

    Rows that write the subject's code beside another name are left out until that is settled.
    """
    found = []
    for tie in view.ties_to(subject, "COMMITTED_BY"):
        record = view.fact(tie.source)
        made = record.date("date") if record is not None else None
        if record is None or misnamed(view, tie) is not None or (made is not None and made > day):
            continue
        found.append(answer(view, record, day))
    return sorted(found, key=lambda one: (one["date"] or "", one["number"], one["id"]))


def unfulfilled(view: View, subject: str, day: date) -> list[Answer]:
    """A subject's commitments that stand as not kept, or kept in part, on a day: what an approval must know.

    Each says what was not done, who found so, on which day and in which row. ``dated`` is false where nobody wrote the
    day of that finding: it may be looked into, and proves nothing of an earlier day.
    """
    return [one for one in credit_commitments(view, subject, day) if one["state"] in BROKEN]


def answer(view: View, record: Fact, day: date) -> Answer:
    """One commitment as an answer: ids, dates and texts as the row has them, and its state on the day."""
    state = state_on(view, record, day)
    known = state not in ("open", "undetermined")
    return {
        "id": record.entity,
        "kind": "credit_commitment",
        "number": record.name or record.number,
        "class": record.text("commitment_class") or None,
        "cause": record.text("cause"),
        "content": record.text("content"),
        "liability": record.text("liability"),
        "date": _iso(record.date("date")),
        "valid_until": _iso(record.date("valid_until")),
        "state": state,
        "state_name": STATES[state],
        "unperformed": record.text("unperformed") if known else "",
        "pursued": record.text("pursued") if known else "",
        "determined": _iso(record.date("determined")) if known else None,
        "dated": record.date("determined") is not None,
        "determiner": _body(view, record, "DECIDED_BY") if known else None,
        "acceptor": _body(view, record, "ACCEPTED_BY"),
        "publicity": record.text("publicity") or None,
        "as_of": day.isoformat(),
        "source": source(record),
    }


def _body(view: View, record: Fact, kind: str) -> Answer | None:
    target = view.target(record.entity, kind)
    fact = view.subject(target) if target is not None else None
    return None if fact is None else {"id": fact.entity, "name": fact.name, "code": fact.code or None}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
