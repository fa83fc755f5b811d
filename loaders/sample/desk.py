"""Where a story lays out its facts: companies, people and documents, each row noted in the key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack

from loaders.sample.changes import change, transfer
from loaders.sample.companies import Company, register_file, registration
from loaders.sample.draw import REFERENCE_DATE
from loaders.sample.holdings import Holder, Stake, holding, holding_file
from loaders.sample.identities import Person, registration_number, story_code, story_person
from loaders.sample.integrity import agency
from loaders.sample.key import Expectation, Named, Story
from loaders.sample.offices import roster_row
from loaders.sample.people import POSITIONS, officer
from loaders.sample.places import BY_CODE
from loaders.sample.province import Body
from loaders.sample.writer import Planted, Row, Tables

_NUMBERS = ("number", "promise_number", "contract", "commitment_number")
"""Columns that number a document."""


class Details(TypedDict, total=False):
    """The further fields of :class:`Expectation`."""

    origin: str
    state: str
    record: str
    start: date | None
    last_day: date | None
    permanent: bool
    end_reason: str
    recipient: str
    due: date | None
    as_of: date | None
    note: str


class Desk:
    """One story in the making. Names, codes and numbers depend on the scenario alone, never on seed or size."""

    def __init__(
        self, tables: Tables, serial: int, scenario: int, key: str, title: str, title_en: str, facts: str
    ) -> None:
        self.tables = tables
        self.story = Story(scenario, key, title, title_en, facts)
        self._serial = serial * 100
        self._people = serial * 12
        self._agencies = 0
        self.companies = 0

    def person(self, name: str, sex: str = "男", born: date | None = None) -> Person:
        """A person of the story, with a number of his own."""
        who = story_person(name, self._people, sex, born)
        self._people += 1
        self.story.subjects.append(Named(name, "Person", number=who.number))
        return who

    def company(
        self,
        name: str,
        lead: Person | None,
        *,
        county: str = "640104",
        kind: str = "limited",
        established: date = date(2015, 3, 2),
        capital: int = 100,
        stakes: Iterable[tuple[Holder, int]] = (),
        state: str = "存续",
        approved: date | None = None,
        parent: Company | None = None,
        officers: Iterable[tuple[Person, str, date | None, date | None]] | None = None,
        representative: str = "",
    ) -> Company:
        """Register a company with its people and holders.

        ``officers`` are person, position, first day, last day; without them the ``lead`` stands there as the flagged
        representative since the beginning. Whoever's position is that of the lead's kind is flagged.
        """
        self.companies += 1
        serial = self._serial + self.companies
        beginning = {"individual": "92", "cooperative": "93"}.get(kind, "91")
        one = Company(
            kind, name, story_code(serial, county, beginning), f"{county}9{serial:09}",
            registration_number(county, 90_000_000 + serial), BY_CODE[county], "示例", capital, "人民币", established,
            state, approved or established, kind == "state",
        )  # fmt: skip
        self.story.subjects.append(Named(name, kind, code=one.code))
        shown = representative or (lead.name if lead else "")
        self.row("registrations", registration(one, shown, parent.register_id if parent else ""), register_file(kind))
        position = POSITIONS[kind]
        posts = list(officers) if officers is not None else [(lead, position, None, None)] if lead else []
        for place, (who, held, since, until) in enumerate(posts, 1):
            flagged = held == position and kind != "partnership"
            row = officer(one, f"R{one.register_id}{place:02}", who, held, since=since, until=until, flagged=flagged)
            self.row("officers", row)
        for holder, amount in stakes:
            holder_class = "自然人股东" if isinstance(holder, Person) else "国有股东" if kind == "state" else "企业法人"
            self.row("holders", holding(one, Stake(holder, amount, holder_class)), holding_file(kind))
        return one

    def change(self, one: Company, item: str, before: str, after: str, day: date) -> None:
        """A row of 变更."""
        self.row("changes", change(one, item, before, after, day))

    def transfer(self, one: Company, holder: str, before: str, after: str, day: date) -> None:
        """A row of 股权变更."""
        self.row("transfers", transfer(one, holder, before, after, day))

    def row(self, table: str, row: Row, place: str = "") -> Planted:
        """Any row, noted in the key."""
        planted = self.tables.add(table, row, place)
        self.story.rows.append({"table": table, "file": planted.file, "line": planted.line})
        for key in _NUMBERS:
            number = row.get(key)
            if isinstance(number, str) and number and number not in self.story.records:
                self.story.records.append(number)
        return planted

    def agency(
        self, name: str, county: str, since: date, until: date | None = None, *, body_class: str = "机关"
    ) -> Body:
        """An agency of the story, on the roster from ``since`` until the day it is no more."""
        self._agencies += 1
        one = agency(self._serial + self._agencies, county, name, since, body_class=body_class)
        self.story.subjects.append(Named(one.name, body_class, code=one.code))
        self.row("bodies", roster_row(one, until))
        return one

    def expect(
        self, outcome: str, subject: Person | Company | Body | str, effect: str = "", **details: Unpack[Details]
    ) -> None:
        """Something that must come out, by default on the day the province is told."""
        name = subject if isinstance(subject, str) else subject.name
        self.story.expected.append(Expectation(outcome, name, effect, **_dated(details)))

    def nothing(
        self,
        subject: Person | Company | Body | str,
        of: str = "measure, proposal",
        effect: str = "",
        **details: Unpack[Details],
    ) -> None:
        """Nothing ``of`` these kinds (and of this effect, where one is named) may reach the subject."""
        name = subject if isinstance(subject, str) else subject.name
        self.story.expected.append(Expectation("none", name, effect, of, **_dated(details)))


def _dated(details: Details) -> Details:
    return details if "as_of" in details else {**details, "as_of": REFERENCE_DATE}
