"""Evidence: the coalition of a verdict, step by step, and the clerk's words for it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.control.bounds import Verdict, verdicts
from queries.control.concert import concert_verdicts
from queries.control.evidence import Competitor, Evidence, explain, why_not
from queries.control.thresholds import MAJORITY, Threshold
from queries.control.votes import Concert, ExecutingPartner, Holdings, Stake
from queries.control.wording import Words, over, percent
from tests.queries.control.shareholdings import gapped, registers, rings, stake

CHAINS = [stake("P", "X", 60), stake("P", "Y", 60), stake("X", "T", 30), stake("Y", "T", 25), stake("Q", "T", 45)]


def evidence_of(stakes: list[Stake], company: str, controller: str) -> Evidence:
    holdings = Holdings(stakes)
    verdict = next(item for item in verdicts(company, holdings) if item.controller == controller)
    return explain(verdict, holdings)


def test_two_minority_chains_are_laid_open() -> None:
    evidence = evidence_of(CHAINS, "T", "P")
    assert [(step.company, [item.holder for item in step.stakes]) for step in evidence.steps] == [
        ("X", ["P"]),
        ("Y", ["P"]),
        ("T", ["X", "Y"]),
    ]
    assert evidence.steps[-1].words == Words(
        "合计持有表决权 55/100，超过 1/2", "together hold 55/100 of the votes, more than 1/2"
    )
    assert evidence.refs == ("P>X:60", "P>Y:60", "X>T:30", "Y>T:25")
    assert evidence.competitors == (Competitor("Q", 45, 100),)
    assert evidence.remainder == 0
    assert [(note.company, note.words.zh) for note in evidence.notes] == [
        ("X", "40/100 的持有人未披露"),
        ("Y", "40/100 的持有人未披露"),
    ]


def test_members_that_add_nothing_are_left_out() -> None:
    stakes = [*CHAINS, stake("P", "Z", 90), stake("X", "W", 80), stake("T", "V", 100)]
    assert evidence_of(stakes, "T", "P").steps == evidence_of(CHAINS, "T", "P").steps


def test_a_stake_that_may_not_stand_is_no_part_of_a_certain_verdict() -> None:
    stakes = [stake("P", "T", 60), stake("P", "X", 60), stake("X", "T", 5, certain=False)]
    evidence = evidence_of(stakes, "T", "P")
    assert [step.company for step in evidence.steps] == ["T"]
    assert evidence.refs == ("P>T:60",)


def test_a_possible_verdict_says_between_what_and_what() -> None:
    stakes = [stake("a", "t", 30), stake("b", "t", 20, certain=False), stake("c", "t", 10)]
    evidence = evidence_of(stakes, "t", "a")
    assert evidence.steps[-1].words.zh == "合计持有表决权 30/100 至 70/100，可能超过 1/2"
    assert evidence.steps[-1].words.en == "together hold between 30/100 and 70/100 of the votes, possibly more than 1/2"
    assert evidence.remainder == 40
    assert evidence.competitors == (Competitor("b", 20, 100), Competitor("c", 10, 100))
    assert [note.words.en for note in evidence.notes] == [
        "holders of 40/100 not disclosed",
        "some stakes may not stand on the date",
    ]


def test_parties_in_concert_are_named_as_such() -> None:
    stakes = [stake("a", "h", 100), stake("h", "t", 30), stake("b", "t", 25), stake("c", "t", 45)]
    holdings = Holdings(stakes, concerts=[Concert(frozenset({"a", "b"}), ("agreement",))])
    (verdict,) = concert_verdicts(holdings)
    evidence = explain(verdict, holdings)
    assert [step.company for step in evidence.steps] == ["h", "t"]
    assert evidence.notes[0].words.zh.startswith("一致行动")
    assert evidence.refs == ("agreement", "a>h:100", "b>t:25", "h>t:30")
    assert evidence.steps[-1].words.zh == "合计持有表决权 55/100，超过 1/2"


def test_an_executing_partner_needs_no_sum() -> None:
    stakes = [stake("gu", "gp", 60), stake("limited", "fund", 99)]
    holdings = Holdings(stakes, partners=[ExecutingPartner("gp", "fund", "deed")])
    by_gu = next(item for item in verdicts("fund", holdings) if item.controller == "gu")
    step = explain(by_gu, holdings).steps[-1]
    assert (step.stakes, step.executing_partners) == ((), (ExecutingPartner("gp", "fund", "deed"),))
    assert step.words.zh == "由其执行合伙事务（执行事务合伙人）"
    assert explain(by_gu, holdings).refs == ("gu>gp:60", "deed")


def test_several_executing_partners_are_said_to_be_possible_only() -> None:
    partners = [ExecutingPartner("f", "fund", "r1"), ExecutingPartner("g", "fund", "r2")]
    holdings = Holdings([], partners=partners)
    evidence = explain(verdicts("fund", holdings)[0], holdings)
    assert evidence.steps[-1].words.zh == "由其可能执行合伙事务（执行事务合伙人）"
    assert [note.words.zh for note in evidence.notes] == ["执行事务合伙人不止一名，均仅为可能"]


def test_notes_tell_of_rings_contradictions_own_shares_and_rounding() -> None:
    ring = evidence_of([stake("b", "c", 60), stake("c", "b", 60), stake("q", "b", 40), stake("q", "c", 40)], "b", "c")
    assert [note.words.en for note in ring.notes] == ["control each other: shown as one ring"]
    over_full = evidence_of([stake("a", "b", 70), stake("c", "b", 40)], "b", "a")
    assert [note.words.zh for note in over_full.notes] == ["登记的表决权合计超过总数，结论仅为可能"]
    own = evidence_of([stake("a", "b", 45), stake("b", "b", 20), stake("c", "b", 35)], "b", "a")
    assert [note.words.zh for note in own.notes] == ["自有股份无表决权，已从总数扣除"]
    assert own.steps[-1].words.zh == "合计持有表决权 45/80=56.25%，超过 1/2"
    rounded = evidence_of(
        [Stake("a", "b", 12_000, 20_000, True, "r", 1), Stake("c", "b", 8_000, 20_000, True, "s", 1)], "b", "a"
    )
    assert "部分比例为四舍五入的百分数" in [note.words.zh for note in rounded.notes]


def test_a_share_that_may_have_been_rounded_from_nothing_is_no_part_of_what_is_certain() -> None:
    stakes = [
        Stake("a", "c", 8, 10, True, "r"),
        Stake("a", "b", 6, 10, True, "s"),
        Stake("b", "c", 1, 10, True, "t", 1),
    ]
    steps = evidence_of(stakes, "c", "a").steps
    assert [(step.company, [stake.ref for stake in step.stakes]) for step in steps] == [("c", ["r"])]


def check(verdict: Verdict, holdings: Holdings) -> None:
    """Each step is enough by what joined before it, and the last is the verdict's own share."""
    evidence = explain(verdict, holdings)
    joined = {verdict.controller}
    for step in evidence.steps:
        votes = step.share.low_numerator if verdict.certainty == "certain" else step.share.high_numerator
        assert MAJORITY.met(votes, step.share.total)
        assert {item.holder for item in step.stakes} <= joined
        if verdict.certainty == "certain":
            assert (
                Fraction(sum(max(0, item.votes - item.band) for item in step.stakes), step.total - step.own)
                == step.share.low
            )
        joined.add(step.company)
    assert evidence.steps[-1].company == verdict.company
    needed = {item.holder for step in evidence.steps for item in step.stakes} | {verdict.company}
    assert joined - {verdict.controller} <= needed
    if verdict.certainty == "certain":
        assert evidence.steps[-1].share.low == verdict.share.low
    else:
        assert evidence.steps[-1].share.high == verdict.share.high


