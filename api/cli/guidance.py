"""`guidance`: who could apply for repair now."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.session import Session, SubjectOption, say
from api.cli.staleness import warn_if_stale
from api.cli.subjects import subject_of
from api.cli.tables import Column
from graph.derived import Family
from queries import standing
from queries.guidance import guidance

HELP = """修复指导：最短公示期已满、义务已履行的主体 / who has passed the minimum period with obligations met.

义务是否履行库中没有载明的不列出，只说有多少项；--all 一并列出，须先核实。

例：creditgraph guidance --as-of 2026-01-01
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("guidance", help=HELP)(guidance_verb)


def guidance_verb(
    session: Session,
    every: Annotated[bool, typer.Option("--all", help="包括义务履行情况未载明的 / also where it is not known")] = False,
    subject: SubjectOption = None,
) -> None:
    """List who could be repaired."""
    with session.store() as opened:
        warn_if_stale(opened)
        subjects = [subject_of(session, opened, subject).entity] if subject else []
        found = standing.answers(opened, Family.MEASURE, session.day, session.known_at, subjects=subjects)
    rows = guidance(standing.measures(found), session.day)
    known = [one for one in rows if one["obligations"] == "met"]
    session.emit(
        rows if every else known,
        {
            "subject": "主体",
            "effect_name": "措施",
            "repairable_from": "可修复自",
            "trigger": Column("文书", wide=True),
            "obligations": Column("义务", wide=True),
            "text": Column("说明", wide=True),
            "id": "编号",
        },
    )
    if len(known) < len(rows) and not every:
        say(f"另有 {len(rows) - len(known)} 项最短期已满、义务履行情况未载明，见 --all / more where it is not known")
