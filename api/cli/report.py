"""`report`: a subject's evidence as one HTML file that can be mailed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.session import Session, demand_folder, say
from api.cli.subjects import IdNumberOption, SubjectArgument, subject_of

HELP = """一个主体的证据报告：单个 HTML 文件，离线可看，可打印 / one HTML file that opens offline.

例：creditgraph report 91640104MA0000015Y --out 报告.html
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("report", help=HELP)(report)


def report(
    session: Session,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.html", dir_okay=False, help="输出文件 / file to write")],
    subject: SubjectArgument = None,
    id_number: IdNumberOption = None,
) -> None:
    """Write the report."""
    from api.evidence import evidence_report
    from visual.report.page import write

    demand_folder(out)
    with session.store() as opened:
        fact = subject_of(session, opened, subject, id_number)
        made = evidence_report(opened, fact.entity, session.day, session.known_at)
    write(made, out)
    say(f"已写入 / written: {out}")
