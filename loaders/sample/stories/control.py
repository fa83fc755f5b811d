"""Scenarios 9, 10, 29 and a ring: who decides, who benefits, and whom that never reaches."""

from __future__ import annotations

from datetime import date

from loaders.sample.courts import debtor, judgment, nominee_finding
from loaders.sample.desk import Desk
from loaders.sample.holdings import Stake, holding
from loaders.sample.province import body
from loaders.sample.stories.offences import story_case


def nominee(desk: Desk) -> None:
    """Scenario 9."""
    registered, real = desk.person("陈代持"), desk.person("黄实有")
    one = desk.company("银川例九投资有限公司", registered, stakes=((registered, 100),))
    court = body("640100", "court")
    number = story_case(court, 2020, "民终", 901)
    day = date(2020, 12, 10)
    parties = (real.name, registered.name, one.name)
    desk.row("judgments", judgment(number, "股东资格确认纠纷", court, day, parties, final=True))
    desk.row("adjudicated", nominee_finding(number, one, real, registered, date(2019, 1, 1), day))
    desk.expect(
        "controller",
        real,
        "adjudicated",
        start=date(2019, 1, 1),
        record=number,
        note=f"{one.name}；登记股东陈代持显示为名义持有人",
    )
    desk.nothing(real, of="controller", as_of=date(2018, 12, 31), note="认定起始日之前不是")
    desk.expect("alert", real, "adjudicated_controller", record=number)
    desk.nothing(real)
    desk.nothing(registered)


def loop(desk: Desk) -> None:
    """Scenario 10."""
    most, least = desk.person("裴七五"), desk.person("秦二五")
    top = desk.company("银川例十甲控股有限公司", most, stakes=((most, 45), (least, 15)))
    middle = desk.company("银川例十乙控股有限公司", most, stakes=((top, 100),))
    low = desk.company("银川例十丙控股有限公司", most, stakes=((middle, 100),))
    desk.row("holders", holding(top, Stake(low, 40, "企业法人")))
    desk.expect("controller", most, "economic", note="例十甲的受益比例 75%（循环求解；按路径简单相加会得 45%）")
    desk.expect("controller", least, "economic", note="例十甲的受益比例 25%，达到百分之二十五以上；环显示出来")


def ring(desk: Desk) -> None:
    """A ring whose companies decide for each other while one person takes all the benefit."""
    owner, lead = desk.person("任受益"), desk.person("袁经理")
    one = desk.company("银川例环甲控股有限公司", lead, stakes=((owner, 10),))
    other = desk.company("银川例环乙控股有限公司", lead, stakes=((one, 100),))
    desk.row("holders", holding(one, Stake(other, 90, "企业法人")))
    desk.expect("controller", one, "control", note="甲、乙互为控制，成环：没有环外控制人")
    desk.expect("controller", other, "control", note="同上")
    desk.expect("controller", owner, "economic", note="甲、乙的受益比例均为 100%，但不是控制人")
    desk.nothing(owner, of="control", note="10% 的表决权不构成控制")


def minor(desk: Desk) -> None:
    """Scenario 29."""
    child = desk.person("苏少年", born=date(2009, 6, 1))
    late, lead = desk.person("苏先人"), desk.person("柳管理")
    one = desk.company("银川例廿九商贸有限公司", lead, stakes=((child, 100),))
    inherited = date(2024, 11, 11)
    desk.row("person_statuses", {"name": late.name, "id": late.number, "status": "死亡", "date": date(2024, 9, 2),
                                 "origin": "民政殡葬信息"})  # fmt: skip
    desk.change(one, "投资人(股权)变更", late.name, f"{child.name}（继承）", inherited)
    desk.transfer(one, late.name, "100%", "0%", inherited)
    desk.transfer(one, child.name, "0%", "100%", inherited)
    court = body("640104", "court")
    number = story_case(court, 2025, "执", 2901)
    desk.row("debtors", debtor(one, lead, court, number, date(2025, 7, 27), form=1))
    desk.expect("measure", one, "dishonest_debtor_list", origin="mirrored", state="active", record=number,
                start=date(2025, 9, 10))  # fmt: skip
    desk.nothing(child, of="measure, proposal, alert", note="十六周岁：不失信、不限消、不公示、不提示")
