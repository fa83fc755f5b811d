"""What statements of ownership come to where the register is silent: the latest of each record, the register first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from graph.interval import FOREVER, Interval
from graph.model import Fact, Value
from loaders.register.company_file import CompanyFile

_HOLDING = "SHAREHOLDER_OF"


class StatedInterest(NamedTuple):
    """A holding or office that the latest statement of a record states; ``apart`` tells two of one party apart."""

    role: str
    party: str
    days: Interval
    properties: Mapping[str, Value]
    apart: str
    said: Fact


def stated_interests(file: CompanyFile) -> Iterator[StatedInterest]:
    """Stated holdings where the register has no holders, stated offices where it has neither officers nor changes.

    Two sources are never added up: what the register says of a company stands (a registration names its
    representative), and statements stay beside it. A record that is closed ends no later than the day of the statement
    that closes it.
    """
    silent_on_holders = not (file.contributors or file.transfers)
    silent_on_officers = not (file.officers or file.changes or file.registrations)
    told = list(_latest(file.stated))
    several = Counter((tie.text("role"), tie.source, tie.valid_from, tie.text("position")) for tie in told)
    for tie in told:
        role = tie.text("role")
        if not role or not (silent_on_holders if role == _HOLDING else silent_on_officers):
            continue
        days = _days(tie)
        if days is None:
            continue
        position = tie.text("position")
        alone = several[role, tie.source, tie.valid_from, position] == 1
        properties = _stake(tie) if role == _HOLDING else _office(tie)
        yield StatedInterest(role, tie.source, days, properties, position if alone else f"{position} {tie.entity}", tie)


def _latest(ties: list[Fact]) -> Iterator[Fact]:
    """The interests of the latest statement of each record, by id."""
    turn: dict[tuple[str, str], tuple[str, str]] = {}
    for tie in ties:
        key, at = (tie.text("publisher"), tie.text("record")), (tie.text("stated"), tie.text("statement"))
        turn[key] = max(turn.get(key, at), at)
    for tie in sorted(ties, key=lambda tie: tie.entity):
        if turn[tie.text("publisher"), tie.text("record")] == (tie.text("stated"), tie.text("statement")):
            yield tie


def _days(tie: Fact) -> Interval | None:
    """When the interest is held; None for one that was over before it began."""
    days = tie.valid
    closed = tie.date("stated") if tie.text("status") == "closed" else None
    end = _earlier(days.end, closed)
    return None if days.start is not None and end is not None and end <= days.start else Interval(days.start, end)


def _earlier(end: date | None, closed: date | None) -> date | None:
    """The end of what is closed: on that day at the latest, on an unknown one before it where the end is unknown."""
    if closed is None:
        return end
    return closed if end == FOREVER else min(end, closed) if end is not None else None


def _stake(tie: Fact) -> dict[str, Value]:
    """A share as stated; one without a number may be any."""
    known = tie.integer("total") is not None
    sure = known and tie.text("directness") == "direct"
    return {
        "capital": (tie.integer("capital") or 0) if known else 0,
        "total": tie.integer("total") or 1,
        "unit": tie.text("unit") or "unknown",
        "basis": tie.text("basis") or "stated",
        "disclosed": tie.properties.get("disclosed") is not False,
        "certainty": tie.text("certainty") or ("certain" if sure else "possible"),
        "band": tie.integer("band") or 0,
        "evidence": [tie.id],
    }


def _office(tie: Fact) -> dict[str, Value]:
    properties: dict[str, Value] = {
        "name": tie.text("name"),
        "certainty": tie.text("certainty") or "certain",
        "evidence": [tie.id],
    }
    if tie.text("position"):
        properties["position"] = tie.text("position")
    return properties
