"""Rules that cannot be used are refused with file and line; the ones that ship can be used."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from graph.schema import schema
from queries.rulecheck import RuleError, check, read_rules


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rules that ship."""
    for entry in files("queries").joinpath("rules").iterdir():
        (tmp_path / entry.name).write_text(entry.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_the_rules_that_ship_can_be_used() -> None:
    assert check() == []


def test_no_unverified_rule_is_enabled() -> None:
    book = read_rules()
    assert [rule.rule for rule in book.rules if rule.enabled and not rule.verified] == []
    assert [rule.rule for rule in book.rules if not rule.verified], "the unverified ones ship too, disabled and listed"


def test_an_unverified_number_of_policy_says_so() -> None:
    policies = read_rules().policies
    assert policies.association is not None
    parts = [policies.association.ties, policies.association.events, policies.association.apart]
    rows = [*parts, *policies.deadlines, *policies.repair_periods, *policies.scopes, *policies.terms]
    assert all(("未核实" in row.label) is not row.verified for row in rows)
    assert any(row.enabled and not row.verified for row in rows)


def test_everything_public_is_set_apart_and_every_effect_has_its_weight() -> None:
    book = read_rules()
    policy = book.policies.association
    assert policy is not None
    assert set(policy.apart.kinds) == set(schema().public_bodies())
    assert set(policy.events.counts) == set(book.effects)


def test_no_enabled_rule_proposes_against_an_actual_controller() -> None:
    assert all(rule.gives.product == "alert" for rule in read_rules().rules if rule.reach.who == "controller")


@pytest.mark.parametrize(
    ("file", "old", "new", "line_of", "words"),
    [
        ("persons.yaml", "years: 5}", "yeers: 5}", "yeers", "yeers"),
        ("persons.yaml", "  mark: P\n", "  mark: Q\n", "mark: Q", "mark"),
        ("persons.yaml", "  mark: P\n", "  mark: K\n", "- rule: food-ban-named", "未核实"),
        ("persons.yaml", "effect: food_industry_ban", "effect: no_such_ban", "- rule: food-ban-named", "no_such_ban"),
        ("persons.yaml", "record: Penalty", "record: Penalti", "- rule: food-ban-named", "Penalti"),
        ("persons.yaml", "origin: confirmed", "origin: statutory", "- rule: food-ban-representative", "proposal"),
        ("alerts.yaml", "strength: [200, 200]", "strength: [200, 2000]", "- rule: alert-successor", "strength"),
        ("units.yaml", "decided_to: 2026-04-01", "decided_to: 2026-05-01", '  version: "2026"', "overlap"),
        ("persons.yaml", "- rule: food-ban-named", "- rule: [food", "- rule: [food", "YAML"),
        ("deadlines.yaml", "  days: 5\n", "  days: 0\n", "days: 0", "days"),
        ("repairs.yaml", "effect: publicity", "effect: no_such", "- period: penalty-publicity", "no_such"),
        ("repairs.yaml", "effect: publicity", "effect: office_ban", "- period: penalty-publicity", "never ends"),
        ("exemptions.yaml", "  exempt: false", "  exempt: perhaps", "  exempt: perhaps", "exempt"),
        ("terms.yaml", "  at_end: open\n", "  at_end: ends\n", "- term: dishonest-debtor-open", "years"),
        (
            "terms.yaml",
            "  years: 3\n  at_end: ask",
            "  years: 3\n  at_end: ends",
            "- term: serious-violation",
            "unverified",
        ),
        ("terms.yaml", "effect: serious_violation_list", "effect: no_such", "- term: serious-violation", "no_such"),
        ("categories.yaml", "    before: [", "    befour: [", "befour", "befour"),
        ("citations.yaml", "before: [", "befour: [", "befour", "befour"),
        ("licences.yaml", "takes: [", "take: [", "# ordered", "takes"),
        ("association.yaml", "    OFFICER_OF:", "    OFFICER_OFF:", "OFFICER_OFF", "OFFICER_OFF"),
        ("association.yaml", "    OFFICER_OF:", "    BRANCH_OF:", "BRANCH_OF: {low: 700", "twice"),
        ("association.yaml", "OFFICER_OF: {low: 200", "OFFICER_OF: {low: 500", "OFFICER_OF:", "above"),
        ("association.yaml", "OFFICER_OF: {low: 200", "OFFICER_OF: {low: 0.5", "OFFICER_OF:", "integer"),
        ("association.yaml", "    office_ban:", "    office_bun:", "    office_bun", "office_bun"),
        ("association.yaml", "kinds: [GovernmentBody,", "kinds: [GovermentBody,", "kinds: [", "GovermentBody"),
        ("effects.yaml", "repair: publicity,", "repair: everything,", "repair: everything", "repair"),
    ],
)
def test_a_fault_names_its_file_and_line(folder: Path, file: str, old: str, new: str, line_of: str, words: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    (folder / file).write_text(changed, encoding="utf-8")
    expected = next(number for number, line in enumerate(changed.splitlines(), 1) if line_of in line)
    faults = check(folder)
    assert faults
    assert any(fault.file == file and words in fault.message for fault in faults), faults
    assert min(abs(fault.line - expected) for fault in faults if fault.file == file) <= 1, (expected, faults)
    with pytest.raises(RuleError, match=file):
        read_rules(folder)


def test_a_weight_of_association_is_part_of_the_version(folder: Path) -> None:
    path = folder / "association.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("hub: 60", "hub: 61"), encoding="utf-8")
    assert read_rules(folder).version != read_rules().version


def test_two_deadlines_for_one_day_are_refused(folder: Path) -> None:
    path = folder / "deadlines.yaml"
    text = path.read_text(encoding="utf-8").replace("deadline: repair_region", "deadline: repair_city")
    path.write_text(text, encoding="utf-8")
    (fault,) = check(folder)
    assert "overlap" in fault.message
    assert text.splitlines()[fault.line - 1] == "- deadline: repair_city"


def test_the_same_version_twice_is_refused(folder: Path) -> None:
    text = (folder / "persons.yaml").read_text(encoding="utf-8")
    entry = text[text.index("- rule: securities-market-ban") : text.index("- rule: occupation-ban")]
    (folder / "persons.yaml").write_text(text + "\n" + entry, encoding="utf-8")
    assert any("twice" in fault.message for fault in check(folder))


def test_a_missing_folder_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    assert check(tmp_path / "nowhere")


def test_the_version_changes_with_the_content(folder: Path) -> None:
    before = read_rules(folder).version
    path = folder / "units.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    assert read_rules(folder).version != before
