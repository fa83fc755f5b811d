"""What public bodies promised the crowd and kept, what they owed and paid, and commitments that enterprises kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from loaders.sample.companies import Company
from loaders.sample.draw import REFERENCE_DATE, generator
from loaders.sample.integrity import commitment, debt, promise
from loaders.sample.province import body
from loaders.sample.writer import Row

_KEPT = 95
_FIELDS = ("招商引资", "产业扶持", "政府采购", "投资融资")
_SHARE = 0.04


def kept(seed: int, count: int, one: Company) -> Iterator[tuple[str, str, Row]]:
    """Rows of 政府承诺, 拖欠账款 and 信用承诺 about a company, with the file each goes to; nothing in them is amiss."""
    draw = generator(seed, _KEPT, count)
    county = one.county.code
    if draw.random() < _SHARE:
        signed = one.established + timedelta(days=draw.randrange(30, 700))
        due = signed + timedelta(days=draw.randrange(200, 1500))
        seen = due - timedelta(days=draw.randrange(1, 150))
        field = draw.choice(_FIELDS)
        running = due > REFERENCE_DATE
        if signed < REFERENCE_DATE:
            by = body(county, "commerce")
            number = f"{by.short}诺例〔{signed.year}〕{count + 1000}号"
            yield (
                "promises",
                "",
                promise(
                    number,
                    by,
                    one,
                    signed,
                    due,
                    performance="履行中" if running else "全部履行",
                    seen=signed if running else seen,
                    field=field,
                    function=field,
                    amount=str(draw.randrange(5, 500)),
                    signatory="",
                ),
            )
    if draw.random() < _SHARE:
        delivered = REFERENCE_DATE - timedelta(days=draw.randrange(60, 180))
        by = body(county, draw.choice(("hospital", "housing")))
        payable = str(draw.randrange(1, 200))
        contract = f"{by.short}采例〔{delivered.year}〕{count + 1000}号"
        paid_on = delivered + timedelta(days=draw.randrange(1, 30))
        yield "arrears", "", debt(by, one, contract, delivered, payable=payable, paid=payable, paid_on=paid_on)
    if draw.random() < _SHARE:
        day = date(2020 + draw.randrange(5), 1 + draw.randrange(6), 1 + draw.randrange(28))
        if day > one.established:
            number = f"{county}{day:%Y%m%d}{count % 1_000_000:06}"
            yield "commitments", "", commitment(number, one, day, body(county, "market"), performance="全部履行")
