"""The approval question over HTTP: signed, on record, reproducible; a change of any word is found; many at once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.store.audit import broken
from tests.api.http.conftest import Desk

ASKED = {"purpose": "行政审批", "scope": "食品经营许可", "case_number": "宁审〔2026〕15号"}


@pytest.fixture
def banned(desk: Desk) -> dict[str, Any]:
    """A measure in force on a company, of the scope of food."""
    items = desk.get("/v1/measures", limit=200, state="active").json()["items"]
    return next(dict(one) for one in items if one["effect"] == "food_licence_ban")


def check(desk: Desk, role: str = "clerk", **more: Any) -> Any:  # noqa: ANN401 - the answer of httpx
    return desk.ask("POST", "/v1/approvals/check", role, json={**ASKED, **more})


def verified(desk: Desk, answer: dict[str, Any]) -> dict[str, Any]:
    found = desk.ask("POST", "/v1/approvals/verification", "clerk", json=answer)
    assert found.status_code == 200
    return dict(found.json())


def entries(desk: Desk) -> list[Any]:
    store = desk.store()
    try:
        found = store.audit_log(limit=100_000)
        assert broken(found, store.audit_head()) is None
        return list(found)
    finally:
        store.close()


def test_a_measure_in_force_is_told_with_everything_a_clerk_needs(desk: Desk, banned: dict[str, Any]) -> None:
    code = banned["subject"]["code"]
    answer = check(desk, applicant={"code": code}).json()
    found = next(one for one in answer["measures_in_force"] if one["id"] == banned["id"])
    for name in ("legal_basis", "decision_document", "last_day", "removal_route", "start", "effect_name"):
        assert found[name] == banned[name] != "", name
    assert (found["capacities"], found["bears"], answer["nothing_found"]) == (["applicant"], "scope", False)
    assert {
        one["id"] for one in check(desk, applicant={"id": banned["subject"]["id"]}).json()["measures_in_force"]
    } == {one["id"] for one in answer["measures_in_force"]}
    entry = entries(desk)[-1]
    assert (entry.action, entry.subject, entry.scope) == (
        "POST /v1/approvals/check",
        banned["subject"]["id"],
        ASKED["scope"],
    )
    assert (entry.case_number, entry.purpose) == (ASKED["case_number"], ASKED["purpose"])


def test_the_record_holds_what_the_answer_says(desk: Desk, banned: dict[str, Any]) -> None:
    answer = check(desk, applicant={"code": banned["subject"]["code"]}).json()
    entry = entries(desk)[-1]
    assert (entry.query_id, entry.result) == (answer["query_id"], answer["result"])
    assert (entry.data_version, entry.rules_version) == (answer["data_version"], answer["rules_version"])


def test_nothing_found_is_as_provable_as_a_hit(desk: Desk) -> None:
    answer = check(desk, applicant={"name": "某某从未存在的公司"}).json()
    assert (answer["nothing_found"], answer["subject"]) == (True, None)
    assert [one["kind"] for one in answer["unknowns"]][:1] == ["unmatched_person"]
    assert verified(desk, answer) == {"genuine": True, "reproduced": True, "rules_changed": False}
    for place in range(len(answer["unknowns"])):
        fewer = [one for number, one in enumerate(answer["unknowns"]) if number != place]
        assert verified(desk, {**answer, "unknowns": fewer})["genuine"] is False


def test_an_answer_that_went_through_another_language_is_still_ours(desk: Desk, banned: dict[str, Any]) -> None:
    text = check(desk, applicant={"code": banned["subject"]["code"]}, associated=True).text

    def number(digits: str) -> float:
        """As JavaScript writes it again: 1.0 becomes 1."""
        return int(float(digits)) if float(digits).is_integer() else float(digits)

    answer = json.loads(text, parse_float=number)
    assert {one["strength"]["high"] for one in answer["alerts"]} >= {1}
    assert verified(desk, dict(reversed(answer.items()))) == {
        "genuine": True,
        "reproduced": True,
        "rules_changed": False,
    }


SIGNED: tuple[str, ...] = (
    "scope",
    "purpose",
    "as_of",
    "known_at",
    "data_version",
    "rules_version",
    "policy_version",
    "result",
)
SIGNED += ("query_id", "derived")


def changes(answer: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The answer with one thing changed, for everything that matters."""
    made = []
    for name in SIGNED:
        value = answer[name]
        made.append((name, {**answer, name: value + 1 if isinstance(value, int) else value + "0"}))
    made.append(("nothing_found", {**answer, "nothing_found": not answer["nothing_found"]}))
    lists = ("measures_in_force", "alerts", "unknowns", "parties")
    made += [(name, {**answer, name: answer[name][1:]}) for name in lists if answer[name]]
    measures = json.loads(json.dumps(answer["measures_in_force"]))
    measures[0]["last_day"] = "2020-01-01"
    made.append(("a day", {**answer, "measures_in_force": measures}))
    made += [(f"without {name}", {key: value for key, value in answer.items() if key != name}) for name in answer]
    return made


