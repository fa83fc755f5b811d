"""`/v1/propagation/runs`: a derivation started as a trial or for good, and watched."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Security
from fastapi.responses import Response
from pydantic import Field

from api.http.asking import AskingDependency, TellingDependency
from api.http.signed_in import admitted
from api.jobs import BusyError
from api.routes.described import Asked, answers
from api.routes.shapes import PropagationRun

router = APIRouter(prefix="/v1/propagation/runs", tags=["runs"], dependencies=[Security(admitted)])

RunPath = Annotated[str, Path(max_length=40, description="The id of a run.", examples=["run0123456789abcdef"])]


class RunAsked(Asked):
    """A trial, or the derivation itself."""

    dry_run: bool = Field(True, description="Only say what would change; nothing is written.")


@router.post("", status_code=202, responses={202: {"model": PropagationRun}, **answers(409)}, summary="Derive")
def start(telling: TellingDependency, given: RunAsked) -> Response:
    """Work out what may have changed since the last time. Who starts it cannot confirm what it proposes (four eyes)."""
    asking = telling.saying(given.purpose, None, given.known_at, given.case_number)
    try:
        run = asking.service.jobs.start(asking.store, asking.service.vault, asking.actor.name, dry_run=given.dry_run)
    except BusyError:
        asking.refuse(409, "busy", "已有推导在进行，请等它结束 / another run is under way: wait for it to end")
    return asking.answer(run.answer(), detail="dry run" if given.dry_run else "run", status=202)


@router.get("/{id}", responses={200: {"model": PropagationRun}, **answers(404)}, summary="A run, as it stands")
def watch(asking: AskingDependency, id: RunPath) -> Response:
    """How far a run is, and what it changed. Runs are known to the process that they were started in."""
    run = asking.service.jobs.find(id)
    if run is None:
        asking.refuse(404, "run-unknown", "没有这次推导 / no such run")
    return asking.answer(run.answer())
