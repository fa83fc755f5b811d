"""`audit-log verify / show`: whether the audit log is whole, and who asked about whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from api.cli.session import Session, print_json, say
from api.cli.subjects import IdNumberOption, subject_of
from api.cli.tables import Column
from graph.model import instant_text
from graph.store.audit import AuditEntry, Head, broken, head_of
from graph.store.port import Store

_PAGE = 10_000

HeadOption = Annotated[
    str | None,
    typer.Option("--head", metavar="N:DIGEST", help="此前记下的链头，用于发现截断 / a head noted down before"),
]
SubjectOption = Annotated[
    str | None, typer.Option("--subject", help="只看查询这一主体的 / only what was asked about this subject")
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, help="最多几条，取最近的 / at most, the latest")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(
        no_args_is_help=True,
        help="查询审计日志：只增不改，逐条相扣 / the audit log: append-only, each entry chained to the one before.\n\n"
        "例：creditgraph audit-log verify",
    )
    group.command(
        "verify",
        help="核验日志没有被改动、删除、调换；加 --head 还能发现截断 / find any change, deletion or reordering, with "
        "--head truncation too; exit 1 names the entry.\n\n例：creditgraph audit-log verify --head 1027:5f3c…",
    )(verify)
    group.command(
        "show",
        help="谁、为何、查了谁 / who asked about whom, and why. 自然人本人可据此取得查询记录 / a person's own access "
        "history.\n\n例：creditgraph audit-log show --subject P3f2a…",
    )(show)
    app.add_typer(group, name="audit-log")


def verify(session: Session, head: HeadOption = None) -> None:
    """Verify the chain."""
    noted = _noted(head)
    with session.store() as opened:
        own = opened.audit_head()
        fault = broken(_up_to(opened, own.sequence), own, noted)
    if fault is not None:
        if session.json:
            print_json({"whole": False, "sequence": fault.sequence, "problem": fault.words})
        say(f"第 {fault.sequence} 条：{fault.words} (entry {fault.sequence})")
        raise typer.Exit(1)
    if session.json:
        print_json({"whole": True, "entries": own.sequence, "head": own.text})
    else:
        session.tell(f"完整，共 {own.sequence} 条 / whole; 链头 / head: {own.text}")


def show(
    session: Session, subject: SubjectOption = None, id_number: IdNumberOption = None, limit: LimitOption = 1000
) -> None:
    """Show entries, oldest first."""
    with session.store() as opened:
        about = None
        if subject is not None or id_number is not None:
            about = subject_of(session, opened, subject, id_number).entity
        found = list(_pages(opened, about))[-limit:]
    rows = [_shown(entry) for entry in found]
    session.emit(
        rows,
        {
            "sequence": "序号",
            "instant": "时刻",
            "office": "机关",
            "who": "何人",
            "purpose": "目的",
            "action": "事项",
            "subject": "主体编号",
            "case_number": Column("案件编号", wide=True),
        },
        "查询审计日志",
    )


def _shown(entry: AuditEntry) -> dict[str, Any]:
    known = None if entry.known_at is None else instant_text(entry.known_at)
    return {**entry._asdict(), "instant": instant_text(entry.instant), "known_at": known}


def _noted(text: str | None) -> Head | None:
    try:
        return None if text is None else head_of(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--head") from None


def _up_to(store: Store, last: int) -> Iterator[AuditEntry]:
    """Entries up to the head that was read first: what is appended meanwhile is another verification's."""
    for entry in _pages(store, None):
        if entry.sequence > last:
            return
        yield entry


def _pages(store: Store, subject: str | None) -> Iterator[AuditEntry]:
    after = 0
    while page := store.audit_log(after=after, subject=subject, limit=_PAGE):
        yield from page
        after = page[-1].sequence
