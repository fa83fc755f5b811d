"""The evidence report on a subject: answers set as sections, steps, tables and pictures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from api.propagation_picture import propagation
from api.wording import record_state_text
from graph.derived import Derived, Family
from graph.live import Live
from graph.model import instant_text
from graph.schema import schema
from graph.store.port import Store
from queries import standing
from queries.controllers import controller_answers
from queries.propagation.phases import reason_text
from queries.rulecheck import read_rules
from queries.subject_file import HIDDEN, subject_file
from visual.report.content import Edge, Node, Picture, Report, Section, Step, Table

_VERDICTS = {"adjudicated": "裁判认定", "declared": "申报", "control": "按表决权推算", "economic": "按出资推算受益"}
_CERTAINTIES = {"certain": "确定", "possible": "可能", "undetermined": "不能确定"}


def evidence_report(store: Store, entity: str, as_of: date, known_at: int | None, title: str = "") -> Report:
    """Everything known and derived about a subject as one report; proposals never appear in it."""
    file = subject_file(store, entity, as_of, known_at)
    head = file["subject"]
    records = {record["id"]: record["state"] not in HIDDEN for record in [*file["records"], *file["branch_records"]]}
    shown = {entity for entity, is_shown in records.items() if is_shown}
    derived = _about(store, head["id"], records, as_of, known_at)
    files = {document.hash: document.name for document in store.documents()}
    measures = standing.measures(derived[Family.MEASURE])
    alerts = standing.on_file(derived[Family.ALERT])
    sections = [_measures(measures, files), *_cases(store, measures, alerts, derived[Family.NOTICE], files)]
    if alerts:
        sections.append(_alerts(alerts))
    sections += _control(store, file, as_of, known_at, files)
    sections.append(_records(file, shown, files))
    return Report(
        title=title or f"{head['name']} 信用证据报告",
        title_en="Evidence report",
        subject=head["name"],
        subject_code=head["code"] or "",
        as_of=as_of.isoformat(),
        known_at=instant_text(known_at) if known_at is not None else "生成时 / when made",
        data_version=str(store.version()),
        rules_version=read_rules().version,
        summary=tuple(_summary(measures, alerts, derived[Family.FINDING])),
        sections=tuple(sections),
        disclaimers=(
            "措施与关联提示是两种产品：措施依法附于文书所载明的人，关联提示不构成惩戒。",
            "提议在有权机关认定之前不出现在本报告中；已修复的处罚不再展示。",
            "Measures rest on a document and an article; alerts restrict nobody.",
        ),
    )


def _about(
    store: Store, root: str, records: dict[str, bool], as_of: date, known_at: int | None
) -> dict[Family, list[Any]]:
    """What was derived on the subject, or from its records on anybody; of a hidden record only what is in force."""
    found: dict[Family, list[Any]] = {family: [] for family in Family}
    for version in store.derived(history=known_at is not None):
        if version.known_at(known_at) and (version.subject == root or records.get(version.record)):
            answer = standing.answer(version, as_of)
            hidden = records.get(version.record) is False and not _restricts(version, answer)
            if answer is not None and not hidden and not answer.get("authority_only"):
                found[Family(version.family)].append(answer)
    return found


def _summary(measures: list[Any], alerts: list[Any], findings: list[Any]) -> Iterable[str]:
    active = [one for one in measures if one["state"] == "active"]
    ended = [one for one in measures if one["state"] == "ended"]
    yield f"在册措施 {len(active)} 项，已终止 {len(ended)} 项；关联提示 {len(alerts)} 项；待核事项 {len(findings)} 项。"
    for one in active[:6]:
        until = "终身" if one["permanent"] else (f"至 {one['last_day']}" if one["last_day"] else "止日未载明")
        yield f"{one['subject']['name']}：{one['effect_name']}，{one['start'] or '起始不明'} {until}。"
    for reason in sorted({one["end_reason"] for one in ended if one["end_reason"]}):
        count = sum(one["end_reason"] == reason for one in ended)
        yield f"{count} 项措施因{reason_text(reason)}终止。"


def _measures(measures: list[Any], files: dict[str, str]) -> Section:
    rows = tuple(
        (
            one["subject"]["name"],
            one["effect_name"],
            standing.state_text(one["state"]),
            one["start"] or "",
            "终身" if one["permanent"] else one["last_day"] or "",
            reason_text(one["end_reason"]),
            one["legal_basis"],
            one["trigger"]["number"],
        )
        for one in measures
    )
    columns = ("主体", "措施", "状态", "自", "至", "终止原因", "依据", "文书")
    return Section(
        "措施",
        ("每项措施都依据下列文书和法条。" if rows else "截至该日没有措施。",),
        title_en="Measures",
        tables=(Table("措施一览", columns, rows, "Measures"),) if rows else (),
    )


def _cases(
    store: Store, measures: list[Any], alerts: list[Any], notices: list[Any], files: dict[str, str]
) -> list[Section]:
    """One section for each document that something follows from, with its picture from document to person."""
    by_trigger: dict[str, list[Any]] = {}
    for one in [*measures, *alerts]:
        by_trigger.setdefault(one["trigger"]["id"], []).append(one)
    sections = []
    for trigger in sorted(by_trigger, key=lambda key: (by_trigger[key][0]["start"] or "", key)):
        products = by_trigger[trigger]
        first = products[0]
        label = schema().label(first["trigger"]["kind"])
        steps = tuple(_step(one, files) for one in products if one["kind"] == "measure")
        told = tuple(
            (
                one["capacity_name"],
                (one["recipient"] or {}).get("name", "名册中查不到"),
                one["due"] or "",
                standing.state_text(one["state"]),
            )
            for one in notices
            if one["trigger"]["id"] == trigger
        )
        tables = (Table("通报", ("对象", "收件单位", "期限", "状态"), told, "Notices"),) if told else ()
        sections.append(
            Section(
                f"{label} {first['trigger']['number']}",
                tuple(one["explanation"] for one in products if one["kind"] == "measure"),
                propagation(products, store),
                steps,
                tables,
                title_en="From the document to whom it reaches",
            )
        )
    return sections


def _step(one: dict[str, Any], files: dict[str, str]) -> Step:
    places = [
        f"{files.get(item['document'], '登记信息综合认定')}{' 第 ' + str(item['line']) + ' 行' if item['line'] else ''}"
        for item in one["premises"]
    ]
    text = f"{one['subject']['name']}：{one['effect_name']}（{standing.state_text(one['state'])}）"
    return Step(
        one["start"] or "",
        text,
        "；".join(dict.fromkeys(places)),
        f"{one['legal_basis']} 规则 {one['rule']} 版本 {one['rule_version']}",
    )


def _restricts(version: Derived, answer: standing.Answer | None) -> bool:
    """Whether somebody is restricted by it on the day."""
    return version.family == Family.MEASURE and answer is not None and answer["state"] != "ended"


def _alerts(alerts: list[Any]) -> Section:
    rows = tuple((one["subject"]["name"], one["text"], one["expires"] or "") for one in alerts)
    return Section(
        "关联提示",
        ("「关联提示，不构成惩戒」：以下内容仅供核查，不得据以限制任何人。",),
        kind="alert",
        title_en="Alerts",
        tables=(Table("提示一览", ("对象", "内容", "失效"), rows, "Alerts"),),
    )


def _control(
    store: Store, file: dict[str, Any], as_of: date, known_at: int | None, files: dict[str, str]
) -> list[Section]:
    """Who decides and who benefits, drawn from the holders down; nothing for a person or where no holder is known."""
    head = file["subject"]
    if head["kind"] == "Person":
        return []
    view = Live(store).at(known_at)
    found = controller_answers(view, head["id"], as_of)
    if not found:
        return []
    rows = tuple(
        (
            one["subject"]["name"],
            _VERDICTS[one["verdict"]],
            _CERTAINTIES[one["certainty"]],
            "是" if one["ultimate"] else "否",
            one["words"],
        )
        for one in found
    )
    nodes: dict[str, Node] = {head["id"]: Node(head["id"], head["kind"], head["name"])}
    edges: dict[tuple[str, str, str], Edge] = {}
    rings = tuple(dict.fromkeys(member["id"] for one in found for member in one["ring"]))
    for one in found:
        for item in one["evidence"]:
            for end in (item["from"], item["to"]):
                nodes.setdefault(end["id"], Node(end["id"], end["kind"] or "Organisation", end["name"]))
            key = (item["from"]["id"], item["to"]["id"], item["tie"])
            edges.setdefault(
                key,
                Edge(
                    item["from"]["id"],
                    item["to"]["id"],
                    _share(item),
                    item["tie"],
                    highlighted=one["certainty"] == "certain",
                    note=_validity(item),
                ),
            )
    present = tuple(member for member in rings if member in nodes)
    picture = Picture(
        "股权与控制",
        "ring" if present else "ownership",
        tuple(nodes.values()),
        tuple(edges.values()),
        focus=head["id"],
        ring=present,
        title_en="Ownership and control",
    )
    columns = ("控制人或受益人", "认定方式", "确定性", "最终", "说明")
    return [
        Section(
            "谁决定、谁受益",
            (f"截至 {as_of.isoformat()}，按登记、申报和生效裁判。",),
            picture,
            tables=(Table("控制人与受益人", columns, rows, "Controllers and beneficiaries"),),
            title_en="Who decides, who benefits",
        )
    ]


def _share(item: dict[str, Any]) -> str:
    """A stake as a percentage with two digits, for display; the fraction itself decides."""
    capital, total = item["properties"].get("capital"), item["properties"].get("total")
    if not isinstance(capital, int) or not isinstance(total, int) or total <= 0:
        return str(item["label"])
    hundredths = (capital * 20_000 + total) // (2 * total)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def _validity(item: dict[str, Any]) -> str:
    return f"{item['valid_from'] or '起始不明'} 至 {item['valid_last_day'] or '今'}"


def _records(file: dict[str, Any], shown: set[str], files: dict[str, str]) -> Section:
    rows = []
    for record in [*file["records"], *file["branch_records"]]:
        if record["id"] in shown:
            place = f"{files.get(record['source']['document'], '')} 第 {record['source']['line']} 行"
            label = record["label"] + ("（分支机构记录）" if "branch" in record else "")
            rows.append((label, record["number"], record["date"] or "", record_state_text(record["state"]), place))
    table = Table("文书与登记", ("类别", "文号", "日期", "状态", "来源"), tuple(rows), "Records")
    return Section(
        "文书与来源", tables=(table,) if rows else (), paragraphs=() if rows else ("没有文书。",), title_en="Records"
    )
