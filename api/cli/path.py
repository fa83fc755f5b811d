"""`path`: how two subjects are connected on a day."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.cli.session import Session, print_json, say
from api.cli.subjects import subject_of
from queries.paths import MOST_HOPS, MOST_PATHS, paths

HELP = """两个主体之间的最短关联路径 / the shortest paths between two subjects, within limits that are said.

例：creditgraph path 91640104MA0000015Y P3f2a… --hops 4
"""

EndArgument = Annotated[str, typer.Argument(help="主体：编号、统一社会信用代码或唯一的名称 / id, code or unique name")]


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("path", help=HELP)(path)


def path(
    session: Session,
    one: EndArgument,
    other: EndArgument,
    hops: Annotated[int, typer.Option("--hops", min=1, max=MOST_HOPS, help="最多几跳 / ties at most")] = 4,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="只沿这些关系 / only ties of these kinds")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=MOST_PATHS, help="最多几条 / paths at most")] = 5,
) -> None:
    """Print the shortest paths."""
    with session.store() as opened:
        first, second = (subject_of(session, opened, text).entity for text in (one, other))
        try:
            found = paths(
                opened, first, second, session.day, session.known_at, hops=hops, kinds=kind or (), limit=limit
            )
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--kind") from None
    if found["truncated"]:
        say("遇到关系过多的主体或条数上限，未再展开 / a subject with very many ties, or the limit, was met")
    if session.json:
        print_json(found)
        return
    if not found["paths"]:
        say(f"{hops} 跳之内没有关联 / no path within {hops} ties")
    for one_path in found["paths"]:
        session.tell(_words(one_path))


def _words(one: dict[str, Any]) -> str:
    """A path in a line: names with ties between them."""
    words = [one["subjects"][0]["name"]]
    for before, tie, after in zip(one["subjects"], one["ties"], one["subjects"][1:], strict=False):
        arrow = f"—{tie['label']}→" if tie["source"] == before["id"] else f"←{tie['label']}—"
        words += [arrow, after["name"]]
    return " ".join(words)
