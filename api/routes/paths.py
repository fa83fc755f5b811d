"""`/v1/paths`: how two subjects are connected."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Security
from fastapi.responses import Response

from api.http.asking import AskingDependency
from api.http.signed_in import admitted
from api.routes.described import answers
from api.routes.shapes.subjects import Paths
from api.routes.subjects import KindsQuery
from queries.paths.answer import MOST_HOPS, limits_of, paths_between
from queries.rulecheck import read_rules

_MOST_PATHS = 100

router = APIRouter(prefix="/v1", tags=["subjects"], dependencies=[Security(admitted)])


@router.get("/paths", responses={200: {"model": Paths}, **answers(404)}, summary="How two subjects are connected")
def paths(
    asking: AskingDependency,
    from_: Annotated[str, Query(alias="from", max_length=40, description="One subject: id or code.")],
    to: Annotated[str, Query(max_length=40, description="The other subject: id or code.")],
    hops: Annotated[
        int | None, Query(ge=1, le=MOST_HOPS, description="How many ties at most; as the policy has it if not given.")
    ] = None,
    kinds: KindsQuery = None,
    limit: Annotated[int, Query(ge=1, le=_MOST_PATHS, description="How many paths at most.")] = 20,
    every: Annotated[
        bool, Query(alias="all", description="All paths within these limits, not only the shortest.")
    ] = False,
) -> Response:
    """Paths over ties that hold, or may hold, on the day; an answer says within which limits, and what cut it short."""
    one, other = asking.subject(from_), asking.subject(to)
    policy = read_rules().policies.association
    try:
        limits = limits_of(policy, hops, kinds or (), None, limit)
    except ValueError:
        asking.refuse(422, "tie-unknown", "没有这种主体间的关系 / no such tie between subjects", one.entity)
    found = paths_between(
        asking.store, one.entity, other.entity, asking.as_of, asking.known_at, limits, policy, all_paths=every
    )
    files = {document.hash: document.name for document in asking.store.documents()}
    for step in (step for path in found["paths"] for step in path["steps"]):
        for tie in step["ties"]:
            tie["evidence"]["file"] = files.get(tie["evidence"]["document"], "")
    return asking.answer(found, about=one.entity, detail=f"to {other.entity}")
