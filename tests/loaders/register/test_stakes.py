"""Stakes: exact parts of a capital over time, held against sums by hand and a lookup day by day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.interval import FOREVER
from graph.model import Fact
from loaders.register.roles import Contradiction
from loaders.register.stakes import Stake, capital_on, stakes
from tests.loaders.register.rows import (
    ESTABLISHED,
    change,
    contributor,
    file_of,
    registration,
    transfer,
)

NAMES = ["样例甲", "样例乙", "样例丙", "样例丁"]
YUAN = 100
DAY = timedelta(days=1)


def settled(rows: list[Fact]) -> tuple[dict[str, list[Stake]], list[Contradiction]]:
    """Stakes by the holder's name."""
    file = file_of(rows)
    names = {tie.source: tie.text("name") for tie in [*file.contributors, *file.transfers]}
    names |= {file.resolve(name)[0]: name for name in NAMES}
    found, contradictions = stakes(file)
    by_name: dict[str, list[Stake]] = {}
    for stake in found:
        by_name.setdefault(names[stake.holder], []).append(stake)
    return by_name, contradictions


def on(pieces: list[Stake], day: date) -> list[Stake]:
    return [
        one
        for one in pieces
        if (one.days.start is None or one.days.start <= day)
        and one.days.end is not None
        and (day < one.days.end or one.days.end == FOREVER)
    ]


def in_words(pieces: list[Stake]) -> list[str]:
    return [
        f"{one.days.start or '…'}..{'' if one.days.end == FOREVER else one.days.end} "
        f"{Fraction(one.capital, one.total)}{'' if one.certain else '?'}"
        for one in sorted(pieces, key=lambda one: one.days.start or date.min)
    ]


AMOUNTS = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 10**12)), min_size=1, max_size=8)


@given(AMOUNTS, st.integers(1, 4 * 10**12), st.data())
def test_what_a_holder_subscribed_adds_up_over_the_registered_capital(
    amounts: list[tuple[str, int]], capital: int, data: st.DataObject
) -> None:
    rows = [contributor(name, fen, form=f"第{place}期") for place, (name, fen) in enumerate(amounts)]
    rows.append(registration(capital=capital))
    found, contradictions = settled(data.draw(st.permutations(rows)))
    total = sum(fen for _, fen in amounts)
    assert set(found) == {name for name, _ in amounts}
    for name, pieces in found.items():
        (stake,) = pieces
        assert (stake.capital, stake.total) == (sum(fen for other, fen in amounts if other == name), capital)
        assert (stake.unit, stake.basis, stake.band) == ("fen", "registered_capital", 0)
        assert stake.certain == (total <= capital), "above the capital nobody's part is certain"
        assert (stake.days.start, stake.days.end) == (ESTABLISHED, FOREVER)
        assert len(stake.evidence) == sum(other == name for other, _ in amounts)
    assert [one.reason for one in contradictions] == (["over_subscribed"] if total > capital else [])


@given(AMOUNTS, st.data())
def test_without_a_capital_the_whole_is_what_was_subscribed(
    amounts: list[tuple[str, int]], data: st.DataObject
) -> None:
    rows = [contributor(name, fen, form=f"第{place}期") for place, (name, fen) in enumerate(amounts)]
    found, contradictions = settled(data.draw(st.permutations(rows)))
    parts = [Fraction(stake.capital, stake.total) for pieces in found.values() for stake in pieces]
    assert sum(parts) == 1
    assert {stake.basis for pieces in found.values() for stake in pieces} == {"sum_of_contributions"}
    assert contradictions == []


@st.composite
def percentages(draw: st.DrawFn) -> list[tuple[date, int]]:
    """A holder's percentage from each day on, in hundredths, the days apart and the last not nothing."""
    days = sorted(draw(st.sets(st.integers(1, 60), min_size=1, max_size=5)))
    parts = draw(st.lists(st.integers(0, 10_000), min_size=len(days), max_size=len(days)))
    return [(ESTABLISHED + day * DAY, part) for day, part in zip(days, parts, strict=True)]


def percent(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}%"


