"""What each source says of a role, and how dated rows are fitted to the changes beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from graph.interval import FOREVER, Interval
from graph.model import Fact

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's word that somebody (by name) held a role over some days; ``name`` empty: it contradicts itself."""

    source: str
    name: str
    days: Interval
    evidence: tuple[Fact, ...]
    note: str = ""


def touching(claims: list[Claim]) -> list[Claim]:
    """The last day named is the successor's where he starts on it; a gap or touch of one day is no contradiction."""
    result = []
    for claim in claims:
        starts = [other.days.start for other in claims if other.name != claim.name and other.days.start is not None]
        end = claim.days.end
        if end is not None and end != FOREVER:
            near = [start for start in starts if abs((start - end).days) <= 1]
            if near and (claim.days.start is None or min(near) >= claim.days.start):
                claim = Claim(
                    claim.source, claim.name, Interval(claim.days.start, min(near)), claim.evidence, claim.note
                )
        result.append(claim)
    return result


def aligned(listed: list[Claim], changed: list[Claim]) -> list[Claim]:
    """Listed stretches whose bounds are within a day of a change take the change's day."""
    days = sorted(
        {
            bound
            for claim in changed
            for bound in (claim.days.start, claim.days.end)
            if bound is not None and bound != FOREVER
        }
    )

    def near(day: date | None) -> date | None:
        if day is None or day == FOREVER:
            return day
        return next((change for change in days if abs((change - day).days) <= 1), day)

    result = []
    for claim in listed:
        start, end = near(claim.days.start), near(claim.days.end)
        if start is not None and end is not None and end < start:
            start, end = claim.days.start, claim.days.end
        result.append(Claim(claim.source, claim.name, Interval(start, end), claim.evidence, claim.note))
    return result


def closed(listed: list[Claim], changed: list[Claim]) -> list[Claim]:
    """Rows without a last day, of holders whom a change put out: a change closes the earlier stretch.

    A dated row ends with the change. A row without dates (登记现任) is an earlier copy of the register only where
    another row without an end names whom the last change put in; alone it contradicts the change.
    """
    last = {claim.name for claim in changed if claim.source == "change" and claim.days.end == FOREVER}
    confirmed = any(claim.name in last and claim.days.end == FOREVER for claim in listed)
    result = []
    for claim in listed:
        put_out = [
            one.days.end
            for one in changed
            if one.source == "change" and one.name == claim.name and one.days.end is not None
        ]
        if not last or claim.name in last or claim.days.end != FOREVER or not put_out:
            result.append(claim)
        elif claim.source == "listed" and (claim.days.start is None or claim.days.start < max(put_out)):
            days = Interval(claim.days.start, max(put_out))
            result.append(Claim(claim.source, claim.name, days, claim.evidence, claim.note))
        elif claim.source != "register" or not confirmed:
            result.append(claim)
    return result
