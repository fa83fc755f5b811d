"""Scenarios 14 and 15: state-owned enterprises and officials, and who is told."""

from __future__ import annotations

from datetime import date

from loaders.sample.courts import debtor
from loaders.sample.desk import Desk
from loaders.sample.offices import post
from loaders.sample.penalties import penalty
from loaders.sample.province import body
from loaders.sample.stories.offences import FOOD_FINED, decision_number, story_case


def state_enterprise(desk: Desk) -> None:
    """Scenario 14."""
    lead, other = desk.person("严国企"), desk.person("金国企")
    owner = body("640100", "state_assets")
    one = desk.company("银川例十四城投集团有限公司", lead, kind="state", capital=50_000, stakes=((owner, 50_000),))
    sister = desk.company("银川例十四水务集团有限公司", other, kind="state", capital=30_000, stakes=((owner, 30_000),))
    organ = body("640000", "market")
    number = decision_number(organ, 2023, 14)
    row = penalty(one, lead, organ, number, FOOD_FINED, date(2023, 8, 1), fine="120000", act=date(2023, 2, 1))
    desk.row("penalties", row, "640000")
    desk.expect("notice", one, "superior", record=number, recipient=owner.name, note="出资人")
    desk.expect("notice", one, "audit", record=number, recipient=body("640100", "audit").name)
    desk.expect("measure", one, "publicity", origin="mirrored", state="active", record=number, start=date(2023, 8, 8),
                last_day=date(2026, 8, 1))  # fmt: skip
    desk.nothing(lead, of="measure, proposal, controller", note="法定代表人视为受益所有人，但不是实际控制人")
    desk.nothing(sister, of="measure, proposal, alert", note="同受国资控制不构成关联")
    desk.nothing(other, of="measure, proposal, alert")


def official(desk: Desk) -> None:
    """Scenario 15."""
    who = desk.person("戚公职")
    before, after = body("640100", "housing"), body("640100", "finance")
    desk.row("posts", post(who, before, "科长", date(2018, 3, 1), date(2021, 5, 31)))
    desk.row("posts", post(who, after, "科长", date(2021, 6, 1), None))
    court = body("640106", "court")
    number = story_case(court, 2021, "执", 1501)
    desk.row("debtors", debtor(who, who, court, number, date(2021, 3, 6), form=4))
    desk.expect("measure", who, "dishonest_debtor_list", origin="mirrored", state="active", record=number,
                start=date(2021, 4, 20))  # fmt: skip
    offices = (("discipline", body("640100", "discipline")), ("personnel", body("640100", "personnel")))
    for day, employer in ((date(2021, 5, 1), before), (date(2021, 7, 1), after)):
        for capacity, recipient in (("employer", employer), *offices):
            desk.expect("notice", who, capacity, record=number, recipient=recipient.name, as_of=day,
                        note="未送达前按查询日的任职确定所在单位")  # fmt: skip
    desk.nothing(who, of="notice", effect="audit", note="不通报审计机关和上级主管单位")
