"""What of a fact may leave the store: no sealed number, no natural person without a purpose (个人信息保护法 6)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from graph.data_files import shipped
from graph.identifiers.resident_text import masked
from graph.model import Fact, Shape, Value
from graph.schema import PropertyType, schema

_OPEN_TYPES = frozenset({"date", "money", "integer", "flag"})
"""Types whose values name nobody."""


class Disclosed(BaseModel):
    """Texts that go out without a purpose, kinds that do not, and ties that name a record's party (disclosed.yaml)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subjects: frozenset[str]
    records: frozenset[str]
    ties: frozenset[str]
    personal: frozenset[str]
    naming_persons: frozenset[str]


@lru_cache(maxsize=1)
def disclosed() -> Disclosed:
    """The table; raises pydantic.ValidationError where the file is malformed."""
    return Disclosed.model_validate(shipped("graph", "exchange", "disclosed.yaml"))


class Permission:
    """What may leave: with a ``purpose`` natural persons too, without one only organisations and what they do."""

    def __init__(self, purpose: str = "") -> None:
        self.purpose = purpose

    @property
    def persons(self) -> bool:
        """Whether natural persons' data may leave."""
        return bool(self.purpose)

    def admits(self, kind: str) -> bool:
        """Whether a kind of subject or record may leave at all; its parties decide the rest."""
        return self.persons or kind not in disclosed().personal

    def makes_personal(self, tie: str) -> bool:
        """Whether a record is a person's own once such a tie leads from it to a natural person."""
        return tie in disclosed().naming_persons

    def properties(self, fact: Fact) -> dict[str, Value]:
        """A fact's properties that may leave, in order of name; no identity number in any text."""
        types = _types(fact)
        named = _named(fact.shape)
        kept: dict[str, Value] = {}
        for name, value in sorted(fact.properties.items()):
            type = types.get(name, "text")
            if type == "sealed" or not (self.persons or type in _OPEN_TYPES or name in named):
                continue
            kept[name] = _harmless(value)
        return kept

    def name(self, fact: Fact) -> str:
        """A fact's name: of a subject its own, of a record its document number."""
        return masked(fact.name, short=False)


def _types(fact: Fact) -> Mapping[str, PropertyType]:
    known = schema()
    if fact.shape == Shape.SUBJECT:
        return known.subjects[fact.kind].properties
    return known.records[fact.kind].properties if fact.shape == Shape.RECORD else known.ties[fact.kind].properties


def _named(shape: str) -> frozenset[str]:
    table = disclosed()
    return {Shape.SUBJECT: table.subjects, Shape.RECORD: table.records, Shape.TIE: table.ties}[Shape(shape)]


def _harmless(value: Value) -> Value:
    if isinstance(value, str):
        return masked(value, short=False)
    return [masked(item, short=False) for item in value] if isinstance(value, list) else value
