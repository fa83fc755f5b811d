"""`why-not` on the command line: people's words, JSON's fields, numbers typed and never shown, unknown rules."""

from __future__ import annotations

import orjson

from graph.store.opening import open_store
from tests.api.cli.conftest import Run

FIELDS = {"subject", "rule", "record", "holds", "premise", "text", "text_en", "evidence", "details"}


def a_measure(run: Run) -> dict[str, dict[str, str]]:
    """A measure in force on somebody with a code."""
    found = [orjson.loads(line) for line in run("measures", "--state", "active", "--json").out.splitlines()]
    return next(one for one in found if one["subject"]["code"])


def asked(run: Run, rule: str) -> list[str]:
    """A question about the subject and the record of a measure, by another rule or its own."""
    one = a_measure(run)
    return ["why-not", one["subject"]["code"], "--rule", rule, "--record", one["trigger"]["id"]]


def test_what_holds_gives_the_id_for_why(run: Run) -> None:
    one = a_measure(run)
    answer = orjson.loads(run(*asked(run, str(one["rule"])), "--json").out)
    assert answer.keys() >= FIELDS
    assert (answer["holds"], answer["premise"], answer["id"]) == (True, "holds", one["id"])
    assert run("why", answer["id"]).code == 0


def test_people_read_a_sentence_with_its_rows(run: Run) -> None:
    done = run(*asked(run, "alert-office-conflict"))
    assert done.code == 0
    assert "不成立：" in done.out
    assert "，截至 20" in done.out
    assert "第 " in done.out
    assert " 行" in done.out


def test_the_nearest_rules_are_named(run: Run) -> None:
    done = run(*asked(run, "food-ban-nmaed"))
    assert (done.code, done.out) == (2, "")
    assert "food-ban-named" in done.err


def test_a_person_is_addressed_by_a_number_typed(run: Run) -> None:
    done = run("why-not", "--id-number", "-", "--rule", "food-ban-named", "--record", "x", stdin="640104199001010018\n")
    assert done.code in (0, 2)
    assert "640104199001010018" not in done.out + done.err


def test_nothing_is_written(run: Run, desk: object) -> None:
    store = open_store(f"sqlite:///{desk}/store.db")
    before = store.version(), store.kept("derivation")
    run(*asked(run, "alert-office-conflict"))
    assert (store.version(), store.kept("derivation")) == before
    store.close()
