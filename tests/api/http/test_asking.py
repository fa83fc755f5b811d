"""What may be asked, and how it is answered: purposes, places, languages, cookies, limits, and the record of it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from api.http import envelope, limits
from graph.store.audit import broken
from tests.api.http.conftest import PASSWORD, Desk

TYPE = "urn:creditgraph:problem:"


@pytest.fixture
def person(desk: Desk) -> str:
    """A person on whom a measure is in force."""
    items = desk.get("/v1/measures", limit=200).json()["items"]
    return next(str(one["subject"]["id"]) for one in items if one["subject"]["kind"] == "Person")


def log_of(desk: Desk) -> list[Any]:
    store = desk.store()
    try:
        entries = store.audit_log(limit=10_000)
        assert broken(entries, store.audit_head()) is None
        return list(entries)
    finally:
        store.close()


def test_a_natural_person_is_asked_about_for_a_purpose_only(desk: Desk, person: str) -> None:
    for path in (f"/v1/subjects/{person}", f"/v1/subjects/{person}/file", "/v1/measures"):
        answer = desk.ask("GET", path, "clerk")
        assert (answer.status_code, answer.json()["type"]) == (403, TYPE + "purpose-required"), path
        assert "P" + person[1:] not in answer.text
        assert desk.get(path).status_code == 200
    assert desk.ask("GET", "/v1/subjects", "clerk", params={"q": "食品"}).status_code == 200, "organisations only"


def test_everything_asked_is_on_record_with_its_answer(desk: Desk, person: str) -> None:
    before = len(log_of(desk))
    desk.get(f"/v1/subjects/{person}/file", as_of="2024-01-02", known_at="2099-01-01T00:00:00Z")
    desk.ask("GET", f"/v1/subjects/{person}", "clerk")
    desk.get("/v1/measures", subject=person)
    first, refused, listed = log_of(desk)[before:]
    assert first.asked._replace(instant=0, result="", data_version=0, rules_version="", known_at=0, office="") == (
        (
            0,
            "clerk",
            "",
            "行政审批",
            "GET /v1/subjects/{subject}/file",
            person,
            "",
            "",
            0,
            "",
            "2024-01-02",
            0,
            "",
            "",
            "",
        )
    )
    assert re.fullmatch("[0-9a-f]{64}", first.result)
    assert (refused.subject, refused.detail, refused.purpose) == (person, "refused: purpose-required", "")
    assert (listed.subject, listed.action) == (person, "GET /v1/measures")


def test_the_log_tells_a_person_who_asked_about_him(desk: Desk, person: str) -> None:
    desk.get(f"/v1/subjects/{person}/file")
    mine = desk.ask("GET", "/v1/audit", "clerk", params={"subject": person, "purpose": "own_record"}).json()["items"]
    assert [one["action"] for one in mine] == ["GET /v1/subjects/{subject}/file"]
    assert {one["subject"] for one in mine} == {person}
    for params in ({"purpose": "own_record"}, {"subject": person, "purpose": "行政审批"}):
        answer = desk.ask("GET", "/v1/audit", "clerk", params=params)
        assert (answer.status_code, answer.json()["type"]) == (403, TYPE + "own-record")


def test_an_office_is_limited_to_its_place(desk: Desk) -> None:
    items = desk.get("/v1/measures", limit=200).json()["items"]
    places = {one["place"]["code"] for one in items if one["place"]}
    assert len({code[:4] for code in places}) > 1, "the sample has several cities"
    desk.accounts.add_office("O-city", "银川市某局", "6401")
    desk.accounts.add_user("clerk", "O-city", ["clerk"], PASSWORD)
    seen = desk.get("/v1/measures", limit=200).json()["items"]
    assert {one["place"]["code"][:4] for one in seen if one["place"]} == {"6401"}
    assert len(seen) < len(items)
    other = next(
        one["subject"]["id"]
        for one in items
        if one["place"] and one["place"]["code"][:4] != "6401" and one["subject"]["kind"] == "Enterprise"
    )
    for path in (f"/v1/subjects/{other}", f"/v1/subjects/{other}/file", f"/v1/subjects/{other}/ownership"):
        answer = desk.get(path)
        assert (answer.status_code, answer.json()["type"]) == (403, TYPE + "place"), path
    assert desk.get("/v1/measures", subject=other).status_code == 403


def test_a_number_is_shown_for_a_purpose_and_a_reason_and_on_record(desk: Desk, person: str) -> None:
    path = f"/v1/subjects/{person}/unmasking"
    asked = {"purpose": "监管", "reason": "核对被处罚人身份", "case_number": "宁监〔2026〕1号"}
    answer = desk.ask("POST", path, "investigator", json=asked)
    number = answer.json()["number"]
    assert (answer.status_code, len(number), answer.headers["cache-control"]) == (200, 18, "no-store")
    entry = log_of(desk)[-1]
    assert (entry.subject, entry.detail, entry.case_number) == (person, "unmasked: 核对被处罚人身份", "宁监〔2026〕1号")
    assert number not in json.dumps([list(one) for one in log_of(desk)], ensure_ascii=False)
    assert desk.ask("POST", path, "investigator", json={**asked, "reason": ""}).status_code == 422
    assert desk.ask("POST", path, "investigator", json={"reason": "核对被处罚人身份"}).status_code == 403
    without = desk.ask("POST", path, "confirming_authority", json={**asked, "purpose": "司法协助"})
    assert (without.status_code, without.json()["type"]) == (403, TYPE + "unmask")
    found = desk.ask("POST", "/v1/subjects/lookup", "clerk", json={"number": number, "purpose": "行政审批"})
    assert found.json()["id"] == person
    assert number not in found.text


@pytest.mark.parametrize(
    "path",
    [
        "/v1/subjects/640104198512121233",
        "/v1/subjects?q=640104198512121233",
        "/v1/measures?record=640104198512121233",
        "/v1/derived/640104198512121233/why",
    ],
)
def test_an_identity_number_in_a_url_is_repeated_nowhere(
    desk: Desk, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = desk.ask("GET", path, "clerk", headers={"X-Request-ID": "640104198512121233"})
    assert answer.status_code in (404, 422)
    said = answer.text + str(answer.headers) + "".join(capfd.readouterr()) + desk.client.get("/metrics").text
    assert "19851212" not in said + json.dumps([list(one) for one in log_of(desk)])


def test_pages_go_on_and_cursors_cannot_be_made_up(desk: Desk) -> None:
    whole = [one["id"] for one in desk.get("/v1/measures", limit=200).json()["items"]]
    paged: list[str] = []
    cursor = None
    while True:
        page = desk.get("/v1/measures", limit=7, **({"cursor": cursor} if cursor else {})).json()
        assert len(page["items"]) <= 7
        paged += [one["id"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert paged == whole == sorted(whole)
    assert len(whole) > 14
    first = desk.get("/v1/measures", limit=7).json()["next"]
    for wrong in (first[:-2] + ("AA" if first[-2:] != "AA" else "BB"), "x", "", "é"):
        answer = desk.get("/v1/measures", limit=7, cursor=wrong or "!")
        assert (answer.status_code, answer.json()["type"]) == (422, TYPE + "cursor")
    other = desk.get("/v1/measures", limit=7, cursor=first, state="ended")
    assert other.json()["type"] == TYPE + "cursor", "a cursor is of its own question"


def test_a_proposal_is_seen_by_the_authority_alone(desk: Desk) -> None:
    proposal = desk.get("/v1/proposals", "confirming_authority", limit=1).json()["items"][0]
    assert proposal["state"] == "proposed"
    for role in ("clerk", "investigator", "auditor"):
        answer = desk.get(f"/v1/derived/{proposal['id']}/why", role)
        assert (answer.status_code, answer.json()["type"]) == (404, TYPE + "result-unknown")
        listed = desk.get("/v1/measures", role, subject=proposal["subject"]["id"]).text
        assert proposal["id"] not in listed
        file = desk.get(f"/v1/subjects/{proposal['subject']['id']}/file", role)
        assert proposal["id"] not in file.text
    assert desk.get(f"/v1/derived/{proposal['id']}/why", "confirming_authority").status_code == 200


def test_a_confirmation_needs_other_eyes_and_its_own_office(desk: Desk) -> None:
    items = desk.get("/v1/proposals", "confirming_authority", limit=1).json()["items"]
    proposal = items[0]
    decision = {
        "outcome": "confirm",
        "document": "宁监认〔2026〕1号",
        "notice_date": "2026-03-01",
        "date": "2026-03-20",
    }
    path = f"/v1/proposals/{proposal['id']}/confirmation"
    assert desk.ask("POST", path, "confirming_authority", json={**decision, "notice_date": None}).status_code == 422
    desk.accounts.add_office("11640000MB00000512", "别的机关")
    for name in ("李装", "赵推"):
        desk.accounts.add_user(name, desk.accounts.listed()[0]["office"], ["confirming_authority"], PASSWORD)
        answer = desk.ask("POST", path, name, json=decision)
        assert (answer.status_code, answer.json()["type"]) == (409, TYPE + "refused"), answer.text
        assert "four eyes" in answer.json()["detail"]
    desk.accounts.add_user("外人", "11640000MB00000512", ["confirming_authority"], PASSWORD)
    assert desk.ask("POST", path, "外人", json=decision).status_code == 409, "another office's"
    entered = desk.ask("POST", path, "confirming_authority", json=decision)
    assert (entered.status_code, entered.json()["outcome"], entered.json()["unchanged"]) == (201, "认定", False)
    assert desk.ask("POST", path, "confirming_authority", json=decision).json()["unchanged"] is True
    assert log_of(desk)[-1].detail == f"determination: {proposal['id']} 认定"
    fresh = desk.get("/v1/measures", limit=1).json()
    assert fresh["derived"] == "behind", "the answer says that what is derived is older than the facts"


def test_languages(desk: Desk) -> None:
    for header, told in (
        ("en", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr, en;q=0.5, zh;q=0.4", "en"),
        ("fr", "both"),
    ):
        answer = desk.ask("GET", "/v1/measures", "clerk", headers={"Accept-Language": header})
        detail = answer.json()["detail"]
        assert ("涉及自然人" in detail) == (told in ("zh", "both"))
        assert ("a natural person" in detail) == (told in ("en", "both"))
    english = desk.ask(
        "GET", "/v1/measures", "clerk", params={"purpose": "行政审批"}, headers={"Accept-Language": "en"}
    )
    one = english.json()["items"][0]
    assert (one["effect_name"], english.headers["content-language"]) == (one["effect_name_en"], "en")


def test_the_page_signs_in_by_cookie_and_says_what_no_other_site_knows(desk: Desk) -> None:
    signed_in = desk.client.post("/v1/session", json={"name": "clerk", "password": PASSWORD})
    cookie = signed_in.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/"))
    said = signed_in.json()["csrf_token"]
    session = desk.client.get("/v1/session").json()
    assert (session["name"], session["csrf_token"]) == ("clerk", said)
    assert desk.client.get("/v1/subjects", params={"q": "食品"}).status_code == 200
    body = {"id": "x", "by": "张某", "date": "2026-03-20"}
    for token in ("", "x", said[:-1]):
        answer = desk.client.post("/v1/objections", json=body, headers={"X-CSRF-Token": token})
        assert (answer.status_code, answer.json()["type"]) == (403, TYPE + "csrf")
    assert desk.client.post("/v1/objections", json=body, headers={"X-CSRF-Token": said}).status_code == 404
    assert desk.client.delete("/v1/session", headers={"X-CSRF-Token": said}).status_code == 204
    desk.client.cookies.set("creditgraph_session", cookie.split("=")[1].split(";")[0])
    assert desk.client.get("/v1/session").status_code == 401, "the session itself is over, not only the cookie"


def test_tokens_and_keys(desk: Desk) -> None:
    secret = desk.accounts.add_system("平台", desk.accounts.listed()[0]["office"], ["clerk"])
    form = {"grant_type": "client_credentials", "client_id": "平台", "client_secret": secret}
    token = desk.client.post("/v1/token", data=form).json()["access_token"]
    header = {"Authorization": f"Bearer {token}"}
    assert desk.client.get("/v1/session", headers=header).json()["name"] == "平台"
    assert desk.client.post("/v1/token/revocation", data={"token": token}).status_code == 200
    assert desk.client.get("/v1/session", headers=header).status_code == 401
    key = desk.accounts.add_key("平台")
    assert desk.client.get("/v1/session", headers={"X-API-Key": key.secret}).json()["name"] == "平台"
    assert desk.client.get("/v1/session", headers={"Authorization": f"Bearer {key.secret}"}).status_code == 401
    assert desk.client.post("/v1/token", data={**form, "grant_type": "implicit"}).status_code == 400
    assert desk.client.post("/v1/token", data={**form, "client_secret": "x"}).status_code == 401


def test_sizes_rates_and_headers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    long = b"x" * (limits.MOST_BYTES + 1)
    answer = desk.ask("POST", "/v1/why-not", "confirming_authority", content=long)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")

    def pieces() -> Any:  # noqa: ANN401 - a generator of bytes
        for _ in range(5):
            yield b"x" * (limits.MOST_BYTES // 4)

    assert desk.ask("POST", "/v1/why-not", "confirming_authority", content=pieces()).status_code == 413
    answer = desk.get("/v1/subjects", q="食品")
    for name, value in [*envelope.HEADERS, *envelope.UNLESS_SET]:
        assert answer.headers[name.decode()] == value.decode()
    assert (
        "access-control-allow-origin"
        not in desk.client.get("/healthz", headers={"Origin": "https://x.example"}).headers
    )
    assert desk.get("/v1/subjects", q="食品").headers["x-request-id"] != answer.headers["x-request-id"]
    given = desk.ask("GET", "/healthz", None, headers={"X-Request-ID": "case-15"})
    assert given.headers["x-request-id"] == "case-15"
    desk.app.state.service.rates = limits.Buckets(limits.Rate(0.001, 1))
    assert desk.get("/v1/subjects", q="食品").status_code == 200
    hasty = desk.get("/v1/subjects", q="食品")
    assert (hasty.status_code, int(hasty.headers["retry-after"]) > 900) == (429, True)


def test_signing_in_can_be_tried_only_so_often(desk: Desk) -> None:
    desk.app.state.service.sign_ins = limits.Buckets(limits.Rate(0.001, 2))
    form = {"grant_type": "password", "username": "clerk", "password": "x"}
    assert [desk.client.post("/v1/token", data=form).status_code for _ in range(3)] == [401, 401, 429]


def test_a_bucket_fills_with_time_and_never_more_than_full() -> None:
    now = 0.0
    buckets = limits.Buckets(limits.Rate(2, 3), lambda: now)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 0.5]
    assert buckets.take("b") == 0
    now = 0.5
    assert [buckets.take("a"), buckets.take("a")] == [0, 0.5]
    now = 1000.0
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 0.5]
    now = 10.0
    assert buckets.take("a") == 0.5, "a clock that goes back gives nothing"


INJECTIONS: tuple[str, ...] = (
    "' OR 1=1 --",
    "') MATCH (n) DETACH DELETE n //",
    "<script>alert(1)</script>",
    "=cmd|'/C calc'!A0",
)
INJECTIONS += ("../../etc/passwd", "\u0000", "%", "\\", '"', "名" * 100)


@pytest.mark.parametrize("text", INJECTIONS)
def test_what_somebody_types_is_only_text(desk: Desk, text: str) -> None:
    store = desk.store()
    before = (store.version(), len(list(store.scan())))
    office = "confirming_authority"
    for path, params in [
        ("/v1/subjects", {"q": text}),
        ("/v1/measures", {"record": text}),
        ("/v1/measures", {"subject": text[:40]}),
        ("/v1/measures", {"cursor": text}),
        ("/v1/paths", {"from": text[:40], "to": text[:40]}),
        ("/v1/measures", {"as_of": text}),
        ("/v1/measures", {"known_at": text[:40]}),
    ]:
        answer = desk.get(path, office, **params)
        assert answer.status_code in (200, 404, 422), (path, params, answer.text)
        assert answer.headers["content-type"].startswith("application/")
    for path, body in [
        ("/v1/why-not", {"subject": text[:40], "rule": text, "record": text}),
        ("/v1/objections", {"id": text, "by": text, "date": "2026-01-01", "number": text, "document": text}),
        ("/v1/proposals/M0/confirmation", {"outcome": "reject", "document": text, "date": "2026-01-01"}),
    ]:
        assert desk.ask("POST", path, office, json={**body, "purpose": "监管"}).status_code in (404, 409, 422), (
            path,
            text,
        )
    assert (store.version(), len(list(store.scan()))) == before
    store.close()
