"""Regions: the table is whole and consistent, and every code finds its place in it."""

from __future__ import annotations

import pytest

from graph.identifiers import region
from graph.identifiers.errors import IdentifierError


def test_five_cities_and_twenty_two_counties() -> None:
    cities = region.children_of("640000")
    assert [region.name_of(city) for city in cities] == ["银川市", "石嘴山市", "吴忠市", "固原市", "中卫市"]
    assert [len(region.children_of(city)) for city in cities] == [6, 3, 5, 5, 3]
    assert len(region.regions()) == 1 + 5 + 22


def test_every_row_is_where_its_code_says() -> None:
    names = set()
    for code, row in region.regions().items():
        assert region.validate(code) == code == row.code
        expected = {"region": None, "city": code[:2] + "0000", "county": code[:4] + "00"}[row.level]
        assert region.parent_of(code) == expected
        assert region.city_of(code) == (None if row.level == "region" else code[:4] + "00")
        assert expected is None or code in region.children_of(expected)
        assert region.code_of(row.name) == code
        names.add(row.name)
    assert len(names) == len(region.regions())


def test_townships_lie_in_their_county() -> None:
    assert region.parent_of("640104001") == "640104"
    assert region.city_of("640104001") == "640100"
    assert region.name_of("640104001") is None
    assert region.validate("640104 001") == region.format("６４０１０４００１") == "640104001"


@pytest.mark.parametrize("name", ["兴庆区", "银川市兴庆区", "宁夏回族自治区银川市兴庆区", " 银川市 兴庆区 "])
def test_names_are_found_alone_and_in_full(name: str) -> None:
    assert region.code_of(name) == "640104"


def test_outside_the_table_nothing_is_guessed() -> None:
    assert region.is_valid("110105")
    assert region.name_of("110105") is region.parent_of("110105") is region.city_of("110105") is None
    assert region.parent_of("110105001") is region.code_of("新城区") is None
    assert region.children_of("110000") == ()


@pytest.mark.parametrize(
    ("text", "fault"), [("64010", "length"), ("64010400", "length"), ("64O104", "alphabet"), ("040104", "region")]
)
def test_faults_are_told_apart(text: str, fault: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        region.validate(text)
    assert caught.value.code == fault
