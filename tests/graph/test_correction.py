"""What is known of one thing does not depend on the order in which it was said."""

from __future__ import annotations

from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.correction import Statement, correct, decode_content, encode_content, overlay, statements
from graph.model import OPEN_DAY, Fact, Properties, Shape

FIELDS = ("name", "code", "number", "valid_from", "valid_to")


class Shelf:
    """One entity as a store keeps it: corrections are carried out to the letter."""

    def __init__(self) -> None:
        self.versions: list[Fact] = []
        self.kept: list[Statement] = []

    def say(self, *stated: Fact) -> bool:
        """Write a batch; whether any version changed."""
        correction = correct(self.versions, self.kept, stated)
        for fact, instant in correction.close:
            assert fact in self.versions
            assert instant >= fact.recorded_from
            assert fact.recorded_to is None or instant < fact.recorded_to, "a version is only ever closed earlier"
            self.versions[self.versions.index(fact)] = fact._replace(recorded_to=instant)
        for fact in correction.add:
            self.versions.append(fact._replace(sequence=len(self.versions) + 1))
        self.kept += correction.keep
        return bool(correction.close or correction.add)

    def known_at(self, instant: int | None) -> dict[str, object] | None:
        found = [fact for fact in self.versions if fact.known_at(instant)]
        assert len(found) <= 1, "two versions at one instant"
        return content(found[0]) if found else None


def content(fact: Fact) -> dict[str, object]:
    return {"kind": fact.kind, **{name: getattr(fact, name) for name in FIELDS}, **fact.properties}


def record(at: int, *, document: str = "d", line: int = 1, name: str = "", **properties: str | int) -> Fact:
    return Fact(Shape.RECORD, "Penalty", "R1", at, name=name, document=document, line=line, properties=properties)


def subject(at: int, *, kind: str = "Organisation", name: str = "", standing: int = 0, **properties: str | int) -> Fact:
    more: Properties = {**properties, "standing": standing} if standing else properties
    return Fact(Shape.SUBJECT, kind, "O1", at, name=name, properties=more, document="d", line=1)


INSTANTS = st.integers(1, 5)
PLACES = st.tuples(st.sampled_from("de"), st.integers(1, 3))
PROPERTIES = st.dictionaries(
    st.sampled_from("abc"), st.sampled_from(["x", "y", "2020-01-01", "2021-01-01"]), max_size=3
)
RECORDS = st.builds(
    lambda at, place, name, code, days, properties: Fact(
        Shape.RECORD,
        "Penalty",
        "R1",
        at,
        name=name,
        code=code,
        valid_from=days[0],
        valid_to=days[1],
        document=place[0],
        line=place[1],
        properties=properties,
    ),
    INSTANTS,
    PLACES,
    st.sampled_from(["", "n", "m"]),
    st.sampled_from(["", "9"]),
    st.sampled_from([(None, None), (3, OPEN_DAY), (4, None), (None, 9), (12, 13)]),
    PROPERTIES,
)
SUBJECTS = st.builds(
    lambda at, place, kind, name, standing, properties: Fact(
        Shape.SUBJECT,
        kind,
        "O1",
        at,
        name=name,
        document=place[0],
        line=place[1],
        properties={**properties, "standing": standing} if standing else properties,
    ),
    INSTANTS,
    PLACES,
    st.sampled_from(["Organisation", "Enterprise", "GovernmentBody"]),
    st.sampled_from(["", "b", "a"]),
    st.sampled_from([0, 0, 1, 2]),
    PROPERTIES,
)
TIES = st.builds(
    lambda at, place, properties: Fact(
        Shape.TIE,
        "CONCERNS",
        "T1",
        at,
        source="R1",
        target="O1",
        document=place[0],
        line=place[1],
        properties=properties,
    ),
    INSTANTS,
    PLACES,
    PROPERTIES,
)
SAID = st.one_of(*(st.lists(one, min_size=1, max_size=6) for one in (RECORDS, SUBJECTS, TIES)))


@given(SAID, st.randoms(use_true_random=False))
def test_order_of_arrival_and_division_into_batches_change_nothing(said: list[Fact], random: Random) -> None:
    together, apart, mixed = Shelf(), Shelf(), Shelf()
    together.say(*said)
    for fact in said:
        apart.say(fact)
    shuffled = list(said)
    random.shuffle(shuffled)
    while shuffled:
        size = random.randint(1, len(shuffled))
        mixed.say(*shuffled[:size])
        del shuffled[:size]
    for instant in (0, 1, 2, 3, 4, 5, 6, None):
        assert together.known_at(instant) == apart.known_at(instant) == mixed.known_at(instant)


@given(SAID)
def test_what_was_said_twice_changes_nothing(said: list[Fact]) -> None:
    shelf = Shelf()
    shelf.say(*said)
    versions, kept = list(shelf.versions), list(shelf.kept)
    assert not shelf.say(*said)
    for fact in said:
        assert not shelf.say(fact)
    assert (shelf.versions, shelf.kept) == (versions, kept)


@given(SAID)
def test_versions_follow_each_other_without_gap(said: list[Fact]) -> None:
    shelf = Shelf()
    for fact in said:
        shelf.say(fact)
    shown = sorted((fact for fact in shelf.versions if fact.recorded_to != fact.recorded_from), key=lambda f: f[3])
    assert shown[0].recorded_from == min(fact.recorded_from for fact in said)
    assert shown[-1].recorded_to is None
    for one, other in pairwise(shown):
        assert one.recorded_to == other.recorded_from
        assert one.digest != other.digest


