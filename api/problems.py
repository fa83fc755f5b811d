"""Errors over HTTP as problem details (RFC 9457): one shape for all of them, in the language that was asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.languages import chosen
from graph.store.errors import StoreError, StoreUnavailable
from graph.vault import VaultError

MEDIA_TYPE = "application/problem+json"
TYPES = "urn:creditgraph:problem:"
"""What the type of a problem of our own begins with."""


class Refusal(Exception):
    """A request that is not answered, and why: "中文 / English"; ``code`` names the kind of problem."""

    def __init__(self, status: int, code: str, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.headers = status, code, detail, headers or {}
        self.recorded = False
        """Whether it is in the audit log already."""


def problem(
    status: int,
    detail: str = "",
    headers: dict[str, str] | None = None,
    *,
    code: str = "",
    request: Request | None = None,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> JSONResponse:
    """A problem of a status: its title is the status in words, ``detail`` what is to be known of this occurrence.

    ``code`` names a kind of our own, ``more`` holds further members; of ``detail`` the language asked for is told.
    """
    body: dict[str, Any] = {
        "type": TYPES + code if code else "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        **more,
    }
    if detail:
        body["detail"] = chosen(detail, request.headers.get("accept-language") if request is not None else None)
    identifier = getattr(request.state, "request_id", None) if request is not None else None
    if identifier:
        body["request_id"] = identifier
    return JSONResponse(body, status, headers=headers, media_type=MEDIA_TYPE)


def answer_with_problems(app: FastAPI, noted: Callable[[Request, Refusal], Awaitable[None]]) -> None:
    """Let every error of the application be a problem; none of them repeats what the request said.

    ``noted`` is told of each refusal before it leaves.
    """

    @app.exception_handler(Refusal)
    async def refused_by_us(request: Request, error: Refusal) -> JSONResponse:
        await noted(request, error)
        return problem(error.status, error.detail, error.headers, code=error.code, request=request)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> JSONResponse:
        detail = "" if error.detail == HTTPStatus(error.status_code).phrase else str(error.detail)
        return problem(error.status_code, detail, dict(error.headers or {}), request=request)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        places = sorted({".".join(map(str, one["loc"])) for one in error.errors()})
        listed = [_shown(place) for place in places]
        detail = f"请求不符合接口 / not as the interface asks: {'、'.join(listed)}"
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, request=request, more={"where": listed})

    @app.exception_handler(StoreError)
    async def no_store(request: Request, error: StoreError) -> JSONResponse:
        retry = "2" if isinstance(error, StoreUnavailable) else "30"
        detail = "库暂时不能读取 / the store cannot be read"
        return problem(503, detail, {"Retry-After": retry}, code="store-unavailable", request=request)

    @app.exception_handler(VaultError)
    async def no_key(request: Request, error: VaultError) -> JSONResponse:
        detail = "证件号码的密钥不能使用 / the key of identity numbers cannot be used"
        return problem(503, detail, {"Retry-After": "30"}, code="key-unavailable", request=request)

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> JSONResponse:
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, request=request)


def _shown(place: str) -> str:
    """Where in a request something is wrong; names of fields that the request itself made up are not repeated."""
    return ".".join(
        part if part.isascii() and part.replace("_", "").replace("-", "").isalnum() and len(part) < 40 else "?"
        for part in place.split(".")
    )
