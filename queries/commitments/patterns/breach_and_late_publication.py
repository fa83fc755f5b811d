"""A body that is late itself, or was found in breach, and that publishes penalties of others late (双公示迟报)."""

from __future__ import annotations

from queries.commitments.known import Known, Row
from queries.commitments.patterns.found import Found, by_body, named
from queries.integrity import Patterns


def find(known: Known, row: Patterns) -> list[Found]:
    """Bodies with both."""
    own_late = list(known.broken())
    told = {one["id"] for _, one in own_late}
    breaches = [(one["body"], one) for one in known.breaches if one["open"] and one["promise_id"] not in told]
    broken = by_body([*own_late, *breaches])
    late = by_body([(one["body"], one) for one in known.late_publications])
    found = []
    for key in broken.keys() & late.keys():
        body, own = broken[key]
        published = late[key][1]
        text = f"{named(body)}有{len(own)}项违约未了，又有{len(published)}件处罚公示迟报"
        rows = tuple(Row.of(one) for one in (*own, *published))
        found.append(Found("breach_and_late_publication", (body,), text, "in breach, and late in publishing", rows))
    return found
