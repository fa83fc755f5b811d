"""What an approval cannot know, and whom it looks at: boundaries of age, doubtful capacities, many shareholders."""

from __future__ import annotations

from datetime import date

import pytest

from graph.live import Live
from graph.model import OPEN_DAY, Fact, Shape, day_number
from graph.store.port import Batch
from queries.approvals import unknowns
from queries.approvals.parties import MOST_SHAREHOLDERS, parties_of
from queries.approvals.policy import ApprovalPolicy, Source, approval_policy
from tests.oracles.memory_store import MemoryStore

DAY = date(2026, 1, 1)
A_DAY = 86_400_000_000
COMPANY = f"O{0:024x}"


def subject(entity: str, kind: str = "Enterprise", **properties: str) -> Fact:
    return Fact(Shape.SUBJECT, kind, entity, 1, name=entity[-3:], properties=properties, document="d")


def tie(number: int, kind: str, source: str, start: int | None = 0, end: int | None = OPEN_DAY, **more: bool) -> Fact:
    return Fact(Shape.TIE, kind, f"T{number:024x}", 1, source, COMPANY, valid_from=start, valid_to=end, properties=more,
                document="d")  # fmt: skip


def filled(*facts: Fact) -> MemoryStore:
    store = MemoryStore()
    store.write(Batch([subject(COMPANY), *facts]))
    return store


def person(number: int) -> str:
    return f"P{number:024x}"


def capacities(store: MemoryStore, given: tuple[tuple[str, str], ...] = ()) -> dict[str, dict[str, bool]]:
    live = Live(store)
    found, _ = parties_of(live, live.at(None), COMPANY, given, DAY)
    assert found[0].subject == COMPANY
    return {party.subject: party.capacities for party in found[1:]}


@pytest.mark.parametrize(("age", "stale"), [(30, False), (30 + 1 / A_DAY, True), (0, False), (-5, False)])
def test_a_source_is_stale_past_its_days_and_not_on_the_last(age: float, stale: bool) -> None:
    policy = ApprovalPolicy((), (Source(source="x", title="甲", title_en="x", formats=("a", "b"), days=30),), "")
    now = 10_000 * A_DAY
    found = unknowns.of_sources({"a": now - round(age * A_DAY), "b": 0}, now, policy)
    assert [one["kind"] for one in found] == (["source_stale"] if stale else [])
    assert [one["kind"] for one in unknowns.of_sources({}, now, policy)] == ["source_missing"]


@pytest.mark.parametrize(
    ("start", "end", "certain"),
    [
        ("2020-01-01", None, True),
        ("2026-01-01", None, True),
        ("2026-01-02", None, None),
        ("2020-01-01", "2026-01-01", None),
        ("2020-01-01", "2026-01-02", True),
        ("", None, False),
    ],
)
def test_a_capacity_counts_on_the_day_and_a_doubtful_one_is_said_to_be(
    start: str, end: str | None, certain: bool | None
) -> None:
    first = day_number(date.fromisoformat(start)) if start else None
    last = day_number(date.fromisoformat(end)) if end else OPEN_DAY
    store = filled(subject(person(1), "Person"), tie(1, "LEGAL_REPRESENTATIVE_OF", person(1), first, last))
    found = capacities(store)
    assert found == ({} if certain is None else {person(1): {"legal_representative": certain}})
    live = Live(store)
    parties, _ = parties_of(live, live.at(None), COMPANY, (), DAY)
    kinds = [one["kind"] for one in unknowns.of_parties(live.at(None), parties)]
    assert ("capacity_uncertain" in kinds) is (certain is False)
    assert ("unmatched_person" in kinds) is (certain is not None), "no number of his is known"


def test_what_is_given_takes_the_place_of_what_is_registered() -> None:
    facts = [subject(person(n), "Person", sealed_number="x") for n in (1, 2)]
    store = filled(*facts, tie(1, "LEGAL_REPRESENTATIVE_OF", person(1)))
    assert capacities(store) == {person(1): {"legal_representative": True}}
    assert capacities(store, (("legal_representative", person(2)),)) == {person(2): {"legal_representative": True}}
    both = capacities(store, (("officer", person(1)),))
    assert both == {person(1): {"legal_representative": True, "officer": True}}


def test_many_shareholders_are_not_all_looked_at_and_the_undisclosed_is_nobody() -> None:
    holders = [subject(f"O{n:024x}") for n in range(1, MOST_SHAREHOLDERS + 2)]
    ties = [tie(n, "SHAREHOLDER_OF", one.entity) for n, one in enumerate(holders)]
    for count, more in ((MOST_SHAREHOLDERS, False), (MOST_SHAREHOLDERS + 1, True)):
        live = Live(filled(*holders[:count], *ties[:count]))
        found, truncated = parties_of(live, live.at(None), COMPANY, (), DAY)
        assert (len(found) - 1, truncated) == (MOST_SHAREHOLDERS, more)
    hidden = tie(99, "SHAREHOLDER_OF", f"O{99:024x}", disclosed=False)
    assert capacities(filled(hidden)) == {}


def test_nobody_controls_is_said_of_companies_alone() -> None:
    live = Live(filled())
    parties, _ = parties_of(live, live.at(None), COMPANY, (), DAY)
    assert [one["kind"] for one in unknowns.of_control(live.at(None), parties)] == ["controller_unknown"]
    store = MemoryStore()
    store.write(Batch([subject(COMPANY, "GovernmentBody")]))
    live = Live(store)
    parties, _ = parties_of(live, live.at(None), COMPANY, (), DAY)
    assert unknowns.of_control(live.at(None), parties) == []


MEANT = {
    "食品经营许可": ["food"],
    "食品药品": ["food", "drug"],
    "食 品": ["food"],
    "兽用药品": [],
    "理发": [],
    "": [],
    "法定代表人变更登记": ["registration"],
    "不动产登记": [],
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items())
def test_a_scope_is_known_by_its_words(text: str, meant: list[str]) -> None:
    assert [scope.scope for scope in approval_policy().meant(text)] == meant


def test_every_scope_word_of_an_effect_is_met_by_some_scope() -> None:
    from queries.rulecheck import read_rules

    words = {word for effect in read_rules().effects.values() for word in effect.scope}
    covered = {word for scope in approval_policy().scopes for word in scope.covers}
    assert words <= covered
