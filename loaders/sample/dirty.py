"""Rows that must not be taken as they stand, a few of every kind, each noted in the key with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from loaders.sample.changes import change
from loaders.sample.companies import Company, registration
from loaders.sample.courts import debtor, kinship, nominee_finding, restriction
from loaders.sample.desk import Desk
from loaders.sample.holdings import Stake, holding
from loaders.sample.identities import Person, registration_number, story_code
from loaders.sample.key import DirtyRow
from loaders.sample.offices import post
from loaders.sample.penalties import finding, penalty, person_penalty, repair, status
from loaders.sample.people import officer
from loaders.sample.province import Body, body
from loaders.sample.stories.offences import FOOD, FOOD_FINED, decision_number, story_case
from loaders.sample.writer import Cell, Row, Tables

_SERIAL = 90


class Spoilt(NamedTuple):
    """A sound row of a table with one cell spoilt; ``file`` is the place of the file it goes to."""

    table: str
    row: Row
    key: str
    value: Cell
    reason: str
    note: str
    file: str = ""


def plant(tables: Tables) -> tuple[list[DirtyRow], int]:
    """Write the dirty rows; returns their place in the key and how many sound companies were registered for them."""
    desk = Desk(tables, _SERIAL, 0, "dirty", "", "", "")
    who, other = desk.person("待修甲"), desk.person("待修乙")
    one = desk.company("银川例待修商贸有限公司", who, stakes=((who, 100),))
    found = []
    for spoilt in (
        *_registrations(one, who),
        *_people(one, who, other),
        *_decisions(one, who),
        *_others(one, who, other),
    ):
        planted = tables.add(spoilt.table, {**spoilt.row, spoilt.key: spoilt.value}, spoilt.file)
        column = tables.heading(spoilt.table, spoilt.key, spoilt.file).strip()
        found.append(DirtyRow(planted.file, planted.line, column, spoilt.reason, "reject", spoilt.note))
    ragged: list[Cell] = [
        one.register_id,
        one.code,
        one.name,
        "住所变更",
        "示例路1号",
        "示例路2号",
        "2021-03-04",
        "多出的一格",
    ]
    planted = tables.add_cells("changes", ragged)
    found.append(DirtyRow(planted.file, planted.line, "", "ragged_row", "reject", "单元格多于表头"))
    found += _shared_code(desk, tables, one)
    found += _contradictory(desk, who, other)
    return found, desk.companies


def _sibling(one: Company, serial: int, name: str) -> Company:
    return one._replace(
        name=name,
        code=story_code(_SERIAL * 100 + serial, one.county.code),
        register_id=f"{one.county.code}9{_SERIAL * 100 + serial:09}",
        registration_number=registration_number(one.county.code, 90_000_000 + _SERIAL * 100 + serial),
    )


def _registrations(one: Company, who: Person) -> Iterator[Spoilt]:
    def spoilt(serial: int, key: str, value: Cell, reason: str, note: str) -> Spoilt:
        company = _sibling(one, serial, f"银川例待修{serial}商贸有限公司")
        return Spoilt("registrations", registration(company, who.name), key, value, reason, note)

    code = story_code(_SERIAL * 100 + 20, one.county.code)
    wrong_last = code[:17] + ("0" if code[17] != "0" else "1")
    wrong_inner = code[:16] + ("0" if code[16] != "0" else "1") + code[17]
    yield spoilt(20, "code", wrong_last, "uscc_check", "第 18 位校验码错误")
    yield spoilt(21, "code", wrong_inner, "uscc_organisation_check", "第 17 位主体标识码校验码错误")
    yield spoilt(22, "code", code[:17], "uscc_length", "只有 17 位")
    yield spoilt(23, "code", code[:9] + "I" + code[10:], "uscc_alphabet", "含字母 I")
    yield spoilt(24, "code", "7" + code[1:], "uscc_check", "登记管理部门改动后校验码不符")
    yield spoilt(25, "established", "2021-02-30", "impossible_date", "没有 2 月 30 日")
    yield spoilt(26, "capital", "壹佰万左右", "not_a_number", "注册资本不是数")
    yield spoilt(27, "term_to", "2001-01-01", "end_before_start", "经营期限止早于起")
    yield spoilt(28, "name", "", "missing_value", "企业名称空白")
    yield spoilt(29, "capital", "-100", "negative_amount", "注册资本为负")


def _people(one: Company, who: Person, other: Person) -> Iterator[Spoilt]:
    row = officer(one, f"R{one.register_id}50", other, "监事")
    number = other.number
    wrong = number[:17] + ("0" if number[17] != "0" else "1")
    yield Spoilt("officers", row, "id", wrong, "resident_check", "校验码错误")
    yield Spoilt("officers", row, "id", number[:6] + "19901332" + number[14:], "resident_birth", "没有这一天")
    yield Spoilt("officers", row, "id", number[:16], "resident_length", "只有 16 位")
    yield Spoilt("officers", row, "name", "", "missing_value", "姓名空白")
    dated = {**row, "from": date(2020, 5, 1)}
    yield Spoilt("officers", dated, "to", date(2019, 5, 1), "end_before_start", "任职截止早于起始")
    held = holding(one, Stake(other, 10, "自然人股东"))
    yield Spoilt("holders", held, "subscribed", "一百万元左右", "not_a_number", "认缴额不是数")
    yield Spoilt("holders", held, "subscribed", "-10", "negative_amount", "认缴额为负")
    yield Spoilt("holders", held, "id", wrong, "resident_check", "校验码错误")
    yield Spoilt("holders", held, "holder", "", "missing_value", "股东空白")
    changed = change(one, "法定代表人变更", other.name, who.name, date(2020, 1, 1))
    yield Spoilt("changes", changed, "date", "2020/13/01", "impossible_date", "没有 13 月")
    yield Spoilt("changes", changed, "item", "", "missing_value", "变更事项空白")
    transferred: Row = {"register_id": one.register_id, "code": one.code, "company": one.name, "holder": who.name,
                        "before": "0%", "after": "100%", "date": date(2019, 1, 1)}  # fmt: skip
    yield Spoilt("transfers", transferred, "after", "120%", "out_of_range", "股权比例超过百分之百")
    yield Spoilt("transfers", transferred, "after", "全部", "not_a_number", "股权比例不是数")


def _decisions(one: Company, who: Person) -> Iterator[Spoilt]:
    organ = body("640104", "market")

    def row(serial: int) -> Row:
        return penalty(one, who, organ, decision_number(organ, 2021, serial), FOOD_FINED, date(2021, 4, 6), fine="1")

    place = "640100"
    yield Spoilt("penalties", row(901), "number", "", "missing_value", "没有决定书文号", place)
    yield Spoilt("penalties", row(902), "date", "2020/02/30", "impossible_date", "没有 2 月 30 日", place)
    yield Spoilt("penalties", row(903), "date", "", "missing_value", "没有决定日期", place)
    yield Spoilt("penalties", row(904), "party_class", "外星组织", "unknown_value", "行政相对人类别不在三类之内", place)
    yield Spoilt("penalties", row(905), "fine", "约五万", "not_a_number", "罚款金额不是数", place)
    yield Spoilt("penalties", row(906), "fine", "-1", "negative_amount", "罚款金额为负", place)
    yield Spoilt("penalties", row(907), "number", "长" * 129, "too_long", "文号超过 128 个字符", place)
    yield Spoilt("penalties", row(908), "name", "", "missing_value", "行政相对人名称空白", place)
    wrong = one.code[:17] + ("0" if one.code[17] != "0" else "1")
    yield Spoilt("penalties", row(909), "code", wrong, "uscc_check", "行政相对人代码校验码错误", place)
    acted = {**row(910), "act_from": date(2021, 3, 1)}
    yield Spoilt("penalties", acted, "act_to", date(2021, 2, 1), "end_before_start", "违法行为终了早于发生", place)
    person = person_penalty(who, organ, decision_number(organ, 2021, 911), FOOD_FINED, date(2021, 4, 6))
    yield Spoilt(
        "penalties", person, "person_id", who.number[:17] + "?", "resident_alphabet", "证件号码末位不是数字或 X", place
    )
    yield Spoilt("penalties", row(912), "date", "2021-13-45", "impossible_date", "没有这一天", "640200")
    yield Spoilt("penalties", row(913), "number", "— —", "missing_value", "文号只有占位符", "640500")
    old: Row = {"number": decision_number(organ, 2018, 914), "title": "示例", "category": "罚款", "facts": "示例",
                "basis": FOOD_FINED.basis, "name": one.name, "code": one.code, "representative": who.name,
                "content": "罚款1万元", "date": date(2018, 3, 5), "organ": organ.name, "status": "0"}  # fmt: skip
    yield Spoilt("penalties_old", old, "number", "", "missing_value", "没有决定书文号", "640100")
    yield Spoilt("penalties_old", old, "date", "去年三月", "impossible_date", "不是日期", "640100")
    licence: Row = {"name": one.name, "party_class": "法人及非法人组织", "code": one.code, "title": "食品经营许可",
                    "number": f"{organ.short}许例〔2021〕915号", "category": "普通", "content": "准予",
                    "date": date(2021, 5, 6), "valid_from": date(2021, 5, 6), "valid_until": date(2026, 5, 5),
                    "organ": organ.name, "organ_code": organ.code, "status": "1"}  # fmt: skip
    yield Spoilt("licences", licence, "valid_until", date(2020, 5, 5), "end_before_start", "有效期至早于自", "640100")
    yield Spoilt("licences", licence, "name", "", "missing_value", "行政相对人名称空白", "640100")


def _others(one: Company, who: Person, other: Person) -> Iterator[Spoilt]:
    court, organ = body("640104", "court"), body("640104", "market")
    yield from _court_rows(one, who, other, court)
    found = finding(decision_number(organ, 2021, 921), who, one, "法定代表人", organ, date(2021, 4, 6), FOOD)
    yield Spoilt("findings", found, "responsibility", "股东", "unknown_value", "责任类型不在五类之内")
    yield Spoilt("findings", found, "id", who.number[:17] + "?", "resident_alphabet", "证件号码末位不是数字或 X")
    state = status(decision_number(organ, 2021, 922), "撤销", f"{organ.short}撤例〔2021〕1号", organ, date(2021, 6, 1))
    yield Spoilt("statuses", state, "change", "作废了", "unknown_value", "变更类型不在表中")
    yield Spoilt("statuses", state, "number", "", "missing_value", "原文书号空白")
    repaired = repair("XF202106000922", one, decision_number(organ, 2021, 923), date(2021, 9, 1))
    yield Spoilt("repairs", repaired, "ends", "随便", "unknown_value", "终止效果不在表中")
    dead: Row = {"name": other.name, "id": other.number, "status": "死亡", "date": date(2021, 1, 5), "origin": "示例"}
    yield Spoilt("person_statuses", dead, "status", "失踪", "unknown_value", "状态不在表中")
    yield Spoilt("person_statuses", dead, "date", "2021年02月30日", "impossible_date", "没有 2 月 30 日")
    yield Spoilt("relations", kinship(who, other, "配偶"), "relation", "同学", "unknown_value", "关系不在表中")
    declared: Row = {"company": one.name, "code": one.code, "controller": who.name, "id_type": "居民身份证",
                     "id": who.number, "manner": "持股", "from": date(2021, 1, 4), "origin": "章程"}  # fmt: skip
    yield Spoilt("declarations", declared, "origin", "道听途说", "unknown_value", "来源不在表中")
    agency = body("640104", "housing")
    listed: Row = {"name": "银川市兴庆区示例待修局", "code": agency.code, "class": "机关", "region": "640104",
                   "since": date(2019, 1, 1)}  # fmt: skip
    wrong = agency.code[:17] + ("0" if agency.code[17] != "0" else "1")
    yield Spoilt("bodies", listed, "class", "公司", "unknown_value", "单位类别不在表中")
    yield Spoilt("bodies", listed, "code", wrong, "uscc_check", "单位代码校验码错误")
    yield Spoilt("bodies", listed, "until", date(2018, 1, 1), "end_before_start", "失效早于生效")
    served = post(other, agency, "科员", date(2020, 1, 1), None)
    yield Spoilt("posts", served, "to", date(2019, 1, 1), "end_before_start", "免职早于任职")


def _court_rows(one: Company, who: Person, other: Person, court: Body) -> Iterator[Spoilt]:
    listed = debtor(one, who, court, story_case(court, 2021, "执", 931), date(2021, 3, 1), form=1)
    yield Spoilt("debtors", listed, "number", "暂无", "missing_value", "案号为“暂无”")
    yield Spoilt("debtors", listed, "published", "20210231", "impossible_date", "没有 2 月 31 日", "api")
    ordered = restriction(who, one, court, story_case(court, 2021, "执", 932), date(2021, 3, 1))
    yield Spoilt("restrictions", ordered, "released", date(2021, 2, 1), "end_before_start", "解除早于限制")
    yield Spoilt("restrictions", ordered, "person", "", "missing_value", "被限制人姓名空白")
    number = story_case(court, 2021, "民初", 933)
    found = nominee_finding(number, one, other, who, date(2020, 1, 1), date(2021, 6, 1))
    yield Spoilt("adjudicated", found, "finding", "亲属", "unknown_value", "认定类型不在四类之内")
    yield Spoilt("adjudicated", found, "to", date(2019, 1, 1), "end_before_start", "终止早于起始")


def _shared_code(desk: Desk, tables: Tables, one: Company) -> Iterator[DirtyRow]:
    """One code, two names, both in business (一码多赋)."""
    for serial, name in ((40, "银川例重码甲商贸有限公司"), (41, "银川例重码乙商贸有限公司")):
        company = _sibling(one, serial, name)._replace(code=story_code(_SERIAL * 100 + 40, one.county.code))
        planted = tables.add("registrations", registration(company, desk.story.subjects[0].name))
        note = "同一代码、两个名称、均在营：不归并，计入重码"
        yield DirtyRow(planted.file, planted.line, "统一社会信用代码", "code_shared", "quarantine", note)


def _contradictory(desk: Desk, who: Person, other: Person) -> Iterator[DirtyRow]:
    """Changes of the representative that do not follow from each other, nor to the present one."""
    one = desk.company("银川例矛盾商贸有限公司", who, stakes=((who, 100),))
    steps = (("待修丙", other.name, date(2018, 4, 2)), ("待修丁", "待修戊", date(2020, 4, 2)))
    for before, after, day in steps:
        planted = desk.row("changes", change(one, "法定代表人变更", before, after, day))
        note = "法定代表人变更前后不相衔接，也不到现任"
        yield DirtyRow(planted.file, planted.line, "变更后内容", "contradictory_roles", "quarantine", note)
