"""Patterns, ranking and next steps over plain answers: exact, in no order, and nobody accused whom nothing names."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.commitments.known import Known, Shown
from queries.commitments.next_step import CONDITIONS, next_step
from queries.commitments.patterns import PATTERNS, patterns
from queries.commitments.patterns.found import TITLES
from queries.commitments.patterns.tally import tally
from queries.commitments.ranking import FIGURES, formula, ranking
from queries.rulecheck import read_rules

INTEGRITY = read_rules().policies.integrity
assert INTEGRITY is not None
DAY = date(2021, 6, 30)
PLACES = {"b0": "640121", "b1": "640122", "b2": "640400", "b3": "640422", "b4": "", "b5": "640000"}


def body(number: int) -> Shown:
    return {"id": f"b{number}", "kind": "GovernmentBody", "name": f"单位{number}", "code": None}


def party(number: int) -> Shown:
    return {"id": f"e{number}", "kind": "Enterprise", "name": f"企业{number}", "code": None}


def promise(number: int, of: int | None, to: int, *, late: bool = False, owed: bool = False, **more: Any) -> Shown:  # noqa: ANN401 - any field
    """A promise as the listing shapes it; ``of`` None: nobody certain answers for it."""
    return {
        "id": f"p{number:03}",
        "kind": "commitment",
        "number": f"诺{number:03}",
        "field": "招商引资",
        "status": "overdue" if late else "performing",
        "status_name": "",
        "responsible_body": None if of is None else body(of),
        "candidates": [body(0), body(2)] if of is None else [],
        "counterparty": party(to),
        "amount_fen": 100,
        "due": "2020-12-31",
        "overdue_since": "2021-01-01" if late else None,
        "overdue_days": 1,
        "reason_flag": None,
        "compensation": {"overdue": owed, "due": "2021-03-31", "overdue_since": "2021-04-01"} if owed else None,
        "events": [{"event": "changed"}] if owed else [],
        "findings": [],
        **more,
    }


def about(kind: str, number: int, of: int, **more: Any) -> Shown:  # noqa: ANN401 - any field
    """A record about a body."""
    told = {"id": f"{kind}{number}", "kind": kind, "number": f"{kind}{number}", "body": body(of), "open": True}
    return {**told, "promise_id": None, "date": "2021-05-01", "repaired": None, "rectify_by": None, **more}


def found(known: Known) -> dict[str, list[set[str]]]:
    """The subjects of each pattern."""
    assert INTEGRITY is not None
    listed: dict[str, list[set[str]]] = {}
    for one in patterns(known, INTEGRITY.patterns):
        listed.setdefault(one.pattern, []).append({subject["id"] for subject in one.subjects})
    return listed


def test_every_pattern_has_its_title() -> None:
    assert set(TITLES) == set(PATTERNS)


def test_an_enterprise_is_hurt_by_several_only_from_two_bodies_on() -> None:
    late = [promise(1, 0, 0, late=True), promise(2, 0, 0, late=True), promise(3, 1, 0), promise(4, None, 0, late=True)]
    assert found(Known(DAY, late)) == {}
    assert found(Known(DAY, [*late, promise(5, 1, 0, owed=True, events=[])])) == {
        "hurt_by_several": [{"e0", "b0", "b1"}]
    }


def test_what_nobody_certain_answers_for_accuses_nobody() -> None:
    known = Known(
        DAY,
        [promise(1, None, 0, late=True, owed=True)],
        late_publications=[about("late", 1, 0)],
        staff=[about("staff", 1, 2)],
    )
    assert found(known) == {}


def test_patterns_of_one_body() -> None:
    late = [promise(1, 0, 0, late=True)]
    assert found(Known(DAY, late, late_publications=[about("late", 1, 1)], staff=[about("staff", 1, 1)])) == {}
    assert found(Known(DAY, late, late_publications=[about("late", 1, 0)])) == {"breach_and_late_publication": [{"b0"}]}
    assert found(Known(DAY, late, staff=[about("staff", 1, 0)])) == {"staff_and_promises": [{"b0"}]}
    assert found(Known(DAY, enforcement=[about("enforcement", 1, 3)])) == {"listed_debtor": [{"b3"}]}
    assert found(Known(DAY, [promise(1, 0, 0, owed=True)])) == {"compensation_unpaid": [{"b0", "e0"}]}
    assert found(Known(DAY, [promise(1, 0, 0, owed=True, events=[])])) == {}, "no lawful change"


def test_a_breach_and_its_promise_count_once() -> None:
    late, own = [promise(1, 0, 0, late=True)], about("breach", 1, 0, promise_id="p001")
    known = Known(DAY, late, breaches=[own], late_publications=[about("late", 1, 0)])
    assert INTEGRITY is not None
    (one,) = patterns(known, INTEGRITY.patterns)
    assert "1项违约" in one.text
    assert len(one.rows) == 2


@pytest.mark.parametrize(
    ("repaired", "again", "expected"),
    [("2020-12-31", "2021-01-01", True), ("2021-01-01", "2021-01-01", False), (None, "2021-01-01", False)],
)
def test_broken_again_only_after_a_repair(repaired: str | None, again: str, expected: bool) -> None:
    first = about("breach", 1, 0, repaired=repaired, open=repaired is None, date="2019-01-01")
    known = Known(DAY, [promise(1, 0, 0, late=True, overdue_since=again)], breaches=[first])
    assert ("broken_again" in found(known)) is expected
    second = about("breach", 2, 0, date=again)
    assert ("broken_again" in found(Known(DAY, breaches=[first, second]))) is expected


KNOWN = st.builds(
    lambda flags, breaches, listed: Known(
        DAY,
        [
            promise(n, of, to, late=late, owed=owed)
            for n, (of, to, late, owed) in enumerate(flags)
        ],
        breaches=[about("breach", n, of, open=is_open) for n, (of, is_open) in enumerate(breaches)],
        enforcement=[about("enforcement", n, of) for n, of in enumerate(listed)],
        places=PLACES,
    ),
    st.lists(st.tuples(st.none() | st.integers(0, 5), st.integers(0, 2), st.booleans(), st.booleans()), max_size=14),
    st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=5),
    st.lists(st.integers(0, 5), max_size=3),
)  # fmt: skip


@settings(max_examples=80)
@given(KNOWN, st.randoms(use_true_random=False))
def test_ranking_against_a_plain_count(known: Known, random: Any) -> None:  # noqa: ANN401 - hypothesis's own
    assert INTEGRITY is not None
    points = INTEGRITY.ranking
    rows = ranking(known, points)
    city = {"b0": "640100", "b1": "640100", "b2": "640400", "b3": "640400"}
    for row in rows:
        members = [
            one
            for one in known.promises
            if one["responsible_body"] and city.get(one["responsible_body"]["id"]) == row["code"]
        ]
        if row["code"] is None:
            assert (row["rank"], row["index"]) == (None, None)
            continue
        total = sum(
            3 * bool(one["overdue_since"]) + 2 * bool((one["compensation"] or {}).get("overdue")) for one in members
        )
        total += sum(4 for one in known.breaches if one["open"] and city.get(one["body"]["id"]) == row["code"])
        total += sum(5 for one in known.enforcement if city.get(one["body"]["id"]) == row["code"])
        assert row["points"] == total
        expected = Fraction(total, len(members)) if members else None
        index = row["index"]
        assert (Fraction(index["numerator"], index["denominator"]) if index else None) == expected
        assert {one["id"] for one in row["answered"]["rows"]} == {one["id"] for one in members}
        assert all(figure["count"] == len(figure["rows"]) for figure in row["figures"].values())
    ranked = [
        (Fraction(row["index"]["numerator"], row["index"]["denominator"]), row["rank"]) for row in rows if row["index"]
    ]
    assert [rank for _, rank in ranked] == [1 + sum(other < value for other, _ in ranked) for value, _ in ranked]
    shuffled = Known(
        DAY, random.sample(known.promises, len(known.promises)), [], random.sample(known.breaches, len(known.breaches)),
        random.sample(known.enforcement, len(known.enforcement)), places=PLACES,
    )  # fmt: skip
    assert ranking(shuffled, points) == rows
    assert [one.shown("") for one in patterns(shuffled, INTEGRITY.patterns)] == [
        one.shown("") for one in patterns(known, INTEGRITY.patterns)
    ]


@given(KNOWN, st.sampled_from(["field", "city", "county"]))
def test_every_promise_is_counted_once(known: Known, by: Any) -> None:  # noqa: ANN401 - one of the words
    rows = tally(known, by)
    assert sorted(row["id"] for one in rows for row in one["rows"]) == [one["id"] for one in known.promises]
    assert sum(one["amount_fen"] for one in rows) == 100 * len(known.promises)
    assert sum(one["late"] for one in rows) == sum(
        one["overdue_since"] is not None or one["compensation"] is not None for one in known.promises
    )
    if by == "county":
        assert {one["code"] for one in rows} <= {"640121", "640122", "640422", None}


def test_the_formula_says_every_weight_and_that_it_is_not_verified() -> None:
    assert INTEGRITY is not None
    words = formula(INTEGRITY.ranking)
    assert all(f"{INTEGRITY.ranking.points[key]}×{name}" in words for key, name in FIGURES.items())
    assert "未核实" in words


# -- next steps ---------------------------------------------------------------------------------------------------


def step(one: Shown, *breaches: Shown, on: date = DAY) -> tuple[str, str | None] | None:
    """Which step comes next, and by when."""
    assert INTEGRITY is not None
    told = next_step(one, list(breaches), on, INTEGRITY.steps)
    return None if told is None else (told["step"], told["deadline"])


def test_every_step_has_its_condition_and_its_article() -> None:
    assert INTEGRITY is not None
    assert [row.step for row in INTEGRITY.steps] == list(dict.fromkeys(row.step for row in INTEGRITY.steps))
    assert {row.step for row in INTEGRITY.steps} == set(CONDITIONS)


def test_the_next_step_follows_the_law() -> None:
    late = promise(1, 0, 0, late=True)
    assert step(late) == ("verify", "2020-12-31")
    assert step({**late, "reason_flag": "新官不理旧账"}) == ("determine", "2020-12-31")
    assert step({**late, "findings": [{"finding": "change_not_lawful"}]}) == ("restore", "2020-12-31")
    assert step(promise(1, None, 0, late=True)) == ("confirm_successor", "2020-12-31")
    assert step(promise(1, 0, 0, owed=True)) == ("pay_compensation", "2021-03-31")
    assert step({**promise(1, 0, 0, owed=True), "status": "fulfilled"}) == ("pay_compensation", "2021-03-31")
    assert step({**late, "status": "fulfilled", "overdue_since": None}) is None
    assert step({**promise(1, 0, 0), "due": None}) == ("state_terms", None)


@pytest.mark.parametrize(
    ("by", "expected"),
    [("2021-06-29", "sanction"), ("2021-06-30", "rectify"), ("2021-07-01", "rectify"), (None, "rectify")],
)
def test_rectification_turns_into_sanction_the_day_after(by: str | None, expected: str) -> None:
    assert step(promise(1, 0, 0, late=True), about("breach", 1, 0, rectify_by=by)) == (expected, by)


@pytest.mark.parametrize(
    ("due", "expected"),
    [("2021-06-29", None), ("2021-06-30", "perform"), ("2021-07-30", "perform"), ("2021-07-31", None)],
)
def test_what_is_due_soon_is_told(due: str, expected: str | None) -> None:
    told = step({**promise(1, 0, 0), "due": due})
    assert (told[0] if told else None) == expected


def debt(**more: Any) -> Shown:  # noqa: ANN401 - any field
    """A debt as the listing shapes it."""
    return {**promise(9, 0, 0), "kind": "arrears", "compensation": None, "complaint": None, **more}


def test_debts_and_their_complaints() -> None:
    assert step(debt(overdue_since="2021-01-01")) == ("pay_arrears", "2020-12-31")
    clock = {"due": "2021-05-01", "done": None, "passed": True}
    assert step(debt(overdue_since="2021-01-01", complaint={"clocks": [clock]})) == ("settle_complaint", "2021-05-01")
    done = {**clock, "done": "2021-06-30"}
    assert step(debt(overdue_since="2021-01-01", complaint={"clocks": [done]})) == ("pay_arrears", "2020-12-31")
    assert step(debt(status="paid", overdue_since=None)) is None
