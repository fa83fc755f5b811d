"""Refused questions on record: who was not let in, and to what, as far as that is known; never what he said."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from api.http.service import Service
from api.http.signed_in import route_of, service_of
from api.problems import Refusal
from graph.model import instant_number
from graph.store.audit import Asked
from graph.store.errors import StoreError
from queries.rulecheck import read_rules

_ON_RECORD = frozenset({401, 403})


async def record_refusal(request: Request, error: Refusal) -> None:
    """Put a refusal for want of a credential, role, purpose or place in the audit log, unless it is there already.

    Of those who are not signed in only so many an address: nobody fills the log by knocking. Where the log cannot be
    written the refusal stands all the same.
    """
    if error.recorded or error.status not in _ON_RECORD:
        return
    service = service_of(request)
    actor = getattr(request.state, "actor", None)
    address = request.client.host if request.client is not None else ""
    if actor is None and service.knocks.take(address):
        return
    who, office = (actor.name, actor.office) if actor is not None else ("", "")
    with suppress(StoreError):
        await run_in_threadpool(_record, service, who, office, route_of(request), error.code)


def _record(service: Service, who: str, office: str, route: str, code: str) -> None:
    service.audit.append(
        Asked(
            instant=instant_number(datetime.now(UTC)),
            who=who,
            office=office,
            purpose="",
            action=route,
            data_version=service.store.version(),
            rules_version=read_rules().version,
            as_of=date.today().isoformat(),
            detail=f"refused: {code}",
        )
    ).result()
