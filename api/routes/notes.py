"""`/v1/subjects/{subject}/notes`: what people write beside a subject, kept as facts."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Security
from fastapi.responses import Response
from pydantic import Field, StringConstraints

from api import noting
from api.entering import RefusedError
from api.http.asking import AskingDependency, TellingDependency
from api.http.signed_in import admitted
from api.routes.described import Asked, SubjectPath, answers
from api.routes.shapes.subjects import Note, Notes

router = APIRouter(prefix="/v1/subjects/{subject}/notes", tags=["notes"], dependencies=[Security(admitted)])


class Written(Asked):
    """A note; with a candidate, what its author holds of a likely match."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=noting.LONGEST)] = Field(
        description="Never an identity number.", examples=["已电话核实地址"]
    )
    candidate: str = Field("", max_length=40, description="The id of whom the subject may be (疑似同一).")
    judged: Literal["", "同一人", "不是同一人", "存疑"] = Field("", description="What the author holds of it.")


@router.get("", responses={200: {"model": Notes}, **answers(404)}, summary="Notes on a subject")
def notes(asking: AskingDependency, subject: SubjectPath) -> Response:
    """Notes written by the day, the latest first."""
    fact = asking.subject(subject)
    found = noting.notes(asking.store, fact.entity, asking.as_of, asking.known_at)
    return asking.answer({"items": found, "as_of": asking.as_of.isoformat()}, about=fact.entity)


@router.post("", status_code=201, responses={201: {"model": Note}, **answers(404, 409)}, summary="Write a note")
def write(telling: TellingDependency, subject: SubjectPath, given: Written) -> Response:
    """A fact with its author and date. Nothing is derived from it, and it is never changed."""
    asking = telling.saying(given.purpose, None, given.known_at, given.case_number)
    fact = asking.subject(subject)
    try:
        made = noting.note(
            asking.store,
            asking.service.vault,
            fact.entity,
            given.text,
            asking.actor.name,
            given.candidate,
            given.judged,
        )
    except RefusedError as error:
        asking.refuse(409, "refused", str(error), fact.entity)
    return asking.answer(made, about=fact.entity, detail="note", status=201)
