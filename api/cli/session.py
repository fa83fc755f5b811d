"""What every verb shares: the store, the day, the clock, and how to speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console

from api.answering.keys import vault_of
from api.answering.presenting import presented
from api.cli.tables import Column, print_table
from graph.identifiers.resident_text import is_likely, masked, masked_in_message
from graph.model import instant_number
from graph.store.opening import default_url, open_store
from graph.store.port import Store
from graph.vault import Vault


def no_identity_number(text: str | None) -> str | None:
    """What an option is told, as it is; wrong usage where a person's identity number stands in it."""
    if text is not None and (is_likely(text) or masked(text) != text):
        raise typer.BadParameter(
            "自然人证件号码不得写在命令行，请写姓名 / an identity number is never written on the command line, "
            f"give a name: {masked_in_message(masked(text))}"
        )
    return text


def parse_day(text: str | date) -> date:
    """An ISO date; raises typer.BadParameter with the value."""
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"不是日期 / not a date (YYYY-MM-DD): {text!r}") from None


def parse_instant(text: str | int) -> int:
    """An ISO instant as microseconds UTC; a bare date means the end of that day, a time without zone is UTC."""
    if isinstance(text, int):
        return text
    try:
        if len(text) == 10:
            return instant_number(datetime.combine(date.fromisoformat(text), time.max, UTC))
        return instant_number(datetime.fromisoformat(text))
    except ValueError:
        raise typer.BadParameter(f"不是时刻 / not an instant (ISO 8601): {text!r}") from None


_PANEL = "共同选项，动词前后均可 / common options, before or after the verb"

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="库地址 sqlite:///文件 或 neo4j://主机:7687/库（环境变量 CREDITGRAPH_STORE）/ which store",
        rich_help_panel=_PANEL,
    ),
]
AsOfOption = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=parse_day,
        help="哪一天的事实（默认今天）/ true on that day",
        rich_help_panel=_PANEL,
    ),
]
KnownAtOption = Annotated[
    int | None,
    typer.Option(
        "--known-at",
        metavar="INSTANT",
        parser=parse_instant,
        help="系统当时所知（默认现在）/ as known then",
        rich_help_panel=_PANEL,
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="标准输出每行一个 JSON 对象 / one JSON object a line", rich_help_panel=_PANEL)
]
SubjectOption = Annotated[
    str | None, typer.Option("--subject", help="主体：编号、统一社会信用代码或名称 / id, code or name")
]
StateOption = Annotated[str | None, typer.Option("--state", help="状态 / state: active, ended, suspended, …")]
ActorOption = Annotated[
    str | None,
    typer.Option(
        "--actor",
        callback=no_identity_number,
        help="经办人（默认 CREDITGRAPH_ACTOR 或本机用户）/ who does it; cannot also confirm",
    ),
]
RuleOption = Annotated[str | None, typer.Option("--rule", help="规则编号 / rule id")]
RecordOption = Annotated[str | None, typer.Option("--record", help="文书号 / document number")]


@dataclass(slots=True)
class Session:
    """One run of one verb."""

    store_url: str | None = None
    as_of: date | None = None
    known_at: int | None = None
    json: bool = False

    @property
    def day(self) -> date:
        """The as-of day, today unless said."""
        return self.as_of or date.today()

    @property
    def url(self) -> str:
        """The store's address."""
        return self.store_url or default_url()

    @contextmanager
    def store(self, *, create: bool = False) -> Iterator[Store]:
        """The store, opened and closed."""
        opened = open_store(self.url, create=create)
        try:
            yield opened
        finally:
            opened.close()

    def vault(self, store: Store) -> Vault:
        """The vault of identity numbers: the user's own key, which must be the one this store was sealed with."""
        return vault_of(store)

    def emit(self, rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str | Column], title: str = "") -> int:
        """Rows as JSON lines or as a table of ``columns`` (key → heading); returns how many there were."""
        listed = list(rows)
        if self.json:
            for row in listed:
                print_json(row)
        elif listed:
            left_out = print_table(out(), listed, columns, title)
            if left_out:
                say(f"终端加宽或用 --json 还可看到：{'、'.join(left_out)} / more in a wider terminal or with --json")
        else:
            say(f"{title + '：' if title else ''}没有 / nothing")
        return len(listed)

    def tell(self, line: str) -> None:
        """A line for people: on standard output, unless that is kept for JSON."""
        (err() if self.json else out()).print(line, markup=False, soft_wrap=True)


def demand_folder(file: Path) -> None:
    """Wrong usage where the folder a file is to be written to is not there: a mistyped path makes no folders."""
    if not file.parent.is_dir():
        raise typer.BadParameter(f"没有这个文件夹 / no such folder: {file.parent}")


def out() -> Console:
    """Standard output, for people."""
    return Console(soft_wrap=False, highlight=False)


def err() -> Console:
    """Standard error: progress and messages."""
    return Console(stderr=True, highlight=False)


def say(message: str) -> None:
    """A message on standard error, its text taken as it is, but no identity number is ever shown."""
    err().print(masked_in_message(message), markup=False, soft_wrap=True)


def print_json(row: Mapping[str, Any]) -> None:
    """One object on one line of standard output, instants as ISO text."""
    typer.echo(orjson.dumps(presented(row)).decode())
