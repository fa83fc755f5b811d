"""`/v1/government`: promises on the day, a body's integrity file, the ranking, and what is to be done next."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Security
from fastapi.responses import Response

from api.http.asking import Asking, AskingDependency
from api.http.signed_in import admitted
from api.routes.described import answers
from api.routes.shapes.government import IntegrityFile, Items
from graph.live import Live
from queries.commitments.listing import commitments
from queries.commitments.principals import of_promise
from queries.commitments.promise import promise_of
from queries.commitments.ranking import ranking
from queries.integrity_file import integrity_file
from queries.integrity_known import known_of, worklist
from queries.rulecheck import read_rules

router = APIRouter(prefix="/v1/government", tags=["government"], dependencies=[Security(admitted)])

SubjectQuery = Annotated[str | None, Query(max_length=40, description="Its id or code.")]
AfterQuery = Annotated[int, Query(ge=0, le=10_000_000, alias="cursor", description="Where to go on: ``next``.")]
LimitQuery = Annotated[int, Query(ge=1, le=500, description="How many to a page at most.")]
BodyPath = Annotated[str, Path(max_length=40, description="A body's id or code.")]


@router.get("/commitments", responses={200: {"model": Items}, **answers(404)}, summary="Government promises")
def promises(
    asking: AskingDependency,
    body: SubjectQuery = None,
    counterparty: SubjectQuery = None,
    overdue: Annotated[bool, Query(description="Only those that are overdue, or whose compensation is.")] = False,
    after: AfterQuery = 0,
    limit: LimitQuery = 200,
) -> Response:
    """Promises as they stood on the day: who made them, who answers, how late they are, and every step so far."""
    found = commitments(
        asking.store,
        read_rules().policies,
        asking.as_of,
        asking.known_at,
        body=asking.subject(body).entity if body else None,
        counterparty=asking.subject(counterparty).entity if counterparty else None,
        overdue=overdue,
    )
    seen = [one for one in found if _may_see(asking, one)]
    view = Live(asking.store).at(asking.known_at)
    for one in seen[after : after + limit]:
        record = view.fact(one["id"])
        promise = promise_of(view, record, read_rules().policies) if record is not None else None
        one["principals"] = of_promise(view, promise, asking.as_of) if promise is not None else []
    return _page(asking, seen, after, limit)


@router.get("/bodies/{id}/file", responses={200: {"model": IntegrityFile}, **answers(404)}, summary="Integrity file")
def body_file(asking: AskingDependency, id: BodyPath) -> Response:
    """A body's promises, debts, breaches, principals and patterns (政务诚信档案)."""
    fact = asking.subject(id)
    found = integrity_file(asking.store, read_rules().policies, fact.entity, asking.as_of, asking.known_at)
    return asking.answer(found, about=fact.entity)


@router.get("/ranking", responses={200: {"model": Items}, **answers()}, summary="The ranking")
def ranked(asking: AskingDependency, after: AfterQuery = 0, limit: LimitQuery = 200) -> Response:
    """Cities by how they keep their word, with the formula and every row behind a figure."""
    policies = read_rules().policies
    if policies.integrity is None:
        return _page(asking, [], after, limit)
    known = known_of(asking.store, policies, asking.as_of, asking.known_at)
    return _page(asking, ranking(known, policies.integrity.ranking), after, limit)


@router.get("/worklist", responses={200: {"model": Items}, **answers()}, summary="What is to be done next")
def tasks(asking: AskingDependency, after: AfterQuery = 0, limit: LimitQuery = 200) -> Response:
    """The next step of everything open (专项治理清单): until when, by whom, under which article."""
    policies = read_rules().policies
    return _page(
        asking, worklist(known_of(asking.store, policies, asking.as_of, asking.known_at), policies), after, limit
    )


def _may_see(asking: Asking, one: dict[str, Any]) -> bool:
    """Whether a body that made a promise, or answers for it, is of the office's place."""
    if not asking.actor.place:
        return True
    bodies = [one["original_body"], one["responsible_body"], *one["candidates"]]
    facts = asking.store.facts([body["id"] for body in bodies if body is not None])
    return any(asking.actor.may_see(fact.text("region")) for fact in facts)


def _page(asking: Asking, found: list[dict[str, Any]], after: int, limit: int) -> Response:
    end = after + limit
    content = {
        "items": found[after:end],
        "next": str(end) if end < len(found) else None,
        "total": len(found),
        "as_of": asking.as_of.isoformat(),
        "data_version": asking.store.version(),
    }
    return asking.answer(content)
