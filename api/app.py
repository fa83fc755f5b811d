"""The HTTP application: what is served, on which paths."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from api.problems import answer_with_problems, problem
from api.release import release
from graph.store.errors import StoreError
from graph.store.opening import open_store


def application(store_url: str) -> FastAPI:
    """The application over one store. `/healthz` answers 200 while the store can be read, 503 otherwise."""
    app = FastAPI(title="creditgraph", version=release(), docs_url=None, redoc_url=None)
    answer_with_problems(app)

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        """Whether the process and its store are well; says nothing about what is inside."""
        try:
            store = open_store(store_url)
            try:
                store.version()
            finally:
                store.close()
        except StoreError:
            return problem(503, "库暂时不能读取 / the store cannot be read", {"Retry-After": "5"})
        return JSONResponse({"status": "ok"})

    return app
