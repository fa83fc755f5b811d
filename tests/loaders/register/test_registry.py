"""Who a registration is: renamed or not, one subject; two names nothing links, none."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Fact
from loaders.register.registry import description, registered
from tests.loaders.register.rows import COMPANY, change, file_of, registration

DAY = date(2015, 3, 4)


def renaming(before: str, after: str, on: date = DAY) -> Fact:
    return change(on, before, after, "名称变更")


@given(st.lists(st.sampled_from("甲乙丙丁戊"), min_size=2, max_size=5, unique=True), st.data())
def test_a_chain_of_renamings_in_any_order_is_one_subject(names: list[str], data: st.DataObject) -> None:
    full = [f"样例{name}有限公司" for name in names]
    rows = [registration(name=name, number=f"N{place}") for place, name in enumerate(full)]
    rows += [renaming(*pair, DAY.replace(year=2000 + place)) for place, pair in enumerate(pairwise(full))]
    found = registered(file_of(data.draw(st.permutations(rows))))
    assert found.conflicting == []
    assert found.current is not None
    assert found.current.name == full[-1]
    assert sorted(found.former_names) == sorted(full[:-1])


@given(st.lists(st.sampled_from("甲乙丙丁戊"), min_size=2, max_size=5, unique=True), st.integers(0, 3), st.data())
def test_a_link_missing_from_the_chain_leaves_two_names_and_no_subject(
    names: list[str], missing: int, data: st.DataObject
) -> None:
    full = [f"样例{name}有限公司" for name in names]
    links = list(pairwise(full))
    links.pop(missing % len(links))
    rows = [registration(name=name, number=f"N{place}") for place, name in enumerate(full)]
    rows += [renaming(*link) for link in links]
    found = registered(file_of(data.draw(st.permutations(rows))))
    assert {row.name for row in found.conflicting} == set(full)
    assert found.current is None
    told = description(COMPANY, found, None)
    assert told is not None
    assert told.properties == {"standing": 2, "conflicting_names": sorted(full)}, "nothing else is taken from either"


def row(name: str, number: str = "NX001", state: str = "存续", approved: str = "") -> Fact:
    return registration(name=name, number=number, state=state, approved=approved)


@pytest.mark.parametrize(
    ("case", "rows", "current", "conflicting"),
    [
        ("no rows", [], None, 0),
        ("one", [row("甲厂")], "甲厂", 0),
        (
            "two names under one register id",
            [row("甲厂", approved="2019-01-01"), row("乙厂", approved="2020-01-01")],
            "乙厂",
            0,
        ),
        ("two names under two register ids", [row("甲厂", "A"), row("乙厂", "B")], None, 2),
        ("two names without register ids", [row("甲厂", ""), row("乙厂", "")], None, 2),
        ("one of them is no more", [row("甲厂", "A", "注销"), row("乙厂", "B")], "乙厂", 0),
        ("revoked and not struck off still stands", [row("甲厂", "A", "吊销，未注销"), row("乙厂", "B")], None, 2),
        (
            "both are no more: the last approved",
            [row("甲厂", "A", "注销", "2020-01-01"), row("乙厂", "B", "注销", "2019-01-01")],
            "甲厂",
            0,
        ),
    ],
)
def test_which_registration_stands(case: str, rows: list[Fact], current: str | None, conflicting: int) -> None:
    for order in (rows, rows[::-1]):
        found = registered(file_of(order))
        assert (found.current.name if found.current is not None else None) == current, case
        assert len(found.conflicting) == conflicting, case


@pytest.mark.parametrize(
    ("written", "kind", "state_owned"),
    [
        ("1130", "Enterprise", False),
        ("1110", "Enterprise", True),
        ("有限责任公司（国有独资）", "Enterprise", True),
        ("2190", "Branch", False),
        ("有限责任公司分公司", "Branch", False),
        ("4540", "SoleProprietorship", False),
        ("有限合伙企业", "Partnership", False),
        ("9500", "IndividualBusiness", False),
        ("个体工商户", "IndividualBusiness", False),
        ("农民专业合作社", "Cooperative", False),
    ],
)
def test_the_type_says_the_kind(written: str, kind: str, state_owned: bool) -> None:
    told = description(COMPANY, registered(file_of([registration(enterprise_type=written)])), None)
    assert told is not None
    assert (told.kind, told.properties["state_owned"]) == (kind, state_owned)
