"""What the explorer asks: surroundings in pages, structures, records, notes; and the page itself."""

from __future__ import annotations

from typing import Any

import pytest

from api.answering.freshness import freshness
from tests.api.http.conftest import Desk


def subject(desk: Desk, name: str) -> str:
    found: dict[str, Any] = desk.get("/v1/subjects", "investigator", q=name).json()
    return str(found["items"][0]["id"])


@pytest.mark.parametrize("day", ["2020-03-10", "2020-08-15", "2026-01-01"])
@pytest.mark.parametrize("ended", ["false", "true"])
def test_pages_together_are_the_whole(shared_desk: Desk, day: str, ended: str) -> None:
    about = subject(shared_desk, "例一食品")
    path = f"/v1/surroundings/{about}"
    whole = shared_desk.get(path, "investigator", as_of=day, ended=ended).json()
    ids: list[str] = []
    after: int | None = 0
    while after is not None:
        page = shared_desk.get(path, "investigator", as_of=day, ended=ended, limit=2, after=after).json()
        ids += [tie["id"] for tie in page["ties"]]
        after = page["next"]
    assert ids == [tie["id"] for tie in whole["ties"]]
    counted = sum(group["holding"] + (group["ended"] if ended == "true" else 0) for group in whole["groups"])
    assert counted == len(ids) == whole["total"]
    held = {"yes", "unknown"} if ended == "false" else {"yes", "unknown", "no"}
    assert {tie["holds"] for tie in whole["ties"]} <= held


@pytest.mark.parametrize(("day", "there"), [("2020-08-14", False), ("2020-08-15", True)])
def test_a_document_is_there_from_its_own_day(shared_desk: Desk, day: str, there: bool) -> None:
    about = subject(shared_desk, "例一食品")
    kinds = {
        one["kind"] for one in shared_desk.get(f"/v1/surroundings/{about}", "investigator", as_of=day).json()["nodes"]
    }
    assert ("Penalty" in kinds) is there


@pytest.mark.parametrize(("day", "name"), [("2020-06-30", "张前任"), ("2020-07-01", "李后任")])
def test_the_day_of_a_change_is_the_successors(shared_desk: Desk, day: str, name: str) -> None:
    about = subject(shared_desk, "例一食品")
    found = shared_desk.get(
        f"/v1/surroundings/{about}", "investigator", as_of=day, tie="LEGAL_REPRESENTATIVE_OF"
    ).json()
    assert [one["name"] for one in found["nodes"]] == [name]


def test_what_was_counted_is_what_expands(shared_desk: Desk) -> None:
    about = subject(shared_desk, "例一食品")
    body = {"ids": [about], "as_of": "2026-01-01", "purpose": "监管"}
    counted = shared_desk.ask("POST", "/v1/surroundings/counts", "investigator", json=body).json()["counts"][about]
    assert counted == shared_desk.get(f"/v1/surroundings/{about}", "investigator", as_of="2026-01-01").json()["groups"]


def test_a_ring_is_named_once_and_ends(shared_desk: Desk) -> None:
    about = subject(shared_desk, "例十丙")
    found = shared_desk.get(f"/v1/subjects/{about}/structure", "investigator", as_of="2026-01-01").json()
    assert [len(ring) for ring in found["rings"]] == [3]
    assert found["warnings"] == []
    shares = {(tie["share"]["capital"], tie["share"]["total"]) for tie in found["ties"] if tie["chain"]}
    assert shares


def test_a_note_is_kept_and_nothing_follows_from_it(desk: Desk) -> None:
    about = subject(desk, "例一食品")
    written = desk.ask(
        "POST", f"/v1/subjects/{about}/notes", "investigator", json={"text": " 已核实住所 ", "purpose": "监管"}
    )
    assert written.status_code == 201
    (note,) = desk.get(f"/v1/subjects/{about}/notes", "investigator").json()["items"]
    assert (note["text"], note["author"]) == ("已核实住所", "investigator")
    store = desk.store()
    assert freshness(store) == "up_to_date"
    store.close()


@pytest.mark.parametrize("text", ["640104199001010018", "证件 640104199001010018 已核对", "  "])
def test_no_identity_number_in_a_note(desk: Desk, text: str) -> None:
    about = subject(desk, "例一食品")
    answer = desk.ask("POST", f"/v1/subjects/{about}/notes", "investigator", json={"text": text, "purpose": "监管"})
    assert answer.status_code in {409, 422}
    assert "640104199001010018" not in answer.text


def test_the_page_admits_nothing_but_its_own(shared_desk: Desk) -> None:
    answer = shared_desk.client.get("/")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert shared_desk.client.get("/explorer/%2e%2e/tsconfig.json").status_code == 404
