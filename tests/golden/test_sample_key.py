"""The sample's key holds: official-layout files in, and every planted story's answer out, on every store."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from graph.identifiers.document_number import key as match_key
from graph.vault import Vault
from loaders.sample import write_sample
from tests.golden.province import Answer, Office

VERBS = {"measure": "measures", "proposal": "proposals", "alert": "alerts", "notice": "notices", "worklist": "worklist"}
PROMISE = "commitment"
TOLD = "2026-01-01"
"""The day on which the sample is told."""

ENDED = "ended"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest sample: little more than the planted stories."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, enterprises=120, seed=7)
    return folder


def matches(one: Answer, expected: dict[str, Any]) -> bool:
    """Whether an answer is the one the key names: every field that the key fills."""
    effects = {one.get(name) for name in ("effect", "alert", "capacity", "finding")}
    if expected.get("effect") and expected["effect"] not in effects:
        return False
    if expected.get("record") and match_key(one["trigger"]["number"]) != match_key(expected["record"]):
        return False
    if expected.get("recipient") and (one["recipient"] or {}).get("name") != expected["recipient"]:
        return False
    plain = ("state", "origin", "start", "last_day", "end_reason", "due", "permanent")
    return all(one.get(name) == expected[name] for name in plain if expected.get(name))


def answers_for(one: Answer, expected: dict[str, Any]) -> bool:
    """Whether a commitment is as the key says: its status, who answers for it (nobody yet: 待确认), since when late."""
    if (one["number"], one["status"]) != (expected["record"], expected["effect"]):
        return False
    responsible = one["responsible_body"]
    if expected.get("state") == "unallocated":
        return responsible is None and "unallocated: confirm" in one["responsible_basis"]
    named = responsible is not None and responsible["name"] == expected["recipient"]
    return named and (one["overdue_since"] or None) == expected.get("start")


def _nobody_else_is_late(key: dict[str, Any], commitments: list[Answer], worklist: list[Answer]) -> None:
    """The audit finds the planted breaches and none beside them: the crowd was kept word to."""
    expected = [one for story in key["stories"] for one in story["expected"] if one.get("as_of", TOLD) == TOLD]
    late = {one["record"] for one in expected if (one["outcome"], one.get("effect")) == (PROMISE, "overdue")}
    assert {one["number"] for one in commitments if one["status"] == "overdue"} == late
    assert len(commitments) > len(late), "some promises are kept"
    for code in ("arrears_overdue", "commitment_broken", "disowned_promise", "change_not_lawful"):
        planted = {one["record"] for one in expected if (one["outcome"], one.get("effect")) == ("worklist", code)}
        assert {one["trigger"]["number"] for one in worklist if one["finding"] == code} == planted != set()


def subject_of(office: Office, story: dict[str, Any], name: str) -> list[str]:
    """The ids a subject of a story may have: by code, by number, or whoever is called that."""
    named: Answer = next((one for one in story["subjects"] if one["name"] == name), {})
    if named.get("code"):
        return [office.run("search", named["code"])[0]["id"]]
    found = [one["id"] for one in office.run("search", name) if one["name"] == name]
    if named.get("number"):
        person = Vault.default().person_id("居民身份证", named["number"])
        return [person, *(one for one in found if one != person)] if story.get("scenario") == 6 else [person]
    return found


def test_every_planted_story_comes_out(office: Office, sample: Path, tmp_path: Path) -> None:
    folders = sorted(str(path) for path in sample.iterdir() if path.is_dir() and path.name != "待修")
    rejects = tmp_path / "rejects.csv"
    office.run("load", *folders, "--rejects", str(rejects), ok=(1,))
    office.run("derive")
    key = json.loads((sample / "答案.json").read_text(encoding="utf-8"))
    by_day: dict[tuple[str, str], list[Answer]] = {}

    def asked(verb: str, day: str) -> list[Answer]:
        if (verb, day) not in by_day:
            by_day[verb, day] = office.run(verb, "--as-of", day)
        return by_day[verb, day]

    wrong: list[str] = []
    for story in key["stories"]:
        for expected in story["expected"]:
            ids = subject_of(office, story, expected["subject"])
            day = expected.get("as_of", TOLD)
            if expected["outcome"] == PROMISE:
                if not any(answers_for(one, expected) for one in asked("commitments", day)):
                    wrong.append(f"{story['key']}: missing {expected}")
            elif expected["outcome"] in VERBS:
                found = [one for one in asked(VERBS[expected["outcome"]], day) if one["subject"]["id"] in ids]
                if not any(matches(one, expected) for one in found):
                    wrong.append(f"{story['key']}: missing {expected}")
            elif expected["outcome"] == "none":
                for kind in (expected.get("of") or "measure, proposal").split(", "):
                    found = [one for one in asked(VERBS[kind], day) if kind in VERBS] if kind in VERBS else []
                    reached = [
                        one
                        for one in found
                        if one["subject"]["id"] in ids
                        and one["state"] != ENDED
                        and matches(one, {"effect": expected.get("effect"), "record": expected.get("record")})
                    ]
                    wrong += [f"{story['key']}: {kind} on {expected['subject']}: {one['id']}" for one in reached]
            elif expected["outcome"] == "controller" and expected.get("effect") in {
                "adjudicated",
                "declared",
                "control",
            }:
                company = story["subjects"][0]
                codes = [one["code"] for one in story["subjects"] if one.get("code")]
                verdicts = [one for code in codes for one in office.run("controllers", code, "--as-of", day)]
                if not any(one["subject"]["id"] in ids and one["verdict"] == expected["effect"] for one in verdicts):
                    wrong.append(f"{story['key']}: {expected['subject']} does not control {company['name']}")
    assert wrong == []
    _nobody_else_is_late(key, asked("commitments", TOLD), asked("worklist", TOLD))
    _dirty_rows_are_refused(key, rejects)


def _dirty_rows_are_refused(key: dict[str, Any], rejects: Path) -> None:
    """Every row the key calls unfit is written down where it stands."""
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        written = {(row["文件"], row["行"]) for row in csv.DictReader(file) if row["处理"] == "退回"}
    planted = {(Path(row["file"]).name, str(row["line"])) for row in key["dirty"] if row["outcome"] == "reject"}
    assert planted - written == set()
    assert written - planted == set()


def test_loading_twice_and_deriving_twice_changes_nothing(office: Office, sample: Path) -> None:
    folder = str(sample / "双公示")
    office.run("load", folder, ok=(0, 1))
    office.run("derive")
    before = [office.run(verb) for verb in VERBS.values()]
    stats = office.run("store", "stats")[0]["version"]
    again = office.run("load", folder, ok=(0, 1))
    assert again[-1]["accepted"] == 0
    assert office.run("derive") == []
    assert [office.run(verb) for verb in VERBS.values()] == before
    assert office.run("store", "stats")[0]["version"] == stats
