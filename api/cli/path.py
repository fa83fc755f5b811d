"""`path`: how two subjects are connected on a day, by which ties, found in which rows."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.cli.session import Session, print_json
from api.cli.subjects import IdNumberOption, subject_of
from api.cli.tables import Column
from api.wording import certainty_text, kind_text, last_day, period
from graph.model import Fact
from graph.store.port import Store

HELP = """两个主体之间的关系路径：默认最短的，--all 为限定范围内的全部 / how two subjects are connected.

例：creditgraph path 91640104MA0000015Y 91640100MAG000321X --hops 4 --all

自然人：creditgraph path 某某公司 --id-number -，再键入证件号码；两端都是自然人则不写主体，键入两行
"""


COLUMNS: dict[str, str | Column] = {
    "one": "从",
    "tie": "关系",
    "other": "到",
    "period": "起止",
    "certainty": "确定性",
    "row": Column("依据", wide=True),
}


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("path", help=HELP)(path)


def path(
    session: Session,
    first: Annotated[str | None, typer.Argument(metavar="[FROM]", help="起点：编号、代码或唯一的名称")] = None,
    last: Annotated[str | None, typer.Argument(metavar="[TO]", help="终点：编号、代码或唯一的名称")] = None,
    id_number: IdNumberOption = None,
    hops: Annotated[int | None, typer.Option("--hops", metavar="K", help="至多几步 / at most so many ties")] = None,
    kinds: Annotated[
        list[str] | None, typer.Option("--kinds", help="只走这些关系（可重复，或以逗号分隔）/ only these ties")
    ] = None,
    hub: Annotated[
        int | None, typer.Option("--hub", help="不穿过关系更多的主体 / through nobody with more ties")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="最多列几条路径 / at most so many paths")] = 20,
    every: Annotated[bool, typer.Option("--all", help="限定范围内的全部路径 / all within these limits")] = False,
) -> None:
    """Say how two subjects are connected."""
    from queries.paths.answer import limits_of, paths_between
    from queries.rulecheck import read_rules

    policy = read_rules().policies.association
    wanted = [name for one in kinds or () for name in one.replace("，", ",").split(",") if name.strip()]
    try:
        limits = limits_of(policy, hops, [name.strip() for name in wanted], hub, limit)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    with session.store() as opened:
        one, other = _ends(session, opened, first, last, id_number)
        found = paths_between(
            opened, one.entity, other.entity, session.day, session.known_at, limits, policy, all_paths=every
        )
        files = {document.hash: document.name for document in opened.documents()}
    if session.json:
        print_json(found)
        return
    for place, route in enumerate(found["paths"], 1):
        title = f"路径 {place}：{route['hops']} 步，{certainty_text(route['certainty'])}"
        rows = [row for step in route["steps"] for row in _rows(step, files)]
        session.emit(
            rows,
            COLUMNS,
            title + (f"；{route['note']}" if route["note"] else ""),
        )
    session.tell(found["text"])


def _ends(
    session: Session, store: Store, first: str | None, last: str | None, id_number: str | None
) -> tuple[Fact, Fact]:
    """The two ends: those named, and for what is not named a person by the number read from standard input."""
    if id_number is None and (first is None or last is None):
        raise typer.BadParameter("须给出两个主体，或 --id-number - / give two subjects, or --id-number -")
    if id_number is not None and last is not None:
        raise typer.BadParameter("已给出两个主体，不再读取证件号码 / two subjects are given, no number is read")
    one = subject_of(session, store, first, None if first is not None else id_number)
    return one, subject_of(session, store, last, None if last is not None else id_number)


def _rows(step: dict[str, Any], files: dict[str, str]) -> list[dict[str, Any]]:
    """A row for each tie of a step, as the tie itself leads."""
    rows = []
    for tie in step["ties"]:
        one, other = (step["to"], step["from"]) if tie["against"] else (step["from"], step["to"])
        where = tie["evidence"]
        rows.append(
            {
                "one": _named(one),
                "tie": tie["label"],
                "other": _named(other),
                "period": period(tie["from"], last_day(tie["to"])),
                "certainty": certainty_text(tie["certainty"]),
                "row": f"{files.get(where['document'], '')} 第 {where['line']} 行" if where["line"] else "",
            }
        )
    return rows


def _named(subject: dict[str, Any]) -> str:
    return f"{subject['name'] or subject['id']}（{kind_text(subject['kind'])}）"
