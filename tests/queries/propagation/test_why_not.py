"""Why-not has words for every rule and every way of reach, exact ones, and never contradicts what is derived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from api.cli.main import app
from graph.derived import Derived, Family
from graph.live import Live
from graph.model import Fact
from graph.store.opening import open_store
from graph.store.port import Store
from loaders.sample import write_sample
from queries.propagation import reach
from queries.propagation.why_not.answer import RuleUnknown, why_not
from queries.propagation.why_not.governed import CONDITIONS
from queries.propagation.why_not.premise import percent
from queries.propagation.why_not.question import STAGES, Question
from queries.propagation.why_not.reached import WAYS
from queries.propagation.why_not.relation import OFFICES
from queries.propagation.why_not.standing import HOLDS
from queries.rulebook import NoticeRule, Reach, Rule, When
from queries.rulecheck import read_rules
from tests.queries.stories import FOOD, Story, day

BOOK = read_rules()
RULES: list[Rule | NoticeRule] = [*BOOK.rules, *BOOK.notices]
NUMBER = "银市监罚〔2020〕15号"
UNFIT = {"", "unknown", "nothing_derived"}


def asked(story: Story, subject: str, rule: str, number: str = NUMBER, on: str = "2021-01-01") -> dict[str, Any]:
    """The answer about a story."""
    return why_not(story.snapshot(), BOOK, subject, rule, number, day(on), None)


# -- nothing without words ----------------------------------------------------------------------------------------


def test_every_way_of_reach_has_words() -> None:
    assert set(WAYS) == set(reach._WAYS) == set(get_args(Reach))


def test_every_condition_of_a_rule_has_words() -> None:
    assert set(CONDITIONS) - {"edition"} == set(When.model_fields)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.rule}-{rule.version}")
def test_every_rule_has_words_for_a_stranger(rule: Rule | NoticeRule) -> None:
    story = Story()
    company, stranger = story.company("测试食品公司"), story.person("路人")
    story.penalty(NUMBER, "2026-05-15", company, **FOOD, act_from="2026-03-10")
    answer = asked(story, stranger, rule.rule, on="2026-06-01")
    assert not answer["holds"]
    assert answer["premise"] not in UNFIT
    assert answer["text"]
    assert answer["text_en"]
    if not rule.enabled and len(BOOK.named(rule.rule)) == 1:
        assert answer["premise"] == "rule_disabled"


@pytest.mark.parametrize("way", sorted(WAYS))
def test_every_way_of_reach_answers_for_a_stranger(way: str) -> None:
    """Also those ways whose rules ask for records that this story has not: the words must not need them."""
    story = Story()
    company, stranger, other = story.company("测试食品公司"), story.person("路人"), story.company("他人公司")
    record = story.penalty(NUMBER, "2020-08-15", company, **FOOD)
    rule = next(one for one in BOOK.rules if one.reach.who == way)
    view = story.snapshot().at(None)
    fact = view.fact(record)
    assert fact is not None
    question = Question(view, fact, BOOK)
    for subject in (stranger, other, company):
        premise = WAYS[way](rule, question.case, subject)
        assert premise.code not in UNFIT
        assert premise.text
        assert premise.text_en


def test_a_rule_that_does_not_exist_names_the_nearest() -> None:
    story = Story()
    with pytest.raises(RuleUnknown) as raised:
        asked(story, story.person("路人"), "food-ban-nmaed")
    assert raised.value.nearest[0] == "food-ban-named"


# -- exact words --------------------------------------------------------------------------------------------------


@given(days=st.integers(1, 4000), before=st.booleans())
@settings(max_examples=60)
def test_days_between_a_role_and_the_act_are_exact(days: int, before: bool) -> None:
    act = date(2020, 3, 10)
    story = Story()
    company, person = story.company("测试食品公司"), story.person("张甲")
    if before:
        end = act - timedelta(days=days - 1)  # half-open: the last day is the day before
        story.tie("LEGAL_REPRESENTATIVE_OF", person, company, "2001-01-01", end.isoformat())
    else:
        story.tie("LEGAL_REPRESENTATIVE_OF", person, company, (act + timedelta(days=days)).isoformat())
    story.penalty(NUMBER, "2020-08-15", company, **FOOD, act_from="2020-03-10")
    answer = asked(story, person, "food-ban-representative")
    assert answer["premise"] == ("role_ended_before" if before else "role_began_after")
    assert answer["details"]["days"] == days
    assert f" {days} 天" in answer["text"]
    assert f"{days} days" in answer["text_en"]


@given(total=st.integers(1, 10**12), data=st.data())
def test_a_percentage_is_cut_and_never_reaches_what_is_not_reached(total: int, data: st.DataObject) -> None:
    votes = data.draw(st.integers(0, total))
    whole, _, part = percent(votes, total).rstrip("%").partition(".")
    shown = int(whole) * 100 + int(part)
    assert shown * total <= votes * 10_000 < (shown + 1) * total


def test_before_it_was_known_it_is_not_known() -> None:
    story = Story(recorded=2)
    company = story.company("测试食品公司")
    story.penalty(NUMBER, "2020-08-15", company, **FOOD)
    answer = why_not(story.snapshot(), BOOK, company, "food-ban-operator", NUMBER, day("2021-01-01"), 1)
    assert (answer["premise"], answer["record"]) == ("not_known_then", None)


def test_an_unnumbered_person_is_not_identified_and_a_namesake_is_not_he() -> None:
    story = Story()
    company = story.company("测试食品公司")
    unknown = story.person("张甲", numbered=False)
    story.tie("LEGAL_REPRESENTATIVE_OF", unknown, company, "2018-01-01")
    namesake = story.tell(
        Fact("subject", "Person", "P" + "0" * 24, 0, name="张甲", properties={"number_type": "居民身份证"})
    )
    story.penalty(NUMBER, "2020-08-15", company, **FOOD, act_from="2020-03-10")
    assert asked(story, unknown, "food-ban-representative")["premise"] == "not_identified"
    assert asked(story, namesake, "food-ban-representative")["premise"] == "same_name_only"
    story.tie("MAY_BE", unknown, namesake)
    suspected = asked(story, namesake, "food-ban-representative")
    assert suspected["premise"] == "only_a_candidate"
    assert suspected["details"]["reached"]["id"] == unknown


@pytest.mark.parametrize(
    ("born", "numbered", "premise"), [("2010-01-01", True, "minor"), ("1970-01-01", False, "not_identified")]
)
def test_an_office_of_a_minor_or_of_nobody_known(born: str, numbered: bool, premise: str) -> None:
    story = Story()
    company, person = story.company("测试食品公司"), story.person("孙丙", born, numbered=numbered)
    story.tie("LEGAL_REPRESENTATIVE_OF", person, company, "2018-01-01")
    story.record("DishonestDebtorEntry", "（2021）宁0104执1号", "2021-04-01", person, "LISTS")
    for subject, rule in ((person, "alert-office-conflict"), (company, "alert-office-conflict-company")):
        assert asked(story, subject, rule, "（2021）宁0104执1号", "2021-06-01")["premise"] == premise


# -- never against what is derived --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small sample, loaded and derived."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder / "tables", enterprises=120, seed=7)
    url, key = f"sqlite:///{folder / 'store.db'}", {"CREDITGRAPH_KEY_FILE": str(folder / "person.key")}
    tables = sorted(str(one) for one in (folder / "tables").iterdir() if one.is_dir() and one.name != "待修")
    for line in (["load", *tables, "--rejects", str(folder / "rejects.csv")], ["derive"]):
        assert CliRunner(env=key).invoke(app, ["--store", url, *line]).exit_code in (0, 1)
    store = open_store(url)
    yield store
    store.close()


def in_force(version: Derived) -> list[date]:
    """The days on which a derived fact comes into force."""
    phases = version.body["phases"]
    return [
        date.fromisoformat(phase["from"]) if phase["from"] else date(2020, 1, 1)
        for phase, then in zip(phases, [*phases[1:], None], strict=True)
        if phase["state"] == "active" and (then is None or then["from"] != phase["from"])
    ]


def test_what_is_derived_holds_on_its_days(derived: Store) -> None:
    live, seen = Live(derived), 0
    for version in derived.derived(families=[Family.MEASURE, Family.ALERT]):
        trigger = version.body["trigger"]
        for number in {trigger["id"], trigger["number"] or trigger["id"]}:
            for on in in_force(version):
                answer = why_not(live, BOOK, version.subject, version.rule, number, on, None)
                assert (answer["holds"], answer["id"]) == (True, version.id), (version.id, on, answer["text"])
                seen += 1
    assert seen > 50


def test_what_is_not_derived_has_a_premise(derived: Store) -> None:
    live, on = Live(derived), date(2026, 1, 1)
    view = live.at(None)
    held = {(one.record, one.rule, one.subject): one for one in derived.derived()}
    kinds = {rule.when.record for rule in BOOK.rules}
    records = {fact.entity for fact in derived.scan() if fact.shape == "record" and fact.kind in kinds}
    codes: set[str] = set()
    for record in sorted(records):
        fact = view.fact(record)
        if fact is None:
            continue
        question = Question(view, fact, BOOK)
        unit = question.case.unit
        beside = (
            {view.canonical(tie.source) for tie in view.ties_to(unit, *OFFICES, "SHAREHOLDER_OF")} if unit else set()
        )
        for rule in RULES:
            for subject in sorted(beside | set(question.case.parties)):
                step = question.ask(rule, subject, on)
                codes.add(step.premise.code)
                assert step.premise.code not in UNFIT, (record, rule.rule, subject, step.premise)
                assert step.premise.text
                if step.premise.code == HOLDS:
                    assert (record, rule.rule, subject) in held
                elif (record, rule.rule, subject) in held and held[record, rule.rule, subject].family != Family.FINDING:
                    assert step.stage == STAGES.index("standing") or not rule.enabled or "edition" in step.premise.code
    assert len(codes) > 25
