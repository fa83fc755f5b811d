"""Scenario 20: one of two penalties is repaired."""

from __future__ import annotations

from datetime import date

from loaders.sample.desk import Desk
from loaders.sample.penalties import finding, penalty, repair
from loaders.sample.province import body
from loaders.sample.stories.offences import WAGE_ARREARS, WAGES, decision_number


def one_repaired(desk: Desk) -> None:
    """Scenario 20."""
    once, twice = desk.person("何一次"), desk.person("吕两次")
    one = desk.company("银川例廿建筑工程有限公司", twice, stakes=((once, 50), (twice, 50)))
    organ = body("640104", "labour")
    first, second = decision_number(organ, 2023, 201), decision_number(organ, 2024, 202)
    early, late = date(2023, 5, 10), date(2024, 3, 20)
    desk.row(
        "penalties", penalty(one, twice, organ, first, WAGE_ARREARS, early, fine="5", act=date(2023, 1, 20)), "640100"
    )
    desk.row("findings", finding(first, once, one, "直接负责的主管人员", organ, early, WAGES))
    desk.row("findings", finding(first, twice, one, "法定代表人", organ, early, WAGES))
    desk.row(
        "penalties", penalty(one, twice, organ, second, WAGE_ARREARS, late, fine="5", act=date(2024, 1, 20)), "640100"
    )
    desk.row("findings", finding(second, twice, one, "法定代表人", organ, late, WAGES))
    desk.row("repairs", repair("XF202409000020", one, first, date(2024, 8, 26)))
    repaired = date(2024, 9, 2)
    begun = ((one, "publicity", date(2023, 5, 17)), *((who, "wage_arrears_list", early) for who in (one, once, twice)))
    for subject, effect, start in begun:
        desk.expect("measure", subject, effect, origin="mirrored", state="ended", end_reason="repaired", record=first,
                    start=start, last_day=date(2024, 9, 1))  # fmt: skip
    desk.expect("measure", one, "publicity", origin="mirrored", state="active", record=second, start=date(2024, 3, 27),
                last_day=date(2027, 3, 20))  # fmt: skip
    for subject in (one, twice):
        desk.expect("measure", subject, "wage_arrears_list", origin="mirrored", state="active", record=second,
                    start=late, last_day=date(2027, 3, 20))  # fmt: skip
    desk.nothing(once, note=f"{repaired} 起不再有任何在效措施")
