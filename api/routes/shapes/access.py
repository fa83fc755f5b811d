"""Shapes of signing in and of the record: tokens, sessions, entries of the audit log."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.routes.shapes.plain import Shape


class Token(Shape):
    """A bearer token (RFC 6749, 5.1)."""

    access_token: str
    token_type: Literal["bearer"]
    expires_in: int = Field(description="Seconds.")


class SignedIn(Shape):
    """Who is signed in."""

    name: str
    office: str
    roles: list[str]
    place: str
    csrf_token: str | None = None


class AuditEntry(Shape):
    """An entry of the audit log."""

    sequence: int
    previous: str
    digest: str
    instant: str
    who: str
    office: str
    purpose: str
    action: str
    subject: str
    case_number: str
    result: str


class AuditPage(Shape):
    """Entries of the audit log, oldest first."""

    items: list[AuditEntry]
    next: str | None
    head: str = Field(description="The head of the chain: note it down to find a truncation later.")
