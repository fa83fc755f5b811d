"""What statements of ownership come to where the register is silent: each record over time, the register first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from graph.interval import FOREVER, Interval
from graph.model import Fact, Value
from loaders.register.company_file import CompanyFile

_HOLDING = "SHAREHOLDER_OF"


class StatedInterest(NamedTuple):
    """A holding or office over a stretch of days; ``apart`` tells two of one party from one day apart."""

    role: str
    party: str
    days: Interval
    properties: Mapping[str, Value]
    apart: str
    said: Fact


class _Piece(NamedTuple):
    days: Interval
    said: Fact


def stated_interests(file: CompanyFile) -> Iterator[StatedInterest]:
    """Stated holdings where the register has no holders, stated offices where it has neither officers nor changes.

    Two sources are never added up: what the register says of a company stands (a registration names its
    representative), and statements stay beside it.
    """
    silent_on_holders = not (file.contributors or file.transfers)
    silent_on_officers = not (file.officers or file.changes or file.registrations)
    pieces = [
        piece
        for piece in _pieces(file.stated)
        if (silent_on_holders if piece.said.text("role") == _HOLDING else silent_on_officers)
    ]
    several = Counter(map(_place, pieces))
    for piece in pieces:
        tie = piece.said
        role, position = tie.text("role"), tie.text("position")
        apart = position if several[_place(piece)] == 1 else f"{position} {tie.entity}"
        properties = _stake(tie) if role == _HOLDING else _office(tie)
        yield StatedInterest(role, tie.source, piece.days, properties, apart, tie)


def _place(piece: _Piece) -> tuple[str, str, str, date | None]:
    return piece.said.text("role"), piece.said.source, piece.said.text("position"), piece.days.start


def _pieces(ties: list[Fact]) -> Iterator[_Piece]:
    """Holdings and offices over time, by record."""
    records: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for tie in ties:
        records[tie.text("publisher"), tie.text("record")].append(tie)
    for _, of_record in sorted(records.items()):
        statements = [list(group) for _, group in groupby(sorted(of_record, key=_turn), key=lambda tie: _turn(tie)[:2])]
        for chain in _chains(statements):
            yield from _over_time(chain, statements)


def _turn(tie: Fact) -> tuple[str, str, str]:
    return tie.text("stated"), tie.text("statement"), tie.entity


def _chains(statements: list[list[Fact]]) -> list[list[Fact | None]]:
    """What each statement of a record in turn says of one and the same interest, or None where it says nothing."""
    chains: dict[tuple[str, str, str, int], list[Fact | None]] = {}
    for place, ties in enumerate(statements):
        count: Counter[tuple[str, str, str]] = Counter()
        for tie in ties:
            if not tie.text("role"):
                continue
            key = tie.text("role"), tie.source, tie.text("position")
            count[key] += 1
            chains.setdefault((*key, count[key]), [None] * len(statements))[place] = tie
    return [chain for _, chain in sorted(chains.items())]


def _over_time(chain: list[Fact | None], statements: list[list[Fact]]) -> Iterator[_Piece]:
    """An interest by its statements: each holds from its own day until the next one's, unless it gives other days.

    The first one holds from its start. A later one with another start holds from that start; its end, where it lies
    before its own day, is the end of what earlier ones said too. What a statement leaves out, or closes, ends on its
    day at the latest.
    """
    said_on = [_day(ties[0]) for ties in statements]
    pieces: list[_Piece] = []
    before: Fact | None = None
    for place, tie in enumerate(chain):
        if tie is not None:
            renewed = before is None or (tie.valid.start is not None and tie.valid.start != before.valid.start)
            start = tie.valid.start if renewed else said_on[place]
            closed = said_on[place] if tie.text("status") == "closed" else None
            end = _earlier(tie.valid.end, closed)
            pieces = [*_cut(pieces, start if before is not None else None, end), _Piece(Interval(), tie)]
            pieces[-1] = pieces[-1]._replace(days=_span(start, end))
        elif before is not None:
            pieces = _cut(pieces, said_on[place], None)
        before = tie
    yield from _joined([piece for piece in pieces if not piece.days.is_empty])


def _span(start: date | None, end: date | None) -> Interval:
    """The days from a start to an end; none where it was over before it began."""
    return Interval(start, start) if start is not None and end is not None and end < start else Interval(start, end)


def _cut(pieces: list[_Piece], start: date | None, end: date | None) -> list[_Piece]:
    """Earlier pieces end where a later statement takes over, and where it says that the interest ended."""
    for bound in (start, end):
        if bound is not None and bound != FOREVER:
            pieces = [piece._replace(days=piece.days.cut(bound)) for piece in pieces]
    return pieces


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Stretches that follow one another and say the same, as one, said by the latest statement."""
    found: list[_Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last is not None and last.days.end == piece.days.start and _says(last.said) == _says(piece.said):
            found[-1] = _Piece(Interval(last.days.start, piece.days.end), piece.said)
        else:
            found.append(piece)
    return found


def _says(tie: Fact) -> dict[str, Value]:
    return {**(_stake(tie) if tie.text("role") == _HOLDING else _office(tie)), "evidence": []}


def _day(tie: Fact) -> date:
    return date.fromisoformat(tie.text("stated")[:10])


def _earlier(end: date | None, closed: date | None) -> date | None:
    """The end of what is closed: on that day at the latest, unknown where the end is unknown."""
    if closed is None or end is None:
        return end
    return min(end, closed)


def _stake(tie: Fact) -> dict[str, Value]:
    """A share as stated; one without a number may be any."""
    known = tie.integer("total") is not None
    sure = known and tie.text("directness") == "direct"
    stake: dict[str, Value] = {
        "capital": (tie.integer("capital") or 0) if known else 0,
        "total": tie.integer("total") or 1,
        "unit": tie.text("unit") or "unknown",
        "basis": tie.text("basis") or "stated",
        "disclosed": tie.properties.get("disclosed") is not False,
        "certainty": tie.text("certainty") or ("certain" if sure else "possible"),
        "band": tie.integer("band") or 0,
        "evidence": [tie.id],
    }
    return {**stake, "start_note": tie.text("start_note")} if tie.text("start_note") else stake


def _office(tie: Fact) -> dict[str, Value]:
    office: dict[str, Value] = {
        "name": tie.text("name"),
        "certainty": tie.text("certainty") or "certain",
        "evidence": [tie.id],
    }
    return office | {name: tie.text(name) for name in ("position", "basis", "start_note") if tie.text(name)}
