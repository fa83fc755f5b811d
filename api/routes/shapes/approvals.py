"""Shapes of an approval: the answer to one question, and whether it is genuine."""

from __future__ import annotations

from pydantic import Field

from api.routes.shapes.derived import Measure
from api.routes.shapes.plain import Json, Shape, Subject, Trigger


class Capacity(Shape):
    """In which capacity (身份) somebody stands behind an application."""

    capacity: str = Field(examples=["legal_representative"])
    name: str = Field(examples=["法定代表人"])
    certain: bool


class Party(Subject):
    """The applicant or somebody behind it."""

    capacities: list[Capacity]


class ScopeMeant(Shape):
    """What the scope in the question was taken for."""

    scope: str = Field(examples=["food"])
    title: str = Field(examples=["食品生产经营"])
    title_en: str = Field("", examples=["food production and trade"])


class MeasureInForce(Measure):
    """A measure in force that bears on the approval."""

    capacities: list[str] = Field(description="The capacities of whoever it is on.", examples=[["applicant"]])
    bears: str = Field(description="Whether it bears as the applicant's own or by its scope.", examples=["scope"])
    decision_document: str = Field("", examples=["银市监罚〔2020〕15号"])


class PartyAlert(Shape):
    """An alert (关联提示) about a party: no reason to refuse."""

    id: str | None
    alert: str = Field(examples=["measure_on_a_party"])
    subject: Subject
    trigger: Trigger | None = None
    strength: Json | None = Field(None, examples=[{"low": 0.4, "high": 0.6}])
    expires: str | None = None
    path: list[Json] = Field([])
    text: str = Field(examples=["「关联提示，不构成惩戒」…"], description="Begins 「关联提示，不构成惩戒」.")


class Unknown(Shape):
    """Something that is not known (未知事项), and why it matters."""

    kind: str = Field(examples=["controller_unknown"])
    text: str = Field(examples=["未能确定实际控制人"])
    text_en: str = Field(examples=["no controller is certain"])


class Meant(Shape):
    """Whom the question was taken to be about: ids, each with its capacity, and who could not be found."""

    applicant: str | None
    given: list[list[str]] = Field(examples=[[["officer", "P0123456789abcdef01234567"]]])
    missing: list[Unknown]
    associated: bool


class Check(Shape):
    """The answer to an approval: measures, alerts and unknowns apart; never a proposal."""

    subject: Party | None = Field(description="The applicant, with capacities; null where nobody known is meant.")
    parties: list[Party] = Field(description="The applicant and those behind it, with their capacities.")
    scopes: list[ScopeMeant] = Field(description="What the scope was taken for; none where it means nothing.")
    measures_in_force: list[MeasureInForce] = Field(
        description="Measures that bear on the approval: on the applicant, or bans of the scope on whoever would act."
    )
    alerts: list[PartyAlert] = Field(description="No reason to refuse.")
    unknowns: list[Unknown] = Field(
        description="What is not known: unmatched persons, missing controllers, stale sources, a derivation not up to "
        "date, an unknown scope."
    )
    nothing_found: bool
    scope: str
    purpose: str
    as_of: str
    known_at: str = Field(description="Asking again as known at this instant gives the same result.")
    data_version: int
    rules_version: str
    policy_version: str
    derived: str = Field(description="How what is derived stands to the data.", examples=["up_to_date"])
    asked: Meant = Field(description="Needed to verify the answer.")
    result: str = Field(description="SHA-256 over what was found.")
    query_id: str = Field(
        description="A keyed digest over subject, scope, clocks, versions and result: proves the answer."
    )


class Verification(Shape):
    """Whether an answer is one of ours."""

    genuine: bool
    reproduced: bool | None = Field(description="Asked again as known then: the same result. Null for one not ours.")
    rules_changed: bool | None = Field(description="Whether the rules are others by now.")
