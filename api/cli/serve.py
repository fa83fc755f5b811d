"""`serve`: the HTTP service on loopback."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.session import Session, say

HELP = """在本机提供 HTTP 服务 / the HTTP service on loopback.

例：creditgraph serve --port 8000
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("serve", help=HELP)(serve)


def serve(
    session: Session,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口 / port")] = 8000,
) -> None:
    """Serve until interrupted."""
    import socket

    import uvicorn

    from api.app import application

    with session.store(create=True):
        pass
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise typer.BadParameter(f"端口 {port} 不能使用 / the port cannot be used: {error.strerror}") from None
    say(f"服务地址 / serving: http://127.0.0.1:{port}/healthz")
    uvicorn.run(application(session.url), host="127.0.0.1", port=port, log_level="warning", server_header=False)
