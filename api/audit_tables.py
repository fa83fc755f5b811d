"""A body's integrity file as tables for people: names and words in Chinese, amounts in 元."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.spreadsheets import Sheet
from queries.commitments import amounts

Row = dict[str, Any]

RELATIONS = {"made": "作出", "answers": "承继", "both": "作出并承担", "candidate": "可能承继", "owed": "相对方"}

PROMISES = {
    "number": "承诺编号",
    "relation": "关系",
    "status_name": "状态",
    "overdue_since": "逾期自",
    "responsible": "现责任单位",
    "original": "承诺单位",
    "basis": "承继依据",
    "counterparty": "相对方",
    "field": "领域",
    "matter": "承诺事项",
    "amount": "金额（元）",
    "signed": "签订日期",
    "due": "履行期限",
    "reason_flag": "理由标记",
    "reason": "未履行理由",
    "compensation": "补偿（元）",
    "compensation_since": "补偿逾期自",
    "principals": "各时主要负责人",
    "findings": "待办",
}
ARREARS = {
    "number": "合同编号",
    "relation": "关系",
    "status_name": "状态",
    "due": "应付日",
    "overdue_since": "逾期自",
    "responsible": "现责任单位",
    "original": "欠款单位",
    "creditor": "债权单位",
    "creditor_size": "规模",
    "outstanding": "未付（元）",
    "interest": "逾期利息（元）",
    "rate_basis": "利率依据",
    "legal_basis": "期限依据",
    "complaint": "投诉编号",
    "notes": "说明",
    "principals": "逾期首日主要负责人",
}
BREACHES = {
    "number": "认定文书号",
    "body_name": "现责任单位",
    "dishonesty": "失信类型",
    "promise": "承诺编号",
    "date": "认定日期",
    "organ_name": "认定部门",
    "rectify_by": "整改期限",
    "rectification": "整改状态",
    "state": "状态",
    "repaired": "修复日期",
}
RECORDS = {"label": "类别", "number": "文号", "date": "日期", "state": "状态", "text": "内容"}
POSTS = {"name": "姓名", "position": "职务", "from": "任职日期", "last_day": "最后一日", "document": "文号"}
PATTERNS = {"title": "线索", "text": "内容", "subjects_names": "涉及主体", "rows_numbers": "依据的文书"}
TASKS = {
    "number": "编号",
    "deadline": "期限",
    "responsible": "现责任单位",
    "status_name": "状态",
    "step": "下一步",
    "who": "由谁",
    "legal_basis": "依据",
    "counterparty": "相对方",
    "amount": "金额（元）",
    "overdue_days": "逾期天数",
}
RANKING = {
    "rank": "名次",
    "name": "城市",
    "index": "指数",
    "answered": "承诺和账款件数",
    "promise_overdue": "逾期承诺",
    "compensation_overdue": "逾期补偿",
    "arrears_overdue": "逾期账款",
    "breach_open": "未修复认定",
    "enforcement": "失信被执行人",
}
RANKING_ROWS = {"name": "城市", "figure": "项目", "number": "编号", "id": "库内编号"}
TALLY = {
    "name": "分组",
    "promises": "承诺",
    "arrears": "账款",
    "late": "逾期",
    "amount": "金额（元）",
    "late_amount": "逾期金额（元）",
    "late_numbers": "逾期的编号",
}


def yuan(fen: int | None) -> str:
    """An amount in 元, exact to the fen; a blank where there is none."""
    return "" if fen is None else amounts.yuan(fen)


def named(subject: Mapping[str, Any] | None) -> str:
    """A subject's name, or what else it is known by."""
    return "" if subject is None else str(subject["name"] or subject["code"] or subject["id"])


def answering(one: Mapping[str, Any]) -> str:
    """Who answers, or that it must be confirmed among whom."""
    if one["responsible_body"] is not None:
        return named(one["responsible_body"])
    return f"待确认：{'、'.join(map(named, one['candidates'])) or '查不到'}"


def moments(found: Iterable[Mapping[str, Any]]) -> str:
    """Who was principal when, a line a moment."""
    lines = []
    for one in found:
        names = "、".join(person["name"] for person in one["principals"]) or "查不到"
        wrong = "（须核对）" if one["finding"] and one["principals"] else ""
        lines.append(f"{one['date']} {one['moment_name']} {named(one['body'])}：{names}{wrong}")
    return "\n".join(lines)


def promise(one: Mapping[str, Any]) -> Row:
    """A promise in words."""
    owed = one["compensation"] or {}
    return {
        **one,
        "relation": RELATIONS.get(one.get("relation", ""), ""),
        "responsible": answering(one),
        "original": named(one["original_body"]),
        "basis": "\n".join(one["responsible_basis"]),
        "counterparty": named(one["counterparty"]),
        "amount": yuan(one["amount_fen"]),
        "compensation": yuan(owed.get("amount_fen")),
        "compensation_since": owed.get("overdue_since") if owed.get("overdue") else "",
        "principals": moments(one.get("principals", [])),
        "findings": "\n".join(finding["text"] for finding in one["findings"]),
    }


