"""Names are found by any part of them, shortest first, whatever characters they are made of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.store.naming import search_key
from graph.store.port import Batch, Store
from tests.contract.county import TUESDAY, organisation, penalty, tie

NAMES = [
    "宁夏",
    "宁夏塞上面粉有限公司",
    "宁夏塞上江南旅行社有限公司",
    "银川塞上面粉厂",
    "塞上",
    "ABC（中国）投资有限公司",
    "abc贸易行",
    "100%果汁店",
    "_下划线_商行",
    "“引号”与\"quotes\"与'单引号'",
    "[方括号]{花括号}(圆括号",
    "a*b?c^d~e:f/g\\h",
    "塞 上 酒 家",
    "𠮷野家餐饮",
    "N",
    "企业 AND OR NOT NEAR",
]


@pytest.fixture
def named(store: Store) -> Store:
    """A store of names."""
    store.write(Batch([organisation(name) for name in NAMES]))
    return store


def found(store: Store, text: str, limit: int = 100) -> list[str]:
    return [fact.name for fact in store.search(text, limit)]


def expected(text: str) -> list[str]:
    key = search_key(text)
    return sorted((name for name in NAMES if key and key in search_key(name)), key=lambda name: (len(name), name))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("塞上", ["塞上", "塞 上 酒 家", "银川塞上面粉厂", "宁夏塞上面粉有限公司", "宁夏塞上江南旅行社有限公司"]),
        ("面粉有限", ["宁夏塞上面粉有限公司"]),
        ("Abc", ["abc贸易行", "ABC（中国）投资有限公司"]),
        ("(中国)", ["ABC（中国）投资有限公司"]),
        ("ＡＢＣ（中", ["ABC（中国）投资有限公司"]),
        ("𠮷", ["𠮷野家餐饮"]),
        ("𠮷野家", ["𠮷野家餐饮"]),
        ("%", ["100%果汁店"]),
        ("0%果", ["100%果汁店"]),
        ("___", []),
        ("塞%面", []),
        ("塞_面粉", []),
        ("", []),
        (" \t\u3000", []),
        ("\0", []),
        ("无此名", []),
    ],
)
def test_names_that_hold_the_text(named: Store, text: str, names: list[str]) -> None:
    assert found(named, text) == names


@pytest.mark.parametrize("name", NAMES)
def test_every_part_of_every_name_finds_it(named: Store, name: str) -> None:
    for length in (1, 2, 3, 4, len(name)):
        for start in range(0, max(1, len(name) - length + 1), 2):
            text = name[start : start + length]
            assert found(named, text) == expected(text), text


HOSTILE = [
    '"',
    "'",
    '""',
    "';--",
    "(",
    "((",
    ")",
    "*",
    "a*",
    "^塞上",
    "-塞上",
    "塞上 OR 宁夏",
    "NEAR(塞上 宁夏)",
    "[",
    "\\",
    "塞上~2",
]


@pytest.mark.parametrize(
    "text", [*HOSTILE, "name_key:塞上", "{塞}", "+塞上", "AND", "NOT 企业", '塞上"', "/.*/", "&&", "||"]
)
def test_no_character_has_a_meaning_of_its_own(named: Store, text: str) -> None:
    assert found(named, text) == expected(text)


def test_the_shortest_come_first_and_the_limit_cuts_the_rest(named: Store) -> None:
    assert found(named, "塞上", 2) == ["塞上", "塞 上 酒 家"]
    assert found(named, "塞上", 0) == found(named, "塞上", -1) == []


def test_names_of_one_length_are_ordered_by_name_then_entity(store: Store) -> None:
    same = [organisation("同名企业")._replace(entity=entity) for entity in ("O3", "O1", "O2")]
    store.write(Batch([*same, organisation("同名丁业")]))
    assert [(fact.name, fact.entity) for fact in store.search("同名", 9)][1:] == [
        ("同名企业", "O1"),
        ("同名企业", "O2"),
        ("同名企业", "O3"),
    ]
    assert store.search("同名", 9)[0].name == "同名丁业"


def test_only_subjects_by_the_name_they_have_now(store: Store) -> None:
    firm = organisation("旧名称企业", standing=1)
    act = penalty("旧名称企业罚")
    store.write(Batch([firm, act, tie("PENALISES", act, firm)._replace(name="旧名称企业")]))
    assert found(store, "旧名称") == ["旧名称企业"]
    store.write(Batch([firm._replace(name="新名称企业", recorded_from=TUESDAY)]))
    assert found(store, "旧名称") == []
    assert found(store, "新名称") == ["新名称企业"]


@pytest.mark.slow
def test_what_thousands_of_names_hold_is_answered_the_same(store: Store) -> None:
    """Beyond the bound at which SQLite leaves its index of names."""
    store.write(Batch([organisation(f"商行{n}号有限公司") for n in range(2_500)]))
    assert found(store, "有限公司", 3) == ["商行0号有限公司", "商行1号有限公司", "商行2号有限公司"]
    assert found(store, "商行24", 3) == ["商行24号有限公司", "商行240号有限公司", "商行241号有限公司"]


ALPHABET = "甲乙丙aAｂ%_*\"'（(𠮷 "


@given(
    names=st.lists(st.text(ALPHABET, min_size=1, max_size=6), min_size=1, max_size=8, unique=True),
    texts=st.lists(st.text(ALPHABET, max_size=4), min_size=1, max_size=6),
)
@settings(settings.get_profile("contract"), max_examples=25)
def test_any_text_in_any_names(store: Store, names: list[str], texts: list[str]) -> None:
    store.reset()
    store.write(Batch([organisation(name) for name in names]))
    for text in texts:
        key = search_key(text)
        holding = sorted((name for name in names if key and key in search_key(name)), key=lambda n: (len(n), n))
        assert found(store, text) == holding
