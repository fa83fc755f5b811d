"""Rows of government integrity: reforms, promises and how they were kept, arrears, findings of breach, commitments."""

from __future__ import annotations

from datetime import date

from loaders.sample.companies import Company
from loaders.sample.identities import whole_code
from loaders.sample.places import BY_CODE
from loaders.sample.province import Body, body
from loaders.sample.writer import Row


def agency(serial: int, county: str, name: str, since: date, *, body_class: str = "机关") -> Body:
    """An agency of a county that a story makes up: its number is none of the province's own bodies'."""
    place = BY_CODE[county]
    code = whole_code("12" if body_class == "事业单位" else "11", county, f"MB01{serial:04}")
    over = {office: body(county, office).code for office in ("government", "audit", "discipline", "personnel")}
    return Body(
        place.full + name,
        code,
        place.short + name,
        "",
        body_class,
        county,
        over["government"],
        over["audit"],
        over["discipline"],
        over["personnel"],
        over["government"],
        since,
    )


def reform(
    original: Body, successor: Body | None, manner: str, day: date, number: str, function: str = "", organ: str = ""
) -> Row:
    """A row of 机构改革."""
    return {
        "original": original.name,
        "original_code": original.code,
        "successor": successor.name if successor else "",
        "successor_code": successor.code if successor else "",
        "function": function,
        "manner": manner,
        "date": day,
        "number": number,
        "organ": organ,
    }


def promise(
    number: str,
    by: Body,
    to: Company,
    signed: date,
    due: date | None,
    *,
    performance: str = "未履行",
    seen: date | None = None,
    excuse: str = "",
    function: str = "招商引资",
    field: str = "招商引资",
    amount: str = "100",
    signatory: str = "例签约",
) -> Row:
    """A row of 政府承诺; ``amount`` in 万元, ``seen`` the day of its performance."""
    return {
        "promise_number": number,
        "body": by.name,
        "body_code": by.code,
        "field": field,
        "function": function,
        "counterparty": to.name,
        "counterparty_code": to.code,
        "title": f"{field}示例协议",
        "document": f"{by.short}协例〔{signed.year}〕{signed.toordinal() % 300 + 1}号",
        "signed": signed,
        "signatory": signatory,
        "matter": "兑现示例扶持资金",
        "amount": amount,
        "due": due,
        "performance": performance,
        "performance_date": seen,
        "excuse": excuse,
    }


def change(
    number: str,
    document: str,
    day: date,
    *,
    statutory: bool,
    new_due: date | None,
    compensation: str = "",
    compensation_due: date | None = None,
    compensation_paid: date | None = None,
) -> Row:
    """A row of 承诺变更; ``statutory`` with the minutes of a meeting."""
    return {
        "promise_number": number,
        "document": document,
        "date": day,
        "reason": "公共利益需要，调整建设时序" if statutory else "资金安排紧张",
        "statutory": "是" if statutory else "否",
        "procedure_document": f"示例常纪〔{day.year}〕{day.toordinal() % 50 + 1}号" if statutory else "",
        "new_due": new_due,
        "compensation": compensation,
        "compensation_due": compensation_due,
        "compensation_paid": compensation_paid,
    }


def debt(
    by: Body,
    to: Company,
    contract: str,
    delivered: date,
    *,
    accepted: date | None = None,
    days: int | None = None,
    acceptance: bool = False,
    payable: str = "50",
    paid: str = "0",
    paid_on: date | None = None,
    complaint: str = "",
    complained: date | None = None,
    transferred: date | None = None,
) -> Row:
    """A row of 拖欠账款; amounts in 万元."""
    return {
        "debtor": by.name,
        "debtor_code": by.code,
        "creditor": to.name,
        "creditor_code": to.code,
        "size": "小型",
        "contract": contract,
        "delivered": delivered,
        "accepted": accepted,
        "agreed_days": days,
        "acceptance_condition": "是" if acceptance else "否",
        "payable": payable,
        "paid": paid,
        "paid_on": paid_on,
        "complaint": complaint,
        "complaint_accepted": complained,
        "transferred": transferred,
    }


def breach(
    one: Body, organ: Body, number: str, day: date, promise_number: str, rectify_by: date, *, repaired: date | None
) -> Row:
    """A row of 政务失信."""
    return {
        "name": one.name,
        "code": one.code,
        "dishonesty": "违约失信",
        "promise_number": promise_number,
        "organ": organ.name,
        "organ_code": organ.code,
        "number": number,
        "date": day,
        "rectify_by": rectify_by,
        "rectification": "已整改" if repaired else "整改中",
        "repaired": repaired,
    }


def commitment(number: str, one: Company, day: date, acceptor: Body, *, performance: str, unperformed: str = "") -> Row:
    """A row of 信用承诺, determined half a year on."""
    return {
        "commitment_number": number,
        "name": one.name,
        "party_class": "法人及非法人组织",
        "code": one.code,
        "class": "容缺受理型",
        "cause": "办理食品经营许可",
        "content": "三十日内补交材料",
        "liability": "撤销许可",
        "date": day,
        "valid_until": date(day.year + 1, day.month, day.day),
        "performance": performance,
        "unperformed": unperformed,
        "pursued": "责令限期改正" if unperformed else "",
        "determined": date(day.year, day.month + 6, day.day),
        "acceptor": acceptor.name,
        "acceptor_code": acceptor.code,
        "publicity": "可向社会公开",
    }
