"""Every error over HTTP is a problem (RFC 9457)."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import HTTPException
from fastapi.testclient import TestClient

from api.app import application
from graph.store.opening import open_store


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """The application over an empty store, with two routes of the test's own that fail."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    open_store(url, create=True).close()
    app = application(url)

    @app.get("/fails")
    def fails() -> None:
        raise RuntimeError("640104198512121233")

    @app.get("/refuses/{number}")
    def refuses(number: int) -> None:
        raise HTTPException(409, "已有 / there is one", headers={"Retry-After": "7"})

    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("method", "path", "status", "detail"),
    [
        ("GET", "/nowhere", 404, None),
        ("GET", "/v1", 404, None),
        ("GET", "/explorer/nothing.js", 404, None),
        ("GET", "/explorer/../page.py", 404, None),
        ("POST", "/healthz", 405, None),
        ("GET", "/refuses/1", 409, "已有 / there is one"),
        ("GET", "/refuses/640104198512121233x", 422, "请求不符合接口 / not as the interface asks: path.number"),
        ("GET", "/fails", 500, None),
    ],
)
def test_an_error_is_a_problem(client: TestClient, method: str, path: str, status: int, detail: str | None) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["type"], body["status"], body.get("detail")) == ("about:blank", status, detail)
    assert body["title"]
    assert "19851212" not in answer.text


def test_headers_of_an_error_stay(client: TestClient) -> None:
    assert client.request("GET", "/refuses/1").headers["retry-after"] == "7"
    assert client.request("POST", "/healthz").headers["allow"] == "GET"


def test_health(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    missing = TestClient(application(f"sqlite:///{tmp_path / 'nothing.db'}")).get("/healthz")
    assert (missing.status_code, missing.headers["retry-after"]) == (503, "5")
    assert missing.headers["content-type"] == "application/problem+json"
    assert str(tmp_path) not in missing.text
