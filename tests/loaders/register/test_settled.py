"""A company settled through files and a store: what was known when, whatever the order in which files came."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import OPEN_DAY, Fact, day_number, day_of
from loaders.loading import load
from tests.loaders.register.days import holder_on
from tests.loaders.telling import VAULT
from tests.oracles.memory_store import MemoryStore

CODE = "91640104MA0000015Y"
NUMBERS = {"样例甲": "640104199001010018", "样例乙": "640104199001010026"}
REGISTRATION = (
    "主体身份代码,统一社会信用代码,企业名称,企业类型,注册资本（万元）,成立日期,登记状态\n"
    f"NX001,{CODE},样例商贸有限公司,1130,100,2010-01-01,存续\n"
)
CHANGES = "统一社会信用代码,企业名称,变更事项,变更前内容,变更后内容,变更日期\n"
OFFICERS = "统一社会信用代码,企业名称,姓名,职务,法定代表人标志,证件号码,任职起始日期,任职截止日期\n"
HOLDERS = "统一社会信用代码,企业名称,股东（发起人）,证件号码,认缴额（万元）\n"
DAY = timedelta(days=1)


def changed(on: date, before: str, after: str) -> str:
    return f"{CODE},样例商贸有限公司,法定代表人变更,{before},{after},{on}\n"


def officer(name: str, *, since: str = "", last: str = "", flag: int = 1) -> str:
    return f"{CODE},样例商贸有限公司,{name},执行董事,{flag},{NUMBERS.get(name, '')},{since},{last}\n"


def store_of(folder: Path, *files: str, at: int = 0) -> MemoryStore:
    """A store into which these files were loaded one after another, an instant apart."""
    store = MemoryStore()
    for place, content in enumerate(files):
        path = folder / f"{place}.csv"
        path.write_text(content, encoding="utf-8")
        summary = load([path], store, VAULT, recorded_at=at or place + 1)
        assert [reject for reject in summary.rejects if reject.outcome == "退回"] == []
    return store


def tenures(store: MemoryStore, known_at: int | None = None) -> list[tuple[str, date | None, str, str]]:
    """Legal representatives as known at an instant: name, since, until, certainty."""
    names = {fact.entity: fact.name for fact in store.scan() if fact.shape == "subject"}
    return sorted(
        (
            names[fact.source],
            day_of(fact.valid_from),
            "" if fact.valid_to == OPEN_DAY else str(day_of(fact.valid_to)),
            fact.text("certainty"),
        )
        for fact in store.scan()
        if fact.kind == "LEGAL_REPRESENTATIVE_OF" and fact.known_at(known_at)
    )


def settled_now(store: MemoryStore) -> list[tuple[str, str, str, int | None, int | None, str, str]]:
    """Everything settled as known now, without the clock on which it was recorded."""
    return sorted(
        (one.kind, one.source, one.target, one.valid_from, one.valid_to, one.text("certainty"), one.text("detail"))
        for one in store.scan()
        if one.owner and one.known_at(None)
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sets(st.integers(1, 60), min_size=1, max_size=4), st.lists(st.sampled_from("甲乙丙丁"), min_size=6), st.data()
)
def test_every_day_has_the_holder_that_a_lookup_finds(
    tmp_path: Path, days: set[int], picks: list[str], data: st.DataObject
) -> None:
    holders = [f"样例{pick}" for place, pick in enumerate(picks) if place == 0 or pick != picks[place - 1]]
    starts = [date(2010, 1, 1) + day * DAY for day in sorted(days)][: len(holders) - 1]
    history = [(on, *pair) for on, pair in zip(starts, pairwise(holders), strict=False)]
    known = data.draw(st.permutations(history))
    files = [REGISTRATION, CHANGES + "".join(changed(*one) for one in known)]
    store = store_of(tmp_path, *data.draw(st.permutations(files)))
    for offset in range(-2, 64):
        day = date(2010, 1, 1) + offset * DAY
        expected = holder_on(day, date(2010, 1, 1), history)
        found = [
            name
            for name, since, until, certainty in tenures(store)
            if since is not None and since <= day and (not until or day < date.fromisoformat(until))
            if certainty == "certain"
        ]
        assert found == ([expected] if expected is not None and history else []), day


FILES = (
    REGISTRATION,
    CHANGES + changed(date(2012, 3, 1), "样例甲", "样例乙") + changed(date(2014, 5, 6), "样例乙", "样例丙"),
    OFFICERS + officer("样例甲", since="2010-01-01", last="2012-02-29") + officer("样例丙"),
    HOLDERS + f"{CODE},样例商贸有限公司,样例甲,,60\n{CODE},样例商贸有限公司,样例乙,{NUMBERS['样例乙']},50\n",
)


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_files_changes_nothing_that_is_settled(order: tuple[int, ...], tmp_path: Path) -> None:
    expected = store_of(tmp_path, *FILES)
    found = store_of(tmp_path, *(FILES[place] for place in order))
    assert settled_now(found) == settled_now(expected)
    assert {one[0] for one in settled_now(found)} >= {"LEGAL_REPRESENTATIVE_OF", "SHAREHOLDER_OF", "QUARANTINES"}


def test_loading_a_file_again_changes_nothing(tmp_path: Path) -> None:
    store = store_of(tmp_path, *FILES)
    version, before = store.version(), settled_now(store)
    for path in sorted(tmp_path.glob("*.csv")):
        summary = load([path], store, VAULT, recorded_at=99)
        assert summary.total().accepted == 0
        assert summary.total().unchanged == summary.total().read > 0
    assert (store.version(), settled_now(store)) == (version, before)


def test_what_was_known_before_a_late_change_stays_known_for_then(tmp_path: Path) -> None:
    early = REGISTRATION, OFFICERS + officer("样例甲")
    store = store_of(tmp_path, *early, CHANGES + changed(date(2020, 2, 1), "样例乙", "样例甲"))
    assert tenures(store, 2) == [("样例甲", date(2010, 1, 1), "", "certain")]
    assert tenures(store, 3) == [
        ("样例乙", date(2010, 1, 1), "2020-02-01", "certain"),
        ("样例甲", date(2020, 2, 1), "", "certain"),
    ]
    assert tenures(store) == tenures(store, 3)


def people(store: MemoryStore) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in store.scan():
        if fact.kind == "Person" and fact.known_at(None):
            found.setdefault(fact.name, []).append(fact)
    return found


def test_a_former_holder_is_the_one_numbered_person_of_that_name_in_the_file(tmp_path: Path) -> None:
    numbered = officer("样例乙", flag=0, since="2011-01-01", last="2013-01-01")
    store = store_of(
        tmp_path, REGISTRATION, CHANGES + changed(date(2012, 3, 1), "样例乙", "样例甲"), OFFICERS + numbered
    )
    (tie,) = [
        fact
        for fact in store.scan()
        if fact.kind == "LEGAL_REPRESENTATIVE_OF"
        and fact.known_at(None)
        and fact.valid_to == day_number(date(2012, 3, 1))
    ]
    (person,) = [fact for fact in people(store)["样例乙"] if fact.text("number_type")]
    assert tie.source == person.entity
    assert tie.text("basis") == "registry context"


def test_with_two_numbers_under_one_name_a_former_holder_stays_unresolved(tmp_path: Path) -> None:
    other = f"{CODE},样例商贸有限公司,样例乙,监事,0,640103198507011236,,\n"
    store = store_of(
        tmp_path,
        REGISTRATION,
        CHANGES + changed(date(2012, 3, 1), "样例乙", "样例甲"),
        OFFICERS + officer("样例乙", flag=0) + other,
    )
    (tie,) = [
        fact
        for fact in store.scan()
        if fact.kind == "LEGAL_REPRESENTATIVE_OF"
        and fact.known_at(None)
        and fact.valid_to == day_number(date(2012, 3, 1))
    ]
    assert tie.source not in {fact.entity for fact in people(store)["样例乙"] if fact.text("number_type")}
    assert tie.text("basis") == ""


def test_two_names_under_one_code_are_put_aside_and_settle_nothing_else(tmp_path: Path) -> None:
    twice = REGISTRATION + f"NX002,{CODE},样例贸易有限公司,1130,100,2010-01-01,存续\n"
    store = store_of(tmp_path, twice, OFFICERS + officer("样例甲"))
    assert {one[0] for one in settled_now(store)} == {"Enterprise", "QuarantinedEntry", "QUARANTINES", "SAME_AS"}
    (entry,) = [fact for fact in store.scan() if fact.kind == "QuarantinedEntry" and fact.known_at(None)]
    assert entry.text("reason") == "shared_code"
    assert len(entry.list("entries")) == 2