@given(st.one_of(registers(), rings(), gapped().map(lambda drawn: drawn[0])))
def test_every_step_follows_from_the_ones_before(stakes: list[Stake]) -> None:
    holdings = Holdings(stakes)
    for company in holdings.ballots:
        for verdict in verdicts(company, holdings):
            check(verdict, holdings)


def test_why_not_says_what_is_missing() -> None:
    holdings = Holdings([stake("a", "b", 4870, 10_000), stake("c", "b", 5130, 10_000)])
    assert why_not("a", "b", holdings).zh == "持有表决权 4870/10000=48.7%，须超过 1/2"
    assert why_not("a", "b", holdings).en == "group holds 4870/10000=48.7% of the votes, needs more than 1/2"
    open_end = Holdings([stake("a", "b", 10), stake("c", "b", 60)])
    assert why_not("a", "b", open_end).zh == "持有表决权 10/100 至 40/100，须超过 1/2"


def test_a_threshold_is_worded_by_the_civil_code() -> None:
    assert over(Threshold(1, 2, inclusive=True)) == Words("达到 1/2 以上", "at least 1/2")
    assert over(Threshold(3, 10)) == Words("超过 3/10", "more than 3/10")


@pytest.mark.parametrize(
    ("votes", "total", "text"),
    [
        (1, 2, "=50%"),
        (55, 200, "=27.5%"),
        (1, 3, "≈33.33%"),
        (5_000_001, 10_000_000, "=50.00001%"),
        (50_000_001, 100_000_000, "=50.000001%"),
        (50_001, 99_999, "≈50.001%"),
        (10**15 // 2 + 1, 10**15, ">50%"),
        (0, 7, "=0%"),
    ],
)
def test_a_percentage_is_never_rounded_onto_another(votes: int, total: int, text: str) -> None:
    assert percent(votes, total) == text