@given(SAID)
def test_every_statement_is_kept_as_it_was_made(said: list[Fact]) -> None:
    shelf = Shelf()
    for fact in said:
        shelf.say(fact)
    kept = {(fact.recorded_from, fact.document, fact.digest) for fact in statements(shelf.versions, shelf.kept)}
    made = {(fact.recorded_from, fact.document, fact.digest) for fact in said}
    assert kept <= made
    for instant, document, digest in made - kept:
        mention = next(fact for fact in said if (fact[3], fact.document, fact.digest) == (instant, document, digest))
        assert mention.shape == Shape.SUBJECT
        assert not mention.integer("standing")
        assert any(earlier <= instant and same == digest for earlier, _, same in kept)


@given(st.lists(RECORDS.filter(lambda fact: fact.valid_from is None or fact.valid_to is None), min_size=1, max_size=6))
def test_each_field_is_the_last_one_that_anybody_filled_in(said: list[Fact]) -> None:
    shelf = Shelf()
    for fact in said:
        shelf.say(fact)
    for instant in (1, 2, 3, 4, 5):
        known = [fact for fact in said if fact.recorded_from <= instant]
        shown = shelf.known_at(instant)
        assert (shown is None) == (not known)
        for name in (*("name", "code"), *"abc"):
            filled = [fact for fact in known if content(fact).get(name)]
            last = max((fact.recorded_from for fact in filled), default=0)
            allowed = {content(fact)[name] for fact in filled if fact.recorded_from == last} or {None, ""}
            assert shown is None or shown.get(name) in allowed


def test_a_late_arrival_does_not_lose_to_what_a_later_row_only_inherited() -> None:
    shelf = Shelf()
    shelf.say(record(1, a="old"))
    shelf.say(record(5, b="later"))
    shelf.say(record(3, document="late", a="new"))
    assert shelf.known_at(2) == content(record(1, a="old"))
    assert shelf.known_at(4) == content(record(3, a="new"))
    assert shelf.known_at(None) == content(record(5, a="new", b="later"))


def test_a_late_arrival_loses_to_a_later_row_that_said_the_old_value_again() -> None:
    shelf = Shelf()
    shelf.say(record(1, a="old"))
    shelf.say(record(5, document="again", a="old"))
    shelf.say(record(3, document="late", a="new"))
    assert [shelf.known_at(instant) for instant in (1, 3, 5)] == [
        content(record(1, a=value)) for value in ("old", "new", "old")
    ]


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("statuses", [("履行中", "全部履行"), ("全部履行", "履行中")])
def test_at_one_instant_the_latest_day_spoken_of_decides(order: tuple[int, ...], statuses: tuple[str, str]) -> None:
    said = [
        record(1, line=1, status=statuses[0], performance_date="2023-01-01"),
        record(1, line=2, status=statuses[1], performance_date="2024-01-01"),
        record(1, line=3, name="甲"),
    ]
    shelf = Shelf()
    for place in order:
        shelf.say(said[place])
    assert shelf.known_at(1) == content(record(1, name="甲", status=statuses[1], performance_date="2024-01-01"))


def test_a_roster_outweighs_a_later_mention_and_keeps_what_only_the_mention_says() -> None:
    shelf = Shelf()
    shelf.say(subject(1, kind="GovernmentBody", name="某局", standing=1))
    shelf.say(subject(2, name="某某局", region="640000"))
    roster = subject(2, kind="GovernmentBody", name="某局", standing=1, region="640000")
    assert shelf.known_at(None) == content(roster)
    assert not shelf.say(subject(3, name="某某局", region="640000")), "the same mention counts once"


def test_of_two_mentions_a_known_kind_and_the_first_name_are_used() -> None:
    one, other, first = sorted(["甲", "乙", "丙"], reverse=True)
    shelf = Shelf()
    shelf.say(subject(2, kind="Enterprise", name=one))
    shelf.say(subject(1, name=first), subject(3, kind="Enterprise", name=other))
    shown = shelf.known_at(None)
    assert shown is not None
    assert (shown["kind"], shown["name"]) == ("Enterprise", other)


def test_a_statement_repeats_no_content_that_a_version_has() -> None:
    shelf = Shelf()
    shelf.say(record(1, a="x"))
    shelf.say(record(2, document="again", a="x"))
    shelf.say(record(3, b="y"))
    assert [said.content is None for said in shelf.kept] == [True, False]


def test_a_tie_is_said_anew_as_a_whole() -> None:
    tie = Fact(Shape.TIE, "CONCERNS", "T1", 1, source="R1", target="O1", properties={"capacity": "原告", "a": 1})
    shelf = Shelf()
    shelf.say(tie)
    shelf.say(tie._replace(recorded_from=2, properties={"capacity": "被告"}))
    shown = shelf.known_at(None)
    assert shown is not None
    assert "a" not in shown


def test_an_interval_that_would_run_backwards_is_taken_from_the_later_statement_alone() -> None:
    earlier = record(1)._replace(valid_from=3, valid_to=9)
    later = record(2)._replace(valid_from=12)
    assert overlay(earlier, later)[9:11] == (12, None)


@given(st.one_of(RECORDS, SUBJECTS, TIES))
def test_content_is_read_back_as_it_was_written(fact: Fact) -> None:
    read = decode_content(encode_content(fact))
    assert read.digest == fact.digest
    assert (read.entity, content(read)) == (fact.entity, content(fact))


def test_several_names_of_one_subject_are_kept_beside_the_one_it_goes_by() -> None:
    shelf = Shelf()
    shelf.say(subject(1, name="乙"))
    assert shelf.known_at(None) == content(subject(1, name="乙"))
    shelf.say(subject(2, name="甲"), subject(3, name="丙"))
    found = [shelf.known_at(instant) or {} for instant in (1, 2, None)]
    assert [one.get("called") for one in found] == [None, ["乙", "甲"], ["丙", "乙", "甲"]]
    assert [one.get("name") for one in found] == ["乙", "乙", "丙"]
