"""Public bodies that courts list as dishonest debtors (机关单位列为失信被执行人) on the day."""

from __future__ import annotations

from queries.commitments.known import Known, Row
from queries.commitments.patterns.found import Found, by_body, named
from queries.integrity import Patterns


def find(known: Known, row: Patterns) -> list[Found]:
    """Bodies with an entry in force."""
    found = []
    for body, entries in by_body([(one["body"], one) for one in known.enforcement]).values():
        numbers = "、".join(sorted(str(one["number"]) for one in entries))
        text = f"{named(body)}被列为失信被执行人：{numbers}"
        rows = tuple(Row.of(one) for one in entries)
        found.append(Found("listed_debtor", (body,), text, "listed as a dishonest judgment debtor", rows))
    return found
