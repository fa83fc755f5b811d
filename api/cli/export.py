"""`export`: what the store knows, for other programs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli.progress import bars
from api.cli.session import Session, demand_folder, print_json, say
from api.cli.subjects import IdNumberOption, subject_of
from api.four_eyes import actor_name
from graph.model import instant_number
from graph.store.audit import Asked

HELP = """导出一个主体的邻域或整个库 / a subject's neighbourhood or the whole store, for other programs.

FORMAT：graphml、json、csv（节点和关系两个文件）、node-link（networkx 读的 JSON）、bods（BODS 0.4 权属陈述）

例：creditgraph export json --out 导出.json --subject 某某公司 --hops 2

没有 --purpose 就不含自然人；证件号码一律遮蔽 / nothing of natural persons without --purpose; numbers always masked.
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("export", help=HELP)(export)


def export(
    session: Session,
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="graphml、json、csv、node-link 或 bods")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", dir_okay=False, help="输出文件 / file to write")],
    subject: Annotated[
        str | None, typer.Option("--subject", help="只导出这个主体的邻域 / only the neighbourhood of this subject")
    ] = None,
    id_number: IdNumberOption = None,
    hops: Annotated[int, typer.Option("--hops", metavar="K", help="邻域几步 / how many ties away")] = 2,
    hub: Annotated[int, typer.Option("--hub", help="不穿过关系更多的主体 / through nobody with more ties")] = 60,
    purpose: Annotated[
        str, typer.Option("--purpose", help="查询目的；没有则不含自然人 / purpose; without one no natural persons")
    ] = "",
) -> None:
    """Write an export."""
    from api.exporting import ExportError, around
    from api.exporting import export as write_export

    demand_folder(out)
    with session.store() as opened:
        version = opened.version()
        try:
            near = None
            if subject is not None or id_number is not None:
                near = around(subject_of(session, opened, subject, id_number).entity, hops, hub)
            with bars() as shown:
                told = write_export(
                    opened,
                    format,
                    out,
                    session.day,
                    session.known_at,
                    purpose=purpose,
                    near=near,
                    advance=shown.advance,
                )
        except ExportError as error:
            raise typer.BadParameter(str(error)) from None
        opened.append_audit(
            [
                Asked(
                    instant=instant_number(datetime.now(UTC)),
                    who=actor_name(None),
                    office="",
                    purpose=purpose,
                    action="export",
                    subject=near.subject if near is not None else "",
                    data_version=version,
                    as_of=session.day.isoformat(),
                    known_at=session.known_at,
                    result=told["digest"],
                    detail=format,
                )
            ]
        )
    if session.json:
        print_json(told)
    withheld = told["withheld"]
    say(f"已写入 / written: {'、'.join(told['files'])}（{told['nodes']} 个节点，{told['ties']} 条关系）")
    if any(withheld.values()):
        say(
            f"未说明查询目的，未导出自然人 {withheld['persons']}、其文书 {withheld['records']}、"
            f"所涉关系 {withheld['ties']} / natural persons are left out: no --purpose"
        )
    if told["truncated"]:
        say("关系过多的主体未再展开，或主体已达上限，邻域不完整 / a limit cut the neighbourhood")
