"""The common options are taken before and after every verb, and every verb's help has an example."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from tests.api.cli.conftest import Done, Run
from tests.api.cli.verbs import helps, verbs

ARGUMENTS: dict[str, list[str]] = {
    "load": ["样例.csv"],
    "search": ["公司"],
    "show": ["{subject}"],
    "controllers": ["{subject}"],
    "why": ["{measure}"],
    "why-not": ["{subject}", "--rule", "penalty-publicity", "--record", "{record}"],
    "check": ["{subject}", "--purpose", "行政审批", "--scope", "食品"],
    "path": ["{subject}", "{subject}"],
    "rules diff": ["shipped", "shipped"],
    "sample": ["新样例", "--enterprises", "1"],
    "templates": ["模板"],
    "audit": ["--worklist"],
    "report": ["{subject}", "--out", "报告.html"],
    "store backup": ["备份.cgz"],
    "account office": ["O1", "某局"],
    "account user": ["王", "--office", "O1", "--role", "clerk"],
    "account system": ["平台", "--office", "O1", "--role", "clerk"],
    "account key": ["王"],
    "account revoke": ["王"],
    "store restore": ["空.cgz"],
    "store reset": ["--yes"],
    "confirm": [
        *("{measure}", "--organ", "11640000MB00000512", "--document", "x", "--date", "2024-01-02"),
        *("--notice-date", "2024-01-01", "--actor", "甲"),
    ],
    "reject": [
        "{measure}",
        "--organ",
        "11640000MB00000512",
        "--document",
        "x",
        "--date",
        "2024-01-02",
        "--actor",
        "甲",
    ],
    "object": ["{measure}", "--by", "甲", "--date", "2024-01-02", "--actor", "乙"],
    "demo": ["--folder", "demo", "--enterprises", "40"],
}
"""What each verb needs besides the common options; a verb that is not here needs nothing."""

LASTING = {"serve": "stays until it is interrupted", "demo": "takes long, test_demo has it"}

COMMON = ["--as-of", "2024-06-01", "--known-at", "2099-01-01", "--json"]


def _line(verb: str, run: Run) -> list[str]:
    measure = orjson.loads(run("measures", "--json").out.splitlines()[0])
    known = {"subject": measure["subject"]["id"], "measure": measure["id"], "record": measure["trigger"]["id"]}
    return [one.format(**known) for one in ARGUMENTS.get(verb, [])]


@pytest.mark.parametrize("verb", sorted(set(verbs()) - set(LASTING)))
def test_common_options_before_and_after(run: Run, desk: Path, verb: str) -> None:
    url = f"sqlite:///{desk}/store.db"
    line = _line(verb, run)
    if verb == "load":
        (desk / "样例.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    if verb == "store restore":
        run("store", "backup", "空.cgz")
        run("store", "reset", "--yes")
    options = ["--store", url, *COMMON]
    words = verb.split()
    for arguments in (
        [*options, *words, *line],
        [*words, *line, *options],
        [*words[:-1], *options, words[-1], *line],
    ):
        done = run(*arguments)
        if verb == "store restore":
            run("store", "reset", "--yes")
        assert "--help" not in done.err, (arguments, done.err)
        assert "Traceback" not in done.err
        assert "wrong usage" not in done.err
        assert "no such option" not in done.err
        assert done.code in ({0, 1} if verb in {"load", "store check"} else {0, 2}), (arguments, done.err)
        for said in done.out.splitlines():
            orjson.loads(said)


def test_a_store_named_after_the_verb_stands_over_one_before(run: Run) -> None:
    done = run("--store", "sqlite:///nothing.db", "store", "stats", "--json")
    assert done.code == 2
    done = run("--store", "sqlite:///nothing.db", "store", "stats", "--json", "--store", "sqlite:///store.db")
    assert (done.code, orjson.loads(done.out)["engine"].split()[0]) == (0, "SQLite")


@pytest.mark.parametrize("name", helps())
def test_every_help_has_an_example(run: Run, name: str) -> None:
    done: Done = run(*name.split(), "--help")
    assert (done.code, done.err) == (0, "")
    assert "例" in done.out, name
    assert f"creditgraph {name}".strip() in " ".join(done.out.replace("│", " ").split()).replace(
        "creditgraph --store sqlite:///新库.db ", "creditgraph "
    )
