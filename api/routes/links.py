"""Where an answer leads: which id of it which other route takes, as the links of the OpenAPI.

A source and a target are written as in the table of permissions; expressions are those of OpenAPI 3.1 (Runtime
Expressions). A list leads on from its first item, as an example of what any of them can be asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Link(NamedTuple):
    """From an answer of one route to a question of another."""

    source: str
    target: str
    parameters: Mapping[str, str] = {}
    body: Any = None

    def described(self, operations: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """As the OpenAPI has it."""
        made: dict[str, Any] = {"operationId": operations[self.target]["operationId"]}
        if self.parameters:
            made["parameters"] = dict(self.parameters)
        if self.body is not None:
            made["requestBody"] = self.body
        return made


_SUBJECT = (
    "GET /v1/subjects/{subject}",
    "GET /v1/subjects/{subject}/file",
    "GET /v1/subjects/{subject}/neighbours",
    "GET /v1/subjects/{subject}/ownership",
    "GET /v1/subjects/{subject}/structure",
    "GET /v1/subjects/{subject}/report",
    "GET /v1/subjects/{subject}/notes",
    "POST /v1/subjects/{subject}/notes",
)
"""Routes about one subject."""

_FOUND = {"GET /v1/subjects": "items/0/id", "POST /v1/subjects/lookup": "id", "GET /v1/measures": "items/0/subject/id"}
"""Answers that name a subject, and where."""

_DERIVED = ("GET /v1/measures", "GET /v1/alerts", "GET /v1/notices", "GET /v1/proposals", "GET /v1/worklist")
_PREMISES = {"subject": "subject/id", "rule": "rule", "record": "trigger/number"}
_RUN = "/v1/propagation/runs"
_OF_A_RUN = (f"GET {_RUN}/{{id}}/events", f"POST {_RUN}/{{id}}/cancellation", f"POST {_RUN}/{{id}}/resumption")


def _at(place: str) -> str:
    return f"$response.body#/{place}"


def _links() -> Iterator[Link]:
    for source, place in _FOUND.items():
        for target in _SUBJECT:
            yield Link(source, target, {"subject": _at(place)})
        yield Link(source, "GET /v1/surroundings/{id}", {"id": _at(place)})
        yield Link(source, "POST /v1/surroundings/counts", body={"ids": [_at(place)]})
        yield Link(source, "POST /v1/surroundings/among", body={"ids": [_at(place)]})
        yield Link(source, "GET /v1/paths", {"from": _at(place), "to": _at(place)})
        yield Link(source, "GET /v1/audit", {"subject": _at(place)})
        yield Link(source, "POST /v1/approvals/check", body={"applicant": {"id": _at(place)}})
    for source in _DERIVED:
        yield Link(source, source, {"cursor": _at("next")})
        yield Link(source, "GET /v1/derived/{id}/why", {"id": _at("items/0/id")})
        yield Link(source, "GET /v1/records/{id}", {"id": _at("items/0/trigger/id")})
    for source in ("GET /v1/measures", "GET /v1/proposals"):
        asked = {name: _at(f"items/0/{place}") for name, place in _PREMISES.items()}
        yield Link(source, "POST /v1/why-not", body=asked)
        yield Link(source, "POST /v1/proposals/{id}/objections", {"id": _at("items/0/id")})
        yield Link(source, "POST /v1/objections", body={"id": _at("items/0/id")})
    yield Link("POST /v1/subjects/lookup", "POST /v1/subjects/{subject}/unmasking", {"subject": _at("id")})
    yield Link("GET /v1/proposals", "POST /v1/proposals/{id}/confirmation", {"id": _at("items/0/id")})
    yield Link("POST /v1/approvals/check", "POST /v1/approvals/verification", body="$response.body")
    yield Link("GET /v1/audit", "GET /v1/audit", {"cursor": _at("next")})
    yield Link(
        "GET /v1/government/commitments",
        "GET /v1/government/bodies/{id}/file",
        {"id": _at("items/0/original_body/id")},
    )
    yield Link("POST /v1/token", "POST /v1/token/revocation", body={"token": _at("access_token")})
    yield Link(f"POST {_RUN}", f"GET {_RUN}/{{id}}", {"id": _at("id")})
    for source in (f"POST {_RUN}", f"GET {_RUN}/{{id}}"):
        for target in _OF_A_RUN:
            yield Link(source, target, {"id": _at("id")})


LINKS: tuple[Link, ...] = tuple(_links())


def add_links(operations: Mapping[str, Mapping[str, Any]]) -> None:
    """Add them to the operations of an OpenAPI, each under its method and path; to what each source answers if well."""
    for link in LINKS:
        responses = operations[link.source]["responses"]
        well = next(status for status in responses if status.startswith("2"))
        described = link.described(operations)
        responses[well].setdefault("links", {})[described["operationId"]] = described
