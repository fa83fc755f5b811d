"""Control by votes in a whole province on one day, and of many companies each on its own day, from columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graph.columns.keeping import Keeper
from graph.columns.layout import Columns
from graph.model import day_number
from graph.schema import schema
from queries.control import kernels
from queries.control.beyond import heads_exactly, ring_exactly, unite_exactly
from queries.control.kernels import BEYOND, Ballots, Numbers, Register
from queries.control.parts import in_parts
from queries.control.register import PARTNERSHIP


@dataclass(frozen=True, slots=True)
class ProvinceControl:
    """Who decides in every company on a day, by votes that are certain, as known at ``version`` or later.

    ``head`` is by number the ultimate controller, a ring by its smallest id; oneself where nobody decides. What a
    judgment found or a filing declares is not in here (queries.controllers has all three of one company).
    """

    columns: Columns
    day: date
    version: int
    head: Numbers
    rings: tuple[tuple[str, ...], ...]

    def ultimate(self, company: str) -> str:
        """The ultimate controller of a company; itself where nobody controls it, or where it is not known."""
        number = self.columns.number(company)
        return company if number is None else self.columns.names[int(self.head[number])]

    def decided(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Every organisation somebody else decides in, or that is in a ring: it, its head, and the head's ring; by id.

        Other ids of one subject are left out.
        """
        ring_of = {ring[0]: ring for ring in self.rings}
        columns, names = self.columns, self.columns.names
        organisations = np.isin(columns.node_kinds, schema().organisations())[columns.kinds]
        found = []
        for number in np.flatnonzero(organisations).tolist():
            company, head = names[number], names[int(self.head[number])]
            if number not in columns.aliases and (head != company or head in ring_of):
                found.append((company, head, ring_of.get(head, ())))
        return sorted(found)

    def controlled(self) -> int:
        """How many subjects have an ultimate controller other than themselves."""
        return int(np.count_nonzero(self.head != np.arange(len(self.head))))


def register_of(columns: Columns) -> Register:
    """Columns as the kernels read them: aliases as one subject, and who is never controlled."""
    known_as = other = np.empty(0, np.int32)
    if columns.aliases:
        known_as, other = np.arange(columns.nodes, dtype=np.int32), np.full(columns.nodes, -1, np.int32)
        for alias, subject in columns.aliases.items():
            known_as[alias] = subject
            other[alias], other[subject] = other[subject], alias
    public = np.isin(columns.node_kinds, schema().public_bodies())
    follows = np.array([kind == PARTNERSHIP for kind in columns.node_kinds], np.bool_)
    marks = np.where(follows, kernels.FOLLOWS, public).astype(np.uint8)
    rows = columns.incoming
    return Register(rows.rows, rows.entries, known_as, other, marks[columns.kinds])


def province_control(keeper: Keeper, day: date) -> ProvinceControl:
    """Who decides in every company on a day, from all that the store knows when this is called: never from less."""
    return control_on(keeper.current(), day)


def control_on(columns: Columns, day: date) -> ProvinceControl:
    """The exact least fixpoint of joint control by more than half, for everybody at once."""
    register, number = register_of(columns), _number(day)
    sole, head, ring = closure(register, number, columns)
    found: list[tuple[int, ...]] = []
    for top in sorted({int(kernels.find(head, company)) for company in np.flatnonzero(sole == BEYOND)}):
        ring[top] = 0
        found.append(ring_exactly(top, columns, register, number, head))
    members, starts = kernels.rings(register, number, sole, head, ring)
    found += (tuple(members[first:last].tolist()) for first, last in pairwise(starts.tolist()))
    names = columns.names
    named = []
    for circle in filter(None, found):
        first = min(circle, key=names.__getitem__)
        head[kernels.find(head, first)] = first
        head[first] = first
        named.append(tuple(sorted(names[member] for member in circle)))
    kernels.settle(head)
    return ProvinceControl(columns, day, columns.version, head, tuple(sorted(named)))


def closure(register: Register, day: int, columns: Columns) -> tuple[Numbers, Numbers, NDArray[np.uint8]]:
    """Who alone decides in each company, the head of everybody's group, and which heads are of a ring."""
    nodes = len(register.rows)
    sole = np.empty(nodes, np.int32)
    head = register.known_as.copy() if len(register.known_as) else np.arange(nodes, dtype=np.int32)
    ring = np.zeros(nodes, np.uint8)
    parts = in_parts(nodes, lambda first, last: kernels.decide_alone(register, day, first, last, sole))
    ballots = _together(parts)
    kernels.unite_alone(sole, head, ring)
    kernels.unite_jointly(ballots, head, ring)
    beyond = np.flatnonzero(sole == BEYOND).tolist()
    while beyond and unite_exactly(beyond, columns, register, day, head):
        kernels.unite_jointly(ballots, head, ring)
    return sole, head, ring


def heads_on(columns: Columns, asked: Sequence[tuple[str, date]]) -> list[str]:
    """The ultimate controller of each company on its own day, itself where nobody controls it on that day."""
    numbers = [columns.number(company) for company, _ in asked]
    known = [place for place, number in enumerate(numbers) if number is not None]
    companies = np.array([numbers[place] for place in known], np.int32)
    days = np.array([_number(asked[place][1]) for place in known], np.int32)
    found = heads_at(register_of(columns), companies, days, columns)
    answers = [company for company, _ in asked]
    for place, head in zip(known, found.tolist(), strict=True):
        answers[place] = columns.names[head]
    return answers


def heads_at(register: Register, companies: Numbers, days: Numbers, columns: Columns) -> Numbers:
    """The same by number, with days since 1970."""
    found = np.empty(len(companies), np.int32)
    ids = columns.names.ids
    in_parts(len(companies), lambda first, last: kernels.at_days(register, companies, days, ids, first, last, found))
    for place in np.flatnonzero(found == BEYOND).tolist():
        found[place] = heads_exactly(int(companies[place]), int(days[place]), columns, register)
    return found


def _together(parts: list[Ballots]) -> Ballots:
    """Ballots of several parts as one."""
    if len(parts) == 1:
        return parts[0]
    before = np.cumsum([0, *(len(part.group) for part in parts[:-1])])
    ends = (part.ends + np.int32(shift) for part, shift in zip(parts, before, strict=True))
    moved = (part._replace(ends=end) for part, end in zip(parts, ends, strict=True))
    return Ballots(*(np.concatenate(columns) for columns in zip(*moved, strict=True)))


def _number(day: date) -> int:
    number = day_number(day)
    assert number is not None
    return number
