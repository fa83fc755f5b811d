"""Who asks: the bearer token, API key or cookie of a request, and whether his roles may use the route."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, APIKeyHeader, OAuth2
from fastapi.security.base import SecurityBase

from api.access import credentials
from api.access.accounts import COOKIE_LIFE
from api.access.actor import Actor
from api.access.permissions import permissions
from api.http.service import Service
from api.problems import Refusal

COOKIE = "creditgraph_session"
CSRF_HEADER = "X-CSRF-Token"
KEY_HEADER = "X-API-Key"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_flows = {
    "password": {"tokenUrl": "/v1/token", "scopes": {}},
    "clientCredentials": {"tokenUrl": "/v1/token", "scopes": {}},
}
SCHEMES: tuple[SecurityBase, ...] = (
    OAuth2(flows=_flows, scheme_name="oauth2", auto_error=False, description="Bearer token from /v1/token."),
    APIKeyHeader(name=KEY_HEADER, scheme_name="api_key", auto_error=False, description="Key of a system."),
    APIKeyCookie(
        name=COOKIE,
        scheme_name="cookie",
        auto_error=False,
        description=f"The explorer's page: /v1/session. Requests that change something say {CSRF_HEADER} too.",
    ),
)
"""How somebody may say who he is, as the OpenAPI describes it. :func:`admitted` reads the request itself: as
dependencies of their own these cost more than the rest of admitting somebody."""


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    service: Service = request.app.state.service
    return service


def route_of(request: Request) -> str:
    """The route of a request as the table of permissions has it."""
    return f"{request.method} {getattr(request.scope.get('route'), 'path', '')}"


def _actor(request: Request, service: Service) -> Actor | None:
    accounts = service.accounts
    if accounts is None:
        return None
    authorization = request.headers.get("authorization")
    if authorization is not None:
        scheme, _, token = authorization.partition(" ")
        return accounts.who(token.strip(), "token") if scheme.lower() == "bearer" else None
    key = request.headers.get(KEY_HEADER)
    if key is not None:
        return accounts.who(key, "key")
    session = request.cookies.get(COOKIE)
    if session is None:
        return None
    actor = accounts.who(session, "cookie")
    said = request.headers.get(CSRF_HEADER, "")
    if actor is not None and request.method not in _SAFE and not credentials.same(said, credentials.csrf_of(session)):
        raise Refusal(403, "csrf", f"缺少或不符的 {CSRF_HEADER} / {CSRF_HEADER} is missing or wrong")
    return actor


async def _service(request: Request) -> Service:
    """Asynchronous: what is not is called in another thread, for which a request would wait."""
    return service_of(request)


async def admitted(request: Request) -> Actor:
    """Whoever may use this route. Refuses with 401 who is not signed in, with 403 who may not, with 429 the hasty."""
    service = service_of(request)
    actor = _actor(request, service)
    route = permissions().routes.get(route_of(request))
    if actor is None:
        raise Refusal(401, "sign-in", "请先登录 / sign in first", {"WWW-Authenticate": 'Bearer realm="creditgraph"'})
    request.state.actor = actor
    if route is None or not route.admits(actor.roles):
        raise Refusal(403, "role", "角色无权使用这一接口 / this role may not use this route")
    wait = service.rates.take(actor.name)
    if wait:
        raise Refusal(429, "rate", "请求过于频繁 / too many requests", {"Retry-After": str(int(wait) + 1)})
    return actor


def actor_of(request: Request) -> Actor:
    """Whom a router's :func:`admitted` let in: asked for again, it would be worked out again."""
    actor: Actor = request.state.actor
    return actor


ActorDependency = Annotated[Actor, Security(admitted)]
ServiceDependency = Annotated[Service, Depends(_service)]

__all__ = [
    "COOKIE",
    "COOKIE_LIFE",
    "CSRF_HEADER",
    "SCHEMES",
    "ActorDependency",
    "ServiceDependency",
    "actor_of",
    "admitted",
    "service_of",
]
