"""`load`: official tables into the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.progress import bars
from api.cli.session import ActorOption, Session, demand_folder, parse_instant, say
from api.cli.tables import Column
from loaders.rejects import refuse_destroying, shown

if TYPE_CHECKING:
    from loaders.summary import LoadSummary

SHOWN = 20
"""So many refused rows are printed; all of them go to the file."""

HELP = """把官方表格（CSV、XLSX 或文件夹）归集入库 / load official tables.

重复装载同一文件不会改变任何内容；中断后再次运行即从断点继续。被拒的行写入 --rejects 指定的文件。

例：\n
  creditgraph load 双公示/ 登记/主体.csv --rejects 退回.csv\n
  creditgraph load 表.xlsx --format penalty_2018\n
  creditgraph load --formats
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("load", help=HELP)(load_verb)


def load_verb(
    session: Session,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="文件或文件夹 / files or folders")
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", help="指定格式，见 --formats / decide the format, see --formats")
    ] = None,
    formats: Annotated[
        bool, typer.Option("--formats", help="列出全部格式及必需的表头 / list the formats and the headings they need")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option("--rejects", help="退回行写到此文件（CSV）/ refused rows go here")
    ] = None,
    recorded_at: Annotated[
        int | None,
        typer.Option(
            "--recorded-at", metavar="INSTANT", parser=parse_instant, help="何时获知（默认现在）/ when it became known"
        ),
    ] = None,
    actor: ActorOption = None,
) -> None:
    """Load files and folders; exit 1 when rows were refused or quarantined."""
    from api.four_eyes import actor_name
    from loaders.errors import FileError
    from loaders.formats import FORMATS
    from loaders.layout import bind
    from loaders.loading import load
    from loaders.tables import files_in

    if formats:
        session.emit(
            ({"format": one.name, "label": one.label, "needed": bind(one, []).missing} for one in FORMATS),
            {"format": "格式", "label": "表格", "needed": "必需的表头"},
        )
        return
    if not paths:
        raise typer.BadParameter("缺少文件或文件夹 / missing: PATH")
    names = [one.name for one in FORMATS]
    if format is not None and format not in names:
        raise typer.BadParameter(f"没有这种格式 / no such format: {format}；可用 / known: {'、'.join(names)}")
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise typer.BadParameter(f"没有这个文件 / no such file: {missing[0]}")
    if rejects is not None:
        demand_folder(rejects)
    try:
        refuse_destroying(files_in(paths), rejects)
        with session.store(create=True) as opened, bars() as progress:
            summary = load(
                paths,
                opened,
                session.vault(opened),
                format=format,
                recorded_at=recorded_at,
                rejects=rejects,
                progress=progress,
                actor=actor_name(actor),
            )
    except FileError as error:
        raise typer.BadParameter(str(error)) from None
    summarise(session, summary, rejects)
    if summary.has_problems:
        raise typer.Exit(1)


def summarise(session: Session, summary: LoadSummary, rejects: Path | None) -> None:
    """Counts by file and in all, then what was wrong, the first few rows of it."""
    rows = [one.as_answer() for one in [*summary.files, summary.total()]]
    session.emit(
        rows,
        {
            "file": "文件",
            "format": Column("格式", wide=True),
            "read": "读入",
            "accepted": "接受",
            "unchanged": "未变",
            "quarantined": "隔离",
            "rejected": "退回",
            "fault": "整表问题",
        },
    )
    for reject in summary.rejects[:SHOWN]:
        place = shown(reject.file + ("#" + reject.sheet if reject.sheet else ""))
        line = f" 第 {reject.line} 行" if reject.line else ""
        column = f" “{shown(reject.column)}”" if reject.column else ""
        value = f" {shown(reject.value, reject.code)}" if reject.value else ""
        say(f"{reject.outcome} {place}{line}{column}{value}：{shown(reject.reason)}")
    more = len(summary.rejects) - SHOWN
    if more > 0:
        say(f"另有 {more} 条 / {more} more" + (f"，见 {rejects}" if rejects else "，用 --rejects 写到文件"))
    for name, reason in summary.left_out[:SHOWN]:
        say(f"未读 {name}：{reason}")
    if len(summary.left_out) > SHOWN:
        say(f"另有 {len(summary.left_out) - SHOWN} 个文件未读 / more files not read")
    say(f"用时 {summary.seconds:.1f} 秒 / seconds")