def test_a_change_of_any_word_is_found(desk: Desk, banned: dict[str, Any]) -> None:
    answer = check(desk, applicant={"code": banned["subject"]["code"]}).json()
    assert verified(desk, answer) == {"genuine": True, "reproduced": True, "rules_changed": False}
    for name, changed in changes(answer):
        assert verified(desk, changed)["genuine"] is False, name
    nonsenses: list[dict[str, Any]] = [{}, {"query_id": 1}, {"unknowns": [1]}, {"unknowns": {}, "alerts": None}]
    for nonsense in nonsenses:
        assert verified(desk, nonsense)["genuine"] is False


def test_the_same_instant_gives_the_same_answer_after_more_was_loaded(desk: Desk, banned: dict[str, Any]) -> None:
    code = banned["subject"]["code"]
    first = check(desk, applicant={"code": code}).json()
    proposal = desk.get("/v1/proposals", "confirming_authority", limit=1).json()["items"][0]
    decision = {"outcome": "reject", "document": "宁监不认〔2026〕1号", "date": "2026-03-20"}
    path = f"/v1/proposals/{proposal['id']}/confirmation"
    assert desk.ask("POST", path, "confirming_authority", json=decision).status_code == 201
    again = check(desk, applicant={"code": code}, known_at=first["known_at"], date=first["as_of"]).json()
    assert again["result"] == first["result"]
    assert again["data_version"] > first["data_version"]
    assert verified(desk, first)["reproduced"] is True
    now = check(desk, applicant={"code": code}).json()
    assert "derivation_behind" in {one["kind"] for one in now["unknowns"]}


def test_a_proposal_is_never_in_it(desk: Desk) -> None:
    for proposal in desk.get("/v1/proposals", "confirming_authority", limit=200).json()["items"]:
        answer = check(desk, applicant={"id": proposal["subject"]["id"]})
        assert answer.status_code == 200
        assert proposal["id"] not in answer.text
        assert '"proposed"' not in answer.text


