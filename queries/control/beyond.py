"""Companies whose totals have no common multiple below 2⁶¹: their votes as Python's integers, which have no end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.columns.layout import DOUBTFUL, KIND, OVERFLOWS, PARTNER, STAKE, UNDISCLOSED, Columns
from graph.model import day_of
from graph.store.packing import UNKNOWN_FROM, UNKNOWN_TO
from queries.control.groups import Groups
from queries.control.kernels import FOLLOWS, Numbers, Register
from queries.control.thresholds import MAJORITY
from queries.control.votes import NO_VOTES, ExecutingPartner, Holdings, Stake


def holdings_of(companies: Iterable[int], columns: Columns, register: Register, day: int) -> Holdings:
    """What stands in these companies on a day, for the rules that are written in plain Python. Names are numbers."""
    stakes: list[Stake] = []
    partners: list[ExecutingPartner] = []
    bodies, partnerships = [], []
    for company in companies:
        name = _name(company)
        if register.public[company] == FOLLOWS:
            partnerships.append(name)
        elif register.public[company]:
            bodies.append(name)
        for tie in _row(company, register):
            entry = register.ties[tie]
            label, since, until = int(entry["label"]), int(entry["since"]), int(entry["until"])
            if not since <= day < until or (label & KIND) not in (STAKE, PARTNER):
                continue
            certain = not label & DOUBTFUL and since != UNKNOWN_FROM and until != UNKNOWN_TO
            holder = _name(_known(int(entry["source"]), register))
            if label & KIND == PARTNER:
                partners.append(ExecutingPartner(holder, name, str(tie), certain))
            elif not label & UNDISCLOSED and entry["whole"]:
                part, whole = int(entry["part"]), int(entry["whole"])
                if whole == OVERFLOWS:
                    part, whole = (int(number) for number in columns.wide[part])
                stakes.append(Stake(holder, name, part, whole, certain, str(tie)))
    return Holdings(stakes, as_of=day_of(day), partners=partners, bodies=bodies, partnerships=partnerships)


def unite_exactly(companies: list[int], columns: Columns, register: Register, day: int, head: Numbers) -> bool:
    """Put companies under the groups that decide in them; whether any moved."""
    moved = False
    for company in companies:
        ballot = holdings_of([company], columns, register, day).ballots.get(_name(company))
        if ballot is None or head[company] != company:
            continue
        groups: dict[int, int] = {}
        for holder, votes in ballot.voters.items():
            top = _top(int(holder), head)
            groups[top] = groups.get(top, 0) + votes.certain
        for top, held in groups.items():
            if top != company and MAJORITY.met(*ballot.least(NO_VOTES._replace(certain=held))):
                head[company] = top
                moved = True
    return moved


def ring_exactly(top: int, columns: Columns, register: Register, day: int, head: Numbers) -> tuple[int, ...]:
    """The companies of a group that control each other with its head, or nothing."""
    members = [node for node in range(len(head)) if _top(node, head) == top]
    ring = Groups(holdings_of(members, columns, register, day), MAJORITY).ring(_name(top))
    return tuple(map(int, ring))


def heads_exactly(company: int, day: int, columns: Columns, register: Register) -> int:
    """The head of one company on a day, from all that stands above it."""
    scope = [_known(company, register)]
    for member in scope:
        for tie in _row(member, register):
            entry = register.ties[tie]
            holder = _known(int(entry["source"]), register)
            if entry["since"] <= day < entry["until"] and holder not in scope:
                scope.append(holder)
    groups = Groups(holdings_of(scope, columns, register, day), MAJORITY)
    name = _name(scope[0])
    ring = groups.ring(groups.head(name))
    return min(map(int, ring), key=columns.names.__getitem__) if ring else int(groups.head(name))


def _row(company: int, register: Register) -> Iterator[int]:
    member = company
    while member >= 0:
        yield from range(*register.rows[member].tolist())
        member = int(register.other[member]) if len(register.other) else -1


def _known(node: int, register: Register) -> int:
    return int(register.known_as[node]) if len(register.known_as) else node


def _name(node: int) -> str:
    return f"{node:010}"


def _top(node: int, head: Numbers) -> int:
    while head[node] != node:
        node = int(head[node])
    return node
