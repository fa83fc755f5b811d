"""Role history: what 变更 and dated 主要人员 rows give, held against a lookup day by day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.interval import FOREVER
from graph.model import Fact
from loaders.register.roles import Contradiction, Tenure, roles
from tests.loaders.register.days import Change, every_day, held, holder_on
from tests.loaders.register.rows import ESTABLISHED, change, contributor, file_of, officer, registration

REP = "LEGAL_REPRESENTATIVE_OF"
DAY = timedelta(days=1)
NAMES = ["样例甲", "样例乙", "样例丙", "样例丁"]
LAST = date(2010, 6, 30)


def settled(rows: list[Fact], kind: str = "Enterprise") -> tuple[list[Tenure], list[Contradiction]]:
    return roles(file_of(rows), kind)


def in_words(rows: list[Fact], role: str = REP, kind: str = "Enterprise") -> list[str]:
    """Tenures as ``name since..until``, with ``?`` where only possible."""
    tenures, _ = settled(rows, kind)
    held = [one for one in tenures if one.role == role]
    ends = ["" if one.days.end == FOREVER else str(one.days.end) for one in held]
    marks = ["" if one.certain else "?" for one in held]
    return sorted(
        f"{one.name} {one.days.start or '…'}..{end}{mark}" for one, end, mark in zip(held, ends, marks, strict=True)
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """A true history: who followed whom on which days, the days at least three apart."""
    days = sorted(draw(st.sets(st.integers(1, 50), min_size=1, max_size=5)))
    holders = [draw(st.sampled_from(NAMES))]
    for _ in days:
        holders.append(draw(st.sampled_from([name for name in NAMES if name != holders[-1]])))
    starts = [ESTABLISHED + timedelta(days=3 * day) for day in days]
    return [(on, *pair) for on, pair in zip(starts, pairwise(holders), strict=True)]


@given(histories(), st.data())
def test_changes_give_the_holder_of_every_day(history: list[Change], data: st.DataObject) -> None:
    rows = [registration(representative=history[-1][2]), *(change(*one) for one in history)]
    tenures, contradictions = settled(data.draw(st.permutations(rows)))
    assert contradictions == []
    for day in every_day(ESTABLISHED - 3 * DAY, LAST):
        expected = holder_on(day, ESTABLISHED, history)
        assert held(tenures, REP, day, certain=True) == ([expected] if expected else []), day


@given(histories(), st.data())
def test_where_a_change_is_missing_the_days_it_hides_are_certain_for_nobody(
    history: list[Change], data: st.DataObject
) -> None:
    known = data.draw(st.lists(st.sampled_from(history), unique=True, min_size=1))
    rows = data.draw(st.permutations([registration(), *(change(*one) for one in known)]))
    tenures, contradictions = settled(rows)
    hidden = False
    for day in every_day(ESTABLISHED, LAST):
        expected = holder_on(day, ESTABLISHED, known)
        assert held(tenures, REP, day, certain=True) == ([expected] if expected else []), day
        hidden = hidden or expected is None
        if expected is None:
            assert len(held(tenures, REP, day, certain=False)) == 2, "both who are named are possible"
    assert bool(contradictions) == hidden
    assert {one.reason for one in contradictions} <= {"role_history"}


@given(histories(), st.data())
def test_dated_rows_a_day_off_contradict_no_change(history: list[Change], data: st.DataObject) -> None:
    """The last day named may be the successor's first, the day before it, or one more."""
    rows: list[Fact] = [registration()]
    starts = [ESTABLISHED, *(on for on, _, _ in history)]
    holders = [history[0][1], *(after for _, _, after in history)]
    for place, (name, since) in enumerate(zip(holders, starts, strict=True)):
        last = None
        if place + 1 < len(starts):
            last = starts[place + 1] - DAY * data.draw(st.integers(0, 2))
        rows.append(officer(name, since, last))
    with_changes = data.draw(st.booleans())
    if with_changes:
        rows += [change(*one) for one in history]
    tenures, contradictions = settled(data.draw(st.permutations(rows)))
    assert contradictions == []
    for day in every_day(ESTABLISHED, LAST):
        expected = holder_on(day, ESTABLISHED, history)
        assert expected is not None
        found = held(tenures, REP, day, certain=True)
        near = not with_changes and any(0 <= (on - day).days <= 1 for on in starts[1:])
        assert found == [expected] or (near and found == []), day