def test_everybody_given_is_looked_at_and_a_name_alone_matches_nobody(desk: Desk, banned: dict[str, Any]) -> None:
    store = desk.store()
    items = desk.get("/v1/measures", limit=200, state="active").json()["items"]
    person = next(one for one in items if one["effect"] == "drug_industry_ban")
    asked: dict[str, Any] = {"applicant": {"name": "拟设立的药业公司"}, "scope": "药品经营许可"}
    by_id = check(desk, **asked, legal_representative={"id": person["subject"]["id"]}).json()
    assert [one["effect"] for one in by_id["measures_in_force"]] == ["drug_industry_ban"]
    assert by_id["measures_in_force"][0]["capacities"] == ["legal_representative"]
    officer = check(desk, **asked, officers=[{"id": person["subject"]["id"]}]).json()
    assert [one["capacities"] for one in officer["measures_in_force"]] == [["officer"]]
    controller = check(desk, **asked, controllers=[{"id": person["subject"]["id"]}]).json()
    assert (controller["measures_in_force"], [one["alert"] for one in controller["alerts"]][:1]) == (
        [],
        ["measure_on_a_party"],
    )
    by_name = check(desk, **asked, legal_representative={"name": person["subject"]["name"]}).json()
    assert (by_name["measures_in_force"], by_name["alerts"]) == ([], [])
    assert {(one["kind"], one.get("capacity")) for one in by_name["unknowns"]} >= {
        ("unmatched_person", "legal_representative")
    }
    reason = {"purpose": "监管", "reason": "核对被处罚人身份"}
    number = desk.ask("POST", f"/v1/subjects/{person['subject']['id']}/unmasking", "investigator", json=reason).json()[
        "number"
    ]
    by_number = check(desk, **asked, legal_representative={"number": number})
    assert [one["effect"] for one in by_number.json()["measures_in_force"]] == ["drug_industry_ban"]
    assert number not in by_number.text + json.dumps([list(one) for one in entries(desk)], ensure_ascii=False)
    store.close()


def test_alerts_begin_as_the_law_wants(desk: Desk) -> None:
    for one in desk.get("/v1/alerts", limit=200).json()["items"]:
        answer = check(desk, applicant={"id": one["subject"]["id"]}).json()
        assert one["id"] in {alert["id"] for alert in answer["alerts"]}
        assert all(alert["text"].startswith("「关联提示，不构成惩戒」") for alert in answer["alerts"])
        assert all(measure["state"] == "active" for measure in answer["measures_in_force"])


def test_many_at_once(desk: Desk, banned: dict[str, Any]) -> None:
    items = [{"applicant": {"code": banned["subject"]["code"]}, "case_number": f"c{n}"} for n in range(230)]
    items[7] = {"applicant": {"name": "某某从未存在的公司"}, "case_number": "c7"}
    before = len(entries(desk))
    body = {"purpose": "行政审批", "scope": "食品", "items": items}
    answer = desk.ask("POST", "/v1/approvals/batch", "batch_officer", json=body)
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["index"] for line in lines] == list(range(230))
    assert [bool(line["measures_in_force"]) for line in lines] == [number != 7 for number in range(230)]
    assert [entry.case_number for entry in entries(desk)[before:]] == [f"c{n}" for n in range(230)]
    one = check(desk, "batch_officer", applicant={"code": banned["subject"]["code"]}, scope="食品", associated=False)
    assert one.json()["result"] == lines[0]["result"]
    assert desk.ask("POST", "/v1/approvals/batch", "batch_officer", json={**body, "items": []}).status_code == 422


def test_an_office_asks_about_its_own_place_only(desk: Desk, banned: dict[str, Any]) -> None:
    office = desk.accounts.listed()[0]["office"]
    desk.accounts.add_office(office, "外地某局", "11")
    answer = check(desk, applicant={"code": banned["subject"]["code"]})
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:creditgraph:problem:place")


@pytest.mark.parametrize(
    "wrong",
    [{"applicant": {}}, {"applicant": {"code": "x"}, "scope": ""}, {"applicant": {"code": "x"}, "purpose": "好奇"},
     {"applicant": {"code": "x"}, "date": "2026-02-30"}, {"applicant": {"code": "x"}, "known_at": "gestern"},
     {"applicant": {"name": "640104198512121233"}}, {"applicant": {"code": "x"}, "more": 1}],
)  # fmt: skip
def test_what_is_no_question_is_refused(desk: Desk, wrong: dict[str, Any]) -> None:
    answer = check(desk, **wrong)
    assert answer.status_code == 422, answer.text
    assert "19851212" not in answer.text
