"""`/v1/subjects/{subject}/report`: the evidence report as one file to keep or mail."""

from __future__ import annotations

import hashlib
from typing import Any

from fastapi import APIRouter, Security
from fastapi.responses import Response

from api.evidence import evidence_report
from api.http.asking import AskingDependency
from api.http.signed_in import admitted
from api.routes.described import SubjectPath, answers
from visual.report.page import render

router = APIRouter(prefix="/v1", tags=["subjects"], dependencies=[Security(admitted)])

_HTML: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {"schema": {"type": "string"}}}, "description": "One HTML file."}
}


@router.get(
    "/subjects/{subject}/report", response_class=Response, responses={**_HTML, **answers(404)}, summary="Evidence"
)
def report(asking: AskingDependency, subject: SubjectPath) -> Response:
    """Everything known and derived about a subject on the day, in one file that opens without a network."""
    fact = asking.subject(subject)
    content = render(evidence_report(asking.store, fact.entity, asking.as_of, asking.known_at)).encode()
    asking.answer({"sha256": hashlib.sha256(content).hexdigest()}, about=fact.entity, detail="report")
    headers = {"Content-Disposition": f'attachment; filename="report-{fact.entity[:9]}-{asking.as_of}.html"'}
    return Response(content, 200, headers, "text/html; charset=utf-8")