ANY_ROWS = st.lists(
    st.one_of(
        st.builds(
            lambda day, before, after: change(ESTABLISHED + day * DAY, before, after),
            st.integers(0, 12),
            st.sampled_from([*NAMES[:3], "", "样例甲、样例乙"]),
            st.sampled_from([*NAMES[:3], "样例乙,样例丙"]),
        ),
        st.builds(
            lambda name, since, length: officer(
                name,
                None if since is None else ESTABLISHED + since * DAY,
                None if since is None or length is None else ESTABLISHED + (since + length) * DAY,
            ),
            st.sampled_from(NAMES[:3]),
            st.one_of(st.none(), st.integers(0, 10)),
            st.one_of(st.none(), st.integers(0, 6)),
        ),
        st.builds(lambda name: registration(representative=name), st.sampled_from(NAMES[:3])),
    ),
    max_size=6,
    unique_by=lambda row: row.entity,
)


@given(ANY_ROWS, st.data())
def test_whatever_the_rows_nobody_is_certain_beside_another(rows: list[Fact], data: st.DataObject) -> None:
    tenures, contradictions = settled(rows)
    for tenure in tenures:
        assert not tenure.days.is_empty, tenure
        assert tenure.evidence, "every tenure stands on a row"
    for day in every_day(ESTABLISHED - DAY, ESTABLISHED + 20 * DAY):
        certain = held(tenures, REP, day, certain=True)
        possible = held(tenures, REP, day, certain=False)
        assert len(certain) <= 1, (day, certain)
        assert not (certain and possible), (day, certain, possible)
        if len(possible) > 1:
            assert contradictions, "two possible holders are quarantined"
    again, others = settled(data.draw(st.permutations(rows)))
    words = [(one.name, one.days, one.certain, one.role) for one in tenures]
    assert sorted(words, key=str) == sorted([(one.name, one.days, one.certain, one.role) for one in again], key=str)
    assert sorted(one.detail for one in contradictions) == sorted(one.detail for one in others)


D = [date(2012, 3, 1), date(2014, 5, 6), date(2016, 7, 8)]


