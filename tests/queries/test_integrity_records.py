"""Records about a body: an official's own affair counts only for days on which he certainly held his post."""

from __future__ import annotations

import pytest

from graph.model import Fact, day_number, record_id
from queries.integrity_records import staff
from tests.queries.commitments.government import Government
from tests.queries.stories import day


def punished(start: str | None, end: str | None, on: str, as_of: str, *, numbered: bool = True) -> int:
    """How many documents count where an official with a post from a day to a day was punished on a day."""
    story = Government()
    body = story.body("商务局")
    person = story.person("甲", numbered=numbered)
    story.tie("HOLDS_POST_IN", person, body, start, end, name="甲", position="科员", principal=False)
    entity = record_id("Penalty", "罚1")
    story.tell(Fact("record", "Penalty", entity, 0, name="罚1", number="罚1", valid_from=day_number(day(on))))
    story.tie("PENALISES", entity, person, on, name="甲")
    return len(list(staff(story.snapshot().at(None), body, day(as_of))))


@pytest.mark.parametrize(
    ("on", "expected"), [("2019-12-31", 0), ("2020-01-01", 1), ("2020-12-31", 1), ("2021-01-01", 0)]
)
def test_only_while_in_post(on: str, expected: int) -> None:
    assert punished("2020-01-01", "2021-01-01", on, "2022-01-01") == expected


def test_a_post_of_unknown_start_proves_nothing() -> None:
    assert punished(None, "2021-01-01", "2020-06-01", "2022-01-01") == 0


def test_nobody_without_a_number_counts() -> None:
    assert punished("2020-01-01", None, "2020-06-01", "2022-01-01", numbered=False) == 0


def test_from_its_day_on() -> None:
    assert punished("2020-01-01", None, "2020-06-01", "2020-05-31") == 0
    assert punished("2020-01-01", None, "2020-06-01", "2020-06-01") == 1
