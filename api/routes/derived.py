"""`/v1/measures`, `/alerts`, `/notices`, `/proposals`, `/worklist`, why and why not: what was derived."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Security
from fastapi.responses import Response
from pydantic import AfterValidator, Field, StringConstraints

from api.answering.explaining import explained, for_the_authority, with_files
from api.answering.freshness import freshness
from api.answering.lists import LISTINGS, Filters, page, rules_of, state_of
from api.answering.presenting import presented
from api.http.asking import Asking, AskingDependency, TellingDependency, no_identity_number
from api.http.cursors import CursorError, read_cursor, write_cursor
from api.http.signed_in import admitted
from api.routes.described import Asked, CursorQuery, IdPath, LimitQuery, Text, answers
from api.routes.shapes.derived import Alerts, Explanation, Findings, Measures, Notices, WhyNot
from graph.live import Live
from graph.model import instant_text
from queries.propagation.why_not.answer import RuleUnknown, why_not
from queries.rulecheck import read_rules

router = APIRouter(prefix="/v1", tags=["derived"], dependencies=[Security(admitted)])

_Words = Annotated[str, StringConstraints(max_length=100), AfterValidator(no_identity_number)]
SubjectQuery = Annotated[str | None, Query(max_length=40, description="About this subject: its id or code.")]
StateQuery = Annotated[str | None, Query(max_length=20, description="In this state.", examples=["active"])]
RuleQuery = Annotated[str | None, Query(max_length=100, description="By this rule, or of this finding.")]
RecordQuery = Annotated[_Words | None, Query(description="From this document: its number or its id.")]


class WhyNotAsked(Asked):
    """A subject, a rule and a record."""

    subject: str = Field(max_length=40, description="A subject's id or code.", examples=["O0123456789abcdef01234567"])
    rule: str = Field(max_length=100, examples=["food-ban-named"])
    record: Text = Field(description="A document number, or a record's id.", examples=["银市监罚〔2020〕15号"])
    as_of: date | None = Field(None, description="The day it is asked about; today unless given.")


def _list(
    asking: Asking,
    name: str,
    subject: str | None,
    state: str | None,
    rule: str | None,
    record: str | None,
    cursor: str | None,
    limit: int,
) -> Response:
    listing, store = LISTINGS[name], asking.store
    if state is not None and state_of(state) is None:
        asking.refuse(422, "state-unknown", "没有这个状态 / no such state")
    if rule is not None and rule not in rules_of(listing.family):
        asking.refuse(422, "rule-unknown", "没有这条规则 / no such rule")
    about = asking.subject(subject).entity if subject is not None else None
    version = store.version()
    wanted = Filters(about, state_of(state) if state else None, rule, record, asking.actor.place)
    question = repr((name, wanted, asking.as_of, asking.known_at))
    try:
        after = read_cursor(asking.service.vault, question, cursor) if cursor else ""
    except CursorError as error:
        asking.refuse(422, "cursor", str(error))
    found = page(store, listing, wanted, asking.as_of, asking.known_at, after=after, limit=limit)
    content = {
        "items": [presented(one) for one in found.answers],
        "next": write_cursor(asking.service.vault, question, found.after) if found.after is not None else None,
        "as_of": asking.as_of.isoformat(),
        "known_at": instant_text(asking.known_at) if asking.known_at is not None else None,
        "data_version": version,
        "derived": freshness(store, version),
        "truncated": found.truncated,
    }
    return asking.answer(content, about=about or "")


@router.get("/measures", responses={200: {"model": Measures}, **answers(404)}, summary="Measures")
def measures(
    asking: AskingDependency,
    subject: SubjectQuery = None,
    state: StateQuery = None,
    rule: RuleQuery = None,
    record: RecordQuery = None,
    cursor: CursorQuery = None,
    limit: LimitQuery = 50,
) -> Response:
    """Measures as they stand on the day, ended ones with their reason; never a proposed one."""
    return _list(asking, "measures", subject, state, rule, record, cursor, limit)


@router.get("/alerts", responses={200: {"model": Alerts}, **answers(404)}, summary="Alerts")
def alerts(
    asking: AskingDependency,
    subject: SubjectQuery = None,
    rule: RuleQuery = None,
    record: RecordQuery = None,
    cursor: CursorQuery = None,
    limit: LimitQuery = 50,
) -> Response:
    """Something to look at, never a restriction; of one subject the associated risk too, worked out now."""
    return _list(asking, "alerts", subject, None, rule, record, cursor, limit)


@router.get("/notices", responses={200: {"model": Notices}, **answers(404)}, summary="Notices")
def notices(
    asking: AskingDependency,
    subject: SubjectQuery = None,
    rule: RuleQuery = None,
    record: RecordQuery = None,
    cursor: CursorQuery = None,
    limit: LimitQuery = 50,
) -> Response:
    """Who has to be told of whose misconduct, resolved as of the day."""
    return _list(asking, "notices", subject, None, rule, record, cursor, limit)


@router.get("/proposals", responses={200: {"model": Measures}, **answers(404)}, summary="Proposals")
def proposals(
    asking: AskingDependency,
    subject: SubjectQuery = None,
    rule: RuleQuery = None,
    record: RecordQuery = None,
    cursor: CursorQuery = None,
    limit: LimitQuery = 50,
) -> Response:
    """What waits for a competent authority; shown to it alone."""
    return _list(asking, "proposals", subject, None, rule, record, cursor, limit)


@router.get("/worklist", responses={200: {"model": Findings}, **answers(404)}, summary="The worklist")
def worklist(
    asking: AskingDependency,
    subject: SubjectQuery = None,
    rule: RuleQuery = None,
    record: RecordQuery = None,
    cursor: CursorQuery = None,
    limit: LimitQuery = 50,
) -> Response:
    """What the data does not decide, for somebody to look at."""
    return _list(asking, "worklist", subject, None, rule, record, cursor, limit)


@router.get("/derived/{id}/why", responses={200: {"model": Explanation}, **answers(404)}, summary="Why")
def why(asking: AskingDependency, id: IdPath) -> Response:
    """Path, dates, source rows, article and rule version of one result; a proposal only to the authority."""
    found = explained(asking.store, id, asking.as_of, asking.known_at)
    place = (found or {}).get("place")
    hidden = found is not None and not asking.is_authority and for_the_authority(found)
    if found is None or hidden or (place is not None and not asking.actor.may_see(place["code"])):
        asking.refuse(404, "result-unknown", "没有这个结果，或当时尚不知道 / no such result as known then")
    return asking.answer(presented(found), about=str(found["subject"]["id"]))


@router.post("/why-not", responses={200: {"model": WhyNot}, **answers(404)}, summary="Why not")
def why_no(telling: TellingDependency, given: WhyNotAsked) -> Response:
    """The smallest failing premise for which a rule does not hold for somebody and a record, or that it does."""
    asking = telling.saying(given.purpose, given.as_of, given.known_at, given.case_number)
    fact = asking.subject(given.subject)
    live, book = Live(asking.store), read_rules()
    try:
        found = why_not(live, book, fact.entity, given.rule, given.record, asking.as_of, asking.known_at)
    except RuleUnknown:
        asking.refuse(404, "rule-unknown", "没有这条规则 / no such rule", fact.entity)
    found["evidence"] = with_files(asking.store, found["evidence"])
    return asking.answer(found, about=fact.entity)
