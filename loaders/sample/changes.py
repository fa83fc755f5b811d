"""What changed in the register: representatives, holders and their shares, names, addresses."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from loaders.sample.companies import Company
from loaders.sample.draw import REFERENCE_DATE, generator
from loaders.sample.holdings import Stake, any_person, identity
from loaders.sample.names import trade_name
from loaders.sample.people import Cast
from loaders.sample.writer import Row

_CHANGES = 51

REPRESENTATIVE_ITEMS = {
    "branch": "负责人变更",
    "individual": "经营者变更",
    "proprietorship": "投资人变更",
    "partnership": "执行事务合伙人变更",
}
"""How the register words a change of whoever stands for an enterprise of a kind; 法定代表人变更 for all others."""


def changes(seed: int, count: int, one: Company, cast: Cast, stakes: list[Stake]) -> Iterator[tuple[str, Row]]:
    """Rows of 变更 and 股权变更 with their tables; they agree with the present rows of the register."""
    draw = generator(seed, _CHANGES, count)
    if cast.predecessor is not None and cast.since is not None:
        item = REPRESENTATIVE_ITEMS.get(one.kind, "法定代表人变更")
        if one.kind == "partnership" and isinstance(stakes[0].holder, Company):
            item = "委派代表变更"
        yield "changes", change(one, item, cast.predecessor.name, cast.lead.name, cast.since)
    if draw.random() < 0.03:
        before = one.name.replace(one.trade, trade_name(draw.randrange(1 << 16))[0], 1)
        yield "changes", change(one, "名称变更", before, one.name, _day(draw, one))
    if draw.random() < 0.06:
        place = f"{one.county.full}示例街{draw.randrange(900) + 1}号"
        yield "changes", change(one, "住所变更", place, f"{one.county.full}示例路", _day(draw, one))
    if one.kind == "limited" and len(stakes) > 1 and one.capital % 100 == 0 and draw.random() < 0.12:
        yield from _transfer(draw, seed, count, one, stakes)


def _transfer(
    draw: random.Random, seed: int, count: int, one: Company, stakes: list[Stake]
) -> Iterator[tuple[str, Row]]:
    """Somebody sold all he had to one of the present holders."""
    stake = stakes[draw.randrange(len(stakes))]
    seller = any_person(draw, seed, count)
    names = [identity(other.holder)[0] for other in stakes]
    percent, rest = divmod(stake.amount * 100, one.capital)
    if rest or percent > 100 or seller.name in names or (REFERENCE_DATE - one.established).days < 60:
        return
    day = _day(draw, one)
    buyer = identity(stake.holder)[0]
    before = [seller.name if name == buyer else name for name in names]
    yield "changes", change(one, "投资人(股权)变更", "；".join(before), "；".join(names), day)
    yield "transfers", transfer(one, seller.name, f"{percent}%", "0%", day)
    yield "transfers", transfer(one, buyer, "0%", f"{percent}%", day)


def _day(draw: random.Random, one: Company) -> date:
    return one.established + timedelta(days=draw.randrange(max((REFERENCE_DATE - one.established).days - 30, 1)) + 10)


def change(one: Company, item: str, before: str, after: str, day: date) -> Row:
    """One row of 变更."""
    return {
        "register_id": one.register_id,
        "code": one.code,
        "company": one.name,
        "item": item,
        "before": before,
        "after": after,
        "date": day,
    }


def transfer(one: Company, holder: str, before: str, after: str, day: date) -> Row:
    """One row of 股权变更."""
    return {
        "register_id": one.register_id,
        "code": one.code,
        "company": one.name,
        "holder": holder,
        "before": before,
        "after": after,
        "date": day,
        "published": day + timedelta(days=7),
    }
