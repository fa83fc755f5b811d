"""Who was principal official at each moment of a promise: today's holder is never shown for an old moment."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Fact, Value, organisation_id, record_id
from queries.commitments.principals import of_promise, principals_on
from queries.commitments.promise import promise_of
from queries.rulecheck import read_rules
from tests.queries.commitments.government import Government
from tests.queries.stories import day

POLICIES = read_rules().policies


def post(story: Government, name: str, body: str, start: str | None, end: str | None, *, principal: bool = True) -> str:
    """Somebody in a post of a body from a day to the day on which it was another's."""
    person = story.person(name)
    story.tie(
        "HOLDS_POST_IN", person, organisation_id(body), start, end, name=name, position="局长", principal=principal
    )
    return person


def promise(story: Government, body: str, signed: str, due: str, stated: dict[str, str]) -> str:
    """A promise of a body, and what was stated of it on days."""
    entity = record_id("GovernmentPromise", "诺1")
    properties: dict[str, Value] = {"promise_number": "诺1", "signed": signed, "due": due, "title": "协议"}
    story.tell(Fact("record", "GovernmentPromise", entity, 0, name="诺1", number="诺1", properties=properties))
    story.tie("PROMISED_BY", entity, organisation_id(body))
    for on, word in stated.items():
        told: dict[str, Value] = {"promise_number": "诺1", "performance": word, "date": on}
        row = record_id("PromisePerformance", "诺1", on, word)
        story.tell(Fact("record", "PromisePerformance", row, 0, name="诺1", number="诺1", properties=told))
    return entity


def moments(story: Government, entity: str, as_of: str) -> list[tuple[str, str, list[str], bool]]:
    """What, when, who, and whether something is wrong with that."""
    view = story.snapshot().at(None)
    fact = view.fact(entity)
    assert fact is not None
    read = promise_of(view, fact, POLICIES)
    assert read is not None
    return [
        (one["moment"], one["date"], [person["name"] for person in one["principals"]], one["finding"] is not None)
        for one in of_promise(view, read, day(as_of))
    ]


def test_signing_default_and_refusal_each_have_their_own_principal() -> None:
    story = Government()
    story.body("招商局", until="2019-03-01")
    story.body("商务局")
    story.reform("改1", "合并", "2019-03-01", "招商局", "商务局")
    post(story, "甲", "招商局", "2016-01-01", "2019-03-01")
    post(story, "乙", "商务局", "2018-01-01", "2021-01-01")
    post(story, "丙", "商务局", "2021-01-01", "2021-06-01")
    post(story, "丁", "商务局", "2021-06-01", None)
    post(story, "戊", "商务局", "2018-01-01", None, principal=False)
    made = promise(story, "招商局", "2017-05-10", "2020-12-31", {"2021-03-01": "未履行", "2021-07-01": "未履行"})
    found = moments(story, made, "2021-07-01")
    assert found == [
        ("signed", "2017-05-10", ["甲"], False),
        ("default", "2021-01-01", ["丙"], False),
        ("refused", "2021-03-01", ["丙"], False),
        ("refused", "2021-07-01", ["丁"], False),
    ]
    assert moments(story, made, "2021-06-30") == found[:3]
    assert moments(story, made, "2020-12-31") == found[:1]


def test_a_gap_and_two_at_once_are_said() -> None:
    story = Government()
    story.body("商务局")
    post(story, "甲", "商务局", "2016-01-01", "2018-01-01")
    post(story, "乙", "商务局", "2019-01-01", "2020-01-01")
    post(story, "丙", "商务局", "2019-06-01", None)
    view = story.snapshot().at(None)
    body = organisation_id("商务局")
    names: dict[str, tuple[list[str], str | None]] = {}
    for on in ("2017-12-31", "2018-01-01", "2018-01-02", "2019-07-01"):
        found, wrong = principals_on(view, body, day(on))
        names[on] = [one["name"] for one in found], wrong
    assert names["2017-12-31"] == (["甲"], None)
    assert names["2018-01-01"] == (["甲"], None), "left on that very day, and nobody else came"
    assert names["2018-01-02"][0] == []
    assert "查不到" in (names["2018-01-02"][1] or "")
    assert sorted(names["2019-07-01"][0]) == ["丙", "乙"]
    assert "2名主要负责人" in (names["2019-07-01"][1] or "")


@given(st.lists(st.integers(1, 400), min_size=1, max_size=8), st.integers(-10, 3300))
def test_the_day_of_a_change_is_the_successors(lengths: list[int], asked: int) -> None:
    story = Government()
    story.body("商务局")
    holder: dict[date, str] = {}
    start = date(2015, 1, 1)
    for place, length in enumerate(lengths):
        end = start + timedelta(days=length)
        post(story, f"人{place}", "商务局", start.isoformat(), end.isoformat())
        holder |= {start + timedelta(days=n): f"人{place}" for n in range(length)}
        start = end
    holder[start] = f"人{len(lengths) - 1}"
    on = date(2015, 1, 1) + timedelta(days=asked)
    found, wrong = principals_on(story.snapshot().at(None), organisation_id("商务局"), on)
    assert [one["name"] for one in found] == ([holder[on]] if on in holder else [])
    assert (wrong is None) is (on in holder)
