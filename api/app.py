"""The HTTP application: what is served, on which paths."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.concurrency import run_in_threadpool

from api.access.accounts import Accounts
from api.access.permissions import permissions
from api.http.envelope import Envelope
from api.http.logs import request_log
from api.http.refused import record_refusal
from api.http.service import Service
from api.http.signed_in import SCHEMES
from api.problems import answer_with_problems
from api.release import release
from api.routes import (
    approvals,
    audit,
    derived,
    government,
    notes,
    paths,
    pictures,
    propagation,
    proposals,
    reports,
    signing_in,
    subjects,
    system,
)
from api.routes.page import serve_page
from api.routes.shapes import Problem

ROUTES = (
    system,
    signing_in,
    approvals,
    subjects,
    derived,
    proposals,
    paths,
    audit,
    pictures,
    government,
    notes,
    reports,
    propagation,
)
"""Each module adds its own routes."""

DESCRIPTION = """信用主体关系知识图谱平台：审批查询、主体档案、措施、提示、通报、认定与审计。

A question says why it is asked (`purpose`), about which day (`as_of`) and as known at which instant (`known_at`).
Every answer is on record in the audit log before it leaves. Measures and alerts are two products and never one list;
proposals are shown to the authority that decides them, and to nobody else.

Units: money is an integer of fen (`*_fen`), shares are integers over a stated total, dates are ISO 8601 days, intervals
are half-open, instants are UTC. Texts are Chinese, or English where `Accept-Language` asks for it. Errors are problem
details (RFC 9457). Lists go on with `cursor` = `next` of the page before.
"""


def application(store_url: str, accounts: Accounts | None = None) -> FastAPI:
    """The application over one store and the accounts that may ask it; without accounts only open routes answer."""
    service = Service(store_url, accounts)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(service.begin)
        yield
        await run_in_threadpool(service.close)

    app = FastAPI(
        title="creditgraph",
        version=release(),
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        swagger_ui_oauth2_redirect_url=None,
    )
    app.state.service = service
    answer_with_problems(app, record_refusal)
    for module in ROUTES:
        app.include_router(module.router)
    serve_page(app)
    app.add_middleware(Envelope, metrics=service.metrics, log=request_log())
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI of the application, with the shape of problems."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes, license_info=_LICENCE
        )
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        schemas["Problem"] = Problem.model_json_schema()
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        made["components"]["securitySchemes"] = {
            scheme.scheme_name: scheme.model.model_dump(by_alias=True, exclude_none=True, mode="json")
            for scheme in SCHEMES
        }
        for path, operations in made["paths"].items():
            for method, operation in operations.items():
                route = permissions().routes.get(f"{method.upper()} {path}")
                if route is None or not route.open:
                    operation["security"] = [{scheme.scheme_name: []} for scheme in SCHEMES]
        app.openapi_schema = made
    return app.openapi_schema


_LICENCE = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
