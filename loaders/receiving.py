"""What the door does to every row: on which day it came, and what of persons' numbers it must not let in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from graph.calendar import add_years
from graph.identifiers import resident_text
from graph.model import Value

_OFFICE = timezone(timedelta(hours=8))
_FIRST_YEAR = 2000
_AGE_OF_PENALTY = 14
"""Nobody younger is punished (行政处罚法 30): in a document's number a later day is a date, not a birth."""

_NUMBERS = re.compile("(?:证件|证照|身份证)号码?$|代码|识别号|注册号|登记[号码]|证书号")
_DOCUMENTS = re.compile("文号|文书号|案号|编号")
_LENGTH = 18
_SEALED = ("sealed_number", "mask")


def received_day(recorded_at: int) -> date | None:
    """The day in the office on which something came; None for an instant that no clock of this century shows."""
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=recorded_at)
    day = instant.astimezone(_OFFICE).date()
    return day if day.year >= _FIRST_YEAR else None


def holds_numbers(headings: tuple[str, ...]) -> bool:
    """Whether a column is for the numbers of persons or the codes of organisations: it is read as it stands."""
    return any(_NUMBERS.search(heading) for heading in headings)


def latest_birth(headings: tuple[str, ...], received: date | None) -> date | None:
    """The last day on which somebody may be born whose number stands in such a column; None where any day may be."""
    if received is not None and any(_DOCUMENTS.search(heading) for heading in headings):
        return add_years(received, -_AGE_OF_PENALTY)
    return None


def harmless_properties(properties: dict[str, Value]) -> dict[str, Value]:
    """Properties without the numbers of 18 characters that somebody wrote where a code belongs."""
    for name, value in properties.items():
        if isinstance(value, str):
            if len(value) >= _LENGTH and name not in _SEALED:
                properties[name] = resident_text.masked(value, short=False)
        elif isinstance(value, list):
            properties[name] = [resident_text.masked(item, short=False) for item in value]
    return properties