@given(st.integers(0, 10_000), percentages(), st.data())
def test_transfers_give_the_part_of_every_day(first: int, moves: list[tuple[date, int]], data: st.DataObject) -> None:
    parts = [first, *(part for _, part in moves)]
    rows = [registration(capital=10_000 * YUAN)]
    rows += [transfer("样例甲", day, percent(parts[place]), percent(part)) for place, (day, part) in enumerate(moves)]
    if parts[-1]:
        rows.append(contributor("样例甲", parts[-1] * YUAN))
    found, contradictions = settled(data.draw(st.permutations(rows)))
    assert contradictions == []
    for offset in range(-2, 64):
        day = ESTABLISHED + offset * DAY
        past = [part for since, part in moves if since <= day]
        expected = 0 if day < ESTABLISHED else (past[-1] if past else first)
        held = on(found.get("样例甲", []), day)
        assert [Fraction(one.capital, one.total) for one in held] == ([Fraction(expected, 10_000)] if expected else [])
        assert all(one.certain for one in held)


@given(st.integers(0, 10_000), percentages(), st.integers(0, 10), st.integers(1, 10_000))
def test_a_transfer_that_does_not_follow_from_the_one_before_is_a_contradiction(
    first: int, moves: list[tuple[date, int]], place: int, wrong: int
) -> None:
    parts = [first, *(part for _, part in moves)]
    place = place % len(moves)
    before = [*parts[:-1]]
    before[place] = (before[place] + wrong) % 10_001
    rows = [registration(capital=10_000 * YUAN)]
    rows += [transfer("样例甲", day, percent(before[n]), percent(part)) for n, (day, part) in enumerate(moves)]
    if parts[-1]:
        rows.append(contributor("样例甲", parts[-1] * YUAN))
    found, contradictions = settled(rows)
    if place == 0:
        assert contradictions == [], "nothing says what was before the first"
        return
    since, until = moves[place - 1][0], moves[place][0]
    assert [one.reason for one in contradictions] == ["stake_history"]
    held = on(found.get("样例甲", []), since)
    assert all(not one.certain and one.days.end == until for one in held)


@given(st.lists(st.integers(0, 100), min_size=2, max_size=6, unique=True), st.data())
def test_transfers_of_one_day_follow_each_other_in_any_order(parts: list[int], data: st.DataObject) -> None:
    day = date(2012, 3, 4)
    rows = [transfer("样例甲", day, f"{before}%", f"{after}%") for before, after in pairwise(parts)]
    found, contradictions = settled([registration(capital=100 * YUAN), *data.draw(st.permutations(rows))])
    assert contradictions == []
    words = [f"2010-01-01..2012-03-04 {Fraction(parts[0], 100)}"] if parts[0] else []
    words += [f"2012-03-04.. {Fraction(parts[-1], 100)}"] if parts[-1] else []
    assert in_words(found.get("样例甲", [])) == words


def test_a_stake_that_differs_from_the_last_transfer_is_only_possible() -> None:
    rows = [registration(capital=10_000 * YUAN), contributor("样例甲", 4_000 * YUAN)]
    rows.append(transfer("样例甲", date(2012, 1, 1), "60%", "30%"))
    found, contradictions = settled(rows)
    assert in_words(found["样例甲"]) == ["2010-01-01..2012-01-01 3/5", "2012-01-01.. 2/5?"]
    assert [one.reason for one in contradictions] == ["stake_history"]


def test_a_rounded_percentage_agrees_with_the_exact_amount_within_its_last_digit() -> None:
    for after, agreed in (("33.33%", True), ("33.3%", True), ("33%", True), ("33.34%", False), ("34%", False)):
        rows = [registration(capital=3 * YUAN), contributor("样例甲", 1 * YUAN)]
        rows.append(transfer("样例甲", date(2012, 1, 1), "50%", after))
        found, contradictions = settled(rows)
        assert found["样例甲"][-1].certain is agreed, after
        assert bool(contradictions) is not agreed


