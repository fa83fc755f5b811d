"""A synthetic province in columns: heavy-tailed holdings, rings, joint control, own shares, roles and dated acts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from graph.columns.build import both_ways
from graph.columns.gathering import Ties
from graph.columns.layout import Columns
from graph.columns.names import WIDTH, Names
from graph.model import OPEN_DAY

SUBJECTS, TIES, ACTS = 3_000_000, 7_800_000, 50_000
"""Of a whole province."""

SHARE = {"small": 0.05, "quarter": 0.25, "half": 0.5, "province": 1.0}

TODAY = 20_000
"""2024-10-04: roles and holdings begin in the 18,000 days before it."""

TIE_KINDS = ("SHAREHOLDER_OF", "EXECUTING_PARTNER_OF", "LEGAL_REPRESENTATIVE_OF", "OFFICER_OF")
NODE_KINDS = ("", "Enterprise", "Person", "GovernmentBody", "Partnership")
_COMPANIES = 0.42
_BODIES = 0.002
_PARTNERSHIPS = 0.02

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Province:
    """Ties one after another, who is what, and the acts: a company, a day, and a kind from 0 to 3."""

    ties: Ties
    kinds: NDArray[np.uint8]
    act_company: NDArray[np.int32]
    act_day: NDArray[np.int32]
    act_kind: NDArray[np.int32]

    def columns(self) -> Columns:
        """The same as a store's columns would be."""
        nodes = len(self.kinds)
        names = Names(1 << (nodes - 1).bit_length())
        names.numbers(ids_of(np.arange(nodes)))
        incoming, outgoing = both_ways(self.ties, nodes)
        return Columns(
            version=1,
            names=names,
            kinds=self.kinds,
            node_kinds=NODE_KINDS,
            tie_kinds=TIE_KINDS,
            incoming=incoming,
            outgoing=outgoing,
            wide=np.empty((0, 2), np.int64),
            same_as={},
            aliases={},
            ties=len(self.ties.source),
        )


def ids_of(numbers: Ints) -> NDArray[np.uint8]:
    """Ids as a store has them, a letter and 24 hexadecimal digits: rows of bytes, in no order of the numbers."""
    mixed = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    keys = np.full((len(numbers), WIDTH), ord("0"), np.uint8)
    keys[:, 0] = ord("O")
    digits = np.frombuffer(b"0123456789abcdef", np.uint8)
    for place in range(16):
        keys[:, 1 + place] = digits[(mixed >> np.uint64(4 * place)) & np.uint64(15)]
    return keys


