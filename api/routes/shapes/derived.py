"""Shapes of what is derived, why, and what is decided on it: measures, alerts, notices, findings, runs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.routes.shapes.plain import Json, Page, Shape, Subject, Trigger


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
    path: list[Json] = Field([])
    explanation: str = ""


class Alert(Derived):
    """An alert (关联提示): something to look at, never a restriction."""

    alert: str
    strength: Json = Field(examples=[{"low": 0.4, "high": 0.6}])
    expires: str | None = None
    path: list[Json] = Field([])
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
