"""Another edition of the rules, compared before it is enacted: whom it reaches and releases, nothing written."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from api.cli.main import app
from loaders.sample import write_sample
from tests.golden.province import Office


@pytest.fixture
def derived(office: Office, tmp_path: Path) -> Office:
    """A small province, loaded and derived by the rules that ship."""
    write_sample(tmp_path / "sample", enterprises=180, seed=7)
    folders = sorted(str(one) for one in (tmp_path / "sample").iterdir() if one.is_dir() and one.name != "待修")
    office.run("load", *folders, "--rejects", str(tmp_path / "rejects.csv"), ok=(1,))
    office.run("derive")
    return office


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The rules that ship with one term shortened, one rule switched off and one switched on."""
    folder = tmp_path / "rules"
    folder.mkdir()
    for entry in files("queries").joinpath("rules").iterdir():
        (folder / entry.name).write_text(entry.read_text(encoding="utf-8"), encoding="utf-8")
    persons, units = (
        yaml.safe_load((folder / name).read_text(encoding="utf-8")) for name in ("persons.yaml", "units.yaml")
    )
    for rule in [*persons, *units]:
        if rule["rule"] == "food-ban-named":
            rule["gives"]["years"] = 3
        if rule["rule"] == "serious-violation-list":
            rule["enabled"] = False
        if rule["rule"] == "listed-unit-representative":
            rule |= {"enabled": True, "mark": "P", "confidence": "H", "when": {"record": "AbnormalOperationEntry"}}
    for name, told in (("persons.yaml", persons), ("units.yaml", units)):
        (folder / name).write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    return folder


def test_whom_another_edition_reaches_and_releases(derived: Office, edited: Path, tmp_path: Path) -> None:
    lines = tmp_path / "lines.csv"
    before = derived.run("measures"), derived.run("proposals"), derived.run("store", "stats")
    found = derived.run("rules", "diff", "shipped", str(edited), "--csv", str(lines), "--as-of", "2024-01-01")
    measures = {(one["rule"], one["what"]) for one in found if one["kind"] == "measure"}
    assert measures == {
        ("food-ban-named", "change"),
        ("serious-violation-list", "end"),
        ("listed-unit-representative", "begin"),
    }
    shortened = [one for one in found if one["rule"] == "food-ban-named"]
    assert all(one["last_day_after"] < one["last_day_before"] for one in shortened)
    assert ("active", "ended") in {(one["state_before"], one["state_after"]) for one in shortened}
    released = next(one for one in found if one["rule"] == "serious-violation-list")
    assert (released["state_before"], released["state_after"]) == ("active", None)
    reached = [one for one in found if one["rule"] == "listed-unit-representative"]
    assert {one["state_before"] for one in reached} == {None}
    assert {one["state_after"] for one in reached} <= {"proposed", "ended", "not_begun"}
    assert all(one["subject"]["id"].startswith("P") for one in reached)
    with lines.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["编号"] for row in rows] == [one["id"] for one in found]
    assert {row["变化"] for row in rows} == {"开始", "变化", "终止"}
    assert {(row["原状态"], row["新状态"]) for row in rows if row["规则"] == "serious-violation-list"} == {("在册", "")}
    assert (derived.run("measures"), derived.run("proposals"), derived.run("store", "stats")) == before


def test_the_other_way_round_is_the_opposite(derived: Office, edited: Path) -> None:
    there = derived.run("rules", "diff", "shipped", str(edited))
    back = derived.run("rules", "diff", str(edited), "shipped")
    opposite = {"begin": "end", "end": "begin", "change": "change"}
    assert {(one["id"], one["what"]) for one in back} == {(one["id"], opposite[one["what"]]) for one in there}
    assert derived.run("rules", "diff", str(edited), str(edited)) == []


def test_people_get_counts_by_rule_and_place(derived: Office, edited: Path) -> None:
    (edited / "control.yaml").write_text("[]", encoding="utf-8")
    done = CliRunner().invoke(app, ["--store", derived.url, "rules", "diff", "shipped", str(edited)])
    assert done.exit_code == 0
    assert "serious-violation-list" in done.stdout
    assert "640122" in done.stdout
    assert "control.yaml" in done.stderr


@pytest.mark.parametrize("edition", ["nowhere", "rules"])
def test_an_edition_that_cannot_be_used_is_refused(office: Office, edited: Path, edition: str) -> None:
    (edited / "persons.yaml").write_text("- rule: [food", encoding="utf-8")
    office.run("store", "init")
    named = str(edited) if edition == "rules" else edition
    done = CliRunner().invoke(app, ["--store", office.url, "rules", "diff", "shipped", named])
    assert done.exit_code != 0
    assert "persons.yaml:1" in str(done.exception) if edition == "rules" else "nowhere" in done.stderr
