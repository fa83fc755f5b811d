"""`why`: the path, dates, source rows, article and rule version of a result."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.answering.explaining import explained
from api.cli.session import Session, out, print_json, say
from queries import standing
from queries.propagation.phases import reason_text

HELP = """为什么：路径、日期、来源行、法条和规则版本 / path, dates, source rows, article and rule version.

例：creditgraph why M3f2a…
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("why", help=HELP)(why)


def why(
    session: Session,
    id: Annotated[str, typer.Argument(metavar="ID", help="措施、提议、提示、通报或事项的编号")],
) -> None:
    """Print the evidence of one derived fact."""
    with session.store() as opened:
        answer = explained(opened, id, session.day, session.known_at)
    if answer is None:
        say(f"没有这个结果，或当时尚不知道 / no such result as known then: {id}")
        raise typer.Exit(2)
    if session.json:
        print_json(answer)
    else:
        _print(answer)


def _print(answer: dict[str, Any]) -> None:
    console = out()

    def line(text: str) -> None:
        console.print(text, markup=False)

    subject = answer["subject"]
    reason = reason_text(answer.get("end_reason"))
    line(f"{answer['kind']} {answer['id']}  状态 {standing.state_text(answer['state'])} {reason}")
    line(f"主体 {subject['name']} {subject['code'] or ''} {subject['id']}")
    for key, label in (
        ("effect_name", "措施"),
        ("text", "内容"),
        ("explanation", "理由"),
        ("legal_basis", "依据"),
        ("verification", "核实程度"),
        ("start", "自"),
        ("last_day", "至"),
        ("removal_route", "移除途径"),
    ):
        if answer.get(key):
            line(f"{label}：{answer[key]}")
    if answer.get("rule"):
        line(f"规则：{answer['rule']} 版本 {answer.get('rule_version', '')}")
    for step in answer["path"]:
        arrow = f"←{step['label']}—" if step["against"] else f"—{step['label']}→"
        line(f"  {step['from']['name']} {arrow} {step['to']['name']}  {step['valid']}  （{place(step)}）")
    for step in answer.get("life", []):
        line(f"  {step['day'] or '日期不明'} {step['text']}  （{place(step)}）")
    for item in answer["premises"]:
        line(f"  据 {item['kind']} {item['name']}  {place(item)}，{item['recorded']} 获知")


def place(step: dict[str, Any]) -> str:
    """File and line of a step; what is settled from several rows has no single line."""
    return f"{step['file']} 第 {step['line']} 行" if step["file"] else "登记信息综合认定"
