"""Concert agreements between holders, read from pairs: who is tied with everybody is a party, on the day only."""

from __future__ import annotations

from graph.model import organisation_id
from queries.control.agreements import agreements
from tests.queries.stories import Story, day


def parties(story: Story, holders: list[str], on: str = "2020-01-01") -> list[list[str]]:
    _, found = agreements(story.snapshot().at(None), holders, day(on))
    return [sorted(one.parties) for one in found]


def in_concert(story: Story, one: str, other: str, start: str | None = None, end: str | None = None) -> None:
    story.tie("RELATED_TO", one, other, start, end, relation="一致行动", origin="一致行动协议")


def test_three_who_are_all_tied_are_one_concert_and_a_chain_is_two() -> None:
    story = Story()
    a, b, c, d = sorted(story.person(name) for name in "甲乙丙丁")
    for one, other in ((a, b), (b, c), (c, a), (c, d)):
        in_concert(story, one, other)
    assert parties(story, [a, b, c, d]) == [[a, b, c], [c, d]]
    assert parties(story, [a, b, d]) == [[a, b]]


def test_only_an_agreement_that_stands_on_the_day_counts() -> None:
    story = Story()
    a, b = sorted(story.person(name) for name in "甲乙")
    in_concert(story, a, b, "2019-01-01", "2020-01-01")
    assert parties(story, [a, b], "2018-12-31") == []
    assert parties(story, [a, b], "2019-01-01") == [[a, b]]
    assert parties(story, [a, b], "2019-12-31") == [[a, b]]
    assert parties(story, [a, b], "2020-01-01") == []


def test_other_relations_are_no_agreement() -> None:
    story = Story()
    a, b = story.person("甲"), story.person("乙")
    story.tie("RELATED_TO", a, b, relation="配偶")
    assert parties(story, [a, b]) == []


def test_an_agreement_told_by_both_sides_is_one_with_both_ties() -> None:
    story = Story()
    a, b = story.person("甲"), story.company("乙公司")
    in_concert(story, a, b)
    in_concert(story, b, a)
    ties, (concert,) = agreements(story.snapshot().at(None), [a, b], day("2020-01-01"))
    assert concert.parties == {a, organisation_id("乙公司")}
    assert set(concert.refs) == ties.keys()
    assert len(ties) == 2
