"""A worker process of the service, as `serve` starts them: the application over the store and accounts of this user."""

from __future__ import annotations

import gc

from fastapi import FastAPI

from api.access.accounts import Accounts, accounts_path
from api.app import application
from graph.store.opening import default_url

_BEFORE_RUBBISH_IS_SOUGHT = 20_000
"""So many new objects: an answer makes thousands, none of them in a circle."""


def served() -> FastAPI:
    """The application over ``CREDITGRAPH_STORE`` and ``CREDITGRAPH_ACCOUNTS``, for a process that does nothing else."""
    app = application(default_url(), Accounts(accounts_path()))
    gc.collect()
    gc.freeze()
    gc.set_threshold(_BEFORE_RUBBISH_IS_SOUGHT)
    return app


WORKER = f"{__name__}:{served.__name__}"
"""Where uvicorn finds it."""
