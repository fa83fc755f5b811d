"""The whole API tried from its own description: no server error, no undocumented status, no breach of a shape."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.access.permissions import permissions
from tests.api.http.conftest import PURPOSES, Desk

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]

SETTINGS = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def described(shared_desk: Desk) -> Any:  # noqa: ANN401 - the library's schema
    """The description as the service gives it."""
    return schemathesis.openapi.from_asgi("/openapi.json", shared_desk.app)


@pytest.fixture(scope="module")
def known(shared_desk: Desk) -> dict[str, str]:
    """Ids that are there, to be asked about beside made-up ones."""
    measure = shared_desk.get("/v1/measures", limit=1, state="active").json()["items"][0]
    proposal = shared_desk.get("/v1/proposals", "confirming_authority", limit=1).json()["items"][0]
    return {"subject": measure["subject"]["id"], "id": measure["id"], "proposal": proposal["id"]}


def _route(operation: Any) -> str:  # noqa: ANN401 - the library's classes, here and below
    return f"{operation.method.upper()} {operation.path}"


def _role(route: str) -> str | None:
    """Somebody who may ask this."""
    found = permissions().routes[route]
    return None if found.open else next((role for role in PURPOSES if found.any or role in found.roles), None)


def _operation(described: Any, route: str) -> Any:  # noqa: ANN401 - see above
    return next(one.ok() for one in described.get_all_operations() if _route(one.ok()) == route)


ROUTES = [route for route in permissions().routes if route != "GET /openapi.json"]


@pytest.mark.parametrize("route", ROUTES)
def test_whoever_may_ask(described: Any, shared_desk: Desk, known: dict[str, str], route: str) -> None:  # noqa: ANN401
    role = _role(route)

    @SETTINGS
    @given(_operation(described, route).as_strategy(), st.booleans(), st.booleans())
    def asked(case: Any, real: bool, with_purpose: bool) -> None:  # noqa: ANN401 - see above
        if real and case.path_parameters:
            name = next(iter(case.path_parameters))
            case.path_parameters[name] = known["proposal" if "proposals" in route and name == "id" else name]
        if with_purpose and role is not None and route.startswith("GET") and isinstance(case.query, dict):
            case.query["purpose"] = PURPOSES[role]
        response = case.call(headers=shared_desk.headers(role))
        case.validate_response(response, checks=CHECKS)

    asked()


@pytest.mark.parametrize("route", ROUTES)
def test_nobody(described: Any, route: str) -> None:  # noqa: ANN401 - see above
    @SETTINGS
    @given(_operation(described, route).as_strategy())
    def asked(case: Any) -> None:  # noqa: ANN401 - see above
        response = case.call()
        case.validate_response(response, checks=CHECKS)
        if not permissions().routes[route].open:
            assert response.status_code in (400, 401, 422), response.text

    asked()