def province(share: float, seed: int = 1) -> Province:
    """``share`` of a whole province; the same for the same seed."""
    random = np.random.default_rng(seed)
    nodes, ties = int(SUBJECTS * share), int(TIES * share)
    companies = int(nodes * _COMPANIES)
    bodies = int(nodes * _BODIES)
    kinds = np.full(nodes, NODE_KINDS.index("Person"), np.uint8)
    kinds[:companies] = NODE_KINDS.index("Enterprise")
    kinds[companies : companies + bodies] = NODE_KINDS.index("GovernmentBody")
    partnerships = random.choice(companies, int(companies * _PARTNERSHIPS), replace=False)
    kinds[partnerships] = NODE_KINDS.index("Partnership")
    ring, nest, others = np.split(random.permutation(companies), (companies // 300, companies // 15))
    parts = [
        _holdings(random, int(ties * 0.6), np.sort(others), companies, nodes),
        _rings(random, ring),
        _nests(random, nest, nodes),
        _roles(random, 1, partnerships, companies, nodes),
        _roles(random, 2, np.arange(companies), companies, nodes),
    ]
    missing = ties - sum(len(part[0]) for part in parts)
    parts.append(_roles(random, 3, random.integers(0, companies, missing), companies, nodes))
    source, target, label, since, until, part, whole = (np.concatenate(column) for column in zip(*parts, strict=True))
    shuffled = random.permutation(len(source))
    source, target, since, until, part, whole = (
        column[shuffled].astype(np.int32) for column in (source, target, since, until, part, whole)
    )
    sequence = np.arange(1, len(source) + 1, dtype=np.int32)
    acts = int(ACTS * share)
    return Province(
        Ties(source, target, label[shuffled].astype(np.uint8), since, until, part, whole, sequence),
        kinds,
        random.integers(0, companies, acts).astype(np.int32),
        random.integers(TODAY - 6_000, TODAY, acts).astype(np.int32),
        random.integers(0, 4, acts).astype(np.int32),
    )


def _holdings(random: Generator, count: int, held: Ints, companies: int, nodes: int) -> tuple[Ints, ...]:
    """Holders of companies: how many is heavy-tailed, who they are too, and lots need not sum to the whole."""
    holders = np.minimum(random.zipf(2.1, len(held)), 2_000)
    while (missing := count - int(holders.sum())) > 0:
        np.add.at(holders, random.integers(0, len(held), min(missing, len(held))), 1)
    target = np.repeat(held, holders)[:count]
    count = len(target)
    persons = random.integers(int(nodes * (_COMPANIES + _BODIES)), nodes, count)
    hubs = (random.pareto(1.2, count) * 40).astype(np.int64) % companies
    firms = random.integers(0, companies, count)
    public = random.integers(int(nodes * _COMPANIES), int(nodes * (_COMPANIES + _BODIES)), count)
    drawn = random.random(count)
    source = np.select([drawn < 0.72, drawn < 0.80, drawn < 0.985], [persons, hubs, firms], public)
    upward = (drawn >= 0.72) & (drawn < 0.985) & (source >= target)
    source = np.where(upward, target - 1 - (source - target) % np.maximum(target, 1), source)
    source = np.where(source < 0, persons, source)
    weights = random.pareto(1.0, count) + 0.2
    first = np.r_[True, target[1:] != target[:-1]]
    sums = np.add.reduceat(weights, np.flatnonzero(first))
    rank = np.cumsum(first) - 1
    own = first & (random.random(count) < 0.02) & np.r_[~first[1:], False]
    source = np.where(own, target, source)
    capital = random.choice(np.array([100_000, 500_000, 1_000_000, 10_000_000, 50_000_000]), companies)[target]
    grain = capital // 100
    part = (weights / sums[rank] * 100).astype(np.int64) * grain
    half = random.random(companies) < 0.05
    part = np.where(first & half[target], capital // 2, part)
    tripled = np.where(random.random(count) < 0.02, 3, 1)
    since = TODAY - random.integers(1, 9_000, count)
    until = np.where(random.random(count) < 0.15, since + random.integers(30, 6_000, count), OPEN_DAY)
    return source, target, np.zeros(count, np.int64), since, until, part * tripled, capital * tripled


def _always(random: Generator, source: Ints, target: Ints, part: Ints) -> tuple[Ints, ...]:
    count = len(source)
    zeros = np.zeros(count, np.int64)
    whole = np.full(count, 100, np.int64)
    return source, target, zeros, TODAY - random.integers(6_000, 9_000, count), zeros + OPEN_DAY, part, whole


def _rings(random: Generator, companies: Ints) -> tuple[Ints, ...]:
    """Circles of three: by 60 of 100 each, or each by 30 of either other, or by 40 and so by nobody."""
    members = companies[: len(companies) // 3 * 3].reshape(-1, 3)
    manner = random.choice(3, len(members), p=[0.5, 0.3, 0.2])[:, None]
    part = np.where(manner == 0, 60, np.where(manner == 1, 30, 40)) * np.ones(3, np.int64)
    back = (manner == 1).repeat(3, axis=1)
    sources = np.r_[members.ravel(), np.roll(members, 1, axis=1)[back]]
    targets = np.r_[np.roll(members, -1, axis=1).ravel(), members[back]]
    return _always(random, sources, targets, np.r_[part.ravel(), part[back]])


def _nests(random: Generator, companies: Ints, nodes: int) -> tuple[Ints, ...]:
    """One person's two companies hold a third by 28 each, the second and third a fourth by 29 each, and so on.

    Eight companies deep; nobody alone holds more than half of any but the first two.
    """
    nest = companies[: len(companies) // 8 * 8].reshape(-1, 8)
    owner = random.integers(int(nodes * (_COMPANIES + _BODIES)), nodes, len(nest))
    pairs = [(owner, nest[:, 0], 60), (owner, nest[:, 1], 60)]
    pairs += [(nest[:, depth - back], nest[:, depth], 26 + depth) for depth in range(2, 8) for back in (1, 2)]
    sources, targets, parts = zip(*pairs, strict=True)
    return _always(random, np.concatenate(sources), np.concatenate(targets), np.repeat(parts, len(nest)))


def _roles(random: Generator, kind: int, company: Ints, companies: int, nodes: int) -> tuple[Ints, ...]:
    """One holder of a role in each company, a person; an executing partner is sometimes a company."""
    count = len(company)
    person = random.integers(int(nodes * (_COMPANIES + _BODIES)), nodes, count)
    if kind == TIE_KINDS.index("EXECUTING_PARTNER_OF"):
        person = np.where(random.random(count) < 0.3, random.integers(0, companies, count), person)
    since = TODAY - random.integers(1, 9_000, count)
    until = np.where(random.random(count) < 0.3, since + random.integers(30, 4_000, count), OPEN_DAY)
    zeros = np.zeros(count, np.int64)
    return person, company, zeros + kind, since, until, zeros, zeros
