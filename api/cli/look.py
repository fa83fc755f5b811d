"""`search`, `show` and `controllers`: finding a subject, its file, and who decides in it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.cli.lists import warn_if_stale
from api.cli.session import AsOfOption, JsonOption, KnownAtOption, StoreOption, merged, out, plain, print_json
from api.cli.subjects import IdNumberOption, SubjectArgument, described, subject_of
from queries import lookup
from queries.control.wording import fraction
from queries.controllers import controller_answers
from queries.subject_file import subject_file
from queries.surroundings import above


def register(app: typer.Typer) -> None:
    """Add the three verbs."""
    app.command(
        "search",
        help="按名称、代码或文书号查找 / find by name, code or document number.\n\n例：creditgraph search 食品",
    )(search)
    app.command(
        "show",
        help="主体档案 / a subject's file.\n\n例：creditgraph show 91640104MA0000015Y\n\n"
        "自然人：echo 证件号码 | creditgraph show --id-number -",
    )(show)
    app.command(
        "controllers",
        help="谁决定、谁受益、谁申报、裁判认定了谁 / who decides and who benefits, with evidence.\n\n"
        "例：creditgraph controllers 某某公司 --as-of 2020-03-10",
    )(controllers)


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="名称的一部分、代码或文书号")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="最多几条")] = 50,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Find subjects."""
    session = merged(context, store, None, None, json)
    with session.store() as opened:
        found = [described(fact) for fact in lookup.search(opened, text, limit)]
    session.emit(found, {"name": "名称", "kind": "类别", "code": "代码", "id": "编号"})


def show(
    context: typer.Context,
    subject: SubjectArgument = None,
    id_number: IdNumberOption = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    json: JsonOption = False,
) -> None:
    """Show a subject's file."""
    session = merged(context, store, as_of, known_at, json)
    with session.store() as opened:
        warn_if_stale(opened)
        fact = subject_of(session, opened, subject, id_number)
        answer = subject_file(opened, fact.entity, session.day, session.known_at)
    if session.json:
        print_json(answer)
        return
    head = answer["subject"]
    out().print(f"{head['name']}（{head['kind']}） {head['code'] or ''}  {head['id']}", markup=False)
    tie_columns = {
        "label": "关系",
        "direction": "方向",
        "other": "对方",
        "from": "自",
        "to": "至",
        "holds": "在册",
        "certainty": "确定性",
    }
    for key, title in (("roles", "任职"), ("holdings", "持股"), ("bodies", "机关关系")):
        if answer[key]:
            session.emit(answer[key], tie_columns, title)
    session.emit(
        answer["records"], {"label": "文书", "number": "文号", "date": "日期", "state": "状态", "id": "编号"}, "文书"
    )
    session.emit(
        answer["measures"],
        {"effect_name": "措施", "state": "状态", "start": "自", "last_day": "至", "legal_basis": "依据", "id": "编号"},
        "措施",
    )
    for alert in answer["alerts"]:
        out().print(plain(alert["text"]), markup=False)


def controllers(
    context: typer.Context,
    subject: SubjectArgument = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    json: JsonOption = False,
) -> None:
    """Say who decides in a company and who benefits from it."""
    session = merged(context, store, as_of, known_at, json)
    with session.store() as opened:
        fact = subject_of(session, opened, subject)
        view = above(opened, fact.entity).at(session.known_at)
        found = controller_answers(view, fact.entity, session.day)
        files = {document.hash: document.name for document in opened.documents()}
    for one in found:
        for item in one["evidence"]:
            item["file"] = files.get(item["document"], "")
    session.emit(
        found if session.json else map(_row, found),
        {
            "subject": "控制人或受益人",
            "verdict": "认定方式",
            "certainty": "确定性",
            "ultimate": "最终",
            "share": "份额",
            "words": "说明",
            "formula": "算式",
            "sources": "依据",
        },
    )


_VERDICTS = {"adjudicated": "裁判认定", "declared": "申报", "control": "表决权", "economic": "收益"}
_CERTAINTIES = {"certain": "确定", "possible": "可能", "undetermined": "不能确定"}


def _row(one: dict[str, Any]) -> dict[str, Any]:
    """A verdict as a row of a table; the share and the formula as they stand, never rounded."""
    share = one["share"]
    bounds = [fraction(share[end], share["total"]) for end in ("low", "high")] if share else []
    places = [f"{item['file']} 第 {item['line']} 行" for item in one["evidence"] if item["file"] and item["line"]]
    return {
        "subject": one["parties"] or one["subject"],
        "verdict": _VERDICTS[one["verdict"]],
        "certainty": _CERTAINTIES[one["certainty"]],
        "ultimate": "是" if one["ultimate"] else "否",
        "share": " 至 ".join(dict.fromkeys(bounds)),
        "words": one["words"],
        "formula": one["formula"],
        "sources": "；".join(dict.fromkeys(places)),
    }
