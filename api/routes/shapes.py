"""The shapes of answers over HTTP, as the OpenAPI describes them. Answers may hold more fields than are named here.

Money is an integer of fen (``*_fen``), shares are integers over a stated total, dates are ISO 8601, intervals are
half-open (``end`` is the first day after; ``last_day`` the last day inside), instants are UTC.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Json = dict[str, Any]


class Shape(BaseModel):
    """An object of an answer."""

    model_config = ConfigDict(extra="allow")


class Problem(Shape):
    """What went wrong (RFC 9457)."""

    type: str = Field(examples=["urn:creditgraph:problem:purpose-required", "about:blank"])
    title: str = Field(examples=["Forbidden"])
    status: int = Field(examples=[403])
    detail: str | None = Field(
        None, examples=["涉及自然人，须写明查询目的 / a natural person is involved: state a purpose"]
    )
    request_id: str | None = Field(None, examples=["5f3c9a0e7d1b4c2a8e6f0b1d"])


class Subject(Shape):
    """A subject (主体). A natural person is known by an opaque id alone."""

    id: str = Field(examples=["O0123456789abcdef01234567"])
    kind: str | None = Field(examples=["Enterprise"])
    name: str = Field(examples=["样例食品有限公司"])
    code: str | None = Field(None, examples=["91640104MA0000015Y"], description="统一社会信用代码")


class Trigger(Shape):
    """The document something follows from."""

    id: str
    kind: str
    number: str = Field(examples=["银市监罚〔2020〕15号"])


class Derived(Shape):
    """Something derived, as it stands on the as-of day."""

    id: str = Field(examples=["M0123456789abcdef01234567"])
    kind: str
    state: str = Field(examples=["active"])
    end_reason: str | None = None
    subject: Subject
    trigger: Trigger | None = None
    as_of: str = Field("", examples=["2025-08-15"])


class Measure(Derived):
    """A measure (措施) in its state on the day."""

    effect: str = Field(examples=["food_industry_ban"])
    effect_name: str = Field(examples=["食品行业从业禁止"])
    origin: Literal["mirrored", "statutory", "confirmed"]
    rule: str
    rule_version: str
    legal_basis: str = Field(examples=["《中华人民共和国食品安全法》第一百三十五条（2021年）"])
    certainty: Literal["certain", "possible"]
    reference_date: str | None = None
    role: Json | None = None
    start: str | None = None
    end: str | None = Field(None, description="The first day after; null when permanent.")
    last_day: str | None = Field(None, description="The last day in force; null when permanent.")
    permanent: bool
    removal_route: str = Field("", description="How it can be removed (移除途径).")
    path: list[Json] = []
    explanation: str = ""


class Alert(Derived):
    """An alert (关联提示): something to look at, never a restriction."""

    alert: str
    strength: Json = Field(examples=[{"low": 0.4, "high": 0.6}])
    expires: str | None = None
    path: list[Json] = []
    text: str = Field(examples=["关联提示，不构成惩戒：…"], description="Begins 「关联提示，不构成惩戒」.")


class Notice(Derived):
    """A notice (通报) to send."""

    about: Trigger
    recipient: Json | None
    capacity: str = ""
    due: str | None = None
    finding: str | None = None


class Finding(Derived):
    """An item of the worklist (待核事项)."""

    finding: str
    text: str = ""
    due: str | None = None


class Page(Shape):
    """A page of a list."""

    next: str | None = Field(None, description="The cursor of the next page; null on the last.")
    as_of: str
    known_at: str | None = None
    data_version: int
    derived: str = Field("", description="How what is derived stands to the data.", examples=["up_to_date"])
    truncated: bool = False


class Subjects(Page):
    """Subjects found."""

    items: list[Subject]


class Measures(Page):
    """Measures or proposals."""

    items: list[Measure]


class Alerts(Page):
    """Alerts."""

    items: list[Alert]


class Notices(Page):
    """Notices."""

    items: list[Notice]


class Findings(Page):
    """The worklist."""

    items: list[Finding]


class SubjectFile(Shape):
    """A subject's file (主体档案)."""

    subject: Subject
    roles: list[Json]
    holdings: list[Json]
    records: list[Json]
    measures: list[Measure]
    alerts: list[Alert]
    as_of: str
    data_version: int


class Neighbourhood(Shape):
    """Who stands beside a subject on a day."""

    subject: Subject
    subjects: list[Subject]
    ties: list[Json]
    hops: int
    truncated: bool
    as_of: str
    data_version: int


class Ownership(Shape):
    """Who decides in a company and who benefits; its stakes, and the stakes it holds."""

    subject: Subject
    controllers: list[Json]
    holdings: list[Json]
    as_of: str
    data_version: int


class Paths(Shape):
    """How two subjects are connected; "none" means none within these limits, which ``text`` says in words."""

    from_: Subject = Field(alias="from")
    to: Subject
    sought: str
    within: Json
    truncated: bool
    truncated_by: list[str]
    paths: list[Json]
    text: str
    data_version: int


class Explanation(Derived):
    """Why something was derived."""

    premises: list[Json]
    path: list[Json]
    versions: list[Json]


class WhyNot(Shape):
    """Why a rule does not hold for somebody and a record: the smallest failing premise."""

    subject: Subject
    rule: str
    holds: bool
    text: str
    evidence: list[Json]


