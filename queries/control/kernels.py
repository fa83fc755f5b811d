"""Control by votes in machine code: groups of a whole province on one day, and heads of single companies on any day.

The same definitions as :mod:`queries.control.votes` and :mod:`queries.control.groups`, by what is certain and more than
half. All votes are 64-bit integers over a total that all stakes of a company share; a company whose totals have none
below 2⁶¹ is ``BEYOND`` and left to the exact numbers of Python.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.columns.compiled import compiled

Numbers = NDArray[np.int32]
Flags = NDArray[np.uint8]
Int: TypeAlias = Any
"""An integer of any width: mypy tells numpy's from Python's, numba makes one of them."""

NOBODY, OPEN, BEYOND = -1, -2, -3
"""In the place of a holder: nobody can control the company; several may together; its numbers do not fit."""

FOLLOWS = 2
"""Among ``public``: a partnership, in which capital has no vote; any other than 0 is never controlled."""

_STAKE, _PARTNER, _KIND, _DOUBTFUL, _UNDISCLOSED = 0, 1, 0x3F, 0x40, 0x80
_UNKNOWN_FROM, _UNKNOWN_TO = -(2**31), 2**31 - 1
_LARGEST = 2**61


Tie: TypeAlias = Any
"""One of the ties: its fields are numba's to know."""


class Register(NamedTuple):
    """The rows of every company. ``known_as`` and ``other`` are empty where nobody has two ids; otherwise ``other``
    leads from a subject through all its further ids, and ``known_as`` from each of them to the subject."""

    rows: Numbers
    ties: NDArray[np.void]
    known_as: Numbers
    other: Numbers
    public: Flags


class Ballots(NamedTuple):
    """The certain votes in companies that several may decide in: whose group's each vote is, and how many decide."""

    company: Numbers
    ends: Numbers
    needed: NDArray[np.int64]
    group: Numbers
    votes: NDArray[np.int64]


@compiled
def _who(register: Register, node: Int) -> Int:
    return np.int64(register.known_as[node] if len(register.known_as) else node)


@compiled
def _further(register: Register, node: Int) -> Int:
    return np.int64(register.other[node] if len(register.other) else NOBODY)


@compiled
def find(head: Numbers, node: Int) -> Int:
    """The head of the group that somebody is in."""
    while head[node] != node:
        head[node] = head[head[node]]
        node = np.int64(head[node])
    return np.int64(node)


@compiled
def _votes(tie: Tie, day: Int) -> bool:
    """Whether a tie is a stake of a known number that stands, or may stand, on the day."""
    standing = (tie.since <= day) & (day < tie.until)
    return bool(standing & (tie.label & (_KIND | _UNDISCLOSED) == _STAKE) & (tie.whole != 0))


@compiled
def _certain(tie: Tie) -> bool:
    return bool((tie.label & _DOUBTFUL == 0) & (tie.since != _UNKNOWN_FROM) & (tie.until != _UNKNOWN_TO))


