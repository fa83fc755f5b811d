"""Why nobody is told of somebody's misconduct (通报): not a party, not of the capacity the rule asks for."""

from __future__ import annotations

from graph.schema import schema
from queries.propagation.case import Case
from queries.propagation.why_not.premise import Premise, failing
from queries.rulebook import NoticeRule

_CAPACITIES = {
    "public_unit": ("机关、事业单位或国有企业", "a public unit or state-owned enterprise"),
    "public_staff": ("该日在机关单位任职的公职人员", "public staff in post on the day"),
    "private_unit": (
        "因该文书有人被采取措施的民营企业或其有关人员",
        "a private unit through whose record a measure reached a person",
    ),
}


def not_notified(rule: NoticeRule, case: Case, subject: str) -> Premise:
    """The capacity that the rule asks for, and what the subject is instead."""
    asked, english = _CAPACITIES[rule.capacity]
    name, parties = case.name_of(subject), "、".join(case.name_of(party) for party in case.parties)
    if subject not in case.parties and rule.capacity != "private_unit":
        return failing(
            "not_party",
            f"通报针对文书载明的{parties or '（未载明）'}，{name}不是当事人",
            "a notice is about whom the record names",
            [case.record, *case.party_ties],
        )
    return failing(
        "other_capacity",
        f"规则针对{asked}，{name}（{schema().label(case.kind_of(subject))}）不是",
        f"the rule asks for {english}",
        [case.record, *case.party_ties],
        asked=rule.capacity,
    )
