"""`audit`: a body's integrity file, the worklist of 专项治理, and patterns across bodies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from api import audit_tables as tables
from api.cli.session import Session, print_json, say
from api.cli.sheets import CsvOption, XlsxOption, demand_folders, save
from api.cli.staleness import warn_if_stale
from api.cli.subjects import SubjectArgument, subject_of
from api.cli.tables import Column
from api.spreadsheets import Sheet
from graph.store.port import Store
from queries.commitments.patterns import patterns
from queries.integrity_file import integrity_file
from queries.integrity_known import known_of, worklist
from queries.rulecheck import read_rules

HELP = """政务诚信档案：承诺、承继、账款、认定、执行、主要负责人和线索 / a public body's integrity file.

受损企业也可以查：各单位对它的承诺和欠款 / of an enterprise, what public bodies promised and owe it.

例：creditgraph audit 样例县商务局 --as-of 2021-06-30

例：creditgraph audit 11640000MB00000512 --out 档案.html --xlsx 档案.xlsx

例：creditgraph audit --worklist（专项治理清单：期限、现责任单位、下一步及依据）

例：creditgraph audit --patterns（跨部门线索）
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("audit", help=HELP)(audit)


def audit(
    session: Session,
    body: SubjectArgument = None,
    tasks: Annotated[
        bool, typer.Option("--worklist", help="专项治理清单：全部未了事项的下一步 / the next step of everything open")
    ] = False,
    across: Annotated[
        bool, typer.Option("--patterns", help="全部单位的跨部门线索 / patterns across all bodies")
    ] = False,
    csv_file: CsvOption = None,
    xlsx_file: XlsxOption = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.html", dir_okay=False, help="审计报告（可离线打开、打印）/ the report"),
    ] = None,
) -> None:
    """Show a body's file, or what is to be done or was found across all bodies."""
    if (body is not None) + tasks + across != 1:
        raise typer.BadParameter(
            "须给出一家单位，或 --worklist，或 --patterns / give one body, or --worklist, or --patterns"
        )
    if out is not None and body is None:
        raise typer.BadParameter("--out 须给出一家单位 / --out needs a body", param_hint="--out")
    demand_folders(csv_file, xlsx_file, out)
    with session.store() as opened:
        warn_if_stale(opened)
        if body is None:
            _across(session, opened, csv_file, xlsx_file, tasks=tasks)
            return
        entity = subject_of(session, opened, body).entity
        file = integrity_file(opened, read_rules().policies, entity, session.day, session.known_at)
        if out is not None:
            from api.audit_report import audit_report
            from visual.report.page import write

            write(audit_report(opened, file, session.known_at), out)
            say(f"已写入 / written: {out}")
    save(csv_file, xlsx_file, tables.one_sheet(file), tables.sheets(file), session.day)
    if session.json:
        print_json(file)
    elif out is None:
        _show(session, file)


def _across(session: Session, store: Store, csv_file: Path | None, xlsx_file: Path | None, *, tasks: bool) -> None:
    policies = read_rules().policies
    known = known_of(store, policies, session.day, session.known_at)
    if tasks:
        found = worklist(known, policies)
        columns, shaped, name = tables.TASKS, [tables.task(one) for one in found], "专项治理清单"
    else:
        assert policies.integrity is not None
        found = [one.shown(session.day.isoformat()) for one in patterns(known, policies.integrity.patterns)]
        columns, shaped, name = tables.PATTERNS, [tables.pattern(one) for one in found], "跨部门线索"
    sheet = Sheet(name, columns, shaped)
    save(csv_file, xlsx_file, sheet, [sheet], session.day)
    session.emit(found if session.json else shaped, _columns(columns, _NARROW), name)


_NARROW = (
    "number",
    "deadline",
    "responsible",
    "step",
    "status_name",
    "title",
    "text",
    "overdue_since",
    "due",
    "outstanding",
)
"""Columns that are shown even on a narrow terminal."""


def _columns(columns: Mapping[str, str], needed: Iterable[str]) -> dict[str, str | Column]:
    kept = set(needed)
    return {key: heading if key in kept else Column(heading, wide=True) for key, heading in columns.items()}


def _show(session: Session, file: dict[str, Any]) -> None:
    """The file for people: a head, what is missing above it, then one table after another, empty ones left out."""
    head, summary = file["subject"], file["summary"]
    session.tell(f"{head['name']} {head['code'] or ''}  {head['id']}")
    session.tell(summary_text(summary))
    for one in file["above"].values():
        session.tell(one["finding"] or f"{one['label']}：{'、'.join(map(tables.named, one['bodies']))}")
    for sheet in tables.sheets(file):
        if sheet.rows:
            session.emit(
                sheet.rows,
                _columns(sheet.columns, (*_NARROW, "label", "date", "name", "position", "state")),
                sheet.name,
            )


def summary_text(summary: Mapping[str, int]) -> str:
    """The file in one sentence."""
    return (
        f"承诺{summary['promises']}项，逾期{summary['overdue']}项（{tables.yuan(summary['overdue_fen'])}元），"
        f"其中新官不理旧账{summary['disowned']}项；补偿逾期{summary['compensation_overdue']}项；"
        f"账款{summary['arrears']}项，逾期{summary['arrears_overdue']}项（未付{tables.yuan(summary['arrears_outstanding_fen'])}元，"
        f"逾期利息{tables.yuan(summary['interest_fen'])}元）；未修复的失信认定{summary['breaches_open']}项；"
        f"失信被执行人在册{summary['enforcement']}项；责任单位待确认{summary['unallocated']}项。"
    )
