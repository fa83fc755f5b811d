"""`derive`: what follows from the facts."""

from __future__ import annotations

import time
from collections import Counter
from typing import Annotated, Any

import typer

from api.cli.progress import bars
from api.cli.session import ActorOption, AsOfOption, JsonOption, Session, StoreOption, merged, say
from api.four_eyes import actor_name, note_proposals
from graph.derived import Derived, Family
from graph.snapshot import Snapshot
from graph.store.port import Store
from loaders.register.settling import settle
from queries.propagation.run import Difference, derive_all, difference, write
from queries.rulecheck import read_rules

HELP = """推导控制关系、措施、提示和通报 / derive measures, alerts and notices.

只写入有变化的部分；--dry-run 只列出将开始、变化和终止的结果，不写入；--full 从头重建（结果与增量一致）。

例：\n
  creditgraph derive --dry-run\n
  creditgraph derive
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("derive", help=HELP)(derive_verb)


def derive_verb(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示差异，不写入 / print the difference only")] = False,
    full: Annotated[bool, typer.Option("--full", help="从头重建 / rebuild everything")] = False,
    actor: ActorOption = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Derive and write what changed."""
    session = merged(context, store, as_of, None, json)
    started = time.monotonic()
    with session.store() as opened:
        changed, stamp = run(session, opened, dry_run=dry_run, actor=actor)
    session.emit(
        summary(changed),
        {"family": "类别", "rule": "规则", "begin": "开始", "change": "变化", "end": "终止"},
        "将发生的变化（未写入）" if dry_run else "推导结果的变化",
    )
    say(
        f"数据版本 {stamp['data_version']}，规则版本 {stamp['rules_version']}；未变化 {changed.unchanged} 条，"
        f"用时 {time.monotonic() - started:.1f} 秒 / unchanged {changed.unchanged}"
    )


def run(
    session: Session, store: Store, *, dry_run: bool = False, actor: str | None = None
) -> tuple[Difference, dict[str, Any]]:
    """Settle what is not settled yet, derive everything, and write the difference unless it is a dry run."""
    book = read_rules()
    with bars() as progress:
        if not dry_run:
            settle(store, session.vault(store), progress)
        snapshot = Snapshot.of(store)
        derived = derive_all(snapshot, book, lambda done, total: progress.advance("推导 derive", done, total))
    changed = difference(store, derived)
    stamp = {
        "data_version": snapshot.version,
        "rules_version": book.version,
        "as_of": session.day.isoformat(),
        "who": actor_name(actor),
    }
    if not dry_run:
        note_proposals(store, actor_name(actor), _proposed(changed))
        write(store, changed, stamp)
    return changed, stamp


def _proposed(changed: Difference) -> list[str]:
    """Ids of what begins as a proposal."""
    begun = (versions[-1] for versions in changed.begin.values())
    return [one.id for one in begun if one.family == Family.MEASURE and one.body["origin"] == "confirmed"]


def summary(changed: Difference) -> list[dict[str, Any]]:
    """Counts of what begins, changes and ends, by family and rule."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for what, group in (("begin", changed.begin), ("change", changed.change), ("end", changed.end)):
        for versions in group.values():
            last: Derived = versions[-1]
            counts[last.family, last.rule, what] += 1
    return [
        {"family": family, "rule": rule, **{what: counts[family, rule, what] for what in ("begin", "change", "end")}}
        for family, rule in sorted({(family, rule) for family, rule, _ in counts})
    ]
