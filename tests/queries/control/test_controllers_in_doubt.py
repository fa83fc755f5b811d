"""What registers leave open: rounding, gaps, contradictions, changes on a day, own shares, very large totals."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from graph.model import organisation_id
from tests.queries.control.register_story import Register, part


def test_a_threshold_inside_the_rounding_is_undetermined() -> None:
    story = Register()
    t, p, q, r = story.company("目标"), story.person("裴"), story.person("秦"), story.person("任")
    story.stake(p, t, 1_000, 2_000, band=1)
    story.stake(q, t, 500, 2_000, band=1)
    story.stake(r, t, 500, 2_000, band=1)
    assert {name: one["certainty"] for name, one in story.rows(t, "control").items()} == {"裴": "undetermined"}
    assert {name: one["certainty"] for name, one in story.rows(t, "economic").items()} == {
        "裴": "certain",
        "秦": "undetermined",
        "任": "undetermined",
    }
    assert "不能确定" in story.rows(t, "control")["裴"]["words"]


def test_what_more_than_rounding_leaves_open_is_possible() -> None:
    story = Register()
    t, p, q = story.company("目标"), story.person("裴"), story.person("秦")
    story.stake(p, t, 800, 2_000, band=1)
    story.stake(q, t, 600, 2_000, band=1)
    assert {one["certainty"] for one in story.asked(t) if one["verdict"] == "control"} == {"possible"}


def test_what_is_undisclosed_or_contradictory_is_possible_and_said() -> None:
    story = Register()
    t, p, q = story.company("目标"), story.person("裴"), story.person("秦")
    story.stake(p, t, 20)
    story.stake(q, t, 55)
    rest = story.company("其他股东")
    story.stake(rest, t, 25, disclosed=False)
    rows = story.rows(t, "economic")
    assert {name: one["certainty"] for name, one in rows.items()} == {"裴": "possible", "秦": "certain"}
    assert part(rows["裴"]["share"]) == (Fraction(20, 100), Fraction(45, 100))
    assert part(rows["裴"]["unknown"]) == (Fraction(25, 100), Fraction(25, 100))
    assert any("未披露" in note["zh"] for note in rows["裴"]["notes"])
    over = Register()
    t, p, q = over.company("目标"), over.person("裴"), over.person("秦")
    over.stake(p, t, 70)
    over.stake(q, t, 40)
    assert {one["certainty"] for one in over.asked(t)} == {"possible"}


def test_a_stake_that_may_not_stand_on_the_day_is_possible_only() -> None:
    story = Register()
    t, p, q = story.company("目标"), story.person("裴"), story.person("秦")
    story.tie("SHAREHOLDER_OF", p, t, capital=60, total=100)
    story.stake(q, t, 40, certainty="possible")
    assert {one["certainty"] for one in story.asked(t)} == {"possible"}
    assert {(one["subject"]["name"], one["verdict"]) for one in story.asked(t)} == {
        ("裴", "control"),
        ("裴", "economic"),
        ("秦", "economic"),
    }


def test_a_sale_on_a_day_moves_everything_on_that_day() -> None:
    story = Register()
    t, seller, buyer = story.company("目标"), story.person("卖方"), story.person("买方")
    story.stake(seller, t, 100, end="2018-05-01")
    story.stake(buyer, t, 100, start="2018-05-01")
    for on, name in (("2018-04-30", "卖方"), ("2018-05-01", "买方")):
        assert [(one["subject"]["name"], one["verdict"], one["certainty"]) for one in story.asked(t, on)] == [
            (name, "control", "certain"),
            (name, "economic", "certain"),
        ]


def test_own_shares_neither_vote_nor_earn() -> None:
    story = Register()
    t, p, q = story.company("目标"), story.person("裴"), story.person("秦")
    for holder, units in ((p, 45), (q, 35), (t, 20)):
        story.stake(holder, t, units)
    assert part(story.rows(t, "control")["裴"]["share"])[0] == Fraction(45, 80)
    assert part(story.rows(t, "economic")["裴"]["share"])[0] == Fraction(45, 80)


def test_a_ring_without_outsiders_benefits_nobody() -> None:
    story = Register()
    a, b = story.company("甲公司"), story.company("乙公司")
    story.stake(a, b, 100)
    story.stake(b, a, 100)
    assert [(one["verdict"], len(one["ring"])) for one in story.asked(a)] == [("control", 2)]


def test_shares_of_amounts_in_fen_stay_within_what_any_reader_can_hold() -> None:
    story = Register()
    names = [story.company(f"公司{number}") for number in range(12)]
    p = story.person("裴")
    story.stake(p, names[0], 7_777_777_777_777, 9_999_999_999_999)
    for place, (above, below) in enumerate(pairwise(names)):
        story.stake(above, below, 8_888_888_888_887 + place, 8_888_888_888_889 + 2 * place)
    share = story.rows(names[-1], "economic")["裴"]["share"]
    assert max(share.values()) <= 2**53
    exact = Fraction(7_777_777_777_777, 9_999_999_999_999)
    for place in range(11):
        exact *= Fraction(8_888_888_888_887 + place, 8_888_888_888_889 + 2 * place)
    assert part(share)[0] <= exact <= part(share)[1]


def test_nobody_is_named_where_nothing_is_known() -> None:
    story = Register()
    assert story.asked(story.company("目标")) == []
    assert story.asked(organisation_id("未知")) == []


def test_votes_over_totals_without_a_common_measure_are_widened_to_what_any_reader_can_hold() -> None:
    story = Register()
    t, p, q = story.company("目标"), story.person("裴"), story.person("秦")
    story.stake(p, t, 6 * 10**13, 10**14 + 1)
    story.stake(q, t, 3 * 10**13, 10**14 - 1)
    one = story.rows(t, "control")["裴"]
    step = one["steps"][0]
    shares = [one["share"], one["unknown"], step["share"], step["unknown"], step["own"], step["stakes"][0]["share"]]
    shares += [other["share"] for other in one["competitors"]]
    assert all(share["total"] <= 2**53 for share in shares)
    exact = Fraction(6 * 10**13, 10**14 + 1)
    assert part(one["share"])[0] <= exact <= part(one["share"])[1]