def debt(one: Mapping[str, Any]) -> Row:
    """A debt in words."""
    return {
        **one,
        "relation": RELATIONS.get(one.get("relation", ""), ""),
        "responsible": answering(one),
        "original": named(one["debtor"]),
        "creditor": named(one["creditor"]),
        "outstanding": yuan(one["outstanding_fen"]),
        "interest": yuan(one["interest_fen"]),
        "legal_basis": "\n".join(one["legal_basis"]),
        "complaint": (one["complaint"] or {}).get("number"),
        "notes": "\n".join([*one["notes"], *one["open"]]),
        "principals": moments(one["principals"]),
    }


def breach(one: Mapping[str, Any]) -> Row:
    """A finding of breach in words."""
    late = "整改逾期" if one["rectification_overdue"] else "整改中"
    state = late if one["open"] else "已修复"
    return {**one, "body_name": named(one["body"]), "organ_name": named(one["organ"]), "state": state}


def records(file: Mapping[str, Any]) -> list[Row]:
    """Judgments, enforcement entries, penalties, late publications and officials punished, a row each."""
    found = []
    for one in file["judgments"]:
        state = {"yes": "生效", "no": "未生效", "unknown": "是否生效未载明"}[one["effective"]]
        state = "已撤销" if one["annulled"] else state
        found.append({**one, "label": "裁判文书（按当事人名称）", "state": state, "text": one["title"]})
    for one in file["enforcement"]:
        found.append(
            {**one, "label": "失信被执行人", "state": "在册" if one["open"] else "已移出", "text": one["duty"]}
        )
    for one in file["penalties"]:
        found.append({**one, "label": "行政处罚", "state": "", "text": one["content"] or one["violation"]})
    for one in file["late_publications"]:
        found.append({**one, "label": "双公示迟报", "state": "", "date": one["due"]})
    for one in file["staff"]:
        text = f"{one['person']['name']}（{one['position']}）：属个人，与本单位承诺无关"
        found.append({**one, "label": f"在职人员的{one['label']}", "state": "", "text": text})
    return sorted(found, key=lambda one: (one["date"] or "", one["number"], one["id"]))


def pattern(one: Mapping[str, Any]) -> Row:
    """A pattern in words."""
    numbers = "、".join(row["number"] for row in one["rows"])
    return {**one, "subjects_names": "、".join(map(named, one["subjects"])), "rows_numbers": numbers}


def task(one: Mapping[str, Any]) -> Row:
    """A task in words."""
    step = one["next_step"]
    return {
        **one,
        "number": one["about"]["number"],
        "responsible": answering(one),
        "counterparty": named(one["counterparty"]),
        "amount": yuan(one["amount_fen"]),
        "step": step["title"],
        "who": step["who"],
        "legal_basis": step["legal_basis"],
    }


def city(one: Mapping[str, Any]) -> Row:
    """A city of the ranking in words: every figure with its points."""
    index = one["index"]
    figures = {key: f"{figure['count']}（×{figure['points']}）" for key, figure in one["figures"].items()}
    shown = "" if index is None else f"{index['numerator']}/{index['denominator']}"
    return {**one, "index": shown, "answered": one["answered"]["count"], **figures}


def ranking_rows(found: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Every row behind every figure of a ranking."""
    rows = []
    for one in found:
        figures = {"承诺和账款": one["answered"]["rows"]}
        figures |= {figure["name"]: figure["rows"] for figure in one["figures"].values()}
        rows += [{"name": one["name"], "figure": name, **row} for name, behind in figures.items() for row in behind]
    return rows


def group(one: Mapping[str, Any]) -> Row:
    """A row of a tally in words."""
    numbers = "、".join(row["number"] for row in one["late_rows"])
    return {**one, "amount": yuan(one["amount_fen"]), "late_amount": yuan(one["late_fen"]), "late_numbers": numbers}


def sheets(file: Mapping[str, Any]) -> list[Sheet]:
    """A body's whole file as sheets."""
    return [
        Sheet("承诺", PROMISES, [promise(one) for one in file["promises"]]),
        Sheet("账款", ARREARS, [debt(one) for one in file["arrears"]]),
        Sheet("政务失信", BREACHES, [breach(one) for one in file["breaches"]]),
        Sheet("裁判执行处罚", RECORDS, records(file)),
        Sheet("主要负责人", POSTS, file["principals_in_post"]),
        Sheet("线索", PATTERNS, [pattern(one) for one in file["patterns"]]),
        Sheet("下一步", TASKS, [task(one) for one in file["worklist"]]),
    ]


def one_sheet(file: Mapping[str, Any]) -> Sheet:
    """Promises and debts as one table, for CSV."""
    rows = [{**promise(one), "kind_name": "承诺"} for one in file["promises"]]
    for one in file["arrears"]:
        rows.append(
            {
                **debt(one),
                "kind_name": "账款",
                "counterparty": named(one["creditor"]),
                "amount": yuan(one["outstanding_fen"]),
            }
        )
    columns = {"kind_name": "类别", **{key: heading for key, heading in PROMISES.items() if key != "matter"}}
    return Sheet("承诺与账款", {**columns, "interest": "逾期利息（元）"}, rows)
