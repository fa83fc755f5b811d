"""`/v1/propagation/runs`: deriving, dry or for good, with progress as events, cancellation and resumption."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import AsyncIterator
from datetime import UTC
from typing import Annotated, Any, NoReturn

import orjson
from fastapi import APIRouter, Header, Path, Request, Security
from fastapi.responses import Response, StreamingResponse
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from api.http.asking import Asking, AskingDependency, TellingDependency
from api.http.signed_in import admitted
from api.problems import Refusal
from api.routes.described import Asked, answers
from api.routes.shapes.derived import PropagationRun
from api.runs import UNDER_WAY, Run, Runs, RunUnderWay
from graph.model import instant_text
from queries.rulecheck import read_rules

router = APIRouter(prefix="/v1/propagation/runs", tags=["propagation"], dependencies=[Security(admitted)])

_EVERY = 0.2
_QUIET = 10.0
"""Seconds after which a line is sent though nothing happened, so that nobody on the way closes the connection."""

RunPath = Annotated[str, Path(max_length=40, description="The id of a run.", examples=["R0123456789abcdef01234567"])]
LastEvent = Annotated[
    str | None, Header(alias="Last-Event-ID", max_length=20, description="Events after this one only.")
]


class RunAsked(Asked):
    """A derivation to start."""

    dry_run: bool = Field(False, description="Only say what would change; write nothing.")
    full: bool = Field(False, description="Rebuild everything; comes to the same.")
    as_of: datetime.date | None = Field(None, description="The day it is stamped with; today unless given.")


@router.post("", status_code=202, responses={202: {"model": PropagationRun}, **answers(409)}, summary="Start a run")
def start(telling: TellingDependency, given: RunAsked) -> Response:
    """Derive measures, alerts and notices from what is loaded, in a process of its own; one run at a time.

    Follow it by `/v1/propagation/runs/{id}` or its events. Who starts it has proposed what comes out of it (four eyes).
    """
    asking = telling.saying(given.purpose, given.as_of, given.known_at, given.case_number)
    now = datetime.datetime.now(UTC)
    asked = {
        "dry_run": given.dry_run,
        "full": given.full,
        "who": asking.actor.name,
        "office": asking.actor.office,
        "as_of": asking.as_of.isoformat(),
        "known_at": instant_text(int(now.timestamp() * 1_000_000)),
        "data_version": asking.store.version(),
        "rules_version": read_rules().version,
    }
    _on_record_first(asking, "starting")
    try:
        run = _runs(asking).start(asking.store.url, asked)
    except RunUnderWay as error:
        _busy(asking, error)
    return asking.answer(run, detail=run["id"], status=202)


@router.get("/{id}", responses={200: {"model": PropagationRun}, **answers(404)}, summary="A run as it stands")
def shown(asking: AskingDependency, id: RunPath) -> Response:
    """State, progress, and what came of it: how many results begin, change and end, by rule and place."""
    return asking.answer(_run(asking, id), detail=id)


@router.get(
    "/{id}/events",
    responses={
        200: {
            "description": "Server-sent events: waiting, running, progress; at last how the run ended.",
            "content": {"text/event-stream": {"schema": {"description": "An event: `id`, `event`, `data` (JSON)."}}},
        },
        **answers(404),
    },
    response_class=StreamingResponse,
    summary="A run's events as they come",
)
def events(
    request: Request, asking: AskingDependency, id: RunPath, last_event_id: LastEvent = None
) -> StreamingResponse:
    """All events of the run, those there were already first; `Last-Event-ID` goes on after one. Ends with the run."""
    run = _run(asking, id)
    asking.record("", "", "", "", detail=id).result()
    after = int(last_event_id) if last_event_id and last_event_id.isascii() and last_event_id.isdecimal() else 0
    return StreamingResponse(_stream(asking, run["id"], after), media_type="text/event-stream")


@router.post(
    "/{id}/cancellation",
    status_code=202,
    responses={202: {"model": PropagationRun}, **answers(404, 409)},
    summary="Stop a run",
)
def cancel(telling: TellingDependency, id: RunPath, given: Asked) -> Response:
    """Ask a run to stop at its next step. What it has written stays; the next run goes on from there."""
    asking = telling.saying(given.purpose, None, given.known_at, given.case_number)
    _run(asking, id)
    _on_record_first(asking, f"cancelling {id}")
    run = _runs(asking).cancel(asking.store.url, id)
    if run is None:
        asking.refuse(409, "run-ended", "这一任务不在运行 / the run is not under way")
    return asking.answer(run, detail=id, status=202)


@router.post(
    "/{id}/resumption",
    status_code=202,
    responses={202: {"model": PropagationRun}, **answers(404, 409)},
    summary="Go on with a run",
)
def resume(telling: TellingDependency, id: RunPath, given: Asked) -> Response:
    """Go on with a run that was cancelled, cut off or failed: what is done already is not done again."""
    asking = telling.saying(given.purpose, None, given.known_at, given.case_number)
    _run(asking, id)
    _on_record_first(asking, f"resuming {id}")
    try:
        run = _runs(asking).resume(asking.store.url, id)
    except RunUnderWay as error:
        _busy(asking, error)
    if run is None:
        asking.refuse(409, "run-not-resumable", "这一任务不能继续 / the run cannot be gone on with")
    return asking.answer(run, detail=id, status=202)


async def _stream(asking: Asking, identifier: str, after: int) -> AsyncIterator[bytes]:
    runs, quiet = _runs(asking), 0.0
    while not asking.service.stopping:
        run = await run_in_threadpool(runs.get, asking.store.url, identifier)
        told = await run_in_threadpool(runs.events, identifier, after)
        for sequence, name, content in told:
            after = sequence
            yield _event(name, content, sequence)
        if run is None or run["state"] not in UNDER_WAY:
            if run is not None and run["state"] == "interrupted":
                yield _event("interrupted", {})
            return
        quiet = 0.0 if told else quiet + _EVERY
        if quiet >= _QUIET:
            quiet = 0.0
            yield b": \n\n"
        await asyncio.sleep(_EVERY)


def _event(name: str, content: Run, sequence: int | None = None) -> bytes:
    number = b"" if sequence is None else f"id: {sequence}\n".encode()
    return number + f"event: {name}\n".encode() + b"data: " + orjson.dumps(content) + b"\n\n"


def _on_record_first(asking: Asking, detail: str) -> None:
    """Who does something is in the audit log before it is done: where the log cannot be written, it is not done."""
    asking.record("", "", "", "", detail).result()


def _runs(asking: Asking) -> Runs:
    runs = asking.service.runs
    if runs is None:
        raise Refusal(503, "accounts", "没有账户文件 / no file of accounts")
    return runs


def _run(asking: Asking, identifier: str) -> dict[str, Any]:
    run = _runs(asking).get(asking.store.url, identifier)
    if run is None:
        asking.refuse(404, "run-unknown", "没有这个任务 / no such run")
    return run


def _busy(asking: Asking, error: RunUnderWay) -> NoReturn:
    asking.refuse(409, "run-under-way", f"任务 {error.run} 尚未结束 / run {error.run} has not ended")
