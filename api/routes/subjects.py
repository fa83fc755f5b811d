"""`/v1/subjects`: finding a subject, its file, its neighbours, who owns it, and a person's number for a reason."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Security
from fastapi.responses import Response
from pydantic import AfterValidator, Field, StringConstraints

from api.access.permissions import permissions
from api.answering.presenting import presented
from api.http.asking import AskingDependency, TellingDependency, no_identity_number
from api.http.signed_in import admitted
from api.routes.described import Asked, LimitQuery, SubjectPath, Text, answers
from api.routes.shapes.plain import Subject
from api.routes.shapes.subjects import Neighbourhood, Ownership, SubjectFile, Subjects, Unmasked
from graph.identifiers.errors import IdentifierError
from graph.live import Live
from graph.model import Fact, instant_text
from queries import lookup
from queries.controllers import controller_answers
from queries.neighbourhood import FARTHEST, neighbourhood
from queries.resembling import found as resembling_found
from queries.subject_file import subject_file

router = APIRouter(prefix="/v1/subjects", tags=["subjects"], dependencies=[Security(admitted)])

SearchQuery = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    AfterValidator(no_identity_number),
    Query(description="Part of a name, a code or a document number; never an identity number.", examples=["食品"]),
]
KindsQuery = Annotated[
    list[Annotated[str, StringConstraints(max_length=60)]] | None,
    Query(
        max_length=40,
        description="Kinds of tie to follow; all between subjects unless given.",
        examples=[["SHAREHOLDER_OF"]],
    ),
]


class Lookup(Asked):
    """A natural person by number: in the body, never in a URL."""

    number_type: Annotated[str, StringConstraints(max_length=40)] = Field("居民身份证", examples=["居民身份证"])
    number: Annotated[str, StringConstraints(max_length=60)] = Field(description="证件号码")


class Unmasking(Asked):
    """Why a number has to be seen."""

    reason: Text = Field(min_length=4, description="The reason, kept in the audit log.", examples=["核对被执行人身份"])


def described(fact: Fact) -> dict[str, Any]:
    """A subject as an answer."""
    return {"id": fact.entity, "kind": fact.kind, "name": fact.name, "code": fact.code or None}


@router.get("", responses={200: {"model": Subjects}, **answers()}, summary="Find subjects")
def search(asking: AskingDependency, q: SearchQuery, limit: LimitQuery = 50) -> Response:
    """By part of a name, by code or by document number; the shortest names first. Natural persons need a purpose.

    Where nobody is called that, whoever is called nearly that (``resembling``).
    """
    listed, resembling = resembling_found(asking.store, q, limit)
    found = [fact for fact in listed if asking.actor.may_see(fact.text("region"))]
    content = {
        "items": [described(fact) for fact in found],
        "next": None,
        "as_of": asking.as_of.isoformat(),
        "known_at": None,
        "data_version": asking.store.version(),
        "truncated": len(found) == limit,
        "resembling": resembling,
    }
    return asking.answer(content)


@router.post("/lookup", responses={200: {"model": Subject}, **answers(404)}, summary="Find a person by number")
def find_person(telling: TellingDependency, given: Lookup) -> Response:
    """The opaque id of the natural person with a number."""
    asking = telling.saying(given.purpose, None, given.known_at, given.case_number)
    try:
        entity = asking.service.vault.person_id(given.number_type, given.number)
    except IdentifierError:
        asking.refuse(422, "number", "证件类型或号码不对 / not such a kind or number")
    found = asking.store.facts([entity])
    if not found:
        asking.refuse(404, "subject-unknown", "没有这个自然人 / no such person")
    root = lookup.canonical(asking.store, entity)
    known = asking.store.facts([root]) or found
    return asking.answer(described(asking.seen(known[0])), about=root)


@router.get("/{subject}", responses={200: {"model": Subject}, **answers(404)}, summary="One subject")
def show(asking: AskingDependency, subject: SubjectPath) -> Response:
    """Id, kind, name and code."""
    fact = asking.subject(subject)
    return asking.answer(described(fact), about=fact.entity)


@router.get("/{subject}/file", responses={200: {"model": SubjectFile}, **answers(404)}, summary="A subject's file")
def file(asking: AskingDependency, subject: SubjectPath) -> Response:
    """Roles, holdings, records with their states, measures and alerts, each with the row that says so."""
    fact = asking.subject(subject)
    content = subject_file(asking.store, fact.entity, asking.as_of, asking.known_at)
    for name in ("measures", "alerts", "notices", "worklist"):
        content[name] = [presented(one) for one in content[name]]
    if not asking.is_authority:
        content["worklist"] = []
    files = {document.hash: document.name for document in asking.store.documents()}
    for name in ("roles", "holdings", "bodies", "branches", "records", "branch_records"):
        for one in content[name]:
            one["source"]["file"] = files.get(one["source"]["document"], "")
    return asking.answer(content, about=fact.entity)


@router.get(
    "/{subject}/neighbours", responses={200: {"model": Neighbourhood}, **answers(404)}, summary="Who stands beside it"
)
def neighbours(
    asking: AskingDependency,
    subject: SubjectPath,
    hops: Annotated[int, Query(ge=1, le=FARTHEST, description="How far.")] = 1,
    kinds: KindsQuery = None,
) -> Response:
    """Subjects within some hops over ties that hold, or may hold, on the day; ``truncated`` where a limit cut it."""
    fact = asking.subject(subject)
    try:
        found = neighbourhood(asking.store, fact.entity, asking.as_of, asking.known_at, hops=hops, kinds=kinds or ())
    except ValueError:
        asking.refuse(422, "tie-unknown", "没有这种主体间的关系 / no such tie between subjects", fact.entity)
    return asking.answer(found, about=fact.entity)


@router.get("/{subject}/ownership", responses={200: {"model": Ownership}, **answers(404)}, summary="Who owns it")
def ownership(asking: AskingDependency, subject: SubjectPath) -> Response:
    """Who decides (adjudicated, declared, by votes), who benefits, and the stakes on the day."""
    fact = asking.subject(subject)
    live = Live(asking.store)
    held = subject_file(asking.store, fact.entity, asking.as_of, asking.known_at)["holdings"]
    content = {
        "subject": described(fact),
        "controllers": controller_answers(live.at(asking.known_at), fact.entity, asking.as_of),
        "holdings": held,
        "as_of": asking.as_of.isoformat(),
        "known_at": instant_text(asking.known_at) if asking.known_at is not None else None,
        "data_version": live.version,
    }
    return asking.answer(content, about=fact.entity)


@router.post(
    "/{subject}/unmasking", responses={200: {"model": Unmasked}, **answers(404)}, summary="A person's identity number"
)
def unmask(telling: TellingDependency, subject: SubjectPath, given: Unmasking) -> Response:
    """The number itself: only for a purpose whose table names the role, with a reason, on record before it is shown."""
    asking = telling.saying(given.purpose, None, given.known_at, given.case_number)
    fact = asking.subject(subject)
    if not asking.purpose or not permissions().purposes[asking.purpose].unmask & asking.actor.roles:
        asking.refuse(403, "unmask", "这一角色不能以此为目的查看证件号码 / not for this role and purpose", fact.entity)
    sealed = fact.text("sealed_number") if fact.kind == "Person" else ""
    if not sealed:
        asking.refuse(404, "no-number", "没有证件号码 / no number is known", fact.entity)
    number = asking.service.vault.open(sealed)
    content = {"subject": fact.entity, "number_type": fact.text("number_type"), "number": number}
    return asking.answer(content, about=fact.entity, detail=f"unmasked: {given.reason}")
