"""The HTTP application: what is served, on which paths."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from api.access.accounts import Accounts
from api.description import DESCRIPTION, described, operation_id
from api.http.envelope import Envelope
from api.http.logs import request_log
from api.http.refused import record_refusal
from api.http.service import Service
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
        generate_unique_id_function=operation_id,
        swagger_ui_oauth2_redirect_url=None,
    )
    app.state.service = service
    answer_with_problems(app, record_refusal)
    for module in ROUTES:
        app.include_router(module.router)
    serve_page(app)
    app.add_middleware(Envelope, metrics=service.metrics, log=request_log())
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    return app
