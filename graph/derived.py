"""What is worked out from facts: measures, alerts, notices, findings, with the steps that led there."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple


class Family(StrEnum):
    """The products of a derivation. A measure restricts; an alert informs; they are never one list."""

    MEASURE = "measure"
    ALERT = "alert"
    NOTICE = "notice"
    FINDING = "finding"


class Derived(NamedTuple):
    """One version of a derived fact.

    ``id`` hashes rule, subject, effect and trigger record and survives every new edition; ``body`` is its content as
    canonical JSON-ready values (interval, phases, path, premises); the recorded interval is in microseconds UTC.
    """

    id: str
    family: str
    rule: str
    subject: str
    record: str
    body: Mapping[str, Any]
    recorded_from: int
    recorded_to: int | None = None

    def known_at(self, instant: int | None) -> bool:
        """Whether this version was what we showed at ``instant`` (None: now)."""
        if instant is None:
            return self.recorded_to is None
        return self.recorded_from <= instant and (self.recorded_to is None or instant < self.recorded_to)
