"""A body with officials punished while in it, and with promises or debts that are late (人员受处罚、承诺未履行)."""

from __future__ import annotations

from queries.commitments.known import Known, Row
from queries.commitments.patterns.found import Found, by_body, named
from queries.integrity import Patterns


def find(known: Known, row: Patterns) -> list[Found]:
    """Bodies with both; the one proves nothing of the other, and no official is answerable for a promise."""
    broken = by_body(list(known.broken()))
    staff = by_body([(one["body"], one) for one in known.staff])
    found = []
    for key in broken.keys() & staff.keys():
        body, late = broken[key]
        punished = staff[key][1]
        text = f"{named(body)}有{len(late)}项承诺或账款逾期，又有{len(punished)}件在职人员受处罚或被列名的文书"
        rows = tuple(Row.of(one) for one in (*late, *punished))
        found.append(Found("staff_and_promises", (body,), text, "late promises, and officials punished", rows))
    return found
