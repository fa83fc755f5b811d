"""From when an effect can be repaired (最短公示期), and whether the obligations are known to be met."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.calendar import add_months
from queries.policies import RepairPeriod
from queries.propagation.case import Case
from queries.propagation.citations import citations

_WORDS = ("violation", "facts", "licence_withdrawn")
MET, UNMET, UNKNOWN = "met", "unmet", "unknown"


def repair(case: Case, effect: str) -> dict[str, Any] | None:
    """The first day on which the effect's minimum period has passed, by the longest row that fits; None without one."""
    decided = case.record.valid.start
    if decided is None or case.book.effects[effect].repair == "none":
        return None
    rows = [row for row in case.book.policies.repair_periods if row.effect == effect and row.holds_on(decided)]
    fitting = [row for row in rows if _fits(case, row)]
    if not fitting:
        return None
    row = max(fitting, key=lambda one: (_first_day(case, one, decided), one.period))
    applied = next((one for one in case.view.numbered(case.record.number, "RepairDecision")), None)
    return {
        "from": _first_day(case, row, decided).isoformat(),
        "period": row.title,
        "legal_basis": row.label,
        "obligations": obligations(case),
        "application": applied.name if applied is not None else None,
    }


def _first_day(case: Case, row: RepairPeriod, decided: date) -> date:
    """The corresponding day (民法典 202): three months from 1 March have passed on 1 June."""
    start = case.record.date("published") or decided if row.start == "published" else decided
    return add_months(start, row.months)


def _fits(case: Case, row: RepairPeriod) -> bool:
    if row.domain is None:
        return True
    cited = {title for title, _ in citations(case.record.text("basis"), case.book.not_cited)}
    text = "\n".join(case.record.text(name) for name in _WORDS)
    return bool(cited.intersection(row.domain.statutes)) or any(word in text for word in row.domain.words)


def obligations(case: Case) -> str:
    """Whether what was to be done is done: as the record states, or as complete repair materials show; else unknown."""
    performance = case.record.text("performance")
    if performance:
        return MET if performance in {"全部已履行", "全部履行"} else UNMET
    cases = case.view.numbered(case.record.number, "RepairDecision") if case.record.number else []
    return MET if any(one.date("complete") is not None for one in cases) else UNKNOWN
