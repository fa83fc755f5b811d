"""Small stories told in facts: companies, persons, roles and documents, without any file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graph.identifiers import document_number
from graph.interval import FOREVER
from graph.model import OPEN_DAY, Fact, Value, day_number, identify, organisation_id, record_id, tie_id
from graph.snapshot import Snapshot
from queries.propagation.derivation import derive_from
from queries.rulebook import Rulebook
from queries.rulecheck import read_rules

YEAR_2000 = 946_684_800_000_000


def day(text: str) -> date:
    """An ISO date."""
    return date.fromisoformat(text)


class Story:
    """Facts told one by one; every method returns the id of what it told of."""

    def __init__(self, recorded: int = YEAR_2000) -> None:
        self.facts: list[Fact] = []
        self.recorded = recorded
        self._count = 0

    def tell(self, fact: Fact) -> str:
        """Any fact."""
        self._count += 1
        self.facts.append(
            fact._replace(recorded_from=self.recorded, document="story", line=self._count, sequence=self._count)
        )
        return fact.entity

    def tie(
        self, kind: str, source: str, target: str, start: str | None = None, end: str | None = None, **properties: Value
    ) -> str:
        """A tie; without dates it is not dated, with a start only it is not over."""
        first = day_number(day(start)) if start else None
        last = day_number(day(end)) if end else (OPEN_DAY if start else None)
        return self.tell(
            Fact(
                "tie",
                kind,
                tie_id(kind, source, target, start or ""),
                0,
                source,
                target,
                valid_from=first,
                valid_to=last,
                properties=properties,
            )
        )

    def company(self, name: str, kind: str = "Enterprise", **properties: Value) -> str:
        """An organisation; its name stands for its code."""
        return self.tell(
            Fact(
                "subject",
                kind,
                organisation_id(name),
                0,
                name=name,
                code=name,
                properties={"standing": 2, **properties},
            )
        )

    def person(self, name: str, born: str = "1970-01-01", *, numbered: bool = True) -> str:
        """A person, with a number unless said otherwise."""
        properties: dict[str, Any] = {"birth": born}
        if numbered:
            properties["number_type"] = "居民身份证"
        return self.tell(Fact("subject", "Person", identify("P", name), 0, name=name, properties=properties))

    def record(
        self,
        kind: str,
        number: str,
        on: str,
        party: str | None = None,
        tie: str = "PENALISES",
        organ: str | None = None,
        **properties: Value,
    ) -> str:
        """A record of a date, with its party and its organ."""
        key = document_number.key(number)
        entity = record_id(kind, key, on, party or "")
        self.tell(
            Fact(
                "record",
                kind,
                entity,
                0,
                name=number,
                number=key,
                valid_from=day_number(day(on)),
                valid_to=OPEN_DAY,
                properties={"date": on, **properties},
            )
        )
        if party is not None:
            self.tie(tie, entity, party)
        if organ is not None:
            self.tie("DECIDED_BY", entity, organ)
        return entity

    def penalty(self, number: str, on: str, party: str, **properties: Value) -> str:
        """A penalty."""
        return self.record("Penalty", number, on, party, "PENALISES", None, **properties)

    def status(self, number: str, change: str, on: str, by: str, organ: str | None = None) -> str:
        """What happened to a document (文书状态)."""
        key = document_number.key(number)
        entity = record_id("DocumentStatus", key, change, on, by)
        if organ is not None:
            self.tie("DECIDED_BY", entity, organ)
        return self.tell(
            Fact(
                "record",
                "DocumentStatus",
                entity,
                0,
                name=by,
                number=key,
                valid_from=day_number(day(on)),
                valid_to=OPEN_DAY,
                properties={"change": change, "date": on, "changing_number": document_number.key(by)},
            )
        )

    def finding(
        self, number: str, person: str, responsibility: str, on: str, unit: str | None = None, **properties: Value
    ) -> str:
        """A finding of responsibility (责任认定)."""
        key = document_number.key(number)
        entity = record_id("ResponsibilityFinding", key, person, responsibility)
        self.tell(
            Fact(
                "record",
                "ResponsibilityFinding",
                entity,
                0,
                name=number,
                number=key,
                valid_from=day_number(day(on)),
                valid_to=OPEN_DAY,
                properties={"date": on, "responsibility": responsibility, **properties},
            )
        )
        self.tie("FINDS_RESPONSIBLE", entity, person)
        if unit is not None:
            self.tie("CONCERNS", entity, unit)
        return entity

    def repair(self, number: str, on: str, repair_number: str, ends: list[str]) -> str:
        """A repair decision (信用修复) on a document."""
        key = document_number.key(number)
        return self.tell(
            Fact(
                "record",
                "RepairDecision",
                record_id("RepairDecision", repair_number),
                0,
                name=repair_number,
                number=key,
                valid_from=day_number(day(on)),
                valid_to=OPEN_DAY,
                properties={"date": on, "repair_number": repair_number, "ends": ends},
            )
        )

    def snapshot(self) -> Snapshot:
        """All that was told."""
        return Snapshot(self.facts, self._count)

    def outcome(self, record: str, book: Rulebook | None = None, known_at: int | None = None) -> list[dict[str, Any]]:
        """What follows from one record, each product's body with its id, family and rule."""
        products = derive_from(self.snapshot().at(known_at), record, book or read_rules()).products
        return [
            {"id": key, "family": str(product[1]), "rule": product[2], **product[4]}
            for key, product in sorted(products.items())
        ]


FOOD: dict[str, Value] = {
    "categories": ["吊销许可证"],
    "basis": "《中华人民共和国食品安全法》第一百二十四条",
    "licence_withdrawn": "食品经营许可证JY16401040000001",
}
"""Properties of a penalty that revokes a food licence."""

TOMORROW = timedelta(days=1)
__all__ = ["FOOD", "FOREVER", "TOMORROW", "Story", "day"]
