"""One question over HTTP: who asks and why, about which day, what he may see of the answer, and the record of it."""

from __future__ import annotations

import hashlib
import re
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, NoReturn

import orjson
from fastapi import Depends, Query, Request
from fastapi.responses import Response

from api.access.actor import Actor
from api.access.permissions import CONFIRMING_AUTHORITY, permissions
from api.http.service import Service
from api.http.signed_in import actor_of, route_of, service_of
from api.languages import in_english, language_of
from api.problems import Refusal
from graph.identifiers import unified_social_credit_code
from graph.identifiers.resident_text import is_likely
from graph.model import Fact, instant_number
from graph.store.audit import Asked, AuditEntry
from graph.store.port import Store
from queries import lookup
from queries.rulecheck import read_rules

PERSON = re.compile(rb'"P[0-9a-f]{24}"')
"""A natural person in an answer: the opaque id."""

_SUBJECT = re.compile(r"[OP][0-9a-f]{24}")

AsOf = Annotated[date | None, Query(description="What is true on that day (ISO 8601); today unless given.")]
KnownAt = Annotated[
    str | None,
    Query(
        max_length=40,
        description="What the system knew at that instant (ISO 8601, UTC without a zone; a bare date is the end of "
        "that day); now unless given.",
        examples=["2026-01-31T08:00:00Z"],
    ),
]
PurposeQuery = Annotated[
    str | None,
    Query(
        max_length=40,
        description="Why it is asked (查询目的): one of the codes of the table, in Chinese or English. Required "
        "wherever a natural person is involved.",
        examples=["administrative_approval"],
    ),
]


@dataclass(frozen=True, slots=True)
class Asking:
    """A question of somebody who is admitted to its route."""

    service: Service
    actor: Actor
    route: str
    language: str | None
    purpose: str
    as_of: date
    known_at: int | None
    case_number: str = ""

    @property
    def store(self) -> Store:
        """The store that is asked."""
        return self.service.store

    @property
    def is_authority(self) -> bool:
        """Whether proposals may be shown: only to the authority that decides on them."""
        return CONFIRMING_AUTHORITY in self.actor.roles

    def saying(self, purpose: str | None, as_of: date | None, known_at: str | None, case_number: str = "") -> Asking:
        """The same question with what a body says of it."""
        return replace(
            self,
            purpose=_purpose(purpose, self.actor) or self.purpose,
            as_of=as_of or self.as_of,
            known_at=instant_of(known_at) if known_at else self.known_at,
            case_number=case_number,
        )

    # -- about whom ---------------------------------------------------------------------------------------------
    def subject(self, text: str) -> Fact:
        """The subject of an id or a code. Refuses one that is not known (then), or is not of the office's place."""
        code = text.upper()
        if _SUBJECT.fullmatch(text) is None and not unified_social_credit_code.is_valid(code):
            self.refuse(404, "subject-unknown", "没有这个编号或统一社会信用代码 / no such id or code")
        try:
            found = lookup.find(self.store, text)
        except (lookup.SubjectNotFound, lookup.SubjectNotUnique):
            self.refuse(404, "subject-unknown", "没有这个编号或统一社会信用代码 / no such id or code")
        return self.seen(found)

    def within_place(self, found: Fact) -> None:
        """Refuse a subject of another place than the office's."""
        if not self.actor.may_see(found.text("region")):
            raise Refusal(403, "place", "不在本机关的行政区划之内 / not within the office's place")

    def seen(self, found: Fact) -> Fact:
        """A subject that may be asked about. Refuses what was not known then or is of another place."""
        if self.known_at is not None:
            versions = self.store.facts([found.entity], history=True)
            if not any(version.known_at(self.known_at) for version in versions):
                self.refuse(404, "subject-unknown-then", "当时尚不知道这个主体 / the subject was not known then")
        if not self.actor.may_see(found.text("region")):
            self.refuse(403, "place", "不在本机关的行政区划之内 / not within the office's place", found.entity)
        if found.kind == "Person" and not self.purpose:
            self._demand_purpose(found.entity)
        return found

    def _demand_purpose(self, subject: str = "") -> NoReturn:
        listed = "、".join(permissions().purposes)
        words = f"涉及自然人，须写明查询目的：{listed} / a natural person is involved: state a purpose ({listed})"
        self.refuse(403, "purpose-required", words, subject)

    # -- answering ----------------------------------------------------------------------------------------------
    def answer(
        self,
        content: Any,  # noqa: ANN401 - any JSON value
        *,
        about: str = "",
        scope: str = "",
        detail: str = "",
        status: int = 200,
        query_id: str = "",
    ) -> Response:
        """The answer, once its entry in the audit log is on disk. Refuses one about persons without a purpose."""
        body, future = self._recorded(content, about, scope, detail, query_id)
        future.result()
        return self._response(content, body, status)

    async def answer_soon(
        self,
        content: Any,  # noqa: ANN401 - any JSON value
        *,
        about: str,
        scope: str,
        query_id: str,
        result: str,
        data_version: int,
    ) -> Response:
        """An answer with its own digest, from the event loop: others are served while the entry is on its way."""
        entry = self._entry(about, scope, "", result, query_id, data_version)
        future = self.service.audit.append_soon(entry)
        body = orjson.dumps(content)
        await future
        return self._response(content, body, 200)

    def record(
        self, result: str, about: str, scope: str, query_id: str, detail: str = "", data_version: int | None = None
    ) -> Future[AuditEntry]:
        """Put an answer with its own digest on record; it may leave when the future is done."""
        return self.service.audit.append(self._entry(about, scope, detail, result, query_id, data_version))

    def _recorded(
        self,
        content: Any,  # noqa: ANN401 - any JSON value
        about: str,
        scope: str,
        detail: str,
        query_id: str,
    ) -> tuple[bytes, Future[AuditEntry]]:
        body = orjson.dumps(content)
        if not self.purpose and PERSON.search(body):
            self._demand_purpose(about)
        digest = hashlib.sha256(body).hexdigest()
        return body, self.record(digest, about, scope, query_id, detail)

    def _response(self, content: Any, body: bytes, status: int) -> Response:  # noqa: ANN401 - any JSON value
        headers = {"Content-Language": "en" if self.language == "en" else "zh", "Vary": "Accept-Language"}
        if self.language == "en":
            body = orjson.dumps(in_english(content))
        return Response(body, status, headers, "application/json")

    def refuse(self, status: int, code: str, detail: str, subject: str = "") -> NoReturn:
        """Refuse the question; that it was asked is on record all the same."""
        self.record("", subject, "", "", f"refused: {code}").result()
        refusal = Refusal(status, code, detail)
        refusal.recorded = True
        raise refusal

    def _entry(
        self, subject: str, scope: str, detail: str, digest: str, query_id: str, data_version: int | None
    ) -> Asked:
        return Asked(
            instant=instant_number(datetime.now(UTC)),
            who=self.actor.name,
            office=self.actor.office,
            purpose=self.purpose,
            action=self.route,
            subject=subject,
            scope=scope,
            case_number=self.case_number,
            data_version=self.store.version() if data_version is None else data_version,
            rules_version=read_rules().version,
            as_of=self.as_of.isoformat(),
            known_at=self.known_at,
            result=digest,
            query_id=query_id,
            detail=detail,
        )


