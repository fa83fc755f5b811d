"""`serve`: the HTTP service on loopback."""

from __future__ import annotations

from typing import Annotated

import typer
import uvicorn

from api.app import application
from api.cli.session import StoreOption, merged, say

HELP = """在本机提供 HTTP 服务 / the HTTP service on loopback.

例：creditgraph serve --port 8000
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("serve", help=HELP)(serve)


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口 / port")] = 8000,
    store: StoreOption = None,
) -> None:
    """Serve until interrupted."""
    session = merged(context, store, None, None, False)
    with session.store(create=True):
        say(f"服务地址 / serving: http://127.0.0.1:{port}/healthz")
    uvicorn.run(application(session.url), host="127.0.0.1", port=port, log_level="warning", server_header=False)
