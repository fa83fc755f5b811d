"""`demo`: a synthetic province from nothing to its reports, with a summary in plain words."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import derive as deriving
from api.cli.load import summarise
from api.cli.progress import bars
from api.cli.session import Session, say
from graph.derived import Family
from graph.store.port import Store
from queries import lookup, standing

if TYPE_CHECKING:
    from loaders.sample.key import Key, Named

HELP = """样例省份：生成、归集、推导、出报告 / the sample province from nothing to its reports.

例：creditgraph demo --folder demo
"""

REPORTS = (
    (
        "revoked_after_departure",
        "报告一_许可证被吊销_法定代表人已离任.html",
        "许可证被吊销，行为时的法定代表人早已离任",
    ),
    ("ring", "报告二_互相持股的公司_谁说了算.html", "互相持股的公司，究竟谁说了算"),
    ("judgment_annulled", "报告三_判决被撤销_一切撤回.html", "判决被再审撤销，由此产生的一切撤回"),
)
"""The planted stories that are reported: their key, the file, the title."""

LEFT_OUT = "待修"
"""The sample's folder of broken files, which the demo does not load."""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("demo", help=HELP)(demo)


def demo(
    session: Session,
    folder: Annotated[Path, typer.Option("--folder", file_okay=False, help="放在哪里 / where")] = Path("demo"),
    enterprises: Annotated[int, typer.Option("--enterprises", min=1, help="企业数量")] = 2000,
    seed: Annotated[int, typer.Option("--seed", help="随机种子")] = 1,
) -> None:
    """Run the whole path on a synthetic province."""
    from loaders.loading import load
    from loaders.sample.build import write_sample

    started = time.monotonic()
    data, database = folder / "样例", folder / "creditgraph.db"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(data, ignore_errors=True)
    for leftover in folder.glob("creditgraph.db*"):
        leftover.unlink()
    session = replace(session, store_url=f"sqlite:///{database}")
    with bars() as progress:
        key = write_sample(
            data,
            enterprises=enterprises,
            seed=seed,
            progress=lambda done, total: progress.advance("生成样例 sample", done, total),
        )
    with session.store(create=True) as store:
        with bars() as progress:
            paths = sorted(path for path in data.iterdir() if path.is_dir() and path.name != LEFT_OUT)
            summary = load(paths, store, session.vault(store), rejects=folder / "退回.csv", progress=progress)
        summarise(session, summary, folder / "退回.csv")
        deriving.run(session, store)
        _say_what_follows(session, store)
        made = [_report(session, store, key, *entry, folder) for entry in REPORTS]
    say(f"\n用时 {time.monotonic() - started:.1f} 秒 / seconds in all")
    _what_next(session, folder, database, made)


def _say_what_follows(session: Session, store: Store) -> None:
    found = standing.answers(store, Family.MEASURE, session.day, None)
    shown = Counter(one["state"] for one in standing.measures(found))
    origins = Counter(one["origin"] for one in found if one["state"] == "active")
    proposed = len(standing.proposals(found))
    alerts = sum(one["state"] != "ended" for one in standing.answers(store, Family.ALERT, session.day, None))
    notices = len(standing.answers(store, Family.NOTICE, session.day, None))
    findings = len(standing.open_findings(standing.answers(store, Family.FINDING, session.day, None)))
    active = [one["subject"] for one in found if one["state"] == "active"]
    people = len({one["id"] for one in active if one["kind"] == "Person"})
    named, attached = origins["mirrored"], origins["statutory"]
    lines = (
        f"截至 {session.day}：",
        f"  在册措施 {shown['active']} 项：文书直接载明 {named} 项，法律附于所载明之人 {attached} 项；",
        f"  被措施直接涉及的自然人 {people} 人；",
        f"  已终止 {shown['ended']} 项（期满、修复、撤销、解除、死亡，各有原因）；",
        f"  提议 {proposed} 项，等待有权机关认定，认定之前不对任何人产生影响；",
        f"  关联提示 {alerts} 条，不构成惩戒；通报 {notices} 件；",
        f"  待核事项 {findings} 条：数据不能决定的，不推定任何人。",
    )
    for line in lines:
        session.tell(line)


def _report(session: Session, store: Store, key: Key, story: str, file: str, title: str, folder: Path) -> Path:
    """The report on the first organisation of a planted story."""
    from api.evidence import evidence_report
    from visual.report.page import write

    plot = next(one for one in key.stories if one.key == story)
    subject: Named = next(one for one in plot.subjects if one.code)
    fact = lookup.find(store, subject.code)
    write(evidence_report(store, fact.entity, session.day, None, title), folder / file)
    return folder / file


def _what_next(session: Session, folder: Path, database: Path, reports: list[Path]) -> None:
    session.tell("\n报告（离线可看，可邮寄）：")
    for path in reports:
        session.tell(f"  {path}")
    session.tell("\n接下来可以试试：")
    store = f"--store sqlite:///{database}"
    for command in (
        f"creditgraph {store} search 食品",
        f"creditgraph {store} proposals",
        f"creditgraph {store} worklist",
        "make serve",
    ):
        session.tell(f"  {command}")
    session.tell(f"\n种下了什么、应得出什么：{folder / '样例' / '说明.md'}；被退回的行：{folder / '退回.csv'}")
