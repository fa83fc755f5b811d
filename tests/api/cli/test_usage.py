"""Wrong usage is one sentence in two languages with exit code 2; no identity number is ever shown."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.cli.conftest import Run

NUMBER = "640104198512121233"
OLD_NUMBER = "640104851212123"
WIDE = "６４０１０４１９８５１２１２１２３３"

WRONG: dict[str, list[str]] = {
    "no such verb": ["nosuch"],
    "no such verb of a group": ["store", "nosuch"],
    "no such option": ["measures", "--nosuch"],
    "no path": ["load"],
    "a path that is not there": ["load", "/nope"],
    "no date": ["measures", "--as-of", "x"],
    "no date before the verb": ["--as-of", "2024-13-01", "measures"],
    "no instant": ["load", "store.db", "--recorded-at", "abc"],
    "no instant to know at": ["measures", "--known-at", "then"],
    "unconfirmed": ["store", "reset"],
    "a blank subject": ["show", ""],
    "no subject": ["show"],
    "too many": ["show", "甲", "乙"],
    "an option without a value": ["measures", "--state"],
    "not a number": ["search", "x", "--limit", "many"],
    "out of range": ["search", "x", "--limit", "0"],
    "a folder for a file": ["report", "甲", "--out", "."],
    "no out": ["report", "甲"],
    "a number on the command line": ["show", "--id-number", NUMBER],
    "no backup there": ["store", "restore", "nothing.cgz"],
    "no store there": ["--store", "sqlite:///nothing.db", "measures"],
    "no address": ["--store", "ftp://x", "measures"],
    "no such rules folder": ["rules", "list", "--folder", "nowhere"],
    "one end of a path": ["path", "甲"],
    "no such tie": ["path", "甲", "乙", "--kinds", "朋友"],
    "too many hops": ["path", "甲", "乙", "--hops", "99"],
    "no such export": ["export", "nosuch", "--out", "x"],
    "no such purpose": ["export", "json", "--out", "x", "--purpose", "好奇"],
    "no export file": ["export", "json"],
    "an export to nowhere": ["export", "json", "--out", "nowhere/x.json"],
    "no decision": ["confirm"],
    "no rule": ["why-not", "甲", "--record", "x"],
    "no record": ["why-not", "甲", "--rule", "food-ban-named"],
    "no such edition": ["rules", "diff", "shipped", "nowhere"],
    "one edition": ["rules", "diff", "shipped"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_wrong_usage_is_a_sentence(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert len(done.err.strip().splitlines()) == 1, done.err
    assert re.search(r"[一-鿿].*[ /(][a-zA-Z]", done.err), done.err


@pytest.mark.parametrize("arguments", [[], ["store"], ["rules"]])
def test_without_a_verb_the_help_is_shown(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert "Usage" in done.out + done.err
    assert "例" in done.out + done.err


MENTIONS: dict[str, list[str]] = {
    "as a date": ["measures", "--as-of", "{}"],
    "as an instant": ["measures", "--known-at", "{}"],
    "in a path": ["load", "nowhere/{}.csv"],
    "in a path beside letters": ["load", "nowhere/id{}.csv"],
    "as an id": ["why", "{}"],
    "as a subject": ["show", "{}"],
    "as a filter": ["measures", "--subject", "{}"],
    "as a controller": ["controllers", "{}"],
    "as a text": ["search", "{}"],
    "as a format": ["load", "store.db", "--format", "{}"],
    "as a state": ["measures", "--state", "{}"],
    "as a rule": ["measures", "--rule", "{}"],
    "as a rule that does not hold": ["why-not", "甲", "--rule", "{}", "--record", "x"],
    "as a record": ["why-not", "{}", "--rule", "food-ban-named", "--record", "{}"],
    "as an edition": ["rules", "diff", "shipped", "{}"],
    "as a verb": ["{}"],
    "as an option": ["measures", "--{}"],
    "as a store": ["--store", "sqlite:///{}.db", "measures"],
    "as a scheme": ["--store", "{}://x", "measures"],
    "as an out": ["report", "甲", "--out", "{}/x.html"],
    "as a backup": ["store", "backup", "nowhere/{}.cgz"],
    "as a restored file": ["store", "restore", "{}.cgz"],
    "as a port": ["serve", "--port", "{}"],
    "as a limit": ["search", "x", "--limit", "{}"],
    "as an organ": [
        *("confirm", "M1", "--organ", "{}", "--document", "x", "--notice-date", "2024-01-01"),
        *("--date", "2024-01-02", "--actor", "{}"),
    ],
}


@pytest.mark.parametrize("number", [NUMBER, OLD_NUMBER, WIDE])
@pytest.mark.parametrize("arguments", MENTIONS.values(), ids=MENTIONS)
def test_no_identity_number_is_echoed(run: Run, arguments: list[str], number: str) -> None:
    done = run(*(one.format(number) for one in arguments))
    assert done.code in (1, 2)
    assert number not in done.out + done.err
    assert "19851212" not in done.out + done.err
    assert "851212" not in done.out + done.err


@pytest.mark.parametrize("number", [NUMBER, OLD_NUMBER, WIDE, "640104 19851212 1233", NUMBER[:17] + "x"])
@pytest.mark.parametrize("verb", [["show"], ["controllers"], ["search"], ["measures", "--subject"]])
def test_a_number_as_a_subject_is_refused_with_advice(run: Run, verb: list[str], number: str) -> None:
    done = run(*verb, number)
    assert done.code == 2
    assert "--id-number -" in done.err


def test_an_organisation_s_code_is_no_identity_number(run: Run) -> None:
    done = run("show", "91640104MA0000015Y")
    assert "--id-number" not in done.err
    assert "91640104MA0000015Y" in done.err


@pytest.mark.parametrize("typed", ["", "\n", "  \n", "12\n", "640104********1233\n", "640104198513121233\n"])
def test_what_is_no_identity_number_on_standard_input(run: Run, typed: str) -> None:
    done = run("show", "--id-number", "-", stdin=typed)
    assert done.code == 2
    assert len(done.err.strip().splitlines()) == 1, done.err
    assert typed.strip() == "" or typed.strip() not in done.err


def test_the_version(run: Run) -> None:
    done = run("--version")
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(r"creditgraph \d+\.\d+\S*\n", done.out)


def test_a_reader_that_goes_away_is_no_problem_of_the_data(desk: Path) -> None:
    program = f"{sys.executable} -c 'from api.cli.main import main; main()'"
    line = f"set -o pipefail; for i in 1 2; do {program} measures --json || exit $?; done | head -c 10"
    done = subprocess.run(["bash", "-c", line], cwd=desk, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_exit_codes_of_the_program_itself(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "api.cli.main"]
    for arguments, code in ((["--version"], 0), (["nosuch"], 2), ([], 2), (["load", "/nope"], 2)):
        done = subprocess.run([*program, *arguments], capture_output=True, text=True, check=False)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
