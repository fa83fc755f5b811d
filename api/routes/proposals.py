"""`/v1/proposals/{id}/confirmation`, `/v1/objections`: an authority's decision, and what is said against something."""

from __future__ import annotations

import datetime
from typing import Literal

from fastapi import APIRouter, Security
from fastapi.responses import Response
from pydantic import Field

from api import determining
from api.entering import RefusedError, UnknownError
from api.http.asking import Asking, TellingDependency
from api.http.signed_in import admitted
from api.routes.described import Asked, IdPath, Text, answers
from api.routes.shapes.derived import Entered

router = APIRouter(prefix="/v1", tags=["decisions"], dependencies=[Security(admitted)])


class Confirmation(Asked):
    """A determination of the authority that the account belongs to (惩戒认定)."""

    outcome: Literal["confirm", "reject"] = Field(description="认定 or 不予认定.", examples=["confirm"])
    document: Text = Field(min_length=1, description="认定文书号", examples=["宁监认〔2026〕1号"])
    notice_date: datetime.date | None = Field(None, description="告知日期; needed to confirm.", examples=["2026-03-01"])
    date: datetime.date = Field(description="认定日期", examples=["2026-03-20"])
    until: datetime.date | None = Field(None, description="期限止: the last day in force.")


class Objection(Asked):
    """An objection raised, accepted or decided (异议申诉)."""

    number: Text = Field("", description="异议编号; made where it is empty.")
    by: Text = Field("", description="提出人: a name, never a number.")
    date: datetime.date | None = Field(None, description="提出日期")
    accepted: datetime.date | None = Field(None, description="受理日期")
    outcome: Literal["", "upheld", "dismissed"] = Field("", description="成立 or 不成立.")
    decided: datetime.date | None = Field(None, description="处理日期")
    document: Text = Field("", description="处理文书号")


class ObjectionTo(Objection):
    """An objection to a measure, a proposal or a document."""

    id: Text = Field(min_length=1, description="The id of a measure or proposal, or a document number.")


@router.post(
    "/proposals/{id}/confirmation",
    status_code=201,
    responses={201: {"model": Entered}, **answers(404, 409)},
    summary="Confirm or reject a proposal",
)
def confirmation(telling: TellingDependency, id: IdPath, given: Confirmation) -> Response:
    """Enter what the competent authority decided: a fact, effective with the next derivation.

    The organ is the account's own office; who is signed in may have neither loaded nor proposed it (four eyes). The
    same decision again changes nothing.
    """
    asking = telling.saying(given.purpose, None, given.known_at, given.case_number)
    confirms = given.outcome == "confirm"
    if confirms and given.notice_date is None:
        asking.refuse(422, "notice-date", "认定须写明告知日期 / a confirmation needs notice_date")
    decision = determining.Decision(
        id,
        asking.actor.office,
        given.document,
        given.notice_date,
        given.date,
        given.until if confirms else None,
        asking.actor.name,
        confirms,
    )
    return _entered(asking, decision, id)


@router.post(
    "/proposals/{id}/objections",
    status_code=201,
    responses={201: {"model": Entered}, **answers(404, 409)},
    summary="Object to a proposal or measure",
)
def objection(telling: TellingDependency, id: IdPath, given: Objection) -> Response:
    """Enter an objection to a measure or proposal, or what became of it."""
    return _objected(telling, id, given)


@router.post(
    "/objections",
    status_code=201,
    responses={201: {"model": Entered}, **answers(404, 409)},
    summary="Object to anything",
)
def objection_to(telling: TellingDependency, given: ObjectionTo) -> Response:
    """Enter an objection to a measure, a proposal or a document by its number, or what became of it."""
    return _objected(telling, given.id, given)


def _objected(telling: Asking, id: str, given: Objection) -> Response:
    asking = telling.saying(given.purpose, None, given.known_at, given.case_number)
    outcome = determining.OUTCOMES.get(given.outcome, "")
    entered = determining.Objecting(
        id,
        given.number,
        given.by,
        given.date,
        given.accepted,
        outcome,
        given.decided,
        given.document,
        asking.actor.name,
    )
    return _entered(asking, entered, id)


def _entered(asking: Asking, entered: determining.Decision | determining.Objecting, id: str) -> Response:
    store, vault = asking.store, asking.service.vault
    try:
        if isinstance(entered, determining.Decision):
            found = determining.decide(store, vault, entered)
        else:
            found = determining.oppose(store, vault, entered)
    except UnknownError as error:
        asking.refuse(404, "unknown", str(error))
    except RefusedError as error:
        asking.refuse(409, "refused", str(error))
    except LookupError as error:
        asking.refuse(404, "unknown", str(error.args[0]))
    return asking.answer(found, detail=f"{found['entered']}: {id} {found['outcome']}", status=201)
