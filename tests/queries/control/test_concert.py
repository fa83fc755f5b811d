"""Acting in concert: counted together, one verdict for all, never more than possible."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from queries.control.closure import control
from queries.control.concert import concert_controllers, concert_verdicts
from queries.control.votes import Concert, Holdings, Stake
from tests.queries.control.shareholdings import PERSONS, registers, stake


def together(stakes: Iterable[Stake], *parties: str) -> list[tuple[tuple[str, ...], str, str]]:
    holdings = Holdings(stakes, concerts=[Concert(frozenset(parties), ("agreement",))])
    return [(item.parties, item.company, item.certainty) for item in concert_verdicts(holdings)]


def test_two_minorities_in_concert_are_one_possible_controller() -> None:
    stakes = [stake("a", "t", 30), stake("b", "t", 25), stake("c", "t", 45)]
    assert together(stakes, "a", "b") == [(("a", "b"), "t", "possible")]
    assert control(Holdings(stakes)).controllers("t") == []


def test_their_companies_count_and_what_they_hold_below_follows() -> None:
    stakes = [stake("a", "h", 100), stake("h", "t", 30), stake("b", "t", 25), stake("c", "t", 45), stake("t", "u", 51)]
    assert [company for _, company, _ in together(stakes, "a", "b")] == ["t", "u"]


def test_what_one_of_them_controls_alone_is_no_joint_control() -> None:
    stakes = [stake("a", "t", 60), stake("b", "t", 40), stake("b", "z", 100)]
    assert together(stakes, "a", "b") == []


def test_a_certain_joint_majority_shows_although_each_may_have_it_alone() -> None:
    assert together([stake("a", "t", 30), stake("b", "t", 30)], "a", "b") == [(("a", "b"), "t", "possible")]
    assert together([stake("a", "t", 5), stake("b", "t", 5)], "a", "b") == []


def test_agreements_that_share_a_party_are_not_joined() -> None:
    stakes = [stake("a", "t", 20), stake("b", "t", 20), stake("c", "t", 20), stake("d", "t", 40)]
    agreements = [Concert(frozenset({"a", "b"})), Concert(frozenset({"b", "c"}))]
    assert concert_verdicts(Holdings(stakes, concerts=agreements)) == []


def test_parties_somebody_controls_are_not_at_the_top() -> None:
    stakes = [stake("a", "t", 30), stake("b", "t", 25), stake("c", "t", 45)]
    agreement = [Concert(frozenset({"a", "b"}))]
    assert [item.ultimate for item in concert_verdicts(Holdings(stakes, concerts=agreement))] == ["possible"]
    above = [*stakes, stake("x", "a", 100)]
    assert [item.ultimate for item in concert_verdicts(Holdings(above, concerts=agreement))] == [None]


@given(registers(), st.sets(st.sampled_from(PERSONS), min_size=2))
def test_joint_verdicts_leave_ordinary_ones_as_they_are(stakes: list[Stake], parties: set[str]) -> None:
    holdings = Holdings(stakes, concerts=[Concert(frozenset(parties))])
    found = concert_verdicts(holdings)
    assert set(control(holdings).pairs()) == set(control(Holdings(stakes)).pairs())
    for item in found:
        assert item.certainty == "possible"
        assert item.parties == tuple(sorted(parties))
        assert not parties & set(control(holdings).controllers(item.company))
    for company in holdings.ballots:
        assert concert_controllers(company, holdings) == [item for item in found if item.company == company]


@given(registers(contradictions=False), st.sets(st.sampled_from(PERSONS), min_size=2))
def test_parties_count_like_one_holder_of_all_their_stakes(stakes: list[Stake], parties: set[str]) -> None:
    holdings = Holdings(stakes, concerts=[Concert(frozenset(parties))])
    merged = [item._replace(holder="all" if item.holder in parties else item.holder) for item in stakes]
    jointly = set(control(Holdings(merged)).controlled_by("all"))
    alone = {company for party in parties for company in control(holdings).controlled_by(party)}
    reported = {item.company for item in concert_verdicts(holdings)}
    assert jointly - alone <= reported
    assert reported <= set(control(Holdings(merged), certainty="possible").controlled_by("all"))
