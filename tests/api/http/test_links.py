"""Every link of the OpenAPI leads from an answer that is there to a question that is answered."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from api.access.permissions import permissions
from api.routes.links import LINKS, Link
from api.runs import UNDER_WAY
from loaders.loading import load
from tests.api.http.conftest import PASSWORD, PURPOSES, Desk
from tests.api.http.test_matrix import BODIES

ASKED: dict[str, dict[str, Any]] = {
    **BODIES,
    "GET /v1/subjects": {"params": {"q": "食品"}},
    "GET /v1/measures": {"params": {"state": "active", "limit": 1}},
    "GET /v1/alerts": {"params": {"limit": 1}},
    "GET /v1/notices": {"params": {"limit": 1}},
    "GET /v1/proposals": {"params": {"limit": 1}},
    "GET /v1/worklist": {"params": {"rule": "feedback_overdue", "limit": 1}},
    "GET /v1/audit": {"params": {"limit": 1}},
    "POST /v1/token": {"data": {"grant_type": "password", "username": "clerk", "password": PASSWORD}},
    "POST /v1/objections": {"json": {"by": "张某", "date": "2026-03-20", "document": "异〔2026〕1号"}},
}
"""Questions that find something, and what a question needs besides what a link brings."""

RUNS = "/v1/propagation/runs"
OVER = {"POST /v1/propagation/runs/{id}/cancellation", "POST /v1/propagation/runs/{id}/resumption"}
"""A run that has ended cannot be stopped, one that is done not gone on with: found, and 409 all the same."""


def resolved(expression: Any, answer: Any) -> Any:  # noqa: ANN401 - JSON values
    """A runtime expression over the answer it stands beside."""
    if isinstance(expression, dict):
        return {name: resolved(one, answer) for name, one in expression.items()}
    if isinstance(expression, list):
        return [resolved(one, answer) for one in expression]
    assert expression.startswith("$response.body")
    found = answer
    for step in filter(None, expression.removeprefix("$response.body").removeprefix("#").split("/")):
        found = found[int(step)] if isinstance(found, list) else found[step]
    return found


def role_of(route: str, other: str) -> str | None:
    """Somebody who may ask this, the one who may ask the other too where there is one."""
    here, there = permissions().routes[route], permissions().routes[other]
    if here.open:
        return None
    if route == "GET /v1/audit":
        return "auditor"
    able = [role for role in PURPOSES if here.any or role in here.roles]
    return next((role for role in able if there.open or role in there.roles), able[0])


def ask(desk: Desk, route: str, role: str | None, asked: dict[str, Any], bound: dict[str, str]) -> Any:  # noqa: ANN401
    method, path = route.split()
    more: dict[str, Any] = {key: dict(value) for key, value in asked.items()}
    for name, value in bound.items():
        if f"{{{name}}}" in path:
            path = path.replace(f"{{{name}}}", value)
        else:
            more.setdefault("params", {})[name] = value
    if role is not None:
        place = "params" if method == "GET" else "json"
        if route != "POST /v1/approvals/verification":
            more.setdefault(place, {})["purpose"] = PURPOSES[role]
    return desk.ask(method, path, role, **more)


@pytest.fixture(scope="module")
def promised(shared_desk: Desk, sample_store: Path) -> Desk:
    """The service, with promises of government in its store."""
    service = shared_desk.app.state.service
    load([sample_store / "样例" / "政务诚信" / "政府承诺.csv"], service.store, service.vault)
    return shared_desk


@pytest.fixture(scope="module")
def run(promised: Desk) -> str:
    """A propagation run that is over."""
    made = ask(promised, f"POST {RUNS}", "batch_officer", {"json": {"dry_run": True}}, {}).json()["id"]
    until_it_ends(promised, made)
    return str(made)


@pytest.mark.parametrize("link", LINKS, ids=lambda link: f"{link.source} → {link.target}")
def test_it_leads_somewhere(promised: Desk, run: str, link: Link) -> None:
    role = role_of(link.source, link.target)
    asked, here = dict(ASKED.get(link.source, {})), dict[str, str]()
    if link.source == "POST /v1/subjects/lookup":
        asked = {"json": {"number": number_of_somebody(promised)}}
    if "{id}" in link.source:
        here["id"] = run
    answer = ask(promised, link.source, role, asked, here)
    assert answer.status_code < 300, answer.text
    found = answer.json()
    there = {name: resolved(one, found) for name, one in link.parameters.items()}
    needed = dict(asked if link.source == link.target else ASKED.get(link.target, {}))
    if link.body is not None:
        place = "data" if link.target == "POST /v1/token/revocation" else "json"
        needed[place] = {**needed.get(place, {}), **resolved(link.body, found)}
    led = ask(promised, link.target, role_of(link.target, link.source), needed, there)
    assert led.status_code < 300 or (link.target in OVER and led.status_code == 409), led.text
    if link.source == f"POST {RUNS}":
        until_it_ends(promised, found["id"])


def until_it_ends(desk: Desk, run: str) -> None:
    """Wait for a run, so that the next one can begin."""
    until = time.monotonic() + 60
    while desk.app.state.service.runs.get(desk.url, run)["state"] in UNDER_WAY:
        assert time.monotonic() < until
        time.sleep(0.02)


def number_of_somebody(desk: Desk) -> str:
    """The identity number of a person on whom a measure is in force."""
    items = desk.get("/v1/measures", "investigator", limit=200).json()["items"]
    person = next(one["subject"]["id"] for one in items if one["subject"]["kind"] == "Person")
    body = {"purpose": "监管", "reason": "核对被处罚人身份"}
    return str(desk.ask("POST", f"/v1/subjects/{person}/unmasking", "investigator", json=body).json()["number"])