def instant_of(text: str) -> int:
    """An ISO instant as microseconds UTC; a bare date is the end of that day. Refuses what is none."""
    try:
        if len(text) == 10:
            return instant_number(datetime.combine(date.fromisoformat(text), time.max, UTC))
        return instant_number(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        raise Refusal(422, "instant", "known_at 不是时刻（ISO 8601）/ known_at is no instant (ISO 8601)") from None


def _purpose(text: str | None, actor: Actor) -> str:
    if not text:
        return ""
    purpose = permissions().purpose(text)
    if purpose is None:
        listed = "、".join(permissions().purposes)
        raise Refusal(422, "purpose-unknown", f"没有这个查询目的；可用：{listed} / no such purpose; known: {listed}")
    if not permissions().purposes[purpose].roles & actor.roles:
        raise Refusal(403, "purpose-role", "角色不能以此为目的查询 / this role may not ask for this purpose")
    return purpose


def no_identity_number(text: str) -> str:
    """A text that somebody typed; ValueError where it is an identity number."""
    if is_likely(text):
        raise ValueError("identity number")
    return text


async def _asking(
    request: Request,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    purpose: PurposeQuery = None,
) -> Asking:
    return Asking(
        service_of(request),
        actor_of(request),
        route_of(request),
        language_of(request.headers.get("accept-language")),
        _purpose(purpose, actor_of(request)),
        as_of or date.today(),
        instant_of(known_at) if known_at else None,
    )


async def _telling(request: Request) -> Asking:
    """A question whose body says why it is asked, and about which day."""
    language = language_of(request.headers.get("accept-language"))
    return Asking(service_of(request), actor_of(request), route_of(request), language, "", date.today(), None)


AskingDependency = Annotated[Asking, Depends(_asking)]
TellingDependency = Annotated[Asking, Depends(_telling)]
