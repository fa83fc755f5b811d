"""`/` and `/explorer`: the explorer's page as it was built, under a policy that admits nothing but its own files."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import Response

from api.problems import problem

BUILT = Path(str(files("visual"))) / "explorer" / "dist"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
"""What the page may load and run: its own files. No text becomes script or markup (Trusted Types)."""

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}

_UNBUILT = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>creditgraph</title>
<p>页面尚未构建：请运行 <code>make serve</code>。接口在 /v1，说明在 /openapi.json。</p>
<p lang="en">The page is not built yet: run <code>make serve</code>. The interface is at /v1, see /openapi.json.</p>
</html>"""


def serve_page(app: FastAPI) -> None:
    """Let the application serve the page. Its files hold nothing about anybody, so no sign-in is asked for."""
    app.add_route("/", _index, include_in_schema=False)
    app.add_route("/explorer/{name:path}", _asset, include_in_schema=False)


def _index(request: Request) -> Response:
    """The page; where it was not built, how to build it."""
    file = BUILT / "index.html"
    if not file.is_file():
        return _served(_UNBUILT.encode(), ".html", 503)
    return _served(file.read_bytes(), ".html")


def _asset(request: Request) -> Response:
    """A file of the page. Names carry their content's hash, so a browser may keep them."""
    name = str(request.path_params["name"])
    file = (BUILT / name).resolve()
    if not file.is_relative_to(BUILT.resolve()) or not file.is_file() or file.suffix not in _TYPES:
        return problem(404, request=request)
    kept = "public, max-age=31536000, immutable" if "assets" in file.parts else "no-cache"
    return _served(file.read_bytes(), file.suffix, kept=kept)


def _served(content: bytes, suffix: str, status: int = 200, kept: str = "no-cache") -> Response:
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": kept}
    return Response(content, status, headers, _TYPES[suffix])
