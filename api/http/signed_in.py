"""Who asks: the bearer token, API key or cookie of a request, and whether his roles may use the route."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, APIKeyHeader, OAuth2

from api.access import credentials
from api.access.accounts import COOKIE_LIFE
from api.access.actor import Actor
from api.access.permissions import permissions
from api.http.service import Service
from api.problems import Refusal

COOKIE = "creditgraph_session"
CSRF_HEADER = "X-CSRF-Token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_flows = {
    "password": {"tokenUrl": "/v1/token", "scopes": {}},
    "clientCredentials": {"tokenUrl": "/v1/token", "scopes": {}},
}
oauth2 = OAuth2(flows=_flows, scheme_name="oauth2", auto_error=False, description="Bearer token from /v1/token.")
api_key = APIKeyHeader(name="X-API-Key", scheme_name="api_key", auto_error=False, description="Key of a system.")
cookie = APIKeyCookie(
    name=COOKIE,
    scheme_name="cookie",
    auto_error=False,
    description=f"The explorer's page: /v1/session. Requests that change something say {CSRF_HEADER} too.",
)


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    service: Service = request.app.state.service
    return service


def route_of(request: Request) -> str:
    """The route of a request as the table of permissions has it."""
    return f"{request.method} {getattr(request.scope.get('route'), 'path', '')}"


def _actor(
    request: Request, authorization: str | None, key: str | None, session: str | None, service: Service
) -> Actor | None:
    accounts = service.accounts
    if accounts is None:
        return None
    if authorization is not None:
        scheme, _, token = authorization.partition(" ")
        return accounts.who(token.strip(), "token") if scheme.lower() == "bearer" else None
    if key is not None:
        return accounts.who(key, "key")
    if session is None:
        return None
    actor = accounts.who(session, "cookie")
    said = request.headers.get(CSRF_HEADER, "")
    if actor is not None and request.method not in _SAFE and not credentials.same(said, credentials.csrf_of(session)):
        raise Refusal(403, "csrf", f"缺少或不符的 {CSRF_HEADER} / {CSRF_HEADER} is missing or wrong")
    return actor


async def admitted(
    request: Request,
    service: Annotated[Service, Depends(service_of)],
    authorization: Annotated[str | None, Security(oauth2)],
    key: Annotated[str | None, Security(api_key)],
    session: Annotated[str | None, Security(cookie)],
) -> Actor:
    """Whoever may use this route. Refuses with 401 who is not signed in, with 403 who may not, with 429 the hasty."""
    actor = _actor(request, authorization, key, session, service)
    route = permissions().routes.get(route_of(request))
    if actor is None:
        raise Refusal(401, "sign-in", "请先登录 / sign in first", {"WWW-Authenticate": 'Bearer realm="creditgraph"'})
    if route is None or not route.admits(actor.roles):
        raise Refusal(403, "role", "角色无权使用这一接口 / this role may not use this route")
    wait = service.rates.take(actor.name)
    if wait:
        raise Refusal(429, "rate", "请求过于频繁 / too many requests", {"Retry-After": str(int(wait) + 1)})
    return actor


ActorDependency = Annotated[Actor, Security(admitted)]
ServiceDependency = Annotated[Service, Depends(service_of)]

__all__ = ["COOKIE", "COOKIE_LIFE", "CSRF_HEADER", "ActorDependency", "ServiceDependency", "admitted", "service_of"]
