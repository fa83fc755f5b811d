"""Scenarios 16 and 17: promises followed through reforms to whoever answers today."""

from __future__ import annotations

from datetime import date

from loaders.sample.desk import Desk
from loaders.sample.integrity import promise, reform
from loaders.sample.offices import post
from loaders.sample.province import body

_SIGNED, _DUE, _SEEN = date(2017, 5, 10), date(2020, 12, 31), date(2021, 3, 1)
_OVERDUE = date(2021, 1, 1)


def merger(desk: Desk) -> None:
    """Scenario 16."""
    one = desk.company("平罗例十六装备有限公司", desk.person("卓承诺"), county="640221")
    head, later = desk.person("元签约"), desk.person("卜继任")
    before = desk.agency("例十六招商局", "640221", date(2010, 1, 1), date(2019, 3, 1))
    after = desk.agency("例十六商务局", "640221", date(2010, 1, 1))
    desk.row("posts", post(head, before, "局长", date(2015, 2, 1), date(2019, 3, 1), principal=True))
    desk.row("posts", post(later, after, "局长", date(2020, 6, 1), None, principal=True))
    desk.row("reforms", reform(before, after, "合并", date(2019, 3, 1), "平党办发例〔2019〕6号"))
    number = "平诺例〔2017〕16号"
    row = promise(number, before, one, _SIGNED, _DUE, seen=_SEEN, excuse="机构改革", signatory=head.name)
    desk.row("promises", row)
    desk.expect("commitment", one, "overdue", record=number, recipient=after.name, start=_OVERDUE)
    desk.expect("worklist", after, "disowned_promise", record=number, note="新官不理旧账")
    desk.expect("notice", after, "superior", record=number, recipient=body("640221", "government").name)
    desk.nothing(later, of="measure, proposal, alert", note="新任负责人个人不因旧账受罚")
    desk.nothing(head, of="measure, proposal, alert")


def abolished(desk: Desk) -> None:
    """Scenario 17, first half."""
    one = desk.company("泾源例十七食品有限公司", desk.person("齐撤销"), county="640424")
    before = desk.agency("例十七经济合作局", "640424", date(2010, 1, 1), date(2020, 4, 1))
    desk.row("reforms", reform(before, None, "撤销", date(2020, 4, 1), "泾编发例〔2020〕3号"))
    number = "泾诺例〔2017〕17号"
    desk.row("promises", promise(number, before, one, _SIGNED, _DUE, seen=_SEEN))
    answers = body("640424", "government")
    desk.expect("commitment", one, "overdue", record=number, recipient=answers.name, start=_OVERDUE)


def split_by_function(desk: Desk) -> None:
    """Scenario 17, second half: only the holder of the function answers; without scope nobody is picked."""
    one = desk.company("中宁例十七物流有限公司", desk.person("康分立"), county="640521")
    before = desk.agency("例十七经济发展局", "640521", date(2010, 1, 1), date(2019, 7, 1))
    attracts = desk.agency("例十七投资促进局", "640521", date(2019, 7, 1))
    supports = desk.agency("例十七产业发展局", "640521", date(2019, 7, 1))
    paper = "中宁党发例〔2019〕7号"
    desk.row("reforms", reform(before, attracts, "分立", date(2019, 7, 1), paper, "招商引资"))
    desk.row("reforms", reform(before, supports, "分立", date(2019, 7, 1), paper, "产业扶持"))
    scoped, open_one = "中宁诺例〔2017〕18号", "中宁诺例〔2017〕19号"
    desk.row("promises", promise(scoped, before, one, _SIGNED, _DUE, seen=_SEEN))
    desk.row("promises", promise(open_one, before, one, _SIGNED, _DUE, seen=_SEEN, function="", field="其他"))
    desk.expect("commitment", one, "overdue", record=scoped, recipient=attracts.name, start=_OVERDUE)
    desk.expect("commitment", one, "overdue", record=open_one, state="unallocated", start=_OVERDUE,
                note="分立未写明范围：列出全部承继单位，待确认")  # fmt: skip


def reform_of_reform(desk: Desk) -> None:
    """A merger, a renaming, then one function passed on."""
    one = desk.company("盐池例六六羊业有限公司", desk.person("伍再改"), county="640323")
    first = desk.agency("例六六招商局", "640323", date(2008, 1, 1), date(2015, 1, 1))
    second = desk.agency("例六六经贸局", "640323", date(2008, 1, 1), date(2019, 1, 1))
    third = desk.agency("例六六工信局", "640323", date(2019, 1, 1))
    fourth = desk.agency("例六六投资服务中心", "640323", date(2021, 1, 1))
    desk.row("reforms", reform(first, second, "合并", date(2015, 1, 1), "盐政发例〔2015〕1号"))
    desk.row("reforms", reform(second, third, "更名", date(2019, 1, 1), "盐党发例〔2019〕2号"))
    desk.row("reforms", reform(third, fourth, "职能划转", date(2022, 1, 1), "盐编发例〔2022〕5号", "招商引资"))
    old, other = "盐诺例〔2012〕66号", "盐诺例〔2012〕67号"
    desk.row("promises", promise(old, first, one, date(2012, 6, 1), date(2016, 6, 1), seen=date(2017, 1, 5)))
    supported = promise(other, first, one, date(2012, 6, 1), date(2016, 6, 1), seen=date(2017, 1, 5),
                        function="产业扶持", field="产业扶持")  # fmt: skip
    desk.row("promises", supported)
    for number, answers in ((old, fourth), (other, third)):
        desk.expect("commitment", one, "overdue", record=number, recipient=answers.name, start=date(2016, 6, 2))
    desk.expect("commitment", one, "overdue", record=old, recipient=third.name, start=date(2016, 6, 2),
                as_of=date(2021, 6, 1))  # fmt: skip


def created_again(desk: Desk) -> None:
    """A body created again under its old name answers for nothing of the one before, and a promise never goes back."""
    one = desk.company("隆德例六八建材有限公司", desk.person("余重设"), county="640423")
    before = desk.agency("例六八招商局", "640423", date(2008, 1, 1), date(2016, 1, 1))
    merged = desk.agency("例六八发改局", "640423", date(2008, 1, 1))
    again = desk.agency("例六八招商局", "640423", date(2020, 1, 1))
    desk.row("reforms", reform(before, merged, "合并", date(2016, 1, 1), "隆政发例〔2016〕1号"))
    old, new = "隆诺例〔2014〕68号", "隆诺例〔2021〕69号"
    desk.row("promises", promise(old, before, one, date(2014, 3, 1), date(2018, 3, 1), seen=date(2019, 1, 5)))
    desk.row("promises", promise(new, again, one, date(2021, 3, 1), date(2023, 3, 1), seen=date(2023, 9, 5)))
    desk.expect("commitment", one, "overdue", record=old, recipient=merged.name, start=date(2018, 3, 2))
    desk.expect("commitment", one, "overdue", record=new, recipient=again.name, start=date(2023, 3, 2))
