"""The crowd of enterprises: what kind each is, its name, codes, seat and capital, each known by its count alone."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from loaders.sample.draw import REFERENCE_DATE, generator, mix, shuffled
from loaders.sample.identities import enterprise_code, registration_number
from loaders.sample.names import NAMES_OF_ONE_LENGTH, trade_name
from loaders.sample.places import COUNTIES, COUNTY_WEIGHTS, Place, city_of
from loaders.sample.writer import Row

LARGEST = 2_500_000
"""Enterprises a sample may have: beyond this the made-up persons run out."""

RING_EVERY, RING_SIZE = 400, 3
"""The last three of every four hundred hold each other in a ring."""

TYPES = {
    "limited": "有限责任公司(自然人投资或控股)",
    "single": "有限责任公司(自然人独资)",
    "state": "有限责任公司(国有独资)",
    "stock": "股份有限公司(非上市、自然人投资或控股)",
    "partnership": "有限合伙企业",
    "proprietorship": "个人独资企业",
    "cooperative": "农民专业合作社",
    "individual": "个体工商户",
    "branch": "有限责任公司分公司(自然人投资或控股)",
}
"""Enterprise types as the register words them, by kind."""

CODED_TYPES = {"limited": "1130", "single": "1151", "state": "1110"}
"""The same as the codes some rows have instead."""

_ENDINGS = {
    "limited": "有限公司", "single": "有限公司", "state": "集团有限公司", "stock": "股份有限公司",
    "partnership": "中心（有限合伙）", "proprietorship": "厂", "cooperative": "农民专业合作社", "individual": "店",
    "branch": "有限公司分公司",
}  # fmt: skip

_KINDS = (
    ("limited", 50), ("single", 15), ("individual", 17), ("stock", 2), ("state", 2), ("partnership", 3),
    ("proprietorship", 3), ("cooperative", 4), ("branch", 4),
)  # fmt: skip
_KIND_OF_HUNDRED = tuple(kind for kind, share in _KINDS for _ in range(share))

HOLDING_KINDS = ("limited", "single", "stock", "state")
"""Kinds whose capital is divided into stakes and which may hold others."""

_KIND, _NAME, _SEAT = 21, 22, 23


class Company(NamedTuple):
    """An enterprise of the crowd or of a story; capital in 万元, 0 where none is registered."""

    kind: str
    name: str
    code: str
    register_id: str
    registration_number: str
    county: Place
    trade: str
    capital: int
    currency: str
    established: date
    state: str
    approved: date
    coded_type: bool

    @property
    def organisation_code(self) -> str:
        """The nine characters of the organisation code, written 8-1."""
        return f"{self.code[8:16]}-{self.code[16]}"


def kind_of(seed: int, count: int) -> str:
    """The kind of enterprise ``count``; those of a ring are companies."""
    if ring_of(count):
        return "limited"
    return _KIND_OF_HUNDRED[mix(seed, _KIND, count) % 100]


def ring_of(count: int) -> tuple[int, ...]:
    """The companies that hold each other in a ring with this one, or nothing."""
    place = count % RING_EVERY - (RING_EVERY - RING_SIZE)
    if place < 0:
        return ()
    first = count - place
    return tuple(range(first, first + RING_SIZE))


@lru_cache(maxsize=1 << 13)
def company(seed: int, count: int) -> Company:
    """Enterprise ``count``, the same whenever it is asked."""
    draw = generator(seed, _SEAT, count)
    kind = kind_of(seed, count)
    county = draw.choices(COUNTIES, COUNTY_WEIGHTS)[0]
    word, trade = trade_name(_name_place(seed, count))
    first = (county.full, city_of(county.code).name[:-1], county.short, "宁夏")[min(draw.randrange(6), 3)]
    beginning = {"individual": "92", "cooperative": "93"}.get(kind, "91")
    established = date(2004, 1, 1) + timedelta(days=int(7600 * draw.random() ** 0.6))
    state, approved = _state(draw, established)
    if kind == "branch" or ring_of(count):
        state = "存续"
    return Company(
        kind,
        first + word + trade + _ENDINGS[kind],
        enterprise_code(seed, count, county.code, beginning),
        f"{county.code}{count + 1:010}",
        registration_number(county.code, count + 1),
        county,
        trade,
        _capital(draw, kind),
        "美元" if kind == "limited" and draw.random() < 0.01 else "人民币",
        established,
        state,
        approved,
        draw.random() < 0.3,
    )


def _name_place(seed: int, count: int) -> int:
    length, place = divmod(count, NAMES_OF_ONE_LENGTH)
    return length * NAMES_OF_ONE_LENGTH + shuffled(seed, _NAME, place, NAMES_OF_ONE_LENGTH)


def _capital(draw: random.Random, kind: str) -> int:
    if kind in ("branch", "individual"):
        return 0
    size = min(int(draw.paretovariate(0.9)), 5000)
    step = 1000 if kind == "state" else 100 if kind == "stock" else 50
    return step * (1 + size) if size > 3 else (20, 50, 100, 200)[draw.randrange(4)]


def _state(draw: random.Random, established: date) -> tuple[str, date]:
    life = max((REFERENCE_DATE - established).days - 30, 1)
    approved = established + timedelta(days=draw.randrange(life))
    chance = draw.random()
    if chance < 0.9:
        return "存续", approved
    return ("注销" if chance < 0.95 else "吊销，未注销" if chance < 0.98 else "迁出"), approved


def registration(one: Company, representative: str, parent: str = "") -> Row:
    """The row of the register (主体)."""
    return {
        "register_id": one.register_id,
        "code": one.code,
        "registration_number": one.registration_number,
        "name": one.name,
        "representative": representative,
        "type": CODED_TYPES[one.kind] if one.coded_type and one.kind in CODED_TYPES else TYPES[one.kind],
        "capital": one.capital or None,
        "currency": one.currency if one.capital else None,
        "established": one.established,
        "term_from": one.established,
        "term_to": "9999-9-9" if one.kind != "partnership" else date(one.established.year + 30, 1, 1),
        "address": f"{one.county.full}示例路{int(one.registration_number[6:14]) % 900 + 1}号",
        "scope": f"{one.trade}（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
        "registrar": f"{one.county.full}市场监督管理局",
        "approved": one.approved,
        "state": one.state,
        "region": one.county.code,
        "parent": parent,
    }


def register_file(kind: str) -> str:
    """Which file of the register an enterprise of this kind stands in."""
    return "household" if kind in ("individual", "cooperative") else ""