@compiled
def _scaled(tie: Tie, total: Int) -> Int:
    """A certain stake's votes out of ``total``; one vote more than there are where it is more than the whole."""
    if not _certain(tie):
        return 0
    part, whole = np.int64(tie.part), np.int64(tie.whole)
    if part > whole:
        return total + 1
    return part if whole == total else part * (total // whole)


@compiled
def _partner(register: Register, company: Int, day: Int) -> Int:
    """The one executing partner, ``NOBODY`` where several or only doubtful ones are, ``OPEN`` where there is none."""
    partner, sure = np.int64(OPEN), False
    member = company
    while member >= 0:
        for tie in range(register.rows[member, 0], register.rows[member, 1]):
            kind = register.ties[tie].label & _KIND
            if kind > _PARTNER:
                break
            if kind == _PARTNER and register.ties[tie].since <= day and day < register.ties[tie].until:
                holder = _who(register, register.ties[tie].source)
                if holder != company:
                    if partner != OPEN and partner != holder:
                        return NOBODY
                    partner = holder
                    sure = sure or _certain(register.ties[tie])
        member = _further(register, member)
    return partner if sure or partner == OPEN else NOBODY


@compiled
def _total(register: Register, company: Int, day: Int) -> Int:
    """The votes that all stakes are counted in: 0 where there are none, ``BEYOND`` where no such number fits."""
    total = np.int64(0)
    member = company
    while member >= 0:
        for tie in range(register.rows[member, 0], register.rows[member, 1]):
            if register.ties[tie].label & _KIND > _PARTNER:
                break
            if _votes(register.ties[tie], day):
                whole = np.int64(register.ties[tie].whole)
                if whole < 0:
                    return BEYOND
                if total == 0:
                    total = whole
                elif total % whole:
                    one, other = total, whole
                    while other:
                        one, other = other, one % other
                    if total // one > _LARGEST // whole:
                        return BEYOND
                    total = total // one * whole
        member = _further(register, member)
    return total


@compiled
def _exactly(register: Register, company: Int, day: Int) -> tuple[Int, Int, Int]:
    """What :func:`_weighed` says, whatever the row holds."""
    nobody = (np.int64(NOBODY), np.int64(0), np.int64(0))
    partner = _partner(register, company, day)
    if partner != OPEN:
        return partner, np.int64(0), np.int64(0)
    total = _total(register, company, day)
    if total == BEYOND:
        return np.int64(BEYOND), np.int64(0), np.int64(0)
    own, every, most, holder_of_most = np.int64(0), np.int64(0), np.int64(0), np.int64(OPEN)
    member = company
    while member >= 0:
        for place in range(register.rows[member, 0], register.rows[member, 1]):
            tie = register.ties[place]
            if tie.label & _KIND > _PARTNER:
                break
            if _votes(tie, day):
                votes, holder = _scaled(tie, total), _who(register, tie.source)
                if holder == company:
                    own += votes
                else:
                    every += votes
                    if votes > most:
                        most, holder_of_most = votes, holder
                if own + every > total:
                    return nobody
        member = _further(register, member)
    needed = (total - own) // 2 + 1
    if own >= total or every < needed:
        return nobody
    return (holder_of_most if most >= needed else np.int64(OPEN)), total, needed


@compiled
def _at_a_glance(
    ties: NDArray[np.void], known_as: Numbers, company: Int, first: Int, last: Int, day: Int
) -> tuple[Int, Int, Int]:
    """What :func:`_weighed` says of a row in which all votes are out of one total, ``BEYOND`` of any other row."""
    total, own, every, most = np.int64(0), np.int64(0), np.int64(0), np.int64(0)
    holder_of_most, odd = np.int64(OPEN), (np.int64(BEYOND), np.int64(0), np.int64(0))
    for place in range(first, last):
        tie = ties[place]
        if tie.label & _KIND > _PARTNER:
            break
        if day < tie.since or tie.until <= day:
            continue
        if tie.label & _KIND == _PARTNER:
            return odd
        if tie.whole == 0 or tie.label & _UNDISCLOSED:
            continue
        if total != tie.whole:
            if total or tie.whole < 0:
                return odd
            total = np.int64(tie.whole)
        if _certain(tie):
            votes = np.int64(tie.part)
            holder = np.int64(known_as[tie.source] if len(known_as) else tie.source)
            if holder == company:
                own += votes
            else:
                every += votes
                if votes > most:
                    most, holder_of_most = votes, holder
    needed = (total - own) // 2 + 1
    if own >= total or own + every > total or every < needed:
        return np.int64(NOBODY), np.int64(0), np.int64(0)
    return (holder_of_most if most >= needed else np.int64(OPEN)), total, needed


@compiled
def _weighed(register: Register, company: Int, day: Int) -> tuple[Int, Int, Int]:
    """Who decides in a company by one stake, of how many votes, and how many decide.

    ``NOBODY`` where nobody can, ``OPEN`` where several stakes may together, ``BEYOND`` where numbers do not fit.
    """
    follows = register.public[company] == FOLLOWS
    if (register.public[company] and not follows) or _who(register, company) != company:
        return np.int64(NOBODY), np.int64(0), np.int64(0)
    if follows:
        partner = _partner(register, company, day)
        return (partner if partner != OPEN else np.int64(NOBODY)), np.int64(0), np.int64(0)
    if _further(register, company) < 0:
        first, last = register.rows[company]
        found = _at_a_glance(register.ties, register.known_as, company, first, last, day)
        if found[0] != BEYOND:
            return found
    return _exactly(register, company, day)


@compiled
def decide_alone(register: Register, day: Int, first: Int, last: Int, sole: Numbers) -> Ballots:
    """Who decides by one stake in each company from ``first`` to ``last``; the votes in those that are left open."""
    rows, ties, known_as, other = register.rows, register.ties, register.known_as, register.other
    companies, ends = [np.int32(0) for _ in range(0)], [np.int32(0) for _ in range(0)]
    decisive = [np.int64(0) for _ in range(0)]
    room = len(ties) + 1
    group, votes = np.empty(room, np.int32), np.empty(room, np.int64)
    count = 0
    for company in range(first, last):
        if len(other) or register.public[company]:
            decided, total, needed = _weighed(register, company, day)
        else:
            decided, total, needed = _at_a_glance(ties, known_as, company, rows[company, 0], rows[company, 1], day)
            if decided == BEYOND:
                decided, total, needed = _weighed(register, company, day)
        sole[company] = decided
        if decided > OPEN:
            continue
        member = np.int64(company) if decided == OPEN else np.int64(NOBODY)
        while member >= 0:
            for place in range(rows[member, 0], rows[member, 1]):
                tie = ties[place]
                if tie.label & _KIND > _PARTNER:
                    break
                holder = known_as[tie.source] if len(known_as) else tie.source
                group[count], votes[count] = holder, _scaled(tie, total) if _votes(tie, day) else 0
                count += (votes[count] > 0) & (holder != company)
            member = np.int64(other[member]) if len(other) else np.int64(NOBODY)
        companies.append(np.int32(company))
        decisive.append(needed)
        ends.append(np.int32(count))
    return Ballots(
        np.array(companies, np.int32),
        np.array(ends, np.int32),
        np.array(decisive, np.int64),
        group[:count].copy(),
        votes[:count].copy(),
    )


@compiled
def unite_alone(sole: Numbers, head: Numbers, ring: Flags) -> None:
    """Put every company under whoever alone decides in it; one that would come under itself is the head of a ring."""
    for company in range(len(sole)):
        if sole[company] >= 0:
            above = find(head, sole[company])
            if above == company:
                ring[company] = 1
            else:
                head[company] = above


@compiled
def settle(head: Numbers) -> None:
    """Point everybody straight at the head of the group."""
    for node in range(len(head)):
        if head[node] != node:
            head[node] = find(head, head[node])


@compiled
def _leading(group: Numbers, votes: NDArray[np.int64], needed: Int) -> Int:
    """The group that decides in an open company, or ``OPEN``.

    Whoever has more than half is the only one who can stand out when every vote is set against one of another group.
    """
    leader, lead = np.int64(OPEN), np.int64(0)
    for top, count in zip(group, votes):  # noqa: B905 - numba knows no strict
        if top == leader:
            lead += count
        elif count > lead:
            leader, lead = np.int64(top), count - lead
        else:
            lead -= count
    held = np.int64(0)
    for top, count in zip(group, votes):  # noqa: B905 - numba knows no strict
        held += count if top == leader else 0
    return leader if held and held >= needed else np.int64(OPEN)


@compiled
def unite_jointly(ballots: Ballots, head: Numbers, ring: Flags) -> None:
    """Put open companies under the groups that decide in them, until nothing moves.

    An open company is looked at again only when a group that holds it comes under another: every vote whose group may
    still move stands in that group's list, and the list moves on with the group.
    """
    settle(head)
    ends, group, votes, size = ballots.ends, ballots.group, ballots.votes, len(ballots.company)
    slots = np.full(len(head), -1, np.int32)
    for slot in range(size):
        slots[ballots.company[slot]] = slot
    over, watching = np.empty(len(group), np.int32), np.empty(len(group), np.int32)
    for entry in range(len(group)):
        group[entry] = head[group[entry]]
    for entry in range(len(group)):
        over[entry] = slots[group[entry]]
    watched, following = np.full(size, -1, np.int32), np.empty(len(group), np.int32)
    queue, queued, count = np.empty(size + 1, np.int32), np.zeros(size, np.uint8), 0
    for slot in range(size):
        first, last = ends[slot - 1] if slot else 0, ends[slot]
        if _leading(group[first:last], votes[first:last], ballots.needed[slot]) >= 0:
            queue[count] = slot
            queued[slot] = 1
            count += 1
            continue
        for entry in range(first, last):
            watching[entry] = slot
            if over[entry] >= 0 and over[entry] != slot:
                following[entry], watched[over[entry]] = watched[over[entry]], entry
    begin = 0
    while count:
        slot = int(queue[begin])
        begin, count = (begin + 1) % len(queue), count - 1
        queued[slot] = 0
        company = ballots.company[slot]
        if head[company] != company:
            continue
        first, last = ends[slot - 1] if slot else 0, ends[slot]
        for entry in range(first, last):
            group[entry] = find(head, group[entry])
        above = _leading(group[first:last], votes[first:last], ballots.needed[slot])
        if above == company:
            ring[company] = 1
        if above < 0 or above == company:
            continue
        head[company] = above
        higher, entry, watched[slot] = slots[above], watched[slot], -1
        while entry >= 0:
            further = following[entry]
            if not queued[watching[entry]]:
                queued[watching[entry]] = 1
                queue[(begin + count) % len(queue)] = watching[entry]
                count += 1
            if higher >= 0:
                following[entry], watched[higher] = watched[higher], entry
            entry = further


@compiled
def _group(register: Register, company: Int, day: Int, head: Numbers) -> Int:
    """The head of the group that decides in an open company, or ``OPEN``, from its row."""
    _, total, needed = _weighed(register, company, day)
    leader, lead = np.int64(OPEN), np.int64(0)
    for verifying in (False, True):
        held = np.int64(0)
        member = np.int64(company)
        while member >= 0:
            for place in range(register.rows[member, 0], register.rows[member, 1]):
                tie = register.ties[place]
                if tie.label & _KIND > _PARTNER:
                    break
                holder = _who(register, tie.source)
                if holder == company or not _votes(tie, day):
                    continue
                top, votes = find(head, holder), _scaled(tie, total)
                if verifying:
                    held += votes if top == leader else 0
                elif top == leader:
                    lead += votes
                elif votes > lead:
                    leader, lead = top, votes - lead
                else:
                    lead -= votes
            member = _further(register, member)
        if verifying and held >= needed:
            return leader
    return np.int64(OPEN)


@compiled
def _decided_by(register: Register, company: Int, day: Int, sole: Numbers, inside: Flags) -> bool:
    """Whether those inside a set (2 and more) decide in a company."""
    if sole[company] != OPEN:
        return bool(sole[company] >= 0 and inside[sole[company]] >= 2)
    _, total, needed = _weighed(register, company, day)
    held = np.int64(0)
    member = company
    while member >= 0:
        for tie in range(register.rows[member, 0], register.rows[member, 1]):
            if register.ties[tie].label & _KIND > _PARTNER:
                break
            holder = _who(register, register.ties[tie].source)
            if holder != company and inside[holder] >= 2 and _votes(register.ties[tie], day):
                held += _scaled(register.ties[tie], total)
        member = _further(register, member)
    return bool(held >= needed)


@compiled
def ring_of(register: Register, day: Int, top: Int, sole: Numbers, head: Numbers, inside: Flags) -> Numbers:
    """The companies that control each other, of which ``top`` is one; ``inside`` is scratch, zeros before and after."""
    scope = [np.int64(top)]
    if sole[top] >= 0:
        while sole[scope[-1]] != top:
            scope.append(np.int64(sole[scope[-1]]))
        return np.array(scope)
    inside[top] = 1
    place = 0
    while place < len(scope):
        company = scope[place]
        place += 1
        if sole[company] >= 0:
            if not inside[sole[company]]:
                inside[sole[company]] = 1
                scope.append(np.int64(sole[company]))
            continue
        member = company if sole[company] == OPEN else -1
        while member >= 0:
            for tie in range(register.rows[member, 0], register.rows[member, 1]):
                if register.ties[tie].label & _KIND > _PARTNER:
                    break
                holder = _who(register, register.ties[tie].source)
                if not inside[holder] and _votes(register.ties[tie], day) and find(head, holder) == top:
                    inside[holder] = 1
                    scope.append(np.int64(holder))
            member = _further(register, member)
    found = [np.int64(top)]
    for candidate in scope[1:]:
        inside[candidate] = 2
        moved = True
        while moved and inside[top] < 2:
            moved = False
            for company in scope:
                if inside[company] == 1 and _decided_by(register, company, day, sole, inside):
                    inside[company] = 2
                    moved = True
        if inside[top] == 2:
            found.append(candidate)
        for company in scope:
            inside[company] = 1
    for company in scope:
        inside[company] = 0
    return np.array(found)


@compiled
def rings(register: Register, day: Int, sole: Numbers, head: Numbers, ring: Flags) -> tuple[Numbers, Numbers]:
    """The members of every ring, one ring after another, and where each starts."""
    members, starts = [np.int64(0) for _ in range(0)], [np.int64(0)]
    inside = np.zeros(len(head), np.uint8)
    for top in np.flatnonzero(ring):
        found = ring_of(register, day, top, sole, head, inside)
        if len(found) > 1:
            members.extend(found)
            starts.append(np.int64(len(members)))
    return np.array(members, np.int32), np.array(starts, np.int32)


@compiled
def _before(ids: Flags, one: Int, other: Int) -> bool:
    for column in range(ids.shape[1]):
        if ids[one, column] != ids[other, column]:
            return bool(ids[one, column] < ids[other, column])
    return False


@compiled
def at_days(
    register: Register, companies: Numbers, days: Numbers, ids: Flags, first: Int, last: Int, found: Numbers
) -> None:
    """The head of each company from ``first`` to ``last`` on its own day, ``BEYOND`` where numbers do not fit.

    Only those above a company are looked at: whoever alone decides in it, or where nobody does, all its holders.
    """
    nodes = len(register.rows)
    head, sole = np.arange(nodes).astype(np.int32), np.full(nodes, NOBODY, np.int32)
    seen, inside = np.zeros(nodes, np.uint8), np.zeros(nodes, np.uint8)
    above = np.empty(nodes, np.int32)
    for place in range(first, last):
        company, day = _who(register, np.int64(companies[place])), np.int64(days[place])
        above[0], count = company, 1
        seen[company] = 1
        done, jointly, beyond = 0, False, False
        while done < count:
            node = np.int64(above[done])
            done += 1
            decided, _, _ = _weighed(register, node, day)
            sole[node] = decided
            if decided >= 0:
                if not seen[decided]:
                    seen[decided] = 1
                    above[count] = decided
                    count += 1
                continue
            beyond = beyond or decided == BEYOND
            jointly = jointly or decided == OPEN
            member = node if decided == OPEN else NOBODY
            while member >= 0:
                for tie in range(register.rows[member, 0], register.rows[member, 1]):
                    if register.ties[tie].label & _KIND > _PARTNER:
                        break
                    holder = _who(register, register.ties[tie].source)
                    if not seen[holder] and _votes(register.ties[tie], day):
                        seen[holder] = 1
                        above[count] = holder
                        count += 1
                member = _further(register, member)
        for node in above[:count]:
            if sole[node] >= 0:
                over = find(head, sole[node])
                head[node] = over if over != node else node
        moved = jointly
        while moved:
            moved = False
            for node in above[:count][::-1]:  # those further up first
                if sole[node] == OPEN and head[node] == node:
                    over = _group(register, np.int64(node), day, head)
                    if over >= 0 and over != node:
                        head[node] = over
                        moved = True
        top = find(head, company)
        answer = np.int64(top)
        if sole[top] >= 0 or (sole[top] == OPEN and _group(register, top, day, head) == top):
            for member in ring_of(register, day, top, sole, head, inside):
                if _before(ids, member, answer):
                    answer = np.int64(member)
        found[place] = BEYOND if beyond else answer
        for node in above[:count]:
            head[node], sole[node], seen[node] = node, NOBODY, 0
