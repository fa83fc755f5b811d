"""Stories of holdings: stakes, declarations and judgments, and what is answered about a company on a day."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import orjson

from graph.model import Value
from queries.controllers import controller_answers
from tests.queries.stories import Story, day

SINCE = "2015-01-01"


class Register(Story):
    """A story of holdings: stakes in percent, unless another total is told."""

    def stake(
        self,
        holder: str,
        company: str,
        units: int,
        total: int = 100,
        start: str = SINCE,
        end: str | None = None,
        **told: Value,
    ) -> None:
        """A stake, from 2015 unless dated."""
        self.tie("SHAREHOLDER_OF", holder, company, start, end, capital=units, total=total, **told)

    def declaration(self, company: str, who: str, origin: str, manner: str) -> None:
        """A declaration of control (控制关系申报) since 2018."""
        properties: dict[str, Value] = {"manner": manner, "from": "2018-01-01", "origin": origin}
        record = self.record(
            "ControlDeclaration", f"申报{manner}", "2018-01-01", company, "CONCERNS", None, **properties
        )
        self.tie("DECLARES", record, who)

    def nominee(self, number: str, company: str, real: str, registered: str, since: str) -> None:
        """An effective judgment that one holds for another (代持)."""
        properties: dict[str, Value] = {"finding": "代持", "from": since, "effective": "2020-12-10"}
        found = self.record("AdjudicatedRelation", number, "2020-12-10", company, "CONCERNS", None, **properties)
        self.tie("FINDS", found, real)
        self.tie("FINDS_NOMINEE", found, registered)
        self.status(number, "生效", "2020-12-10", number)

    def asked(self, company: str, on: str = "2020-01-01") -> list[dict[str, Any]]:
        """The answers, as they would be printed."""
        answers = controller_answers(self.snapshot().at(None), company, day(on))
        assert orjson.loads(orjson.dumps(answers)) == answers
        return answers

    def rows(self, company: str, verdict: str, on: str = "2020-01-01") -> dict[str, dict[str, Any]]:
        """The answers of one verdict by the subject's name."""
        return {one["subject"]["name"]: one for one in self.asked(company, on) if one["verdict"] == verdict}


def part(share: dict[str, int]) -> tuple[Fraction, Fraction]:
    """The two bounds of a share as printed."""
    return Fraction(share["low"], share["total"]), Fraction(share["high"], share["total"])
