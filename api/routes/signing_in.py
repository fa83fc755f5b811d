"""`/v1/token`, `/v1/session`: signing in and out, by OAuth 2 for programs and by cookie for the page."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any
from urllib.parse import unquote_plus

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from api.access.accounts import COOKIE_LIFE, TOKEN_LIFE, Accounts, Issued
from api.access.credentials import csrf_of
from api.access.errors import TooManyFailures
from api.http.service import Service
from api.http.signed_in import COOKIE, ActorDependency, ServiceDependency
from api.problems import Refusal
from api.routes.described import answers, problems
from api.routes.shapes.access import SignedIn, Token
from api.routes.shapes.plain import Shape

router = APIRouter(prefix="/v1", tags=["signing in"])
_FORM = {"max_length": 300}


class Credentials(BaseModel):
    """A name and a password."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=100, examples=["王审批"])
    password: str = Field(max_length=300)


@router.post("/token", responses={200: {"model": Token}, **problems(400, 401, 413, 422, 429, 503)}, summary="A token")
async def token(
    request: Request,
    service: ServiceDependency,
    grant_type: Annotated[str, Form(description="password or client_credentials", **_FORM)],
    username: Annotated[str, Form(**_FORM)] = "",
    password: Annotated[str, Form(**_FORM)] = "",
    client_id: Annotated[str, Form(**_FORM)] = "",
    client_secret: Annotated[str, Form(**_FORM)] = "",
) -> JSONResponse:
    """OAuth 2 (RFC 6749): the password flow for a user, client credentials (form or Basic) for a system."""
    accounts = _accounts(request, service)
    if grant_type == "password":
        issued = await _signed_in(accounts, username, password, "token")
    elif grant_type == "client_credentials":
        name, secret = _basic(request) or (client_id, client_secret)
        issued = accounts.sign_in_system(name, secret)
    else:
        raise Refusal(400, "unsupported_grant_type", "只支持 password 和 client_credentials / only these two flows")
    if issued is None:
        raise _wrong()
    return JSONResponse({"access_token": issued.secret, "token_type": "bearer", "expires_in": TOKEN_LIFE})


@router.post(
    "/token/revocation",
    responses={200: {"model": Shape, "description": "Nothing to say: `{}`."}, **problems(400, 413, 422, 429, 503)},
    summary="Revoke a token",
)
async def revocation(
    request: Request, service: ServiceDependency, token: Annotated[str, Form(**_FORM)]
) -> JSONResponse:
    """RFC 7009: whoever holds a token can end it; one that is none is no error."""
    _accounts(request, service).sign_out(token)
    return JSONResponse({})


@router.post(
    "/session", responses={200: {"model": SignedIn}, **problems(400, 401, 413, 422, 429, 503)}, summary="Sign in"
)
async def sign_in(request: Request, service: ServiceDependency, given: Credentials) -> JSONResponse:
    """Sign in the page: an HttpOnly, SameSite=Strict cookie, and the token that changes have to say beside it."""
    accounts = _accounts(request, service)
    issued = await _signed_in(accounts, given.name, given.password, "cookie")
    actor = accounts.who(issued.secret, "cookie") if issued is not None else None
    if issued is None or actor is None:
        raise _wrong()
    answer = JSONResponse(_described(actor, csrf_of(issued.secret)))
    answer.set_cookie(
        COOKIE,
        issued.secret,
        max_age=COOKIE_LIFE,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )
    return answer


@router.get("/session", responses={200: {"model": SignedIn}, **answers()}, summary="Who is signed in")
async def session(request: Request, actor: ActorDependency) -> JSONResponse:
    """Who is signed in, and for a cookie the token that changes have to say beside it."""
    held = request.cookies.get(COOKIE) if actor.by == "cookie" else None
    return JSONResponse(_described(actor, csrf_of(held) if held else None))


@router.delete("/session", responses=answers(), status_code=204, summary="Sign out", response_class=Response)
async def sign_out(request: Request, service: ServiceDependency, actor: ActorDependency) -> Response:
    """End the credential this request came with; an API key stays."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    held = token.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")
    if service.accounts is not None and actor.by != "key":
        service.accounts.sign_out(held)
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def _accounts(request: Request, service: Service) -> Accounts:
    """The accounts, unless this address tries too often."""
    wait = service.sign_ins.take(request.client.host if request.client is not None else "")
    if wait:
        raise Refusal(429, "rate", "登录尝试过于频繁 / too many attempts", {"Retry-After": str(int(wait) + 1)})
    if service.accounts is None:
        raise Refusal(503, "no-accounts", "没有账户 / there are no accounts", {"Retry-After": "30"})
    return service.accounts


async def _signed_in(accounts: Accounts, name: str, password: str, kind: str) -> Issued | None:
    """Off the event loop: the hash is slow on purpose."""
    try:
        return await run_in_threadpool(accounts.sign_in, name, password, kind)
    except TooManyFailures as error:
        raise Refusal(429, "rate", str(error), {"Retry-After": "900"}) from None


def _basic(request: Request) -> tuple[str, str] | None:
    """A system's name and secret from a Basic header (RFC 6749, 2.3.1)."""
    scheme, _, held = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, secret = base64.b64decode(held.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return "", ""
    return unquote_plus(name), unquote_plus(secret)


def _wrong() -> Refusal:
    return Refusal(
        401,
        "invalid_grant",
        "名称或口令不对 / wrong name or password",
        {"WWW-Authenticate": 'Bearer realm="creditgraph"'},
    )


def _described(actor: Any, csrf: str | None) -> dict[str, Any]:  # noqa: ANN401 - an Actor
    answer = {"name": actor.name, "office": actor.office, "roles": sorted(actor.roles), "place": actor.place}
    return {**answer, "csrf_token": csrf}
