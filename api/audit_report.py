"""The audit report on a body (政务诚信审计报告): its file set as sections, tables and pictures that open offline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api import audit_tables as tables
from api.audit_pictures import succession, timelines
from api.spreadsheets import Sheet
from graph.identifiers import region
from graph.model import instant_text
from graph.store.port import Store
from queries.rulecheck import read_rules
from visual.report.content import Report, Section, Step, Table

PROMISES = ("number", "status_name", "responsible", "counterparty", "amount", "due", "overdue_since", "reason_flag")
ARREARS = ("number", "status_name", "responsible", "creditor", "due", "overdue_since", "outstanding", "interest")
TASKS = ("number", "deadline", "responsible", "step", "who", "legal_basis")
"""Columns that fit on a page."""
CHAINS = 30
"""So many late promises have their whole story told, step by step; the others stand in the tables."""


def audit_report(store: Store, file: Mapping[str, Any], known_at: int | None) -> Report:
    """A body's integrity file as a report; nobody is restricted by anything in it, and it says so."""
    head = file["subject"]
    files = {document.hash: document.name for document in store.documents()}
    return Report(
        title=f"{head['name']} {'政务诚信档案' if file['public'] else '受损企业档案'}",
        title_en="Government integrity file",
        subject=head["name"],
        subject_code=head["code"] or "",
        as_of=file["as_of"],
        known_at=instant_text(known_at) if known_at is not None else "生成时 / when made",
        data_version=str(file["data_version"]),
        rules_version=read_rules().version,
        summary=tuple(_summary(file)),
        sections=tuple(_sections(file, files)),
        disclaimers=(
            "本档案列示事实和依据，供审计、通报使用，不对任何人产生惩戒；各时主要负责人只是当时在任的事实。",
            "承诺由职能的承继单位承担，机构改革、人员变动不是不履行的理由（优化营商环境条例第三十一条）。",
            "Facts for audit and notices; nobody is restricted by them, whoever was in post included.",
        ),
    )


def _summary(file: Mapping[str, Any]) -> Iterator[str]:
    one = file["summary"]
    yield (
        f"承诺 {one['promises']} 项，逾期 {one['overdue']} 项，涉及 {tables.yuan(one['overdue_fen'])} 元；"
        f"其中以机构、人员变动为由的 {one['disowned']} 项。"
    )
    yield f"依法变更后补偿逾期 {one['compensation_overdue']} 项；责任单位待确认 {one['unallocated']} 项。"
    owed, interest = tables.yuan(one["arrears_outstanding_fen"]), tables.yuan(one["interest_fen"])
    yield f"账款 {one['arrears']} 项，逾期 {one['arrears_overdue']} 项，未付 {owed} 元，逾期利息 {interest} 元。"
    yield f"未修复的失信认定 {one['breaches_open']} 项；失信被执行人在册 {one['enforcement']} 项。"
    yield f"线索 {len(file['patterns'])} 条；待办和待补 {len(file['findings'])} 条。"


def _sections(file: Mapping[str, Any], files: Mapping[str, str]) -> Iterator[Section]:
    if file["public"]:
        yield _above(file)
    charts = timelines(file)
    yield Section(
        "时间线",
        ("每行一项承诺或账款，逾期的在前；圆圈中的编号见图下的表。" if charts else "没有承诺或账款。",),
        title_en="Timeline",
        charts=charts,
    )
    drawn = succession(file)
    if file["public"]:
        told = "承诺跟随职能：图中每个箭头是一份改革文件，虚线的须确认。" if drawn else "没有涉及本单位的机构改革。"
        yield Section("机构承继", (told,), title_en="Succession", charts=drawn)
    sheets = {sheet.name: sheet for sheet in tables.sheets(file)}
    yield _section("承诺", "Promises", sheets["承诺"], PROMISES)
    yield from _stories(file, files)
    yield _section("拖欠账款", "Arrears", sheets["账款"], ARREARS)
    if file["public"]:
        yield _section("政务失信认定", "Breaches found", sheets["政务失信"], tuple(tables.BREACHES))
        yield _section(
            "裁判、执行、处罚和公示", "Judgments, enforcement, penalties", sheets["裁判执行处罚"], tuple(tables.RECORDS)
        )
        yield _persons(file, sheets["主要负责人"])
    yield _section("跨部门线索", "Patterns across bodies", sheets["线索"], tuple(tables.PATTERNS))
    yield _section("下一步", "What comes next", sheets["下一步"], TASKS)
    yield _gaps(file)


