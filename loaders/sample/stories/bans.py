"""Scenarios 24, 27 and 30: how long a ban lasts."""

from __future__ import annotations

from datetime import date

from loaders.sample.courts import death, kinship, restriction
from loaders.sample.desk import Desk
from loaders.sample.penalties import finding, penalty, repair
from loaders.sample.province import body
from loaders.sample.stories.offences import BUSINESS_REVOKED, DRUG, FAKE_DRUGS, OFFICE, decision_number, story_case


def permanent_ban(desk: Desk) -> None:
    """Scenario 24."""
    who = desk.person("沈终身")
    dissolved = desk.company(
        "银川例廿四旧医药有限公司", who, stakes=((who, 100),), state="注销", approved=date(2022, 6, 30)
    )
    new = desk.company("银川例廿四新医药有限公司", who, stakes=((who, 100),), established=date(2023, 2, 6))
    organ = body("640000", "drugs")
    number = decision_number(organ, 2021, 24)
    decided = date(2021, 3, 18)
    row = penalty(dissolved, who, organ, number, FAKE_DRUGS, decided, fine="1500000", act=date(2020, 11, 5))
    desk.row("penalties", row, "640000")
    desk.row("findings", finding(number, who, dissolved, "法定代表人", organ, decided, DRUG))
    desk.row("repairs", repair("XF202311000024", dissolved, number, date(2023, 11, 6)))
    desk.expect("measure", who, "drug_industry_ban", origin="statutory", state="active", record=number, start=decided,
                permanent=True, note="修复不终止；企业注销不终止；无终止日")  # fmt: skip
    desk.expect("measure", dissolved, "publicity", origin="mirrored", state="ended", end_reason="repaired",
                record=number, start=date(2021, 3, 25), last_day=date(2023, 11, 12))  # fmt: skip
    desk.nothing(new, note="新企业本身不受措施")
    desk.expect(
        "check", new, "drug_industry_ban", note="范围“药品”审批：命中其法定代表人的终身禁业；范围“食品”：只有提示"
    )


def deceased(desk: Desk) -> None:
    """Scenario 27."""
    who, heir = desk.person("谢已故"), desk.person("谢继承", "女")
    one = desk.company("银川例廿七商贸有限公司", who, stakes=((who, 100),))
    court = body("640104", "court")
    number = story_case(court, 2020, "执", 2701)
    ordered, died = date(2020, 10, 12), date(2021, 4, 2)
    desk.row("restrictions", restriction(who, one, court, number, ordered))
    desk.row("person_statuses", death(who, died))
    desk.row("relations", kinship(who, heir, "父母子女"))
    desk.expect("measure", who, "consumption_restriction", origin="mirrored", state="ended", record=number,
                start=ordered, last_day=died, end_reason="death")  # fmt: skip
    desk.expect("worklist", one, "dead_officer", note="登记的法定代表人已死亡，须更新登记")
    desk.nothing(heir, of="measure, proposal, alert")


def term_end(desk: Desk) -> None:
    """Scenario 30."""
    who = desk.person("潘满期")
    one = desk.company(
        "银川例三十商贸有限公司", who, stakes=((who, 100),), state="吊销，未注销", approved=date(2020, 2, 29)
    )
    organ = body("640104", "market")
    number = decision_number(organ, 2020, 30)
    decided, last = date(2020, 2, 29), date(2023, 2, 28)
    desk.row("penalties", penalty(one, who, organ, number, BUSINESS_REVOKED, decided, act=date(2019, 8, 1)), "640100")
    desk.row("findings", finding(number, who, one, "法定代表人", organ, decided, OFFICE))
    desk.expect("measure", who, "office_ban", origin="statutory", state="active", record=number, start=decided,
                last_day=last, as_of=last)  # fmt: skip
    desk.nothing(who, as_of=date(2023, 3, 1), note="次日起不再显示")
