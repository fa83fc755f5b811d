"""`store init / check / migrate / backup / restore / stats / reset`: keeping a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.session import Session, demand_folder, print_json, say
from api.wording import group_text, kind_text
from graph.store.opening import migrate_store, restore_store
from graph.store.port import SCHEMA_VERSION

_EXAMPLES = {
    "init": ("建库（已有则不动）/ make the store; an existing one is left as it is", "store init"),
    "check": ("检查库内是否自相矛盾 / exit 1 when something contradicts itself", "store check"),
    "migrate": ("升级旧版本的库（请先备份）/ bring an older store up to date", "store migrate"),
    "backup": (
        "备份到一个文件，可恢复到任何一种库 / one file that any store can restore",
        "store backup 备份.cgz",
    ),
    "restore": ("从备份恢复到空库 / fill an empty store", "--store sqlite:///新库.db store restore 备份.cgz"),
    "stats": ("库内有什么 / what is inside", "store stats --json"),
    "reset": ("清空（须 --yes）/ remove everything; needs --yes", "store reset --yes"),
}


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(
        no_args_is_help=True,
        help="库的建立、检查、备份与恢复 / keeping a store.\n\n例：creditgraph store backup 备份.cgz",
    )
    verbs = (init, check, migrate, backup, restore, stats, reset)
    for verb in verbs:
        text, example = _EXAMPLES[verb.__name__]
        group.command(verb.__name__, help=f"{text}\n\n例：creditgraph {example}")(verb)
    app.add_typer(group, name="store")


def init(session: Session) -> None:
    """Make the store."""
    with session.store(create=True) as opened:
        say(f"已就绪 / ready: {opened.url}")


def check(session: Session) -> None:
    """Check the store."""
    with session.store() as opened:
        problems = opened.check()
    if problems:
        for problem in problems:
            if session.json:
                print_json({"problem": problem})
            else:
                session.tell(problem)
        raise typer.Exit(1)
    say("没有发现矛盾 / nothing contradicts itself")


def migrate(session: Session) -> None:
    """Bring the store to this release's schema version."""
    migrate_store(session.url)
    say(f"结构版本已是 {SCHEMA_VERSION} / schema version {SCHEMA_VERSION}: {session.url}")


def backup(session: Session, file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False)]) -> None:
    """Back up."""
    demand_folder(file)
    with session.store() as opened:
        say(f"已备份 {opened.backup(file)} 条事实 / backed up: {file}")


def restore(
    session: Session, file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)]
) -> None:
    """Restore."""
    say(f"已恢复 {restore_store(session.url, file)} 条事实 / restored: {session.url}")


def stats(session: Session) -> None:
    """Show what is inside."""
    with session.store() as opened:
        found = opened.stats()
    if session.json:
        session.emit([found._asdict()], {})
        return
    rows = [
        {"group": "库", "what": "版本", "count": found.version},
        {"group": "库", "what": "已失效的事实版本", "count": found.closed},
        {"group": "库", "what": "文件", "count": found.documents},
    ]
    rows += [
        {"group": group_text(kind), "what": kind_text(kind), "count": count}
        for kind, count in sorted([*found.facts.items(), *found.derived.items()], key=lambda one: group_text(one[0]))
    ]
    session.emit(rows, {"group": "种类", "what": "项目", "count": "数量"}, f"{found.engine} {found.url}")


def reset(
    session: Session,
    yes: Annotated[bool, typer.Option("--yes", help="确认清空 / confirm")] = False,
) -> None:
    """Remove everything."""
    if not yes:
        raise typer.BadParameter("清空须加 --yes / needs --yes")
    with session.store() as opened:
        opened.reset()
        say(f"已清空 / emptied: {opened.url}")
