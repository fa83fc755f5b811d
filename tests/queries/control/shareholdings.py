"""Shareholdings for hypothesis: integer lots with exact ties, rings, joint control, own shares and contradictions."""

from __future__ import annotations

from hypothesis import strategies as st

from queries.control.votes import Stake

PERSONS = ("p0", "p1", "p2")
COMPANIES = ("c0", "c1", "c2", "c3", "c4")


def stake(holder: str, company: str, votes: int, total: int = 100, *, certain: bool = True, band: int = 0) -> Stake:
    """A stake whose reference says what it is."""
    return Stake(holder, company, votes, total, certain, f"{holder}>{company}:{votes}", band)


@st.composite
def registers(draw: st.DrawFn, *, contradictions: bool = True) -> list[Stake]:
    """Certain stakes in a few companies, each over 20 or 10,000 votes.

    Every company draws its own character: an exact half, spread lots, single majorities, own shares, a hub of all
    holders, or more votes than there are. Lots may repeat, so equal stakes and duplicates are common.
    """
    found: list[Stake] = []
    for company in draw(st.lists(st.sampled_from(COMPANIES), min_size=1, max_size=5, unique=True)):
        total = draw(st.sampled_from((20, 10_000)))
        unit = total // 20
        others = [name for name in (*COMPANIES, *PERSONS) if name != company]
        kinds = ["half", "spread", "spread", "majority", "own", "hub", *(["over"] if contradictions else [])]
        kind = draw(st.sampled_from(kinds))
        room = total
        lots: list[tuple[str, int]] = []
        if kind == "half":
            holder, other = draw(st.lists(st.sampled_from(others), min_size=2, max_size=2, unique=True))
            first = draw(st.integers(1, 10)) * unit
            lots = [(holder, first), (other, total // 2 - first)]
        elif kind == "majority":
            lots = [(draw(st.sampled_from(others)), total // 2 + draw(st.integers(0, 2)))]
        elif kind == "own":
            own = draw(st.integers(1, 9)) * 2 * unit
            lots = [(company, own), (draw(st.sampled_from(others)), (total - own) // 2 + draw(st.integers(0, 1)))]
        elif kind == "hub":
            lots = [(holder, total // len(others)) for holder in others]
        lots = [(holder, votes) for holder, votes in lots if votes > 0]
        room -= sum(votes for _, votes in lots)
        for holder in draw(st.lists(st.sampled_from(others), max_size=4)):
            votes = draw(st.integers(1, 8)) * unit + draw(st.sampled_from((0, 0, 1)))
            if kind == "over" or votes <= room:
                lots.append((holder, votes))
                room -= votes
        found += [stake(holder, company, votes, total) for holder, votes in lots]
    return found


@st.composite
def rings(draw: st.DrawFn) -> list[Stake]:
    """Companies that hold one another: a ring by single or joint majorities, with outsiders and companies below."""
    size = draw(st.integers(2, 5))
    found: list[Stake] = []
    for place in range(size):
        company, before = COMPANIES[place], COMPANIES[place - 1 if place else size - 1]
        first = draw(st.sampled_from((4, 6, 8, 10, 11, 12)))
        found.append(stake(before, company, first, 20))
        rest = 20 - first
        for holder in draw(st.lists(st.sampled_from((*COMPANIES[:size], *PERSONS)), max_size=3)):
            votes = draw(st.integers(1, 8))
            if holder != company and votes <= rest:
                found.append(stake(holder, company, votes, 20))
                rest -= votes
    return found


@st.composite
def nested(draw: st.DrawFn) -> list[Stake]:
    """Joint control within joint control: each company held by those before it, by lots around an exact half."""
    found: list[Stake] = []
    above = list(PERSONS)
    for company in COMPANIES[: draw(st.integers(2, 5))]:
        total = draw(st.sampled_from((20, 10_000)))
        half = total // 2 + draw(st.sampled_from((-1, 0, 0, 1)))
        parties = draw(st.lists(st.sampled_from(above), min_size=1, max_size=3, unique=True))
        equal = half // len(parties)
        lots = [equal] * (len(parties) - 1)
        lots.append(half - sum(lots))
        found += [stake(party, company, lot, total) for party, lot in zip(parties, lots, strict=True)]
        if draw(st.booleans()):
            found.append(stake(draw(st.sampled_from(above)), company, total - half, total))
        above.append(company)
    return found


@st.composite
def gapped(draw: st.DrawFn) -> tuple[list[Stake], dict[str, int]]:
    """A few companies of at most six votes with gaps: undisclosed, uncertain, rounded, own and contradictory stakes."""
    found: list[Stake] = []
    totals: dict[str, int] = {}
    for company in draw(st.lists(st.sampled_from(("c0", "c1", "c2")), min_size=1, max_size=2, unique=True)):
        total = totals[company] = draw(st.sampled_from((3, 4, 5, 6)))
        for holder in draw(st.lists(st.sampled_from(("c0", "c1", "c2", "p0", "p1")), min_size=1, max_size=3)):
            votes = draw(st.integers(0, 4))
            certain, band = draw(st.sampled_from(((True, 0), (True, 0), (True, 0), (False, 0), (True, 1), (False, 1))))
            found.append(Stake(holder, company, votes, total, certain, f"r{len(found)}", band))
    held = draw(st.sampled_from(("c3", "c4")))
    if draw(st.booleans()):
        totals[held] = 4
        whole = draw(st.sampled_from(((1, 3), (2, 2), (2, 1), (3, 1))))
        for holder, votes in zip(draw(st.permutations(("c0", "c1", "p0")))[:2], whole, strict=True):
            found.append(Stake(holder, held, votes, 4, True, f"r{len(found)}"))
    return found, totals
