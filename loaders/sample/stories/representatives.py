"""Scenarios 1 and 2: the legal representative changed after, or before, the act."""

from __future__ import annotations

from datetime import date

from loaders.sample.desk import Desk
from loaders.sample.penalties import finding, penalty
from loaders.sample.province import body
from loaders.sample.stories.offences import FOOD, FOOD_REVOKED, decision_number

_ACT, _DECIDED = date(2020, 3, 10), date(2020, 8, 15)


def after_act(desk: Desk) -> None:
    """Scenario 1."""
    old, new = desk.person("张前任"), desk.person("李后任")
    one = desk.company(
        "银川例一食品有限公司",
        new,
        established=date(2018, 1, 1),
        stakes=((old, 60), (new, 40)),
        officers=(
            (old, "执行董事兼经理", date(2018, 1, 1), date(2020, 6, 30)),
            (new, "执行董事兼经理", date(2020, 7, 1), None),
        ),
    )
    desk.change(one, "法定代表人变更", old.name, new.name, date(2020, 7, 1))
    organ = body("640100", "market")
    number = decision_number(organ, 2020, 1)
    desk.row("penalties", penalty(one, old, organ, number, FOOD_REVOKED, _DECIDED, fine="5", act=_ACT), "640100")
    desk.row("findings", finding(number, old, one, "法定代表人", organ, _DECIDED, FOOD))
    last = date(2025, 8, 15)
    desk.expect("measure", old, "food_industry_ban", origin="statutory", state="active", record=number,
                start=_DECIDED, last_day=last, as_of=last, note="次日（2025-08-16）期满")  # fmt: skip
    desk.expect("measure", one, "food_licence_ban", origin="statutory", state="active", record=number,
                start=_DECIDED, last_day=last, as_of=last)  # fmt: skip
    desk.expect("measure", one, "publicity", origin="mirrored", state="active", record=number,
                start=date(2020, 8, 22), last_day=date(2023, 8, 15), as_of=date(2021, 1, 1))  # fmt: skip
    desk.expect("alert", new, "successor_representative", record=number, as_of=last)
    desk.nothing(new)


def before_act(desk: Desk) -> None:
    """Scenario 2."""
    old, new = desk.person("张离任"), desk.person("李在任")
    one = desk.company(
        "银川例二食品有限公司",
        new,
        established=date(2018, 1, 1),
        stakes=((old, 50), (new, 50)),
        officers=(
            (old, "执行董事兼经理", date(2018, 1, 1), date(2019, 12, 31)),
            (new, "执行董事兼经理", date(2020, 1, 1), None),
        ),
    )
    desk.change(one, "法定代表人变更", old.name, new.name, date(2020, 1, 1))
    organ = body("640100", "market")
    number = decision_number(organ, 2020, 2)
    desk.row("penalties", penalty(one, new, organ, number, FOOD_REVOKED, _DECIDED, fine="5", act=_ACT), "640100")
    desk.expect("proposal", new, "food_industry_ban", origin="confirmed", state="proposed", record=number,
                start=_DECIDED, last_day=date(2025, 8, 15), as_of=date(2021, 1, 1))  # fmt: skip
    desk.nothing(new, of="measure")
    desk.nothing(old, of="measure, proposal, alert")
    desk.expect("measure", one, "food_licence_ban", origin="statutory", state="active", record=number,
                start=_DECIDED, last_day=date(2025, 8, 15), as_of=date(2021, 1, 1))  # fmt: skip
