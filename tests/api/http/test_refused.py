"""Who was not let in is on record: without a sign-in, a role, a purpose; each once, and nobody floods the log."""

from __future__ import annotations

from typing import Any

from api.http.limits import KNOCKS
from tests.api.http.conftest import Desk


def record(desk: Desk) -> list[tuple[str, str, str]]:
    store: Any = desk.app.state.service.store
    return [(entry.who, entry.action, entry.detail) for entry in store.audit_log(limit=1000)]


def test_each_refusal_is_on_record_once(desk: Desk) -> None:
    before = len(record(desk))
    asked = {"q": "食品"}
    assert desk.ask("GET", "/v1/subjects", None, params=asked).status_code == 401
    assert desk.ask("GET", "/v1/subjects", "administrator", params=asked).status_code == 403
    assert desk.ask("GET", "/v1/subjects", "clerk", params={**asked, "purpose": "审计"}).status_code == 403
    unknown = "O" + "0" * 24
    assert desk.get(f"/v1/subjects/{unknown}").status_code == 404
    assert record(desk)[before:] == [
        ("", "GET /v1/subjects", "refused: sign-in"),
        ("administrator", "GET /v1/subjects", "refused: role"),
        ("clerk", "GET /v1/subjects", "refused: purpose-role"),
        ("clerk", "GET /v1/subjects/{subject}", "refused: subject-unknown"),
    ]


def test_nobody_fills_the_log_by_knocking(desk: Desk) -> None:
    before = len(record(desk))
    for _ in range(int(KNOCKS.at_once) + 40):
        assert desk.ask("GET", "/v1/subjects", None, params={"q": "食品"}).status_code == 401
    assert KNOCKS.at_once <= len(record(desk)) - before < KNOCKS.at_once + 20
