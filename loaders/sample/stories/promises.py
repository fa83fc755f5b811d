"""Scenario 18 and what else becomes of promises: changed, kept late, broken again, several to one enterprise."""

from __future__ import annotations

from datetime import date

from loaders.sample.courts import debtor
from loaders.sample.desk import Desk
from loaders.sample.integrity import breach, change, commitment, promise
from loaders.sample.province import body
from loaders.sample.stories.offences import story_case

_SIGNED, _DUE, _SEEN = date(2017, 5, 10), date(2020, 12, 31), date(2021, 3, 1)
_OVERDUE = date(2021, 1, 1)


def renegotiated(desk: Desk) -> None:
    """Scenario 18: changed in time, changed too late, changed without the statutory procedure."""
    one = desk.company("同心例十八纺织有限公司", desk.person("乐协商"), county="640324")
    by = desk.agency("例十八招商局", "640324", date(2010, 1, 1))
    in_time, late, without = (f"同诺例〔2017〕{count}号" for count in (181, 182, 183))
    for number in (in_time, late, without):
        desk.row("promises", promise(number, by, one, _SIGNED, _DUE, seen=_SEEN))
    paid = date(2021, 3, 31)
    desk.row("promise_changes", change(in_time, "同招补例〔2020〕1号", date(2020, 12, 20), statutory=True,
             new_due=date(2021, 12, 31), compensation="20", compensation_due=paid))  # fmt: skip
    desk.row("promise_changes", change(late, "同招补例〔2021〕2号", date(2021, 2, 10), statutory=True,
             new_due=date(2027, 12, 31), compensation="20", compensation_due=paid, compensation_paid=paid))  # fmt: skip
    desk.row("promise_changes", change(without, "同招补例〔2020〕3号", date(2020, 12, 20), statutory=False,
             new_due=date(2027, 12, 31)))  # fmt: skip
    day = date(2021, 6, 1)
    desk.expect("commitment", one, "performing", record=in_time, recipient=by.name, as_of=day, note="期内依法变更")
    desk.expect("worklist", by, "compensation_overdue", record=in_time, as_of=day, note="补偿逾期")
    desk.expect("commitment", one, "overdue", record=in_time, recipient=by.name, start=date(2022, 1, 1))
    desk.expect("commitment", one, "overdue", record=late, recipient=by.name, start=_OVERDUE, as_of=date(2021, 2, 1))
    desk.expect("commitment", one, "performing", record=late, recipient=by.name)
    desk.expect("commitment", one, "overdue", record=without, recipient=by.name, start=_OVERDUE)
    desk.expect("worklist", by, "change_not_lawful", record=without)


def kept_late(desk: Desk) -> None:
    """Kept two years late: overdue then, nothing now."""
    one = desk.company("西吉例六九薯业有限公司", desk.person("皮迟兑"), county="640422")
    by = desk.agency("例六九招商局", "640422", date(2010, 1, 1))
    number = "西诺例〔2017〕70号"
    desk.row("promises", promise(number, by, one, _SIGNED, _DUE, seen=_SEEN))
    desk.row("promises", promise(number, by, one, _SIGNED, _DUE, performance="全部履行", seen=date(2022, 12, 1)))
    desk.expect("commitment", one, "overdue", record=number, recipient=by.name, start=_OVERDUE, as_of=date(2022, 6, 1))
    desk.expect("commitment", one, "fulfilled", record=number, recipient=by.name)


def several_bodies(desk: Desk) -> None:
    """One enterprise waits for three bodies."""
    one = desk.company("青铜峡例七十铝业有限公司", desk.person("卞多欠"), county="640381")
    for count, name in enumerate(("例七十招商局", "例七十工信局", "例七十自然资源局")):
        by = desk.agency(name, "640381", date(2010, 1, 1))
        number = f"青诺例〔2017〕{71 + count}号"
        desk.row("promises", promise(number, by, one, _SIGNED, _DUE, seen=_SEEN))
        desk.expect("commitment", one, "overdue", record=number, recipient=by.name, start=_OVERDUE)


def broken_again(desk: Desk) -> None:
    """Found in breach, put right, and in breach again: a judgment debtor by now."""
    one = desk.company("海原例七四牧业有限公司", desk.person("顾再失"), county="640522")
    by = desk.agency("例七四招商局", "640522", date(2010, 1, 1))
    organ, court = body("640500", "government"), body("640522", "court")
    first, again = "海诺例〔2015〕74号", "海诺例〔2018〕75号"
    desk.row("promises", promise(first, by, one, date(2015, 3, 1), date(2017, 3, 1), performance="全部履行",
             seen=date(2019, 3, 1)))  # fmt: skip
    desk.row("promises", promise(again, by, one, date(2018, 3, 1), _DUE, seen=_SEEN, excuse="资金紧张"))
    desk.row("breaches", breach(by, organ, "卫信认例〔2018〕1号", date(2018, 6, 1), first, date(2018, 12, 1),
             repaired=date(2019, 3, 1)))  # fmt: skip
    desk.row(
        "breaches", breach(by, organ, "卫信认例〔2021〕2号", date(2021, 6, 1), again, date(2021, 12, 1), repaired=None)
    )
    case = story_case(court, 2022, "执", 7401)
    desk.row("debtors", debtor(by, None, court, case, date(2022, 3, 6)))
    desk.expect("commitment", one, "fulfilled", record=first, recipient=by.name)
    desk.expect("commitment", one, "overdue", record=again, recipient=by.name, start=_OVERDUE)
    desk.expect("notice", by, "superior", record="卫信认例〔2021〕2号", recipient=body("640522", "government").name)


def broken_commitment(desk: Desk) -> None:
    """An enterprise's own commitment (信用承诺): one broken, one kept."""
    one = desk.company("灵武例七六食品有限公司", desk.person("孟违诺"), county="640181")
    other = desk.company("灵武例七七食品有限公司", desk.person("平守诺"), county="640181")
    acceptor = body("640181", "market")
    broken, kept = "64018120240110000076", "64018120240110000077"
    desk.row("commitments", commitment(broken, one, date(2024, 1, 10), acceptor, performance="全部未履行",
             unperformed="未补交检验报告"))  # fmt: skip
    desk.row("commitments", commitment(kept, other, date(2024, 1, 10), acceptor, performance="全部履行"))
    desk.expect("worklist", one, "commitment_broken", record=broken)
    desk.nothing(other, of="measure, proposal, alert")
    desk.nothing(one, of="measure, proposal")
