"""Patterns across agencies (跨部门线索): one file each, one line here each. They point; they restrict nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from queries.commitments.known import Known
from queries.commitments.patterns import (
    breach_and_late_publication,
    broken_again,
    compensation_unpaid,
    hurt_by_several,
    listed_debtor,
    staff_and_promises,
)
from queries.commitments.patterns.found import Found
from queries.integrity import Patterns

PATTERNS: Mapping[str, Callable[[Known, Patterns], list[Found]]] = {
    "hurt_by_several": hurt_by_several.find,
    "breach_and_late_publication": breach_and_late_publication.find,
    "listed_debtor": listed_debtor.find,
    "broken_again": broken_again.find,
    "compensation_unpaid": compensation_unpaid.find,
    "staff_and_promises": staff_and_promises.find,
}
"""Each pattern by its code."""


def patterns(known: Known, row: Patterns) -> list[Found]:
    """Every pattern in what is known, in the order of the table, then of their subjects."""
    return [one for find in PATTERNS.values() for one in sorted(find(known, row), key=lambda found: found.key)]
