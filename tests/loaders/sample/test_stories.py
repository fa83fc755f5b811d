"""Every planted story is in the files as the key says, and speaks the words of the rules."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest
import yaml

from graph.calendar import default
from loaders.sample.key import Story
from loaders.sample.stories import TELLERS, plots
from tests.loaders.sample.conftest import Written

SCENARIOS = {1, 2, 3, 4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17, 18, 19, 20, 22, 23, 24, 27, 29, 30, 32, 35, 36, 37}


def test_every_scenario_is_planted(sample: Written) -> None:
    assert {story.scenario for story in sample.key.stories} == SCENARIOS | {0}
    assert [story.key for story in sample.key.stories] == [plot.key for plot in plots()]
    assert TELLERS.keys() == {plot.key for plot in plots()}
    assert len({plot.serial for plot in plots()}) == len(plots())


def test_rows_of_a_story_name_its_subjects_or_documents(sample: Written) -> None:
    for story in sample.key.stories:
        words = {subject.name for subject in story.subjects} | set(story.records)
        for row in story.rows:
            cells = sample.lines(row["file"])[row["line"] - 1]
            assert any(word in cell for cell in cells for word in words), (story.key, row)


def test_expectations_speak_of_subjects_and_documents_of_their_story(sample: Written) -> None:
    for story in sample.key.stories:
        assert story.expected
        names = {subject.name for subject in story.subjects}
        for item in story.expected:
            assert item.subject in names, (story.key, item)
            assert not item.record or item.record in story.records, (story.key, item)


def test_subjects_are_of_one_story_only(sample: Written) -> None:
    numbers = [subject.number or subject.code for story in sample.key.stories for subject in story.subjects]
    assert len(set(numbers)) == len(numbers)


def test_effects_are_words_of_the_rules(sample: Written) -> None:
    rules = files("queries.rules")
    effects = yaml.safe_load(rules.joinpath("effects.yaml").read_text(encoding="utf-8"))
    alerts = {
        rule["gives"]["effect"] for rule in yaml.safe_load(rules.joinpath("alerts.yaml").read_text(encoding="utf-8"))
    }
    for story in sample.key.stories:
        for item in story.expected:
            if item.outcome in ("measure", "proposal"):
                assert item.effect in effects, (story.key, item)
            if item.outcome == "alert":
                assert item.effect in alerts, (story.key, item)


def story(sample: Written, key: str) -> Story:
    return sample.key.story(key)


@pytest.mark.parametrize(
    ("key", "effect", "start", "last"),
    [
        ("representative_after_act", "food_industry_ban", date(2020, 8, 15), date(2025, 8, 15)),
        ("term_end", "office_ban", date(2020, 2, 29), date(2023, 2, 28)),
        ("deceased", "consumption_restriction", date(2020, 10, 12), date(2021, 4, 2)),
    ],
)
def test_terms_end_as_the_domain_page_says(sample: Written, key: str, effect: str, start: date, last: date) -> None:
    found = [item for item in story(sample, key).expected if item.outcome == "measure" and item.effect == effect]
    assert [(item.start, item.last_day) for item in found] == [(start, last)]


def test_withdrawals_are_due_after_three_working_days(sample: Written) -> None:
    for key, day in (("penalty_revoked", date(2020, 9, 25)), ("judgment_annulled", date(2023, 6, 1))):
        due = {item.due for item in story(sample, key).expected if item.due}
        assert due == {default().add_working_days(day, 3)}
