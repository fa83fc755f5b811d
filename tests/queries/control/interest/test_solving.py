"""Elimination and loops: what is left is told by final holders alone, and loops are those a graph library sees."""

from __future__ import annotations

from fractions import Fraction

import networkx  # - ships no types; an oracle here
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.control.interest.between import row_of
from queries.control.interest.loops import loops
from queries.control.interest.lots import lowest
from queries.control.interest.solving import eliminated, worth
from queries.control.votes import Holdings, Stake
from tests.queries.control.shareholdings import nested, registers, rings, stake

shareholdings = st.one_of(registers(contradictions=False), rings(), nested())


@settings(deadline=None)
@given(shareholdings)
def test_the_last_row_names_final_holders_and_what_each_has(stakes: list[Stake]) -> None:
    capital = Holdings(stakes)
    rows = {company: row_of(ballot, lowest(ballot)) for company, ballot in capital.ballots.items()}
    for company in rows:
        triangle = eliminated(rows, company)
        last, row = triangle[-1]
        assert last == company
        assert not row.keys() & rows.keys()
        assert sum(row.values()) <= 1
        assert {held for held, _ in triangle} == rows.keys()
        assert row == {
            holder: part
            for holder in {item.holder for item in stakes} - rows.keys()
            if (part := worth(triangle, holder).get(company))
        }


@settings(deadline=None)
@given(shareholdings)
def test_rows_are_left_as_they_were(stakes: list[Stake]) -> None:
    capital = Holdings(stakes)
    rows = {company: row_of(ballot, lowest(ballot)) for company, ballot in capital.ballots.items()}
    before = {company: dict(row) for company, row in rows.items()}
    for company in rows:
        eliminated(rows, company)
    assert rows == before


def test_a_company_wholly_its_own_belongs_to_nobody() -> None:
    assert eliminated({"a": {"a": Fraction(1)}}, "a") == [("a", {})]


@settings(deadline=None)
@given(st.one_of(registers(), rings()))
def test_loops_are_the_strong_components(stakes: list[Stake]) -> None:
    capital = Holdings(stakes)
    graph = networkx.DiGraph((item.holder, item.company) for item in stakes if item.votes)
    expected = sorted(tuple(sorted(one)) for one in networkx.strongly_connected_components(graph) if len(one) > 1)
    assert loops(capital.ballots.keys(), capital) == expected


def test_a_long_loop_is_one() -> None:
    many = 5_000
    circle = [stake(f"c{number:05}", f"c{(number + 1) % many:05}", 51) for number in range(many)]
    found = loops({item.company for item in circle}, Holdings(circle))
    assert [len(loop) for loop in found] == [many]
