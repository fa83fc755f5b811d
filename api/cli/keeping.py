"""`store init / check / migrate / backup / restore / stats / reset`: keeping a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.session import JsonOption, StoreOption, merged, say
from graph.store.opening import migrate_store
from graph.store.port import SCHEMA_VERSION


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(
        no_args_is_help=True,
        help="库的建立、检查、备份与恢复 / keeping a store.\n\n例：creditgraph store backup 备份.cgz",
    )
    group.command("init", help="建库（已有则不动）/ make the store; an existing one is left as it is")(init)
    group.command("check", help="检查库内是否自相矛盾 / exit 1 when something contradicts itself")(check)
    group.command("migrate", help="升级旧版本的库（请先备份）/ bring an older store up to date")(migrate)
    group.command("backup", help="备份到一个文件，可恢复到任何一种库 / one file that any store can restore")(backup)
    group.command("restore", help="从备份恢复到空库 / fill an empty store")(restore)
    group.command("stats", help="库内有什么 / what is inside")(stats)
    group.command("reset", help="清空（须 --yes）/ remove everything; needs --yes")(reset)
    app.add_typer(group, name="store")


def init(context: typer.Context, store: StoreOption = None) -> None:
    """Make the store."""
    session = merged(context, store, None, None, False)
    with session.store(create=True) as opened:
        say(f"已就绪 / ready: {opened.url}")


def check(context: typer.Context, store: StoreOption = None, json: JsonOption = False) -> None:
    """Check the store."""
    session = merged(context, store, None, None, json)
    with session.store() as opened:
        problems = opened.check()
    if problems:
        session.emit([{"problem": problem} for problem in problems], {"problem": "问题"})
        raise typer.Exit(1)
    say("没有发现矛盾 / nothing contradicts itself")


def migrate(context: typer.Context, store: StoreOption = None) -> None:
    """Bring the store to this release's schema version."""
    session = merged(context, store, None, None, False)
    migrate_store(session.url)
    say(f"结构版本已是 {SCHEMA_VERSION} / schema version {SCHEMA_VERSION}: {session.url}")


def backup(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")], store: StoreOption = None
) -> None:
    """Back up."""
    session = merged(context, store, None, None, False)
    with session.store() as opened:
        say(f"已备份 {opened.backup(file)} 条事实 / backed up: {file}")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)],
    store: StoreOption = None,
) -> None:
    """Restore."""
    session = merged(context, store, None, None, False)
    with session.store(create=True) as opened:
        say(f"已恢复 {opened.restore(file)} 条事实 / restored: {opened.url}")


def stats(context: typer.Context, store: StoreOption = None, json: JsonOption = False) -> None:
    """Show what is inside."""
    session = merged(context, store, None, None, json)
    with session.store() as opened:
        found = opened.stats()
    if session.json:
        session.emit([found._asdict()], {})
        return
    rows = [
        {"what": "版本", "count": found.version},
        {"what": "已失效的事实版本", "count": found.closed},
        {"what": "文件", "count": found.documents},
    ]
    rows += [
        {"what": kind, "count": count}
        for group in (found.facts, found.derived)
        for kind, count in sorted(group.items())
    ]
    session.emit(rows, {"what": "项目", "count": "数量"}, f"{found.engine} {found.url}")


def reset(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="确认清空 / confirm")] = False,
    store: StoreOption = None,
) -> None:
    """Remove everything."""
    session = merged(context, store, None, None, False)
    if not yes:
        raise typer.BadParameter("清空须加 --yes / needs --yes")
    with session.store() as opened:
        opened.reset()
        say(f"已清空 / emptied: {opened.url}")
