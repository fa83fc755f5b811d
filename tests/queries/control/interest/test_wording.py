"""The words of an economic verdict: chains multiplied and added, equations of a loop, and why it is open."""

from __future__ import annotations

from fractions import Fraction

import pytest

from queries.control.bounds import Share
from queries.control.interest.verdicts import interests
from queries.control.interest.wording import formula, notes, tidy, words
from queries.control.thresholds import Threshold
from queries.control.votes import Holdings, Stake
from tests.queries.control.shareholdings import stake

QUARTER = Threshold(1, 4, inclusive=True)
CHAINS = [stake("P", "X", 60), stake("P", "Y", 60), stake("X", "T", 30), stake("Y", "T", 25), stake("Q", "T", 45)]


def told(stakes: list[Stake], company: str, holder: str) -> tuple[str, str, list[str]]:
    capital = Holdings(stakes)
    one = next(one for one in interests(company, capital, QUARTER) if one.holder == holder)
    return words(one, QUARTER).zh, formula(one, capital, str.lower), [note.words.zh for note in notes(one, capital)]


def test_chains_are_multiplied_and_added() -> None:
    text, sums, _ = told(CHAINS, "T", "P")
    assert text == "最终享有收益 33/100 至 55/100，达到 1/4 以上"
    assert sums == "p→x 60/100 × x→t 30/100 + p→y 60/100 × y→t 25/100 = 33/100"


def test_a_loop_is_told_by_its_equations() -> None:
    loop = [stake("P", "A", 80), stake("B", "A", 20), stake("A", "B", 50), stake("Q", "B", 50)]
    text, sums, said = told(loop, "A", "P")
    assert text == "最终享有收益 8/9≈88.88%，达到 1/4 以上"
    assert sums == "y(a) = 80/100 + 20/100·y(b)；y(b) = 50/100·y(a)；解得 y(a) = 8/9"
    assert said == ["环状持股：环中收益按方程求解，不按路径展开"]


def test_very_many_chains_are_told_by_equations() -> None:
    many = [stake("P", f"S{number}", 100) for number in range(8)]
    stakes = [*many, *(stake(f"S{number}", "T", 1, 8) for number in range(8))]
    _, sums, _ = told(stakes, "T", "P")
    assert sums.startswith("y(t) = ")
    assert sums.endswith("解得 y(t) = 100/100")


def test_what_is_open_is_said() -> None:
    text, sums, said = told([stake("P", "T", 0), stake("Q", "T", 60)], "T", "P")
    assert text == "最终享有收益 0/100 至 40/100，可能达到 1/4 以上；持股未全部披露或互相矛盾，仅为可能"
    assert sums == "y(t) = 0"
    assert said == ["40/100 的持有人未披露"]
    rounded = [Stake("P", "T", 5_000, 20_000, True, "r", 1), Stake("Q", "T", 15_000, 20_000, True, "s", 1)]
    text, _, said = told(rounded, "T", "P")
    assert "门槛落在百分数四舍五入的误差之内" in text
    assert said == ["2/20000=0.01% 的持有人未披露", "部分比例为四舍五入的百分数"]
    over = [stake("P", "T", 70), stake("Q", "T", 40), stake("T", "T", 5, certain=False)]
    assert told(over, "T", "P")[2] == [
        "登记的出资合计超过总额，结论仅为可能",
        "自有股份的收益归其余股东",
        "部分持股在该日是否存续不确定",
    ]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (Fraction(3, 4), Fraction(3, 4), Share(75, 75, 100)),
        (Fraction(2091, 10_000), Fraction(1, 4), Share(2_091, 2_500, 10_000)),
        (Fraction(8, 9), Fraction(8, 9), Share(8, 8, 9)),
    ],
)
def test_shares_are_told_over_a_hundred_where_they_can_be(low: Fraction, high: Fraction, expected: Share) -> None:
    total = low.denominator * high.denominator
    assert tidy(Share(int(low * total), int(high * total), total)) == expected


def test_a_share_over_a_very_large_total_is_widened_and_never_narrowed() -> None:
    exact = Share(10**30 // 4, 10**30 // 3, 10**30 + 1)
    told_as = tidy(exact)
    assert told_as.total == 10**15
    assert told_as.low <= exact.low
    assert exact.high <= told_as.high
    assert told_as.high - exact.high < Fraction(1, 10**15)
