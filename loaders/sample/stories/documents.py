"""Scenarios 23, 35 and 36: a document revoked, and one fact written in two layouts."""

from __future__ import annotations

from datetime import date, timedelta

from loaders.sample.desk import Desk
from loaders.sample.penalties import finding, penalty, status
from loaders.sample.province import body
from loaders.sample.stories.offences import FOOD, FOOD_FINED, FOOD_REVOKED, decision_number


def penalty_revoked(desk: Desk) -> None:
    """Scenario 23."""
    lead = desk.person("罗撤罚")
    owner = body("640200", "state_assets")
    one = desk.company(
        "石嘴山例廿三粮油集团有限公司", lead, kind="state", county="640202", capital=8000, stakes=((owner, 8000),)
    )
    organ = body("640202", "market")
    number = decision_number(organ, 2020, 23)
    decided, revoked, due = date(2020, 7, 10), date(2020, 9, 25), date(2020, 9, 29)
    desk.row("penalties", penalty(one, lead, organ, number, FOOD_REVOKED, decided, fine="10"), "640200")
    desk.row("findings", finding(number, lead, one, "法定代表人", organ, decided, FOOD))
    review = body("640202", "government")
    document = f"{review.short}复决例〔2020〕23号"
    desk.row("statuses", status(number, "撤销", document, review, revoked, "主要事实不清，证据不足"))
    for subject, effect in ((lead, "food_industry_ban"), (one, "food_licence_ban"), (one, "publicity")):
        desk.expect("measure", subject, effect, state="ended", end_reason="annulled", record=number)
    desk.expect("worklist", one, "withdraw", record=number, due=due, note="2020-09-27（星期日）是调休工作日")
    for capacity, recipient in (("superior", owner), ("audit", body("640200", "audit"))):
        desk.expect("notice", one, f"correction:{capacity}", record=number, recipient=recipient.name, due=due)


def two_standards(desk: Desk) -> None:
    """Scenario 35."""
    lead = desk.person("章两表")
    one = desk.company("银川例卅五商贸有限公司", lead, stakes=((lead, 100),))
    organ = body("640104", "market")
    old, new = decision_number(organ, 2018, 351), decision_number(organ, 2020, 352)
    day = date(2018, 6, 20)
    desk.row(
        "penalties_old",
        {
            "number": old,
            "title": FOOD_FINED.violation,
            "category": "罚款",
            "facts": FOOD_FINED.violation,
            "basis": FOOD_FINED.basis,
            "name": one.name,
            "organisation_code": one.organisation_code,
            "representative": lead.name,
            "content": "罚款1万元",
            "date": day,
            "publicity_until": day + timedelta(days=365),
            "organ": organ.name,
            "status": "0",
            "place": one.county.code,
            "stamp": day,
        },
        "640100",
    )
    row = penalty(one, lead, organ, new, FOOD_FINED, date(2020, 6, 22), fine="1")
    desk.row("penalties", {**row, "code": "", "organisation_code": ""}, "640100")
    for number in (old, new):
        desk.expect("record", one, "Penalty", record=number)
    desk.expect(
        "identity", one, "one_subject", note="旧表代码_2是组织机构代码，新表代码_2是工商注册号，按括号内文字识别"
    )


def amount_units(desk: Desk) -> None:
    """Scenario 36."""
    lead = desk.person("苗两种")
    one = desk.company("银川例卅六环保科技有限公司", lead, stakes=((lead, 100),))
    organ = body("640000", "environment")
    number = decision_number(organ, 2022, 36)
    row = penalty(one, lead, organ, number, FOOD_FINED, date(2022, 2, 14), fine="2", act=date(2021, 11, 3))
    desk.row("penalties", row, "640100")
    desk.row("penalties", {**row, "fine": "20000"}, "640000")
    desk.expect(
        "record",
        one,
        "Penalty",
        record=number,
        note="银川表 2（万元）与区直表 20000（元）是同一项处罚，罚款 2000000 分",
    )