def _section(title: str, title_en: str, sheet: Sheet, keys: Sequence[str]) -> Section:
    """A table of some columns of a sheet; where it has no rows, a sentence."""
    if not sheet.rows:
        return Section(title, ("没有。",), title_en=title_en)
    columns = tuple(sheet.columns[key] for key in keys)
    rows = tuple(tuple(_cell(row.get(key)) for key in keys) for row in sheet.rows)
    return Section(title, title_en=title_en, tables=(Table(title, columns, rows, title_en),))


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _above(file: Mapping[str, Any]) -> Section:
    rows = tuple(
        (one["label"], "、".join(map(tables.named, one["bodies"])) or "—", one["finding"] or "")
        for one in file["above"].values()
    )
    return Section(
        "单位和上级",
        (f"行政区划：{_region(file['region'])}。",),
        title_en="The body and those above it",
        tables=(Table("名册所载", ("关系", "单位", "待补"), rows, "By the roster"),),
    )


def _region(code: str | None) -> str:
    return f"{code} {region.name_of(code) or ''}".strip() if code else "名册未载明"


def _stories(file: Mapping[str, Any], files: Mapping[str, str]) -> Iterator[Section]:
    """Late promises, each step with its document, file and line, and who was in post."""
    late = [one for one in file["promises"] if one["overdue_since"] or (one["compensation"] or {}).get("overdue")]
    for one in sorted(late, key=lambda promise: (promise["overdue_since"] or "", promise["number"], promise["id"]))[
        :CHAINS
    ]:
        articles = {(step["date"], step["document"]): step["legal_basis"] for step in one["chain"]}
        steps = tuple(
            Step(
                event["date"],
                event["text"] + (f"（{event['document']}）" if event["document"] else ""),
                _place(event["premise"], files),
                articles.get((event["date"], event["document"])) or "",
            )
            for event in one["events"]
        )
        paragraphs = [
            f"{one['title']}（{one['matter']}），相对方{tables.named(one['counterparty'])}；{one['status_name']}。"
        ]
        paragraphs.append(f"现责任单位：{tables.answering(one)}。" + "；".join(one["responsible_basis"]))
        paragraphs += [finding["text"] for finding in one["findings"]]
        yield Section(
            f"承诺 {one['number']} 的经过",
            tuple(paragraphs),
            steps=steps,
            tables=tuple(_moments(one)),
            title_en="What happened to it",
        )


def _moments(one: Mapping[str, Any]) -> Iterator[Table]:
    rows = []
    for moment in one["principals"]:
        names = "；".join(_in_post(person) for person in moment["principals"])
        rows.append(
            (moment["date"], moment["moment_name"], tables.named(moment["body"]), names or "—", moment["finding"] or "")
        )
    if rows:
        columns = ("日期", "时点", "单位", "主要负责人", "待核")
        yield Table("各时主要负责人（事实，不是认定）", columns, tuple(rows), "Principals at each moment")


def _in_post(person: Mapping[str, Any]) -> str:
    sure = "" if person["certainty"] == "certain" else "（可能）"
    return (
        f"{person['name']}（{person['position']}，{person['from'] or '起始不明'}至{person['last_day'] or '今'}）{sure}"
    )


def _place(premise: Mapping[str, Any], files: Mapping[str, str]) -> str:
    return f"{files.get(premise['document'], '')} 第 {premise['line']} 行".strip()


def _persons(file: Mapping[str, Any], sheet: Sheet) -> Section:
    section = _section("历任主要负责人", "Principals", sheet, tuple(tables.POSTS))
    told = "以下是名册所载的在任事实，供追溯核实；承诺是单位的承诺，不据此对任何人采取措施。"
    return Section(section.title, (told, *section.paragraphs), tables=section.tables, title_en=section.title_en)


def _gaps(file: Mapping[str, Any]) -> Section:
    """What the data leaves open about the body: missing superiors, successors, signatories, dates."""
    rows = tuple(
        (one["title"], one["text"], one["due"] or "")
        for one in sorted(file["findings"], key=lambda one: (one["finding"], one["id"]))
    )
    if not rows:
        return Section("待办和待补", ("没有。",), title_en="Open")
    table = Table("待办和待补", ("事项", "内容", "期限"), rows, "Open")
    return Section("待办和待补", title_en="Open", tables=(table,))
