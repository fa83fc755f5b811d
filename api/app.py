"""The HTTP application: what is served, on which paths."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from graph.store.errors import StoreError
from graph.store.opening import open_store


def application(store_url: str) -> FastAPI:
    """The application over one store. `/healthz` answers 200 while the store can be read, 503 otherwise."""
    app = FastAPI(title="creditgraph", version="0.1.0", docs_url=None, redoc_url=None)

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
            return JSONResponse({"status": "unavailable"}, status_code=503, headers={"Retry-After": "5"})
        return JSONResponse({"status": "ok"})

    return app
