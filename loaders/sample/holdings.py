"""Who holds what: heavy-tailed stakes in whole 万元, chains and groups, rings, state capital, placeholders."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from loaders.sample.companies import HOLDING_KINDS, Company, company, kind_of, ring_of
from loaders.sample.draw import generator
from loaders.sample.identities import Person, person
from loaders.sample.people import PLACES_EACH, Cast
from loaders.sample.province import Body, body
from loaders.sample.writer import Row

_STAKES = 31

Holder = Person | Company | Body | str
"""A person, an enterprise, a public body, or a placeholder that names nobody."""

PLACEHOLDER = "其他股东"


class Stake(NamedTuple):
    """One holder's contribution in 万元."""

    holder: Holder
    amount: int
    holder_class: str


def stakes(seed: int, count: int, one: Company, cast: Cast) -> list[Stake]:
    """The present holders of enterprise ``count``; their amounts sum to the capital, now and then to less or more."""
    draw = generator(seed, _STAKES, count)
    if one.kind in ("individual", "branch"):
        return []
    if one.kind in ("single", "proprietorship"):
        return [Stake(cast.lead, one.capital, "自然人股东" if one.kind == "single" else "投资人")]
    if one.kind == "state":
        return [Stake(_state_holder(draw, seed, count, one), one.capital, "国有股东")]
    holders = _holders(draw, seed, count, one, cast)
    total = one.capital
    chance = draw.random()
    if one.kind == "limited" and not ring_of(count) and chance < 0.05:
        total = total * 4 // 5 if chance < 0.04 else total + max(total // 10, 1)
    amounts = _divided(draw, total, len(holders))
    classes = _classes(one.kind, holders)
    found = [Stake(holder, amount, name) for holder, amount, name in zip(holders, amounts, classes, strict=True)]
    return [stake for stake in found if stake.amount > 0]


def _holders(draw: random.Random, seed: int, count: int, one: Company, cast: Cast) -> list[Holder]:
    many = {"limited": (1, 2, 2, 2, 3, 3, 4, 6), "stock": (4, 5, 6), "partnership": (2, 3, 5), "cooperative": (5, 5, 6)}
    wanted = draw.choice(many[one.kind])
    holders: list[Holder] = [cast.lead]
    if ring := ring_of(count):
        holders = [company(seed, ring[ring.index(count) - 1]), cast.lead]
    elif one.kind in ("limited", "stock", "partnership") and draw.random() < 0.35:
        above = earlier_holder(draw, seed, count)
        if above is not None:
            holders.insert(0, above)
    holders += cast.partners[: max(wanted - len(holders), 0)]
    if one.kind == "stock" and draw.random() < 0.5:
        holders.append(PLACEHOLDER)
    return holders


def earlier_holder(draw: random.Random, seed: int, count: int) -> Company | None:
    """An earlier enterprise that can hold others, the earliest by far the most often; None where none is found."""
    for _ in range(3):
        place = int(count * draw.random() ** 3)
        if place < count and kind_of(seed, place) in HOLDING_KINDS:
            found = company(seed, place)
            if found.state == "存续":
                return found
    return None


def _state_holder(draw: random.Random, seed: int, count: int, one: Company) -> Holder:
    for _ in range(8):
        place = int(count * draw.random() ** 2)
        if draw.random() < 0.5 and place < count and kind_of(seed, place) == "state":
            return company(seed, place)
    return body("640000" if draw.random() < 0.3 else one.county.code, "state_assets")


def _divided(draw: random.Random, total: int, parts: int) -> list[int]:
    """A total in ``parts`` whole amounts, the first mostly the largest; whole percentages where the total allows."""
    weights = [draw.paretovariate(1.2) * (2 if place == 0 else 1) for place in range(parts)]
    unit = total // 100 if total % 100 == 0 else 1
    lots = total // unit
    amounts = [int(lots * weight / sum(weights)) * unit for weight in weights]
    amounts[0] += total - sum(amounts)
    return amounts


def _classes(kind: str, holders: list[Holder]) -> Iterator[str]:
    for place, holder in enumerate(holders):
        if kind == "partnership":
            yield "普通合伙人" if place == 0 else "有限合伙人"
        elif isinstance(holder, Company):
            yield "企业法人"
        else:
            yield "自然人股东" if isinstance(holder, Person) else "其他投资者"


def holding(one: Company, stake: Stake) -> Row:
    """The row of the register (股东及出资)."""
    name, id_type, number = identity(stake.holder)
    paid = stake.amount if int(one.code[-3:-2], 36) % 2 else 0
    return {
        "register_id": one.register_id,
        "code": one.code,
        "company": one.name,
        "holder": name,
        "holder_class": stake.holder_class,
        "id_type": id_type,
        "id": number,
        "subscribed": stake.amount,
        "subscribed_form": "货币",
        "subscribed_on": one.established + timedelta(days=3650),
        "paid": paid or None,
        "paid_form": "货币" if paid else None,
        "paid_on": one.established if paid else None,
        "published": one.approved,
    }


def identity(holder: Holder) -> tuple[str, str, str]:
    """Name, kind of document and number as the register writes them."""
    if isinstance(holder, str):
        return holder, "", ""
    if isinstance(holder, Person):
        return holder.name, "居民身份证", holder.number
    return holder.name, "统一社会信用代码" if isinstance(holder, Body) else "营业执照", holder.code


def holding_file(kind: str) -> str:
    """Which file the holdings of an enterprise of this kind stand in."""
    return "partnership" if kind == "partnership" else ""


def any_person(draw: random.Random, seed: int, count: int) -> Person:
    """Somebody who leads one of the enterprises before ``count``."""
    return person(seed, int(count * draw.random()) * PLACES_EACH)
