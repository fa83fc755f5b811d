"""What an alert rests on beside its path: the measures its record gives its own party; when the last one ends."""

from __future__ import annotations

from queries.propagation.case import Case
from queries.propagation.conditions import applies
from queries.propagation.course import course_of
from queries.propagation.phases import End
from queries.propagation.reach import reached

OWN = ("unit", "party")
"""Ways of reach that lead to whom the record itself is about."""


def last_end(case: Case) -> End | None:
    """When, and why, the last measure ends that the record gives its own party.

    None where it gives none, or one of them has no known end: then nothing ends what rests on it.
    """
    found: list[End] = []
    for rule in case.book.enabled(case.record.kind):
        gives = rule.gives
        if gives.product != "measure" or gives.origin == "confirmed" or rule.reach.who not in OWN:
            continue
        for party in reached(rule, case) if applies(rule, case) else ():
            end = course_of(rule, case, party).end
            if end is None:
                return None
            found.append(end)
    return max(found, key=lambda end: (end.day, end.reason), default=None)
