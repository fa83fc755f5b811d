"""The peer of `api_check`: a bare FastAPI route that reads one row of the same SQLite file, and does nothing else.

``python -m tests.benchmarks.bare_api --port PORT FILE``
"""

from __future__ import annotations

import argparse
import sqlite3
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI


def bare(file: Path) -> FastAPI:
    """The application. The route is asynchronous: one that is not costs a change of threads more."""
    app = FastAPI()
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    @app.get("/row/{code}")
    async def row(code: str) -> dict[str, Any]:
        found = connection.execute("SELECT entity, name FROM fact WHERE code = ? AND code <> ''", (code,)).fetchone()
        return {"code": code, "id": found[0], "name": found[1]}

    return app


def main() -> None:
    """Serve until it is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("file", type=Path)
    asked = parser.parse_args()
    uvicorn.run(bare(asked.file), host="127.0.0.1", port=asked.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
