"""Stories of public bodies: a roster, reforms, promises and what became of them, told in facts."""

from __future__ import annotations

from datetime import date

from graph.identifiers import document_number
from graph.model import OPEN_DAY, Fact, Value, day_number, organisation_id, record_id
from graph.names import compact
from queries.commitments.succession import Answer, answerable
from tests.queries.stories import Story, day


class Government(Story):
    """Bodies by name, reforms line by line."""

    def body(
        self,
        name: str,
        *,
        of: str | None = None,
        under: str | None = None,
        audit: str | None = None,
        since: str = "2000-01-01",
        until: str | None = None,
    ) -> str:
        """A body of the roster, whom it belongs to, is under and is audited by."""
        properties: dict[str, Value] = {"standing": 1, "since": since}
        if until is not None:
            properties["until"] = until
        for kind, other in (("BELONGS_TO", of), ("SUPERVISED_BY", under), ("AUDITED_BY", audit)):
            if other is not None:
                self.tie(kind, organisation_id(name), organisation_id(other), since, until)
        entity = organisation_id(name)
        return self.tell(Fact("subject", "GovernmentBody", entity, 0, name=name, code=name, properties=properties))

    def reform(
        self,
        number: str,
        manner: str,
        on: str,
        original: str,
        successor: str | None = None,
        functions: str = "",
        organ: str | None = None,
    ) -> str:
        """One line of a reform, as its loader tells it."""
        key, named = document_number.key(number), [one for one in functions.split("、") if one]
        heir = organisation_id(successor) if successor else ""
        joined = "、".join(sorted(map(compact, named)))
        entity = record_id("AgencyReform", key, organisation_id(original), heir, joined)
        properties: dict[str, Value] = {"manner": manner, "date": on}
        if named:
            properties["functions"] = named
        start = day_number(day(on))
        self.tell(
            Fact(
                "record",
                "AgencyReform",
                entity,
                0,
                name=number,
                number=key,
                valid_from=start,
                valid_to=OPEN_DAY,
                properties=properties,
            )
        )
        self.tie("REFORMS", entity, organisation_id(original))
        if heir:
            self.tie("SUCCEEDS", entity, heir)
        if organ is not None:
            self.tie("DECIDED_BY", entity, organisation_id(organ))
        return entity

    def answer(
        self, body: str, function: str, arose: str | date, asked: str | date, known_at: int | None = None
    ) -> Answer:
        """Who answers, of the body of a name."""
        first, last = (day(one) if isinstance(one, str) else one for one in (arose, asked))
        return answerable(self.snapshot().at(known_at), organisation_id(body), function, first, last)

    def names(self, answer: Answer) -> list[str]:
        """The names of those who answer, in order."""
        called = {fact.entity: fact.name for fact in self.facts if fact.shape == "subject"}
        return sorted(called.get(body, body) for body in answer.bodies)


def codes(answer: Answer) -> list[str]:
    """The codes of what is open."""
    return sorted(finding.code for finding in answer.findings)
