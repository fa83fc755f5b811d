"""Every route × every role and nobody: allowed or refused as the one table says, and no route stands outside it."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.routing import APIRoute

from api.access.permissions import permissions
from api.app import application
from tests.api.http.conftest import PURPOSES, Desk

TABLE = permissions().routes
ROLES: list[str | None] = [*permissions().roles, None]

BODIES: dict[str, dict[str, Any]] = {
    "POST /v1/token": {"data": {"grant_type": "password", "username": "nobody", "password": "x"}},
    "POST /v1/token/revocation": {"data": {"token": "x"}},
    "POST /v1/session": {"json": {"name": "nobody", "password": "x"}},
    "GET /v1/subjects": {"params": {"q": "食品"}},
    "POST /v1/subjects/lookup": {"json": {"number": "640104199001010018"}},
    "POST /v1/subjects/{subject}/unmasking": {"json": {"reason": "核对本人身份"}},
    "POST /v1/subjects/{subject}/notes": {"json": {"text": "已电话核实住所"}},
    "POST /v1/propagation/runs": {"json": {"dry_run": True}},
    "POST /v1/surroundings/among": {"json": {"ids": ["O" + "0" * 24]}},
    "POST /v1/surroundings/counts": {"json": {"ids": ["O" + "0" * 24]}},
    "POST /v1/proposals/{id}/confirmation": {
        "json": {"outcome": "reject", "document": "宁监不认〔2026〕1号", "date": "2026-03-20"}
    },
    "POST /v1/proposals/{id}/objections": {"json": {"by": "张某", "date": "2026-03-20"}},
    "POST /v1/objections": {"json": {"id": "x", "by": "张某", "date": "2026-03-20"}},
    "POST /v1/why-not": {"json": {"subject": "O" + "0" * 24, "rule": "penalty-publicity", "record": "x"}},
    "POST /v1/approvals/check": {"json": {"applicant": {"name": "某某公司"}, "scope": "食品"}},
    "POST /v1/approvals/batch": {"json": {"items": [{"applicant": {"name": "某某公司"}}], "scope": "食品"}},
    "POST /v1/approvals/verification": {"json": {"query_id": "Q0"}},
    "POST /v1/propagation/runs/{id}/cancellation": {"json": {}},
    "POST /v1/propagation/runs/{id}/resumption": {"json": {}},
    "GET /v1/paths": {"params": {"from": "O" + "0" * 24, "to": "O" + "1" * 24}},
    "GET /v1/audit": {"params": {"subject": "O" + "0" * 24}},
}
"""What a route needs besides the purpose."""

WITHOUT_SIGN_IN = {"POST /v1/token": 401, "POST /v1/session": 401}
"""Open routes that say 401 by themselves: the credentials in the body are wrong."""


def routes_of(app: Any) -> set[str]:  # noqa: ANN401 - the framework's class
    """Every route of the application, as the table writes it."""
    schema = app.openapi()["paths"]
    return {f"{method.upper()} {path}" for path, methods in schema.items() for method in methods}


def test_every_route_stands_in_the_table_and_every_line_is_a_route(tmp_path: Any) -> None:  # noqa: ANN401 - a path
    app = application(f"sqlite:///{tmp_path / 'x.db'}")
    assert routes_of(app) | {"GET /openapi.json"} == set(TABLE)
    served = {f"{method} {one.path}" for one in app.routes if isinstance(one, APIRoute) for method in one.methods or ()}
    assert served <= set(TABLE)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", TABLE)
def test_the_table_is_held(shared_desk: Desk, name: str, role: str | None) -> None:
    method, path = name.split()
    path = path.replace("{subject}", "O" + "0" * 24).replace("{id}", "M" + "0" * 24)
    more: dict[str, Any] = {key: dict(value) for key, value in BODIES.get(name, {}).items()}
    purpose = PURPOSES.get(role or "", "行政审批")
    if name.startswith("GET /v1/") and not TABLE[name].any:
        more.setdefault("params", {})["purpose"] = "本人查询" if (name, role) == ("GET /v1/audit", "clerk") else purpose
    elif "json" in more and not TABLE[name].open:
        more["json"]["purpose"] = purpose
    answer = shared_desk.ask(method, path, role, **more)
    route = TABLE[name]
    if route.open:
        assert answer.status_code == WITHOUT_SIGN_IN.get(name, 200), answer.text
    elif role is None:
        assert answer.status_code == 401, answer.text
        assert answer.json()["type"] == "urn:creditgraph:problem:sign-in"
    elif not (route.any or role in route.roles):
        assert answer.status_code == 403, answer.text
        assert answer.json()["type"] == "urn:creditgraph:problem:role"
    else:
        assert answer.status_code in {200, 201, 202, 204, 404, 409} or (
            name.endswith("/unmasking") and answer.status_code == 404
        ), answer.text


@pytest.mark.parametrize("role", [role for role in permissions().roles if role in PURPOSES])
@pytest.mark.parametrize("purpose", permissions().purposes)
def test_a_purpose_is_for_its_roles_alone(shared_desk: Desk, role: str, purpose: str) -> None:
    answer = shared_desk.ask("GET", "/v1/subjects", role, params={"q": "食品", "purpose": purpose})
    allowed = role in permissions().purposes[purpose].roles
    assert answer.status_code == (200 if allowed else 403)
    english = permissions().purposes[purpose].name_en
    again = shared_desk.ask("GET", "/v1/subjects", role, params={"q": "食品", "purpose": english})
    assert again.status_code == answer.status_code
