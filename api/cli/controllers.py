"""`controllers`: who decides in a company and who benefits, with evidence; or who decides in every company of a day."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.session import Session, demand_folder, say
from api.cli.subjects import IdNumberOption, SubjectArgument, described, subject_of
from api.cli.tables import Column
from api.wording import certainty_text, kind_text
from graph.spreadsheet import harmless
from graph.store.port import Store

if TYPE_CHECKING:
    from queries.control.province import ProvinceControl

HELP = """谁决定、谁受益、谁申报、裁判认定了谁 / who decides and who benefits, with evidence.

--all 一次算出全部单位在某一日的最终控制人：只按确定的表决权（不含裁判认定、申报和收益），互相控制的列为环；
逐行 JSON 或 --csv 文件。按现在所知计算，不能与 --known-at 并用。

例：\n
  creditgraph controllers 某某公司 --as-of 2020-03-10\n
  creditgraph controllers --all --as-of 2020-03-10 --csv 控制人.csv
"""

_HEADINGS = ("单位编号", "单位代码", "单位名称", "控制人编号", "控制人代码", "控制人名称", "控制人类别", "环", "截至")
_PART = 10_000


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("controllers", help=HELP)(controllers)


def controllers(
    session: Session,
    subject: SubjectArgument = None,
    id_number: IdNumberOption = None,
    everybody: Annotated[
        bool, typer.Option("--all", help="全部单位，只按表决权 / every company, by votes alone")
    ] = False,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="与 --all 并用：写入文件 / with --all: into a file")
    ] = None,
) -> None:
    """Say who decides in a company and who benefits from it."""
    if everybody:
        _everybody(session, subject, id_number, csv_file)
        return
    if csv_file is not None:
        raise typer.BadParameter("--csv 须与 --all 并用 / only with --all")
    _one(session, subject, id_number)


def _one(session: Session, subject: str | None, id_number: str | None) -> None:
    from graph.live import Live
    from queries.controllers import controller_answers, without_partner

    with session.store() as opened:
        fact = subject_of(session, opened, subject, id_number)
        view = Live(opened).at(session.known_at)
        found = controller_answers(view, fact.entity, session.day)
        lacking = without_partner(view, fact.entity, session.day)
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
            "formula": Column("算式", wide=True),
            "sources": Column("依据", wide=True),
        },
    )
    for name in lacking:
        say(
            f"合伙企业{name}在该日没有登记的执行事务合伙人，不能判断由谁决定，请补主要人员或合伙人登记 / "
            "no executing partner of this partnership is registered on the day: who decides in it is not known"
        )


def _everybody(session: Session, subject: str | None, id_number: str | None, csv_file: Path | None) -> None:
    from graph.columns.keeping import Keeper
    from queries.control.province import province_control

    if subject is not None or id_number is not None:
        raise typer.BadParameter("--all 不能与主体并用 / give either a subject or --all")
    if session.known_at is not None:
        raise typer.BadParameter("--all 按现在所知计算，不能与 --known-at 并用 / --all answers from what is known now")
    if csv_file is not None:
        demand_folder(csv_file)
    with session.store() as opened:
        control = province_control(Keeper(opened), session.day)
        rows = _decided(opened, control)
        if csv_file is None:
            count = session.emit(rows if session.json else map(_line, rows), dict(zip(_KEYS, _HEADINGS, strict=True)))
        else:
            count = _write(csv_file, rows)
    say(
        f"{session.day}：{count} 个单位由他人决定或在环中，环 {len(control.rings)} 个；数据版本 {control.version} / "
        f"{count} decided by somebody else or in a ring"
    )


_KEYS = (
    "id",
    "code",
    "name",
    "controller_id",
    "controller_code",
    "controller_name",
    "controller_kind",
    "ring",
    "as_of",
)


def _decided(store: Store, control: ProvinceControl) -> Iterator[dict[str, Any]]:
    """Every company somebody else decides in, described; ``controller`` null where a ring of companies does."""
    decided = control.decided()
    for start in range(0, len(decided), _PART):
        part = decided[start : start + _PART]
        wanted = {one for company, head, ring in part for one in (company, head, *ring)}
        known = {fact.entity: described(fact) for fact in store.facts(sorted(wanted))}
        for company, head, ring in part:
            yield {
                "company": known.get(company, {"id": company}),
                "controller": None if ring else known.get(head, {"id": head}),
                "ring": [known.get(member, {"id": member}) for member in ring],
                "verdict": "control",
                "as_of": control.day.isoformat(),
            }


def _line(one: dict[str, Any]) -> dict[str, str]:
    """One company as cells."""
    company, controller = one["company"], one["controller"] or {}
    cells = (
        company["id"],
        company.get("code") or "",
        company.get("name") or "",
        controller.get("id") or "",
        controller.get("code") or "",
        controller.get("name") or "",
        kind_text(controller["kind"]) if "kind" in controller else "",
        "、".join(member.get("name") or member["id"] for member in one["ring"]),
        one["as_of"],
    )
    return dict(zip(_KEYS, cells, strict=True))


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    """The same as a file, in UTF-8 with a mark so that spreadsheets read it; how many companies there were."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(_HEADINGS)
        for row in rows:
            table.writerow(map(harmless, _line(row).values()))
            count += 1
    return count


_VERDICTS = {"adjudicated": "裁判认定", "declared": "申报", "control": "表决权", "economic": "收益"}


def _row(one: dict[str, Any]) -> dict[str, Any]:
    """A verdict as a row of a table; the share and the formula as they stand, never rounded."""
    from queries.control.wording import fraction

    share = one["share"]
    bounds = [fraction(share[end], share["total"]) for end in ("low", "high")] if share else []
    places = [f"{item['file']} 第 {item['line']} 行" for item in one["evidence"] if item["file"] and item["line"]]
    return {
        "subject": one["parties"] or one["subject"],
        "verdict": _VERDICTS[one["verdict"]],
        "certainty": certainty_text(one["certainty"]),
        "ultimate": "是" if one["ultimate"] else "否",
        "share": " 至 ".join(dict.fromkeys(bounds)),
        "words": one["words"],
        "formula": one["formula"],
        "sources": "；".join(dict.fromkeys(places)),
    }
