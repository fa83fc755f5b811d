"""The economic verdict: a quarter or more in the end, and what leaves it open."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.control.bounds import Share
from queries.control.interest.between import part_of
from queries.control.interest.verdicts import Interest, interests
from queries.control.thresholds import Threshold
from queries.control.votes import Holdings, Stake
from tests.queries.control.shareholdings import gapped, nested, registers, rings, stake

QUARTER = Threshold(1, 4, inclusive=True)
LOOP = [stake("P", "A", 45), stake("Q", "A", 15), stake("C", "A", 40), stake("B", "C", 100), stake("A", "B", 100)]


def found(stakes: list[Stake], company: str, solved: int = 200) -> dict[str, Interest]:
    return {one.holder: one for one in interests(company, Holdings(stakes), QUARTER, solved)}


def standings(stakes: list[Stake], company: str) -> dict[str, str]:
    return standings_of(found(stakes, company))


def standings_of(verdicts: dict[str, Interest]) -> dict[str, str]:
    return {holder: one.certainty for holder, one in verdicts.items()}


def test_a_loop_is_solved_and_shown() -> None:
    verdicts = found(LOOP, "A")
    assert {holder: one.share for holder, one in verdicts.items()} == {"P": Share(3, 3, 4), "Q": Share(1, 1, 4)}
    assert all(one.certainty == "certain" and one.loops == (("A", "B", "C"),) for one in verdicts.values())
    assert verdicts["Q"].unresolved == Share(0, 0, 1)
    assert [(rival.holder, rival.share.low) for rival in verdicts["Q"].rivals] == [("P", Fraction(3, 4))]
    assert set(found(LOOP, "B")) == {"P", "Q"}


@pytest.mark.parametrize(("votes", "expected"), [(2_500, {"p", "q"}), (2_499, {"q"})])
def test_a_quarter_is_enough_and_a_hundredth_of_a_percent_less_is_not(votes: int, expected: set[str]) -> None:
    stakes = [stake("p", "t", votes, 10_000), stake("q", "t", 10_000 - votes, 10_000)]
    assert set(found(stakes, "t")) == expected


def test_a_quarter_through_a_chain_is_exact_where_floating_numbers_are_not() -> None:
    """Three chains whose parts sum to exactly a quarter; one unit less in a trillion does not."""
    above = [stake("p", f"s{number}", 100) for number in range(3)]
    thirds = (10**11 * 3 // 10, 10**11, 10**12 // 4 - 10**11 - 10**11 * 3 // 10)
    lots = [stake(f"s{number}", "t", units, 10**12) for number, units in enumerate(thirds)]
    rest = stake("q", "t", 10**12 * 3 // 4, 10**12)
    assert found([*above, *lots, rest], "t")["p"].share.low == Fraction(1, 4)
    less = lots[0]._replace(votes=lots[0].votes - 1)
    more = rest._replace(votes=rest.votes + 1)
    assert set(found([*above, less, *lots[1:], more], "t")) == {"q"}


def test_a_threshold_between_the_quick_bounds_is_decided_exactly_in_large_registers_too() -> None:
    """A quarter comes in round a loop, which no finite number of pushes reaches."""
    stakes = [*LOOP, stake("A", "t", 100), stake("D", "E", 5), stake("E", "D", 5)]
    for solved in (0, 200):
        assert found(stakes, "t", solved)["Q"].share == Share(1, 1, 4)
    assert found(stakes, "t", 0)["P"].share.low < Fraction(3, 4) < found(stakes, "t", 0)["P"].share.high


@pytest.mark.parametrize("solved", [0, 200])
def test_a_certain_quarter_round_a_loop_stays_certain_beside_an_undisclosed_half(solved: int) -> None:
    ring = [stake("P", "A", 30), stake("Q", "A", 30), stake("C", "A", 40), stake("B", "C", 100), stake("A", "B", 100)]
    verdict = found([*ring, stake("A", "t", 50)], "t", solved)["Q"]
    assert (verdict.certainty, verdict.share) == ("certain", Share(1, 2, 4))


@pytest.mark.parametrize("solved", [0, 200])
@pytest.mark.parametrize(("less", "expected"), [(0, "possible"), (1, None)])
def test_a_quarter_that_only_solving_can_tell_is_told(solved: int, less: int, expected: str | None) -> None:
    """At most 3/7 of 7/12, less one part in many."""
    many = 10**12
    stakes = [
        *(stake("p", "s", 2, 7), stake("r", "s", 4, 7)),
        *(stake("s", "t", 7 * many - less, 12 * many), stake("q", "t", 5 * many + less, 12 * many)),
    ]
    assert standings_of(found(stakes, "t", solved)).get("p") == expected


@settings(deadline=None)
@given(st.one_of(registers(), rings(), nested(), gapped().map(lambda drawn: drawn[0])), st.sampled_from((0, 200)))
def test_a_verdict_follows_from_the_exact_part(stakes: list[Stake], solved: int) -> None:
    capital = Holdings(stakes)
    for company in capital.ballots:
        verdicts = {one.holder: one for one in interests(company, capital, QUARTER, solved)}
        for holder in capital.ancestors(company) - capital.ballots.keys():
            low, high = part_of(holder, company, capital)
            verdict = verdicts.pop(holder, None)
            assert (verdict is not None) == (high >= Fraction(1, 4))
            if verdict is not None:
                assert (verdict.certainty == "certain") == (low >= Fraction(1, 4))
                assert verdict.share.low <= low <= high <= verdict.share.high
                if solved:
                    assert (verdict.share.low, verdict.share.high) == (low, high)
                    assert verdict.unresolved.low <= 1 - low
        assert not verdicts


def test_an_undisclosed_remainder_makes_its_disclosed_holders_possible() -> None:
    assert standings([stake("p", "t", 10), stake("q", "t", 70)], "t") == {"p": "possible", "q": "certain"}
    assert standings([stake("p", "t", 10), stake("q", "t", 76)], "t") == {"q": "certain"}
    assert standings([stake("p", "t", 0), stake("q", "t", 50)], "t") == {"p": "possible", "q": "certain"}


def test_what_contradicts_itself_or_may_not_stand_is_possible_only() -> None:
    assert standings([stake("p", "t", 70), stake("q", "t", 40)], "t") == {"p": "possible", "q": "possible"}
    assert standings([stake("p", "t", 70, certain=False), stake("q", "t", 30)], "t") == {
        "p": "possible",
        "q": "certain",
    }


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (4_990, {"q": "certain"}),
        (5_000, {"p": "undetermined", "q": "certain"}),
        (5_010, {"p": "certain", "q": "certain"}),
    ],
)
def test_a_quarter_inside_the_rounding_is_undetermined(units: int, expected: dict[str, str]) -> None:
    stakes = [Stake("p", "t", units, 20_000, True, "r", 1), Stake("q", "t", 20_000 - units, 20_000, True, "s", 1)]
    assert standings(stakes, "t") == expected


def test_what_more_than_rounding_leaves_open_is_possible() -> None:
    stakes = [Stake("p", "t", 4_000, 20_000, True, "r", 1), stake("q", "t", 12_000, 20_000)]
    assert standings(stakes, "t") == {"p": "possible", "q": "certain"}


def test_intermediate_companies_benefit_from_nothing_themselves() -> None:
    stakes = [stake("p", "h", 100), stake("h", "t", 100)]
    assert list(found(stakes, "t")) == ["p"]
    assert found(stakes, "t")["p"].way == ("h", "t")
    assert found(stakes, "nobody's") == {}


def test_a_body_is_where_a_state_chain_ends() -> None:
    stakes = [stake("bureau", "g", 100), stake("g", "t", 100), stake("someone", "bureau", 100)]
    assert [one.holder for one in interests("t", Holdings(stakes, bodies={"bureau"}), QUARTER)] == ["bureau"]


def test_a_hub_of_many_holders_and_a_long_chain_take_no_time_to_speak_of() -> None:
    many = 3_000
    hub = [stake(f"p{number}", "c0", 1, many) for number in range(many)]
    chain = [stake(f"c{number}", f"c{number + 1}", 1, 1) for number in range(1_000)]
    assert found([*hub, *chain], "c1000") == {}
    quarter = [stake("q", "c0", 1, 4), *hub[: many * 3 // 4]]
    assert found([*quarter, *chain], "c1000")["q"].share.low == Fraction(1, 4)