class Entered(Shape):
    """A decision or objection that was entered."""

    entered: str
    id: str
    outcome: str
    number: str
    record: str
    unchanged: bool
    warnings: list[str]


class Check(Shape):
    """The answer to an approval: measures, alerts and unknowns apart; never a proposal."""

    subject: Json | None = Field(description="The applicant, with capacities; null where nobody known is meant.")
    parties: list[Json] = Field(description="The applicant and those behind it, with their capacities.")
    measures_in_force: list[Json] = Field(
        description="Measures that bear on the approval: on the applicant, or bans of the scope on whoever would act."
    )
    alerts: list[Json] = Field(description="Each text begins 「关联提示，不构成惩戒」; no reason to refuse.")
    unknowns: list[Json] = Field(
        description="What is not known: unmatched persons, missing controllers, stale sources, a derivation not up to "
        "date, an unknown scope.",
        examples=[
            [{"kind": "controller_unknown", "text": "未能确定实际控制人", "text_en": "no controller is certain"}]
        ],
    )
    nothing_found: bool
    scope: str
    purpose: str
    as_of: str
    known_at: str = Field(description="Asking again as known at this instant gives the same result.")
    data_version: int
    rules_version: str
    policy_version: str
    result: str = Field(description="SHA-256 over what was found.")
    query_id: str = Field(
        description="A keyed digest over subject, scope, clocks, versions and result: proves the answer."
    )


class Verification(Shape):
    """Whether an answer is one of ours."""

    genuine: bool
    reproduced: bool | None = Field(description="Asked again as known then: the same result. Null for one not ours.")
    rules_changed: bool | None = Field(description="Whether the rules are others by now.")


class AuditEntry(Shape):
    """An entry of the audit log."""

    sequence: int
    previous: str
    digest: str
    instant: str
    who: str
    office: str
    purpose: str
    action: str
    subject: str
    case_number: str
    result: str


class AuditPage(Shape):
    """Entries of the audit log, oldest first."""

    items: list[AuditEntry]
    next: str | None
    head: str = Field(description="The head of the chain: note it down to find a truncation later.")


class Token(Shape):
    """A bearer token (RFC 6749, 5.1)."""

    access_token: str
    token_type: Literal["bearer"]
    expires_in: int = Field(description="Seconds.")


class SignedIn(Shape):
    """Who is signed in."""

    name: str
    office: str
    roles: list[str]
    place: str
    csrf_token: str | None = None


class Unmasked(Shape):
    """An identity number, for a purpose and a reason, on record."""

    subject: str
    number_type: str
    number: str


class Drawn(Shape):
    """Nodes and ties of a picture."""

    nodes: list[Json]
    ties: list[Json]
    as_of: str
    data_version: int


class Surroundings(Drawn):
    """What is tied to a subject or record: a page of it, and how many there are of each kind."""

    subject: Json
    groups: list[Json]
    total: int
    next: int | None = Field(None, description="Where the next page begins; null at the end.")


class TieCounts(Shape):
    """How many ties of each kind each subject or record has."""

    counts: dict[str, list[Json]]
    as_of: str


class Structure(Drawn):
    """Ownership drawn: holders above, holdings below, who decides and who benefits."""

    subject: Json
    controllers: list[Json]
    rings: list[list[str]]
    warnings: list[Json]
    left_out: int


class RecordFile(Shape):
    """A record and whom it speaks of."""

    id: str
    kind: str
    number: str
    date: str | None
    state: str
    properties: Json
    parties: list[Json]
    as_of: str
    data_version: int


class Kinds(Shape):
    """Kinds of subject, record and tie, and how they are drawn."""

    subjects: dict[str, Json]
    records: dict[str, Json]
    ties: dict[str, Json]


class Rules(Shape):
    """The rules in force and those shipped unverified."""

    items: list[Json]
    rules_version: str


class Overview(Shape):
    """What a store holds, how fresh it is, and what waits."""

    as_of: str
    data_version: int
    subjects: dict[str, int]
    records: dict[str, int]
    ties: int
    documents: Json
    derivation: Json
    measures: dict[str, int]
    alerts: int
    notices: dict[str, int]
    worklist: list[Json]
    proposals: int | None = None


class Note(Shape):
    """A note on a subject, with its author and date."""

    id: str
    text: str
    author: str
    date: str
    candidate: str
    judged: str


class Notes(Shape):
    """Notes on a subject, the latest first."""

    items: list[Note]
    as_of: str


class Items(Shape):
    """A page of a list."""

    items: list[Json]
    next: str | None
    total: int
    as_of: str
    data_version: int


class IntegrityFile(Shape):
    """A public body's integrity file."""

    as_of: str


class PropagationRun(Shape):
    """A propagation run (推导任务), stamped with who, both clocks and both versions."""

    id: str = Field(examples=["R0123456789abcdef01234567"])
    kind: Literal["propagation_run"]
    state: Literal["waiting", "running", "done", "cancelled", "failed", "interrupted"]
    dry_run: bool
    full: bool
    who: str
    office: str
    as_of: str
    known_at: str
    data_version: int = Field(description="The store's version it began at; once done, the one it follows from.")
    rules_version: str
    started: str
    ended: str | None = None
    progress: Json | None = Field(None, examples=[{"stage": "推导 derive", "done": 250, "total": 1000}])
    result: Json | None = Field(None, description="How many results begin, change and end, by rule and place.")
    problem: str | None = None
    cancelling: bool = False
    resumable: bool = False