@pytest.mark.parametrize(
    ("case", "rows", "expected", "contradicted"),
    [
        ("nothing", [], [], 0),
        ("no change: since it was established", [registration(representative="样例甲")], ["样例甲 2010-01-01.."], 0),
        (
            "the day of change is the new holder's",
            [registration(), change(D[0], "样例甲", "样例乙")],
            ["样例乙 2012-03-01..", "样例甲 2010-01-01..2012-03-01"],
            0,
        ),
        (
            "the register contradicts the last change",
            [registration(), change(D[0], "样例甲", "样例乙"), officer("样例丙")],
            ["样例丙 2012-03-01..?", "样例乙 2012-03-01..?", "样例甲 2010-01-01..2012-03-01"],
            1,
        ),
        (
            "two changes of one day follow each other",
            [registration(), change(D[0], "样例甲", "样例乙"), change(D[0], "样例乙", "样例丙"), officer("样例丙")],
            ["样例丙 2012-03-01..", "样例甲 2010-01-01..2012-03-01"],
            0,
        ),
        (
            "and back again on that day, after a holder who is known",
            [
                registration(),
                change(D[0], "样例甲", "样例乙"),
                change(D[1], "样例乙", "样例丙"),
                change(D[1], "样例丙", "样例乙"),
            ],
            ["样例乙 2012-03-01..", "样例甲 2010-01-01..2012-03-01"],
            0,
        ),
        (
            "and back again, with nothing that says who was first",
            [registration(), change(D[0], "样例甲", "样例乙"), change(D[0], "样例乙", "样例甲")],
            ["样例乙 2010-01-01..?", "样例甲 2010-01-01..?"],
            2,
        ),
        (
            "two changes of one day that do not follow each other",
            [registration(), change(D[0], "样例甲", "样例乙"), change(D[0], "样例甲", "样例丙")],
            ["样例丙 2012-03-01..?", "样例乙 2012-03-01..?", "样例甲 2010-01-01..2012-03-01"],
            1,
        ),
        (
            "one change under two items",
            [
                registration(),
                change(D[0], "样例甲", "样例乙"),
                change(D[0], "样例甲", "样例乙", "法定代表人（负责人）变更"),
            ],
            ["样例乙 2012-03-01..", "样例甲 2010-01-01..2012-03-01"],
            0,
        ),
        (
            "a change that names two",
            [registration(), change(D[0], "样例甲", "样例乙、样例丙")],
            ["样例丙 2012-03-01..?", "样例乙 2012-03-01..?", "样例甲 2010-01-01..2012-03-01"],
            1,
        ),
        (
            "two in the register at once",
            [registration(), officer("样例甲"), officer("样例乙")],
            ["样例乙 2010-01-01..?", "样例甲 2010-01-01..?"],
            1,
        ),
        (
            "remarks and spaces beside a name",
            [registration(), change(D[0], "董事长：样例 甲(香港)", "样例乙"), change(D[1], " 样例乙 ", "样例丙")],
            ["样例丙 2014-05-06..", "样例乙 2012-03-01..2014-05-06", "样例甲 2010-01-01..2012-03-01"],
            0,
        ),
        (
            "a change before the company was established opens nothing",
            [registration(established=D[1]), change(D[0], "样例甲", "样例乙")],
            ["样例乙 2012-03-01.."],
            0,
        ),
        (
            "no day of establishment: the first holder has no start",
            [registration(established=None), change(D[0], "样例甲", "样例乙")],
            ["样例乙 2012-03-01..", "样例甲 …..2012-03-01?"],
            0,
        ),
        (
            "overlapping dated rows",
            [registration(), officer("样例甲", D[0], D[2]), officer("样例乙", D[1])],
            [
                "样例乙 2014-05-06..2016-07-09?",
                "样例乙 2016-07-09..",
                "样例甲 2012-03-01..2014-05-06",
                "样例甲 2014-05-06..2016-07-09?",
            ],
            1,
        ),
        (
            "a gap of a year between dated rows is nobody's",
            [registration(), officer("样例甲", D[0], D[1]), officer("样例乙", D[2])],
            ["样例乙 2016-07-08..", "样例甲 2012-03-01..2014-05-07"],
            0,
        ),
    ],
)
def test_role_history(case: str, rows: list[Fact], expected: list[str], contradicted: int) -> None:
    assert in_words(rows) == expected, case
    assert len(settled(rows)[1]) == contradicted, case
    assert in_words(rows[::-1]) == expected, case


def test_several_may_be_executing_partners_at_once() -> None:
    rows = [
        registration(),
        officer("样例甲", D[0], position="执行事务合伙人", representative=False),
        officer("样例乙", D[1], position="执行事务合伙人", representative=False),
    ]
    assert in_words(rows, "EXECUTING_PARTNER_OF", "Partnership") == ["样例乙 2014-05-06..", "样例甲 2012-03-01.."]
    assert settled(rows, "Partnership")[1] == []


@pytest.mark.parametrize("kind", ["Branch", "IndividualBusiness", "SoleProprietorship", "Partnership"])
def test_whoever_heads_a_unit_without_a_representative_is_its_principal(kind: str) -> None:
    rows = [registration(), change(D[0], "样例甲", "样例乙", "负责人变更")]
    assert in_words(rows, "PRINCIPAL_OF", kind) == ["样例乙 2012-03-01..", "样例甲 2010-01-01..2012-03-01"]
    assert in_words(rows, REP, kind) == []


