"""`/healthz`, `/readyz`, `/metrics`: whether the service is well, for those who run it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from api.http.metrics import CONTENT_TYPE
from api.http.signed_in import ServiceDependency
from api.problems import problem
from api.routes.described import problems
from api.routes.shapes.plain import Health
from graph.store.errors import StoreError
from graph.vault import VaultError
from queries.rulecheck import RuleError, read_rules

router = APIRouter(tags=["operation"])
_UNABLE = "库暂时不能读取 / the store cannot be read"


@router.get(
    "/healthz",
    responses={200: {"model": Health}, **problems(503)},
    summary="Whether the process and its store are well",
)
def healthz(request: Request, service: ServiceDependency) -> JSONResponse:
    """200 while the store can be read, 503 otherwise; says nothing about what is inside."""
    try:
        service.store.version()
    except StoreError:
        return problem(503, _UNABLE, {"Retry-After": "5"}, request=request)
    return JSONResponse({"status": "ok"})


@router.get("/readyz", responses={200: {"model": Health}, **problems(503)}, summary="Whether questions can be answered")
def readyz(request: Request, service: ServiceDependency) -> JSONResponse:
    """200 while the store, the key, the accounts and the rules can be used and the service is not stopping."""
    try:
        service.store.version()
        _ = service.vault
        _ = read_rules()
    except (StoreError, VaultError, RuleError):
        return problem(503, _UNABLE, {"Retry-After": "5"}, request=request)
    if service.stopping or service.accounts is None:
        return problem(
            503, "服务正在停止或没有账户 / stopping, or without accounts", {"Retry-After": "5"}, request=request
        )
    return JSONResponse({"status": "ready"})


@router.get(
    "/metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "Prometheus text."}},
)
def metrics(service: ServiceDependency) -> Response:
    """Counts and times of this process by route, never anything that was asked."""
    return Response(service.metrics.text(), media_type=CONTENT_TYPE)
