"""`derive`: what follows from the facts, and what that changes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.changes import emit_summary, write_changes
from api.cli.progress import bars
from api.cli.session import ActorOption, Session, demand_folder, say
from graph.store.port import Store

if TYPE_CHECKING:
    from queries.propagation.bring_up import Difference, Stamp

HELP = """推导控制关系、措施、提示和通报 / derive measures, alerts and notices.

只推导自上次以来可能变化的文书，只写入有变化的部分；中断后再次运行即接着做。
--dry-run 只列出将开始、变化和终止的结果，按规则和地区，不写入；--full 从头重建（结果与增量一致）。

例：\n
  creditgraph derive --dry-run --csv 将发生的变化.csv\n
  creditgraph derive
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("derive", help=HELP)(derive_verb)


def derive_verb(
    session: Session,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示差异，不写入 / print the difference only")] = False,
    full: Annotated[bool, typer.Option("--full", help="从头重建 / rebuild everything")] = False,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="逐条列出变化 / every change, a line each")
    ] = None,
    actor: ActorOption = None,
) -> None:
    """Derive and write what changed."""
    if csv_file is not None:
        demand_folder(csv_file)
    started = time.monotonic()
    with session.store() as opened:
        difference, stamp = run(session, opened, full=full, dry_run=dry_run, actor=actor)
    if csv_file is not None:
        write_changes(csv_file, ((one, ()) for one in difference.changes))
    emit_summary(session, difference.changes, "将发生的变化（未写入）" if dry_run else "推导结果的变化")
    say(
        f"数据版本 {stamp.data_version}，规则版本 {stamp.rules_version}；推导文书 {difference.records} 份，"
        f"未变化 {difference.unchanged} 条，用时 {time.monotonic() - started:.1f} 秒 / {difference.records} records, "
        f"{difference.unchanged} results unchanged"
    )


def run(
    session: Session, store: Store, *, full: bool = False, dry_run: bool = False, actor: str | None = None
) -> tuple[Difference, Stamp]:
    """Derive with bars, see api.deriving."""
    from api.deriving import derive
    from api.four_eyes import actor_name

    with bars() as progress:
        return derive(
            store,
            lambda: session.vault(store),
            actor_name(actor),
            session.day,
            progress,
            full=full,
            dry_run=dry_run,
        )
