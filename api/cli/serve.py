"""`serve`: the HTTP service on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.session import Session, say
from graph.store.port import Store

if TYPE_CHECKING:
    from api.access.accounts import Accounts

HELP = """在本机提供 HTTP 服务 / the HTTP service on loopback.

例：creditgraph serve --port 8000
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("serve", help=HELP)(serve)


def serve(
    session: Session,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口 / port")] = 8000,
    host: Annotated[str, typer.Option("--host", help="监听地址，默认只限本机 / loopback unless given")] = "127.0.0.1",
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help="进程数 / worker processes, over one store")
    ] = 1,
    sample_accounts: Annotated[
        bool,
        typer.Option(
            "--sample-accounts", help="每种角色各设一个演示账户，口令随机 / an account for each role, to try it"
        ),
    ] = False,
) -> None:
    """Serve until interrupted."""
    import os
    import socket

    import uvicorn

    from api.access.accounts import Accounts, accounts_path
    from api.serving import WORKER

    accounts = Accounts(accounts_path())
    with session.store(create=True) as opened:
        made = _sample(opened, accounts) if sample_accounts else []
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise typer.BadParameter(f"端口 {port} 不能使用 / the port cannot be used: {error.strerror}") from None
    base = f"http://{host}:{port}"
    say(f"探索页面 / the explorer: {base}/")
    say(f"服务地址 / serving: {base}/healthz")
    _say_how_to_sign_in(base, made, any_account=bool(accounts.listed()))
    os.environ["CREDITGRAPH_STORE"] = session.url  # for the workers
    uvicorn.run(
        WORKER,
        factory=True,
        workers=workers,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,  # its lines hold whole URLs; ours do not
        server_header=False,
        timeout_graceful_shutdown=30,
        h11_max_incomplete_event_size=32_768,
    )


def _sample(store: Store, accounts: Accounts) -> list[tuple[str, str, str]]:
    from api.access.sample import sample_accounts

    return sample_accounts(accounts, _an_authority(store))


def _an_authority(store: Store) -> tuple[str, str] | None:
    """The code and name of an organ that decided on something proposed, so that its account can confirm it."""
    from datetime import date

    from api.answering.lists import LISTINGS, Filters, page

    found = page(store, LISTINGS["proposals"], Filters(), date.today(), None, after="", limit=1).answers
    organs = [tie.target for one in found for tie in store.ties([one["trigger"]["id"]], kinds=["DECIDED_BY"])]
    return next(((fact.code, fact.name) for fact in store.facts(organs) if fact.code), None)


def _say_how_to_sign_in(base: str, made: list[tuple[str, str, str]], *, any_account: bool) -> None:
    if made:
        say("演示账户（每次启动口令都不同）/ accounts to try it, with new passwords at every start:")
        for name, role, password in made:
            say(f"  {name}  {password}  {role}")
        name, _, password = made[0]
        say("登录 / sign in, then ask:")
        say(f"  TOKEN=$(curl -s {base}/v1/token -d grant_type=password -d username={name} -d password={password} \\")
        say("    | python3 -c 'import json,sys; print(json.load(sys.stdin)[\"access_token\"])')")
        say(
            f'  curl -s -H "Authorization: Bearer $TOKEN" -G {base}/v1/subjects --data-urlencode q=食品 '
            "-d purpose=administrative_approval"
        )
    elif any_account:
        say(f"登录 / sign in: POST {base}/v1/token")
    else:
        say(
            "还没有账户，无人能登录；请先 / nobody can sign in yet, first:\n"
            "  creditgraph account office 机关代码 机关名称\n"
            "  creditgraph account user 名称 --office 机关代码 --role clerk"
        )
