"""`derive`: what follows from the facts, and what that changes."""

from __future__ import annotations

import csv
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.progress import bars
from api.cli.session import ActorOption, Session, demand_folder, say
from api.cli.tables import Column
from api.cli.wording import kind_text
from graph.model import instant_number
from graph.spreadsheet import harmless
from graph.store.port import Store

if TYPE_CHECKING:
    from queries.propagation.bring_up import Change, Difference, Stamp

HELP = """推导控制关系、措施、提示和通报 / derive measures, alerts and notices.

只推导自上次以来可能变化的文书，只写入有变化的部分；中断后再次运行即接着做。
--dry-run 只列出将开始、变化和终止的结果，按规则和地区，不写入；--full 从头重建（结果与增量一致）。

例：\n
  creditgraph derive --dry-run --csv 将发生的变化.csv\n
  creditgraph derive
"""

_WORDS = {"begin": "开始", "change": "变化", "end": "终止"}
_HEADINGS = ("变化", "编号", "类别", "规则", "地区", "主体编号", "主体", "文书号")


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
        _write(csv_file, difference.changes)
    columns: dict[str, str | Column] = {
        "family": Column("类别", wide=True),
        "rule": "规则",
        "place": Column("地区", wide=True),
        **_WORDS,
    }
    rows = summary(difference)
    if not session.json:
        rows = [{**row, "family": kind_text(row["family"])} for row in rows]
    session.emit(rows, columns, "将发生的变化（未写入）" if dry_run else "推导结果的变化")
    say(
        f"数据版本 {stamp.data_version}，规则版本 {stamp.rules_version}；推导文书 {difference.records} 份，"
        f"未变化 {difference.unchanged} 条，用时 {time.monotonic() - started:.1f} 秒 / {difference.records} records, "
        f"{difference.unchanged} results unchanged"
    )


def run(
    session: Session, store: Store, *, full: bool = False, dry_run: bool = False, actor: str | None = None
) -> tuple[Difference, Stamp]:
    """Settle what is not settled yet, derive what may have changed, and write the difference unless it is a dry run."""
    from api.four_eyes import actor_name, note_proposals
    from loaders.register.settling import settle
    from queries.propagation.bring_up import bring_up
    from queries.rulecheck import read_rules

    book, who = read_rules(), actor_name(actor)
    more = {
        "as_of": session.day.isoformat(),
        "known_at": instant_number(datetime.now(UTC)),
        "who": who,
    }
    with bars() as progress:
        if not dry_run:
            settle(store, session.vault(store), progress)
        return bring_up(
            store,
            book,
            more,
            full=full,
            dry_run=dry_run,
            begun=lambda results: note_proposals(store, who, results),
            progress=lambda done, total: progress.advance("推导 derive", done, total),
        )


def summary(difference: Difference) -> list[dict[str, Any]]:
    """Counts of what begins, changes and ends, by family, rule and place."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for one in difference.changes:
        counts[one.family, one.rule, one.place][one.what] += 1
    return [
        {"family": family, "rule": rule, "place": place, **{what: counted[what] for what in _WORDS}}
        for (family, rule, place), counted in sorted(counts.items())
    ]


def _write(path: Path, changes: list[Change]) -> None:
    """Every change as a row, in UTF-8 with a mark so that spreadsheets read it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_HEADINGS)
        for one in changes:
            rows.writerow(map(harmless, (_WORDS[one.what], *one[1:])))