def test_posts_that_several_hold_are_told_row_by_row() -> None:
    rows = [
        registration(),
        officer("样例甲", D[0], D[1], position="监事", representative=False),
        officer("样例乙", position="董事", representative=False),
        officer("样例丙", D[0], position="总经理", representative=False),
    ]
    assert in_words(rows, "OFFICER_OF") == ["样例乙 2010-01-01..", "样例甲 2012-03-01..2014-05-07"]
    assert in_words(rows, "PRINCIPAL_OF") == ["样例丙 2012-03-01.."]


@pytest.mark.parametrize(
    ("written", "officers", "partner", "principal"),
    [
        ("样例基金（委派代表：古样委）", [], "样例基金", "古样委"),
        ("样例基金(委派代表:古样委)", [("样例基金", "执行事务合伙人")], "样例基金", "样例基金"),
        ("样例基金（委派代表：古样委）", [("古样委", "委派代表")], "样例基金", "古样委"),
        ("样例基金", [("古样委", "执行事务合伙人委派代表")], "样例基金", "古样委"),
        ("古样委", [("古样委", "执行事务合伙人（委派代表）")], None, "古样委"),
        ("古样委", [], None, "古样委"),
    ],
)
def test_the_registration_of_a_partnership_names_its_executing_partner(
    written: str, officers: list[tuple[str, str]], partner: str | None, principal: str
) -> None:
    rows = [
        registration(representative=written, enterprise_type="有限合伙企业"),
        contributor("样例基金", 1),
        contributor("样例限伙", 99),
        *(officer(name, position=post) for name, post in officers),
    ]
    since = " 2010-01-01.."
    assert in_words(rows, "EXECUTING_PARTNER_OF", "Partnership") == ([partner + since] if partner else [])
    assert in_words(rows, "PRINCIPAL_OF", "Partnership") == [principal + since]
    assert settled(rows, "Partnership")[1] == []


def test_a_partner_in_the_registration_of_a_company_executes_nothing() -> None:
    rows = [registration(representative="样例甲", enterprise_type="有限责任公司"), contributor("样例甲", 1)]
    assert in_words(rows, "EXECUTING_PARTNER_OF") == []


@pytest.mark.parametrize(
    ("changes", "principal", "contradictions"),
    [
        ([], ["样例甲 2010-01-01.."], 0),
        ([(D[0], "样例乙", "样例甲", "法定代表人变更")], ["样例甲 2010-01-01..2012-03-01?", "样例甲 2012-03-01.."], 0),
        ([(D[0], "样例乙", "样例甲、样例乙", "高级管理人员备案（董事、监事、经理等）")], ["样例甲 2012-03-01.."], 0),
        ([(D[0], "样例甲", "样例甲、样例乙", "董事备案")], ["样例甲 2010-01-01.."], 0),
        ([(D[0], "样例乙", "样例丙", "董事备案")], ["样例甲 2010-01-01.."], 0),
        ([(D[0], "样例乙", "样例甲", "投资人变更")], ["样例甲 2010-01-01.."], 0),
        ([(D[0], "样例甲", "样例乙", "董事备案")], ["样例甲 2010-01-01..?"], 1),
        ([(D[0], "样例甲", "样例乙", "董事备案"), (D[1], "样例乙", "样例甲", "董事备案")], ["样例甲 2014-05-06.."], 0),
    ],
)
def test_an_undated_post_begins_where_the_changes_say(
    changes: list[tuple[date, str, str, str]], principal: list[str], contradictions: int
) -> None:
    rows = [registration(representative="样例甲"), officer("样例甲"), *(change(*one) for one in changes)]
    assert in_words(rows, "PRINCIPAL_OF") == principal
    assert len(settled(rows)[1]) == contradictions


def test_a_change_of_the_head_says_nothing_of_another_post() -> None:
    rows = [
        registration(representative="样例乙"),
        officer("样例甲", position="总经理", representative=False),
        officer("样例乙"),
        change(D[0], "样例甲", "样例乙"),
    ]
    assert "样例甲 2010-01-01.." in in_words(rows, "PRINCIPAL_OF")
