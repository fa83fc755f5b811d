"""Scenarios 4, 5 and 22, and an annulled judgment: what the courts say, and when it counts."""

from __future__ import annotations

from datetime import date

from loaders.sample.courts import debtor, judgment, nominee_finding, restriction
from loaders.sample.desk import Desk
from loaders.sample.offices import post
from loaders.sample.penalties import finding, status
from loaders.sample.province import body
from loaders.sample.stories.offences import story_case


def unit_is_debtor(desk: Desk) -> None:
    """Scenario 4."""
    lead, owner = desk.person("孙不限"), desk.person("钱持股")
    other = desk.person("孙被限")
    court = body("640105", "court")
    filed = date(2022, 4, 11)
    listed_only = desk.company("银川例四甲商贸有限公司", lead, county="640105", stakes=((owner, 100),))
    first = story_case(court, 2022, "执", 401)
    desk.row("debtors", debtor(listed_only, lead, court, first, filed, form=1))
    ordered_too = desk.company("银川例四乙商贸有限公司", other, county="640105", stakes=((owner, 100),))
    second = story_case(court, 2022, "执", 402)
    desk.row("debtors", debtor(ordered_too, other, court, second, filed))
    desk.row("restrictions", restriction(other, ordered_too, court, second, date(2022, 5, 6)))
    published = date(2022, 5, 26)
    for one, number in ((listed_only, first), (ordered_too, second)):
        desk.expect(
            "measure", one, "dishonest_debtor_list", origin="mirrored", state="active", record=number, start=published
        )
        desk.expect("alert", owner, "controller_of_debtor", record=number)
    desk.nothing(lead, note="法定代表人不是失信被执行人；没有限制消费令")
    desk.expect("measure", other, "consumption_restriction", origin="mirrored", state="active", record=second,
                start=date(2022, 5, 6))  # fmt: skip
    desk.nothing(other, of="measure", effect="dishonest_debtor_list", note="限制消费不等于失信")
    desk.nothing(owner)


def person_is_debtor(desk: Desk) -> None:
    """Scenario 5."""
    who, lead = desk.person("周负债"), desk.person("吴经营")
    director = desk.company(
        "银川例五乙股份有限公司",
        lead,
        kind="stock",
        officers=((lead, "董事长", None, None), (who, "董事", date(2019, 1, 1), None)),
        stakes=((lead, 100),),
    )
    represented = desk.company("银川例五丙商贸有限公司", who, stakes=((lead, 100),))
    court = body("640104", "court")
    number = story_case(court, 2023, "执", 501)
    desk.row("debtors", debtor(who, who, court, number, date(2023, 3, 1), form=4))
    desk.expect("measure", who, "dishonest_debtor_list", origin="mirrored", state="active", record=number,
                start=date(2023, 4, 15))  # fmt: skip
    desk.expect("alert", who, "office_conflict", record=number, note="两个职务都有冲突")
    for one in (director, represented):
        desk.expect("alert", one, "office_conflict", record=number)
        desk.nothing(one)


def judgment_states(desk: Desk) -> None:
    """Scenario 22."""
    court, higher = body("640104", "court"), body("640100", "court")
    day = date(2022, 3, 15)
    told = (("甲", "上诉", 2201), ("乙", "撤诉", 2202), ("丙", "再审撤销", 2203))
    for mark, change, serial in told:
        nominee, real = desk.person(f"冯名义{mark}"), desk.person(f"陈实有{mark}")
        one = desk.company(f"银川例廿二{mark}置业有限公司", nominee, stakes=((nominee, 100),))
        number = story_case(court, 2022, "民初", serial)
        desk.row(
            "judgments",
            judgment(number, "股东资格确认纠纷", court, day, (real.name, nominee.name, one.name), final=False),
        )
        desk.row("adjudicated", nominee_finding(number, one, real, nominee, date(2019, 1, 1), None))
        if change == "再审撤销":
            desk.row(
                "statuses",
                status(number, "生效", f"{number}生效证明", court, date(2022, 4, 1), "上诉期满，双方均未上诉"),
            )
            again = story_case(higher, 2023, "民再", serial)
            desk.row("statuses", status(number, change, again, higher, date(2023, 6, 1), "原判决认定事实错误"))
            desk.nothing(
                real, of="measure, proposal, alert, controller", record=number, note="再审撤销：自始不产生效力"
            )
        else:
            later = (
                story_case(higher, 2022, "民终", serial)
                if change == "上诉"
                else story_case(court, 2022, "民初", serial + 50)
            )
            desk.row(
                "statuses", status(number, change, later, higher if change == "上诉" else court, date(2022, 3, 28))
            )
            desk.nothing(real, of="measure, proposal, alert, controller", note=f"{change}：不触发")


def judgment_annulled(desk: Desk) -> None:
    """A criminal judgment with an occupational ban on an official, annulled: measure and notices withdrawn."""
    who, lead = desk.person("罗改判"), desk.person("唐经理")
    unit = body("640122", "housing")
    one = desk.company("贺兰例改判建设有限公司", lead, county="640122", stakes=((lead, 100),))
    desk.row("posts", post(who, unit, "副局长", date(2018, 4, 2), None))
    court, higher = body("640122", "court"), body("640100", "court")
    number = story_case(court, 2021, "刑初", 4401)
    decided = date(2021, 9, 10)
    desk.row(
        "judgments",
        judgment(number, "受贿罪", court, decided, (who.name, one.name), final=False, case_class="刑事案件"),
    )
    desk.row("statuses", status(number, "生效", f"{number}生效证明", court, date(2021, 9, 21), "未上诉、未抗诉"))
    found = finding(number, who, one, "其他直接责任人员", court, decided, "《中华人民共和国刑法》第三十七条之一",
                    restriction="禁止从事工程建设相关职业", since=decided, until=date(2026, 9, 9))  # fmt: skip
    desk.row("findings", found)
    again = story_case(higher, 2023, "刑再", 4401)
    annulled = date(2023, 6, 1)
    desk.row("statuses", status(number, "再审撤销", again, higher, annulled, "据以定罪的证据不确实"))
    desk.expect("measure", who, "occupation_ban", origin="mirrored", state="ended", record=number, start=decided,
                end_reason="annulled", note="自始不产生效力；此前显示过什么，按 --known-at 查")  # fmt: skip
    due = date(2023, 6, 6)
    for capacity, recipient in (
        ("employer", unit),
        ("discipline", body("640122", "discipline")),
        ("personnel", body("640122", "personnel")),
    ):
        desk.expect("notice", who, f"correction:{capacity}", record=number, recipient=recipient.name, due=due,
                    note="更正通报，三个工作日内")  # fmt: skip
    desk.expect("worklist", one, "withdraw", record=number, due=due)
    desk.nothing(who, note="没有在效的措施")
    desk.nothing(lead, of="measure, proposal, alert")
