"""What the verbs answer: nothing known yet, filters, damaged stores, formats, tables that fit their terminal."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import orjson
import pytest

from loaders.formats import FORMATS
from queries import standing
from tests.api.cli.conftest import Run

LISTS = ("measures", "proposals", "alerts", "notices", "worklist")


def subject(run: Run) -> dict[str, str]:
    """An organisation that a measure is on."""
    found = [orjson.loads(line)["subject"] for line in run("measures", "--json").out.splitlines()]
    return next(one for one in found if one["code"])


# -- nothing was known yet ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("json", [[], ["--json"]])
def test_before_anything_was_known(run: Run, desk: Path, json: list[str]) -> None:
    known = subject(run)["id"]
    for line in (
        ["show", known],
        ["report", known, "--out", "报告.html"],
        ["controllers", known],
        ["measures", "--subject", known],
    ):
        done = run(*line, "--known-at", "2000-01-01", *json)
        assert (done.code, done.out) == (2, "")
        assert "当时尚不知道" in done.err
        assert "not known then" in done.err
    assert not (desk / "报告.html").exists()


@pytest.mark.parametrize("verb", LISTS)
def test_a_list_before_anything_was_known_says_so(run: Run, verb: str) -> None:
    done = run(verb, "--known-at", "2000-01-01", "--json")
    assert (done.code, done.out) == (0, "")
    assert "系统当时尚无任何数据" in done.err


def test_the_same_once_it_was_known(run: Run) -> None:
    known = subject(run)
    assert run("show", known["code"], "--known-at", "2099-01-01").code == 0


# -- filters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", LISTS)
def test_no_such_state_names_those_there_are(run: Run, verb: str) -> None:
    done = run(verb, "--state", "bogus")
    assert (done.code, done.out) == (2, "")
    assert all(state in done.err and word in done.err for state, word in standing.STATES.items())


@pytest.mark.parametrize(("verb", "known"), [("measures", "penalty-publicity"), ("worklist", "quarantined")])
def test_no_such_rule_names_those_there_are(run: Run, verb: str, known: str) -> None:
    done = run(verb, "--rule", "bogus")
    assert (done.code, done.out) == (2, "")
    assert known in done.err
    assert run(verb, "--rule", known).code == 0


def test_a_state_in_chinese_is_the_same_state(run: Run) -> None:
    assert run("measures", "--state", "在册", "--json").out == run("measures", "--state", "active", "--json").out != ""


# -- formats ------------------------------------------------------------------------------------------------------


def test_formats_are_listed_with_their_labels_and_needed_headings(run: Run) -> None:
    shown = [orjson.loads(line) for line in run("load", "--formats", "--json").out.splitlines()]
    assert [one["format"] for one in shown] == [one.name for one in FORMATS]
    assert [one["label"] for one in shown] == [one.label for one in FORMATS]
    assert all(one["needed"] for one in shown)
    for_people = run("load", "--formats")
    assert for_people.code == 0
    assert all(one.name in for_people.out for one in FORMATS)


def test_no_such_format_names_those_there_are(run: Run, desk: Path) -> None:
    (desk / "甲.csv").write_text("甲\n1\n", encoding="utf-8")
    done = run("load", "甲.csv", "--format", "bogus")
    assert done.code == 2
    assert all(one.name in done.err for one in FORMATS)


# -- a damaged store ----------------------------------------------------------------------------------------------


def spoil(desk: Path, statement: str) -> None:
    database = sqlite3.connect(desk / "store.db")
    database.execute(statement)
    database.commit()
    database.close()


@pytest.mark.parametrize(
    ("statement", "lines"),
    [
        (
            "UPDATE fact SET properties = '[]'",
            [["derive", "--full"], ["search", "公司"], ["show", "{code}"], ["controllers", "{code}"]],
        ),
        ("UPDATE fact SET properties = '{'", [["derive", "--full"], ["search", "公司"], ["load", "样例.csv"]]),
        ("UPDATE derived SET body = '{'", [[verb] for verb in LISTS]),
        ("UPDATE derived SET family = 'x'", [*([verb] for verb in LISTS), ["store", "stats"]]),
        ("UPDATE kept SET value = '{' WHERE name = 'derivation'", [["measures"], ["derive"], ["show", "{code}"]]),
    ],
)
def test_a_damaged_store_is_said_and_never_looks_empty(
    run: Run, desk: Path, province: Path, statement: str, lines: list[list[str]]
) -> None:
    code = subject(run)["code"]
    table = province / "样例" / "市场监管" / "企业登记_主体.csv"
    (desk / "样例.csv").write_bytes(table.read_bytes() + b"\r\n")  # another document that says the same
    spoil(desk, statement)
    for line in lines:
        done = run(*(one.format(code=code) for one in line))
        assert (done.code, done.out) == (2, ""), (line, done)
        assert re.search("损坏|无法解读", done.err), line
        assert "Traceback" not in done.err


# -- tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [80, 100, 200])
@pytest.mark.parametrize("verb", [*LISTS, "search", "show", "controllers", "guidance", "rules list", "load --formats"])
def test_tables_fit_and_cut_no_id_or_date(run: Run, monkeypatch: pytest.MonkeyPatch, verb: str, columns: int) -> None:
    line = verb.split()
    if verb == "search":
        line.append("公司")
    if verb in {"show", "controllers"}:
        line.append(subject(run)["code"])
    monkeypatch.setenv("COLUMNS", str(columns))
    done, programs = run(*line), run(*line, "--json")
    from rich.cells import cell_len

    assert max(map(cell_len, done.out.splitlines()), default=0) <= columns
    ids = [row["id"] for row in map(orjson.loads, programs.out.splitlines()) if verb in LISTS]
    assert all(one in done.out for one in ids)
    cut = [one for one in re.findall(r"│ *(\d\d-\d\d|\d{4}-\d\d|\d{4}-) *│", done.out) if verb in LISTS]
    assert cut == []


@pytest.mark.parametrize("verb", ["search", "show"])
def test_kinds_are_chinese_for_people_and_english_for_programs(run: Run, verb: str) -> None:
    code = subject(run)["code"]
    for_people, for_programs = run(verb, code).out, run(verb, code, "--json").out
    kind = orjson.loads(for_programs)
    kind = kind.get("subject", kind)["kind"]
    assert kind not in for_people
    assert re.search("企业|个体工商户|合伙企业|个人独资企业|农民专业合作社|分支机构|机关", for_people)
