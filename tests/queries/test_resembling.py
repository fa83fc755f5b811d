"""Names typed wrong: counted mistakes against a slow count, and what is found however the mistake falls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Fact
from graph.store.opening import open_store
from graph.store.port import Batch, Store
from queries.resembling import found, mistakes

LETTERS = "银川例一食品有"
NAMES = ("银川例一食品有限公司", "银川例二食品有限公司", "石嘴山市建材商贸有限公司", "王小明", "中卫酒店")


def slowly(typed: str, name: str) -> int:
    """The fewest mistakes between a text and any part of a name, by trying every part (optimal string alignment)."""
    return min(_between(typed, name[a:b]) for a in range(len(name) + 1) for b in range(a, len(name) + 1))


def _between(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    best = min(
        _between(one[:-1], other) + 1,
        _between(one, other[:-1]) + 1,
        _between(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    )
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]:
        best = min(best, _between(one[:-2], other[:-2]) + 1)
    return best


@given(st.text(LETTERS, max_size=4), st.text(LETTERS, max_size=5))
def test_mistakes_are_counted_as_slowly(typed: str, name: str) -> None:
    assert mistakes(typed, name) == slowly(typed, name)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = open_store(f"sqlite:///{tmp_path_factory.mktemp('names') / 'store.db'}", create=True)
    facts = [Fact("subject", "Enterprise", f"O{place:024x}", 1, name=name) for place, name in enumerate(NAMES)]
    made.write(Batch(facts))
    return made


@given(st.sampled_from(NAMES), st.integers(0, 20), st.sampled_from(["wrong", "missing", "added", "swapped"]))
def test_one_mistake_anywhere_still_finds(store: Store, name: str, at: int, kind: str) -> None:
    place = at % len(name)
    typed = {
        "wrong": name[:place] + "鑫" + name[place + 1 :],
        "missing": name[:place] + name[place + 1 :],
        "added": name[:place] + "鑫" + name[place:],
        "swapped": name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
    }[kind]
    if len(typed) >= 3:
        facts, _ = found(store, typed)
        assert name in {fact.name for fact in facts}


def test_an_exact_name_never_brings_its_lookalikes(store: Store) -> None:
    facts, resembling = found(store, "例一食品")
    assert ([fact.name for fact in facts], resembling) == (["银川例一食品有限公司"], False)


@pytest.mark.parametrize("typed", ["鑫", "xx", "完全不同的一个名称"])
def test_nothing_like_it_finds_nobody(store: Store, typed: str) -> None:
    assert found(store, typed)[0] == []


def test_the_fewest_mistakes_come_first(store: Store) -> None:
    facts, resembling = found(store, "银川例一石品有限公司")
    assert resembling
    assert [fact.name for fact in facts] == ["银川例一食品有限公司", "银川例二食品有限公司"]
