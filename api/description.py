"""The OpenAPI of the application: the routes, the shape of problems, who may sign in how, and where answers lead."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from api.access.permissions import permissions
from api.http.signed_in import SCHEMES
from api.routes.links import add_links
from api.routes.shapes.plain import Problem

DESCRIPTION = """信用主体关系知识图谱平台：审批查询、主体档案、措施、提示、通报、认定与审计。

A question says why it is asked (`purpose`), about which day (`as_of`) and as known at which instant (`known_at`).
Every answer is on record in the audit log before it leaves. Measures and alerts are two products and never one list;
proposals are shown to the authority that decides them, and to nobody else.

Units: money is an integer of fen (`*_fen`), shares are integers over a stated total, dates are ISO 8601 days, intervals
are half-open, instants are UTC. Texts are Chinese, or English where `Accept-Language` asks for it. Errors are problem
details (RFC 9457). Lists go on with `cursor` = `next` of the page before.
"""

_LICENCE = {"name": "Apache-2.0", "identifier": "Apache-2.0"}


def operation_id(route: APIRoute) -> str:
    """What an operation is called in a generated client: its subject, and what it does."""
    tag = str(route.tags[0]) if route.tags else "page"
    return f"{tag}-{route.name}".replace(" ", "-").replace("_", "-")


def described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI of an application, made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes, license_info=_LICENCE
        )
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        schemas["Problem"] = Problem.model_json_schema()
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        made["components"]["securitySchemes"] = {
            scheme.scheme_name: scheme.model.model_dump(by_alias=True, exclude_none=True, mode="json")
            for scheme in SCHEMES
        }
        operations = {
            f"{method.upper()} {path}": operation
            for path, several in made["paths"].items()
            for method, operation in several.items()
        }
        for name, operation in operations.items():
            route = permissions().routes.get(name)
            if route is None or not route.open:
                operation["security"] = [{scheme.scheme_name: []} for scheme in SCHEMES]
        add_links(operations)
        app.openapi_schema = made
    return app.openapi_schema
