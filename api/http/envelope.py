"""Around every request: an id, limits of size and time, headers for browsers, a log line and a count."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
import traceback
from pathlib import PurePath
from typing import Any

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.limits import MOST_BYTES, SLOWEST_BODY
from api.http.metrics import Metrics
from api.problems import problem
from graph.identifiers.resident_text import masked_in_message

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
"""On every answer."""

UNLESS_SET = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
)
"""On every answer that says nothing else: what is asked about somebody stays in no cache."""


class _TooLongError(HTTPException):
    """The framework lets these through where it reads a body, and answers them as problems."""

    def __init__(self) -> None:
        super().__init__(413, "请求过大 / the request is too long", {"Connection": "close"})


class _TooSlowError(HTTPException):
    def __init__(self) -> None:
        super().__init__(408, "请求过慢 / the request came too slowly", {"Connection": "close"})


class Envelope:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, log: Any) -> None:  # noqa: ANN401 - structlog's logger
        self._app, self._metrics, self._log = app, metrics, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, started = time.perf_counter(), 500, False
        headers = dict(scope["headers"])
        identifier = _identifier(headers.get(b"x-request-id", b"").decode("latin-1"))
        scope.setdefault("state", {})["request_id"] = identifier
        self._metrics.began()

        async def sending(message: Message) -> None:
            nonlocal status, started
            if message["type"] == "http.response.start":
                status, started = message["status"], True
                present = {name for name, _ in message["headers"]}
                message = {
                    **message,
                    "headers": [
                        *message["headers"],
                        *HEADERS,
                        *(one for one in UNLESS_SET if one[0] not in present),
                        (b"x-request-id", identifier.encode()),
                    ],
                }
            await send(message)

        try:
            if _declared(headers) > MOST_BYTES:
                error = _TooLongError()
                await problem(error.status_code, error.detail, dict(error.headers or {}))(scope, receive, sending)
            else:
                await self._app(scope, _limited(receive), sending)
        except Exception as error:  # what is said of it is where it happened: its message may hold anything
            self._log.error("fault", request_id=identifier, error=type(error).__name__, place=_place(error))
            if started:
                raise
            await problem(500)(scope, receive, sending)
        finally:
            seconds = time.perf_counter() - began
            route = getattr(scope.get("route"), "path", "") or "none"
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self._metrics.answered(route, method, status, seconds)
            self._log.info(
                "request",
                request_id=identifier,
                method=method,
                route=route,
                status=status,
                milliseconds=round(seconds * 1000, 2),
            )


def _place(error: BaseException) -> list[str]:
    """The last places in the program that an error passed."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def _identifier(given: str) -> str:
    """The id a caller gave his request where it is a harmless one, or a new one."""
    if _ID.fullmatch(given) and masked_in_message(given) == given:
        return given
    return secrets.token_hex(12)


def _declared(headers: dict[bytes, bytes]) -> int:
    try:
        return int(headers.get(b"content-length", b"0"))
    except ValueError:
        return 0


def _limited(receive: Receive) -> Receive:
    """The body, unless it is too long or takes too long; what comes after it is waited for as long as it takes."""
    read, whole, deadline = 0, False, time.monotonic() + SLOWEST_BODY

    async def limited() -> Message:
        nonlocal read, whole
        if whole:
            return await receive()
        try:
            async with asyncio.timeout(max(deadline - time.monotonic(), 0.01)):
                message = await receive()
        except TimeoutError:
            raise _TooSlowError from None
        if message["type"] == "http.request":
            read += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if read > MOST_BYTES:
                raise _TooLongError
        return message

    return limited
