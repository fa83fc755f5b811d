"""`account office / user / system / key / revoke / list`: who may ask over HTTP."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Annotated

import typer

from api.cli.session import Session, no_identity_number, print_json, say

HELP = """机关、账户、密钥与撤销 / offices, accounts, keys, and revoking them.

账户存放在密钥旁边的 accounts.db（或 CREDITGRAPH_ACCOUNTS），不在库里，也不在备份里。

例：creditgraph account user 王审批 --office 11640000MB00000512 --role clerk
"""

NameArgument = Annotated[str, typer.Argument(metavar="NAME", callback=no_identity_number, help="账户名 / its name")]
OfficeOption = Annotated[str, typer.Option("--office", help="机关代码 / the office's code")]
RoleOption = Annotated[list[str], typer.Option("--role", help="角色，可多次 / a role, may be repeated")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help=HELP)
    group.command(
        "office",
        help="登记或更改机关 / add or change an office.\n\n"
        "例：creditgraph account office 11640100MB000006XU 银川市某局 --place 6401",
    )(office)
    group.command(
        "user",
        help="登记用户；口令从标准输入读取，空则生成并显示一次 / add a user; the password is read from standard input, "
        "or made and shown once.\n\n例：creditgraph account user 王审批 --office 1164… --role clerk",
    )(user)
    group.command(
        "system",
        help="登记系统，密钥显示一次 / add a system; its secret is shown once.\n\n"
        "例：creditgraph account system 审批平台 --office 1164… --role clerk",
    )(system)
    group.command(
        "key",
        help="发放 API 密钥，显示一次 / make an API key, shown once.\n\n例：creditgraph account key 审批平台 --days 90",
    )(key)
    group.command(
        "revoke",
        help="撤销账户或一个凭据，立即生效 / revoke an account or one credential, at once.\n\n"
        "例：creditgraph account revoke 王审批",
    )(revoke)
    group.command("list", help="账户一览 / all accounts.\n\n例：creditgraph account list")(listing)
    app.add_typer(group, name="account")


def office(
    session: Session,
    code: Annotated[str, typer.Argument(metavar="CODE", callback=no_identity_number, help="机关代码 / its code")],
    name: Annotated[str, typer.Argument(metavar="NAME", callback=no_identity_number, help="机关名称 / its name")],
    place: Annotated[str, typer.Option("--place", help="只限这一行政区划（前缀）/ limited to this place")] = "",
) -> None:
    """Add an office."""
    from api.access.accounts import Accounts, accounts_path

    _on_record(session, "office", code)
    Accounts(accounts_path()).add_office(code, name, place)
    say(f"已登记机关 / office: {code} {name}")


def user(session: Session, name: NameArgument, office: OfficeOption, role: RoleOption) -> None:
    """Add a user."""
    from api.access.accounts import Accounts, accounts_path
    from api.access.credentials import new_password

    given = getpass("口令（空则生成）/ password (empty: one is made): ") if sys.stdin.isatty() else sys.stdin.readline()
    password = given.rstrip("\r\n") or new_password()
    _on_record(session, "user", f"{name} {office} {'、'.join(role)}")
    Accounts(accounts_path()).add_user(name, office, role, password)
    _show(session, {"account": name, **({} if given.rstrip("\r\n") else {"password": password})})


def system(session: Session, name: NameArgument, office: OfficeOption, role: RoleOption) -> None:
    """Add a system."""
    from api.access.accounts import Accounts, accounts_path

    _on_record(session, "system", f"{name} {office} {'、'.join(role)}")
    _show(session, {"client_id": name, "client_secret": Accounts(accounts_path()).add_system(name, office, role)})


def key(
    session: Session,
    name: NameArgument,
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="有效天数 / valid for so many days")] = 365,
) -> None:
    """Make a key."""
    from api.access.accounts import Accounts, accounts_path

    _on_record(session, "key", name)
    issued = Accounts(accounts_path()).add_key(name, days)
    _show(session, {"account": name, "id": issued.id, "key": issued.secret})


def revoke(
    session: Session,
    what: Annotated[str, typer.Argument(metavar="NAME|ID", callback=no_identity_number, help="账户名或凭据编号")],
) -> None:
    """Revoke."""
    from api.access.accounts import Accounts, accounts_path

    _on_record(session, "revoke", what)
    Accounts(accounts_path()).revoke(what)
    say(f"已撤销 / revoked: {what}")


def listing(session: Session) -> None:
    """List accounts."""
    from api.access.accounts import Accounts, accounts_path
    from api.access.permissions import permissions

    found = Accounts(accounts_path()).listed()
    names = {role: one.name for role, one in permissions().roles.items()}
    rows = (
        found if session.json else [{**one, "roles": "、".join(names[role] for role in one["roles"])} for one in found]
    )
    session.emit(
        rows,
        {"name": "账户", "kind": "种类", "office_name": "机关", "place": "区划", "roles": "角色", "disabled": "停用"},
    )


def _on_record(session: Session, verb: str, detail: str) -> None:
    """A change of accounts stands in the audit log before it is made, without any secret.

    Where there is no store yet nobody can be asked about, and nothing is recorded.
    """
    from datetime import UTC, datetime

    from api.four_eyes import actor_name
    from graph.model import instant_number
    from graph.store.audit import Asked
    from graph.store.errors import StoreMissing

    try:
        with session.store() as store:
            instant = instant_number(datetime.now(UTC))
            store.append_audit([Asked(instant, actor_name(None), "", "", f"account {verb}", detail=detail)])
    except StoreMissing:
        return


def _show(session: Session, made: dict[str, str]) -> None:
    """What was made; a secret is on standard output this once."""
    if session.json:
        print_json(made)
    else:
        for name, value in made.items():
            session.tell(f"{name}: {value}")
