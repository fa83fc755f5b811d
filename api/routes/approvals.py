"""`/v1/approvals`: the approval question, many of them at once, and whether an answer is one of ours."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Security
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from starlette.concurrency import run_in_threadpool

from api.answering import approving
from api.http.asking import Asking, TellingDependency
from api.http.signed_in import admitted
from api.problems import Refusal
from api.routes.described import Asked, Text, answers
from api.routes.shapes.approvals import Check, Verification

router = APIRouter(prefix="/v1/approvals", tags=["approvals"], dependencies=[Security(admitted)])

MOST = 10_000
_TOGETHER = 100


class PartyReference(BaseModel):
    """Somebody as the papers name him. A natural person by id or number; a name alone matches organisations only."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, StringConstraints(max_length=40)] = Field("", examples=["O0123456789abcdef01234567"])
    code: Annotated[str, StringConstraints(max_length=40)] = Field("", examples=["91640104MA0000015Y"])
    name: Text = Field("", examples=["样例食品有限公司"])
    number_type: Annotated[str, StringConstraints(max_length=40)] = Field("", examples=["居民身份证"])
    number: Annotated[str, StringConstraints(max_length=60)] = Field(
        "", description="证件号码, never kept or repeated."
    )

    @model_validator(mode="after")
    def _names_somebody(self) -> PartyReference:
        if not (self.id or self.code or self.name or self.number):
            raise ValueError("names nobody")
        return self

    @property
    def reference(self) -> approving.Reference:
        """As the answer asks for it."""
        return approving.Reference(self.id, self.code, self.name, self.number_type, self.number)


class Parties(BaseModel):
    """The applicant and, where they are given and not to be taken as registered, those behind him."""

    model_config = ConfigDict(extra="forbid")

    applicant: PartyReference
    legal_representative: PartyReference | None = None
    principals: list[PartyReference] = Field([], max_length=50)
    officers: list[PartyReference] = Field([], max_length=50, description="拟任的董事、监事、高级管理人员")
    controllers: list[PartyReference] = Field([], max_length=50)
    case_number: Text = Field("", description="The office's own case number.", examples=["宁审〔2026〕15号"])

    def given(self) -> list[tuple[str, approving.Reference]]:
        """Further parties with their capacities."""
        representative = [self.legal_representative] if self.legal_representative is not None else []
        listed = {
            "legal_representative": representative,
            "principal": self.principals,
            "officer": self.officers,
            "controller": self.controllers,
        }
        return [(capacity, one.reference) for capacity, several in listed.items() for one in several]


class CheckAsked(Parties):
    """The approval question."""

    purpose: str = Field(max_length=40, examples=["administrative_approval"], description="查询目的")
    scope: Text = Field(min_length=1, description="许可类别、行业或岗位", examples=["食品经营许可"])
    date: datetime.date | None = Field(None, description="The day of the approval; today unless given.")
    known_at: str | None = Field(None, max_length=40, description="As known at that instant; now unless given.")
    associated: bool = Field(False, description="Whether associated risk, some hops far, is worked out too.")


class BatchAsked(Asked):
    """The same question about many applicants."""

    purpose: str = Field(max_length=40, examples=["supervision"], description="查询目的")
    scope: Text = Field(min_length=1, examples=["食品经营许可"])
    date: datetime.date | None = None
    items: list[Parties] = Field(min_length=1, max_length=MOST)
    associated: bool = False


@router.post("/check", responses={200: {"model": Check}, **answers()}, summary="The approval question")
async def check(telling: TellingDependency, given: CheckAsked) -> Response:
    """What is in force on an applicant and those behind it, in a scope, on a day.

    Measures in force with article, document, term and removal route; alerts, which are no reason to refuse; and what is
    unknown. Proposals are never in it. Signed: `query_id` proves the answer, a "nothing found" too.
    """
    asking = telling.saying(given.purpose, given.date, given.known_at, given.case_number)
    _demand(asking)
    if asking.store.writes_elsewhere:
        answer = await run_in_threadpool(_one, asking, given, given.scope, given.associated)
    else:
        answer = _one(asking, given, given.scope, given.associated)
    return await asking.answer_soon(
        answer,
        about=answer["asked"]["applicant"] or "",
        scope=given.scope,
        query_id=answer["query_id"],
        result=answer["result"],
        data_version=answer["data_version"],
    )


@router.post(
    "/batch",
    responses={
        200: {
            "description": "A line an applicant, in order: its check, or the problem with it.",
            "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
        },
        **answers(),
    },
    response_class=StreamingResponse,
    summary="The approval question about many",
)
def batch(telling: TellingDependency, given: BatchAsked) -> StreamingResponse:
    """Up to 10,000 applicants; each line leaves once its entry in the audit log is on disk."""
    asking = telling.saying(given.purpose, given.date, given.known_at, given.case_number)
    _demand(asking)
    return StreamingResponse(_lines(asking, given), media_type="application/x-ndjson")


@router.post("/verification", responses={200: {"model": Verification}, **answers()}, summary="Is this answer ours")
def verification(telling: TellingDependency, given: dict[str, Any]) -> Response:
    """Whether an answer of `check` is genuine and unchanged, and whether asking again as known then gives the same."""
    asking = telling
    try:
        genuine = approving.is_genuine(given, asking.service.vault)
    except RecursionError:
        genuine = False
    content: dict[str, Any] = {"genuine": genuine, "reproduced": None, "rules_changed": None}
    about = ""
    if genuine:
        about = given["asked"]["applicant"] or ""
        again = approving.asked_again(asking.store, asking.service.vault, given)
        content["reproduced"] = again["result"] == given["result"]
        content["rules_changed"] = (again["rules_version"], again["policy_version"]) != (
            given["rules_version"],
            given["policy_version"],
        )
    return asking.answer(content, about=about, query_id=str(given.get("query_id", ""))[:60] if genuine else "")


def _demand(asking: Asking) -> None:
    if not asking.purpose:
        raise Refusal(422, "purpose-unknown", "须写明查询目的 / a purpose has to be stated")


def _one(asking: Asking, given: Parties, scope: str, associated: bool) -> dict[str, Any]:
    asked = approving.Check(
        given.applicant.reference,
        given.given(),
        asking.purpose,
        scope,
        asking.as_of,
        asking.known_at,
        associated,
    )
    service = asking.service
    return approving.check(service.store, lambda: service.vault, asked, asking.within_place, service.lives)


def _lines(asking: Asking, given: BatchAsked) -> Iterator[bytes]:
    items = iter(enumerate(given.items))
    while part := list(islice(items, _TOGETHER)):
        waiting = []
        for number, item in part:
            one = asking.saying(None, None, None, item.case_number or given.case_number)
            try:
                answer = _one(one, item, given.scope, given.associated)
                about = answer["asked"]["applicant"] or ""
                version = answer["data_version"]
                future = one.record(answer["result"], about, given.scope, answer["query_id"], data_version=version)
            except Refusal as refusal:
                answer = {"problem": refusal.code, "detail": refusal.detail}
                future = one.record("", "", given.scope, "", f"refused: {refusal.code}")
            waiting.append(({"index": number, **answer}, future))
        for answer, future in waiting:
            future.result()
            yield orjson.dumps(answer) + b"\n"
