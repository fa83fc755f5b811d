"""`/v1/audit`: who asked what; for one person at his own wish, who asked about him."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Security
from fastapi.responses import Response

from api.access.permissions import AUDITOR, OWN_RECORD
from api.http.asking import AskingDependency
from api.http.cursors import CursorError, read_cursor, write_cursor
from api.http.signed_in import admitted
from api.routes.described import CursorQuery, LimitQuery, answers
from api.routes.shapes.access import AuditPage
from graph.model import instant_text
from graph.store.audit import AuditEntry

router = APIRouter(prefix="/v1", tags=["audit"], dependencies=[Security(admitted)])


@router.get("/audit", responses={200: {"model": AuditPage}, **answers(404)}, summary="The audit log")
def audit(
    asking: AskingDependency,
    subject: Annotated[str | None, Query(max_length=40, description="Asked about this subject: id or code.")] = None,
    cursor: CursorQuery = None,
    limit: LimitQuery = 50,
) -> Response:
    """Entries in order. An auditor sees all; a clerk only those about one person, for that person (本人查询)."""
    if AUDITOR not in asking.actor.roles and (subject is None or asking.purpose != OWN_RECORD):
        words = f"只能以{OWN_RECORD}为目的查一个主体 / only about one subject, for the person himself (own_record)"
        asking.refuse(403, "own-record", words)
    about = asking.subject(subject).entity if subject is not None else None
    question = repr(("audit", about))
    try:
        after = int(read_cursor(asking.service.vault, question, cursor)) if cursor else 0
    except CursorError as error:
        asking.refuse(422, "cursor", str(error))
    head = asking.store.audit_head()
    found = asking.store.audit_log(after=after, subject=about, limit=limit + 1)
    more = len(found) > limit
    content = {
        "items": [_shown(entry) for entry in found[:limit]],
        "next": write_cursor(asking.service.vault, question, found[limit - 1].sequence) if more else None,
        "head": head.text,
    }
    return asking.answer(content, about=about or "")


def _shown(entry: AuditEntry) -> dict[str, Any]:
    known = None if entry.known_at is None else instant_text(entry.known_at)
    return {**entry._asdict(), "instant": instant_text(entry.instant), "known_at": known}