def test_whoever_came_by_a_change_holds_since_that_day() -> None:
    rows = [registration(capital=100 * YUAN), contributor("样例甲", 60 * YUAN), contributor("样例乙", 40 * YUAN)]
    rows.append(change(date(2012, 3, 4), "样例甲、样例丙", "样例甲、样例乙", "投资人变更"))
    found, _ = settled(rows)
    assert in_words(found["样例甲"]) == ["2010-01-01.. 3/5"]
    assert in_words(found["样例乙"]) == ["2012-03-04.. 2/5"]


def test_a_name_within_another_name_did_not_come_with_it() -> None:
    rows = [registration(capital=100 * YUAN), contributor("样例甲", 60 * YUAN), contributor("样例甲乙", 40 * YUAN)]
    rows.append(change(date(2012, 3, 4), "样例丙", "样例甲乙", "股东变更"))
    found, _ = settled(rows)
    assert in_words(found["样例甲"]) == ["2010-01-01.. 3/5"], "样例甲 is not who came"
    assert in_words(found["样例甲乙"]) == ["2012-03-04.. 2/5"]


def test_a_name_within_a_sentence_is_a_name() -> None:
    rows = [registration(capital=100 * YUAN), contributor("样例甲", 100 * YUAN)]
    rows.append(change(date(2012, 3, 4), "样例丙持股100%", "样 例甲持股100%", "股东变更"))
    assert in_words(settled(rows)[0]["样例甲"]) == ["2012-03-04.. 1"]


def test_a_part_of_an_earlier_capital_is_not_certain() -> None:
    rows = [registration(capital=200 * YUAN), contributor("样例甲", 100 * YUAN)]
    rows.append(change(date(2012, 3, 4), "0.01万元", "0.02万元", "注册资本变更"))
    found, _ = settled(rows)
    assert in_words(found["样例甲"]) == ["2010-01-01..2012-03-04 1?", "2012-03-04.. 1/2"]


@given(st.dictionaries(st.integers(1, 40), st.integers(1, 10**9), max_size=5), st.integers(1, 10**9))
def test_the_capital_of_a_day_is_read_back_through_its_changes(steps: dict[int, int], first: int) -> None:
    capital, rows = first, []
    by_day = {}
    for day in sorted(steps):
        rows.append(change(ESTABLISHED + day * DAY, f"{capital}元", f"{steps[day]}元", "注册资本（金）变更"))
        capital = by_day[day] = steps[day]
    file = file_of([*rows[::-1], registration(capital=capital * YUAN)])
    for day in range(42):
        past = [by_day[since] for since in sorted(by_day) if since <= day]
        assert capital_on(file, ESTABLISHED + day * DAY) == (past[-1] if past else first) * YUAN


def test_an_annual_report_counts_only_where_the_register_says_nothing_and_only_the_latest() -> None:
    reports = [contributor("样例甲", 100 * YUAN, year=year) for year in (2019, 2021, 2020)]
    reports += [contributor("样例乙", 100 * YUAN, year=2020)]
    found, contradictions = settled([registration(capital=100 * YUAN), *reports])
    assert {name: in_words(pieces) for name, pieces in found.items()} == {"样例甲": ["2010-01-01.. 1"]}
    assert contradictions == []
    registered = [contributor("样例甲", 40 * YUAN), contributor("样例乙", 60 * YUAN)]
    found, contradictions = settled([registration(capital=100 * YUAN), *reports, *registered])
    assert {name: in_words(pieces) for name, pieces in found.items()} == {
        "样例甲": ["2010-01-01.. 2/5"],
        "样例乙": ["2010-01-01.. 3/5"],
    }
    assert contradictions == []


def test_an_amount_nobody_states_is_a_stake_of_unknown_size() -> None:
    found, _ = settled([registration(capital=100 * YUAN), contributor("样例甲")])
    assert [(one.unit, one.certain) for one in found["样例甲"]] == [("unknown", False)]
    found, _ = settled([registration(capital=100 * YUAN), contributor("样例甲", percent="30.5%")])
    assert [(one.unit, one.capital, one.total, one.band) for one in found["样例甲"]] == [("percent", 610, 2000, 1)]
