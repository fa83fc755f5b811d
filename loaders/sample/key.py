"""The key to a sample (答案.json): what was planted where, and what must come of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

FILE_NAME = "答案.json"


@dataclass(slots=True)
class Expectation:
    """One thing that must come out, or must not.

    ``outcome``: measure, proposal, alert, notice, worklist, commitment, controller, identity, record, check; ``none``
    where nothing of ``of`` may reach the subject. ``effect`` is the word of the rules (food_industry_ban …), a
    notice's capacity, a worklist's code or a verdict. ``last_day`` is the last day in force; None: no end is known.
    """

    outcome: str
    subject: str
    effect: str = ""
    of: str = ""
    origin: str = ""
    state: str = ""
    record: str = ""
    start: date | None = None
    last_day: date | None = None
    permanent: bool = False
    end_reason: str = ""
    recipient: str = ""
    due: date | None = None
    as_of: date | None = None
    note: str = ""


@dataclass(slots=True)
class Named:
    """A subject of a story: a code for an organisation, a number for a person (both made up)."""

    name: str
    kind: str
    code: str = ""
    number: str = ""


@dataclass(slots=True)
class Story:
    """A planted scenario (the numbers are those of the domain page; 0 for those beyond it)."""

    scenario: int
    key: str
    title: str
    title_en: str
    facts: str
    subjects: list[Named] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    expected: list[Expectation] = field(default_factory=list)


@dataclass(slots=True)
class DirtyRow:
    """A row a loader must not take as it stands: ``outcome`` reject or quarantine, ``reason`` why."""

    file: str
    line: int
    column: str
    reason: str
    outcome: str
    note: str


@dataclass(slots=True)
class BrokenFile:
    """A file under 待修 that cannot be loaded as a whole."""

    file: str
    reason: str
    note: str


@dataclass(slots=True)
class WrittenFile:
    """A file of the sample: its table, encoding and number of rows without the headings."""

    file: str
    table: str
    encoding: str
    rows: int


@dataclass(slots=True)
class Key:
    """The whole key. Also what :func:`loaders.sample.write_sample` returns."""

    enterprises: int
    seed: int
    reference_date: date
    files: list[WrittenFile] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    dirty: list[DirtyRow] = field(default_factory=list)
    broken: list[BrokenFile] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The key as plain values, dates in ISO, blanks left out."""
        plain = {name: _plain(value) for name, value in asdict(self).items()}
        plain["dirty_counts"] = dict(sorted(_counts([row.reason for row in self.dirty]).items()))
        return plain

    def story(self, key: str) -> Story:
        """The story of that key; raises KeyError."""
        for story in self.stories:
            if story.key == key:
                return story
        raise KeyError(key)

    def write(self, folder: Path) -> None:
        """Write 答案.json into the folder."""
        text = json.dumps(self.as_dict(), ensure_ascii=False, indent=1)
        (folder / FILE_NAME).write_text(text + "\n", encoding="utf-8", newline="\n")


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if item not in ("", None, False)}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _counts(values: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return found
