"""A body that put a breach right and broke its word again (整改修复后再次违约)."""

from __future__ import annotations

from queries.commitments.known import Known, Row, Shown
from queries.commitments.patterns.found import Found, by_body, named
from queries.integrity import Patterns


def find(known: Known, row: Patterns) -> list[Found]:
    """Bodies with a breach found, or a lateness begun, after an earlier breach had been repaired."""
    breaches = by_body([(one["body"], one) for one in known.breaches])
    late = by_body(list(known.broken()))
    found = []
    for key, (body, own) in breaches.items():
        repaired = sorted((one for one in own if one["repaired"]), key=lambda one: (one["repaired"], one["id"]))
        if not repaired:
            continue
        since = repaired[0]["repaired"]
        again = [one for one in late.get(key, (body, []))[1] if _began(one) > since]
        told = {one["id"] for one in again}
        again += [one for one in own if (one["date"] or "") > since and one["promise_id"] not in told]
        if again:
            text = f"{named(body)}的{repaired[0]['number']}于{since}修复后，又有{len(again)}项违约"
            rows = tuple(Row.of(one) for one in (repaired[0], *again))
            found.append(Found("broken_again", (body,), text, "in breach again after a repair", rows))
    return found


def _began(one: Shown) -> str:
    """Since when a promise, its compensation or a debt is late."""
    begun = one["overdue_since"] or (one.get("compensation") or {}).get("overdue_since")
    return begun or ""
