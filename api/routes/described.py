"""How routes are described: which problems each may answer with, and texts that somebody types."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from api.http.asking import no_identity_number
from api.problems import MEDIA_TYPE
from api.routes.shapes.plain import Problem

_WORDS = {
    400: "The request cannot be read.",
    401: "Nobody is signed in.",
    403: "The role, the purpose or the place does not allow it.",
    404: "There is no such thing (as known then).",
    408: "The body came too slowly.",
    409: "It contradicts what is known; the detail says how.",
    413: "The body is too long.",
    422: "The request is not as the interface asks.",
    429: "Too many requests; Retry-After says when to try again.",
    503: "The store or the key cannot be used just now; Retry-After says when to try again.",
}
SIGNED_IN = (400, 401, 403, 408, 413, 422, 429, 503)
"""What every route behind a sign-in may answer with."""


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems of a route for its OpenAPI."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _WORDS[status], "content": content} for status in sorted(statuses)}


def answers(*more: int) -> dict[int | str, dict[str, Any]]:
    """The problems of a route behind a sign-in."""
    return problems(*SIGNED_IN, *more)


__all__ = ["Asked", "IdPath", "Problem", "SubjectPath", "Text", "answers", "problems"]

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(no_identity_number)]
"""A text somebody types: never an identity number."""

SubjectPath = Annotated[
    str,
    Path(
        max_length=40,
        description="A subject's id, or a unified social credit code. A natural person is addressed by the opaque id.",
        examples=["91640104MA0000015Y"],
    ),
]
IdPath = Annotated[
    str, Path(max_length=40, description="The id of something derived.", examples=["M0123456789abcdef01234567"])
]
LimitQuery = Annotated[int, Query(ge=1, le=200, description="How many to a page at most.")]
CursorQuery = Annotated[str | None, Query(max_length=400, description="Where to go on: ``next`` of the page before.")]


class Asked(BaseModel):
    """What a body says of why it asks, and about which day."""

    model_config = ConfigDict(extra="forbid")

    purpose: str | None = Field(None, max_length=40, description="查询目的", examples=["administrative_approval"])
    case_number: Text = Field("", description="The office's own case number.", examples=["宁审〔2026〕15号"])
    known_at: str | None = Field(
        None, max_length=40, description="What the system knew at that instant; now unless given."
    )
