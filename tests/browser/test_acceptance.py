"""The explorer's acceptance, check by check, in a real browser against a real server."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PASSWORD, Server
from tests.browser.desk import Desk
from tests.browser.province import HOSTILE, HUB, TIES, TOO_MUCH

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("explorer")]

COMPANY = "银川例一食品有限公司"
RING = "银川例十丙控股有限公司"


def test_01_ready_and_not_empty(desk: Desk) -> None:
    desk.search(COMPANY)
    drawn = desk.graph()
    assert len(drawn["nodes"]) >= 5
    assert drawn["edges"]


def test_02_search_in_chinese_and_enter_opens_the_subject(desk: Desk) -> None:
    desk.search("例一食品")
    assert desk.place()["view"] == "explore"
    assert re.fullmatch(r"O[0-9a-f]{24}", desk.place()["id"])
    assert desk.place()["as_of"] == date.today().isoformat()
    assert desk.who() == COMPANY


@pytest.mark.parametrize("typed", ["例一石品", "银川利一食品有限公司", "例一品食", "银川例一食品有限公"])
def test_02_a_name_with_a_mistake_is_found(desk: Desk, typed: str) -> None:
    desk.search(typed)
    assert desk.who() == COMPANY


def test_02_a_code_and_a_document_number_are_found(desk: Desk) -> None:
    desk.search(COMPANY)
    code = desk.page.locator("#panel code").first.inner_text()
    desk.page.click(".brand")
    desk.ready()
    desk.search(code)
    assert desk.who() == COMPANY


def test_03_double_click_adds_and_undo_removes(desk: Desk) -> None:
    desk.search("张前任")
    before = desk.graph()
    desk.double_click(desk.node(COMPANY))
    after = desk.graph()
    assert len(after["nodes"]) > len(before["nodes"])
    kept = {one["id"]: (one["x"], one["y"]) for one in before["nodes"]}
    assert kept == {one["id"]: (one["x"], one["y"]) for one in after["nodes"] if one["id"] in kept}
    desk.page.click("#tool-undo")
    assert desk.graph()["nodes"] == before["nodes"]


def test_04_another_day_hides_what_came_later_and_back(desk: Desk) -> None:
    desk.search(COMPANY)
    today = desk.graph()
    desk.as_of("2020-06-30")
    earlier = {one["label"] for one in desk.graph()["nodes"]}
    assert not any("2020-08-15" in label for label in earlier)
    assert any("2020-08-15" in one["label"] for one in today["nodes"])
    assert desk.place()["as_of"] == "2020-06-30"
    desk.as_of(date.today().isoformat())
    assert {one["id"] for one in desk.graph()["nodes"]} == {one["id"] for one in today["nodes"]}


def test_05_ended_ties_are_marked(desk: Desk) -> None:
    desk.search(COMPANY)
    assert not any("ended" in one["classes"] for one in desk.graph()["edges"])
    desk.page.check("#ended")
    desk.settle()
    ended = [one for one in desk.graph()["edges"] if "ended" in one["classes"]]
    assert ended
    assert all("止于 2020-07-01" in one["label"] for one in ended)
    row = desk.page.locator("#panel li.ended").first
    assert "已终止" in row.inner_text()


def test_06_a_filter_removes_ties_and_restores_them(desk: Desk) -> None:
    desk.search(COMPANY)
    before = desk.graph()["edges"]
    desk.page.click("#filter")
    desk.page.uncheck("#filter-box input[data-tie='SHAREHOLDER_OF']")
    held = [one for one in before if "%" in one["label"]]
    assert held
    assert len(desk.graph()["edges"]) == len(before) - len(held)
    desk.page.check("#filter-box input[data-tie='SHAREHOLDER_OF']")
    assert {one["id"] for one in desk.graph()["edges"]} == {one["id"] for one in before}


def test_07_holders_stand_above_with_a_share_on_every_stake(desk: Desk) -> None:
    desk.search("银川例九投资有限公司")
    desk.page.click("#act-ownership")
    desk.settle()
    drawn = desk.graph()
    height = {one["id"]: one["y"] for one in drawn["nodes"]}
    stakes = [one for one in drawn["edges"] if "derived" not in one["classes"]]
    assert stakes
    assert all(height[one["source"]] < height[one["target"]] for one in stakes)
    assert all(re.search(r"\d%", one["label"]) for one in stakes)
    assert not desk.page.locator("#panel .warning").count()


def test_07_shares_above_the_whole_are_warned_of(desk: Desk) -> None:
    desk.search(TOO_MUCH)
    desk.page.click("#act-ownership")
    desk.settle()
    assert "140%" in desk.page.locator("#panel .warning").inner_text()


def test_07_a_ring_is_named_and_the_chain_of_control_marked(desk: Desk) -> None:
    desk.search(RING)
    desk.page.click("#act-ownership")
    desk.settle()
    assert "银川例十甲控股有限公司" in desk.page.locator("#panel .ring").inner_text()
    assert any("way" in one["classes"] for one in desk.graph()["edges"])
    assert any("derived" in one["classes"] for one in desk.graph()["edges"])


def test_08_propagation_lists_effect_rule_and_path_and_marks_it(desk: Desk) -> None:
    desk.search("张前任")
    desk.page.click("#act-why")
    desk.settle()
    desk.page.locator("article.measure [data-why]").first.click()
    desk.settle()
    said = desk.panel()
    for words in ("食品行业从业禁止", "food-ban-named", "第一百三十五条", "认定责任", "责任认定.xlsx"):
        assert words in said
    drawn = desk.graph()
    assert [one for one in drawn["edges"] if "way" in one["classes"]]
    place = {one["id"]: one["x"] for one in drawn["nodes"]}
    person = desk.node("张前任")
    document = min(place, key=lambda one: place[one])
    assert document.startswith("R")
    assert place[document] < place[person] < max(place.values())


def test_09_the_panel_shows_facts_source_number_and_dates(desk: Desk) -> None:
    desk.search(COMPANY)
    desk.click(_record(desk, "罚例〔2020〕1号"))
    said = desk.panel()
    for words in ("银川市监罚例〔2020〕1号", "2020-08-15", "50,000 元", "银川市_行政处罚.csv 第 2 行", "获知"):
        assert words in said


def _record(desk: Desk, label: str) -> str:
    """The penalty of a picture with a label."""
    found = [one["id"] for one in desk.graph()["nodes"] if label in one["label"].replace("\n", "")]
    penalties = {one["source"] for one in desk.graph()["edges"] if one["label"] == "处罚"}
    return next(str(one) for one in found if one in penalties)


@pytest.mark.parametrize("form", ["png", "svg", "json", "csv"])
def test_10_exports_download(desk: Desk, form: str, tmp_path: Path) -> None:
    desk.search(COMPANY)
    desk.page.click("#export")
    with desk.page.expect_download() as waiting:
        desk.page.click(f"#export-{form}")
    file = tmp_path / f"out.{form}"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename == f"creditgraph-explore-{date.today().isoformat()}.{form}"
    content = file.read_bytes()
    if form == "png":
        assert content.startswith(b"\x89PNG")
        assert len(content) > 5_000
    elif form == "json":
        said: dict[str, Any] = json.loads(content)
        assert said["as_of"] == date.today().isoformat()
        assert len(said["ties"]) == len(desk.graph()["edges"])
        assert b"91640104" in content
    else:
        assert COMPANY in content.decode()
    if form == "svg":
        assert b"<text" in content
        assert b"<script" not in content


def test_10_the_evidence_report_downloads(desk: Desk, tmp_path: Path) -> None:
    desk.search(COMPANY)
    desk.page.click("#export")
    with desk.page.expect_download() as waiting:
        desk.page.click("#export-report")
    file = tmp_path / "report.html"
    waiting.value.save_as(file)
    content = file.read_text(encoding="utf-8")
    assert COMPANY in content
    assert "Content-Security-Policy" in content


def test_11_by_keyboard_alone(desk: Desk) -> None:
    keys = desk.page.keyboard
    keys.press("/")
    keys.type("例一食品")
    desk.page.wait_for_selector("#search-list li")
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    keys.press("Enter")
    desk.settle()
    desk.page.wait_for_selector(".stage")
    before = len(desk.graph()["nodes"])
    for _ in range(40):
        if desk.page.evaluate("document.activeElement.className").startswith("canvas"):
            break
        keys.press("Tab")
    keys.press("ArrowUp")
    keys.press("ArrowUp")
    desk.settle()
    assert desk.who() != COMPANY
    keys.press("Enter")
    desk.settle()
    assert len(desk.graph()["nodes"]) >= before
    keys.press("Escape")
    desk.settle()
    assert desk.who() == COMPANY
    keys.press("t")
    assert desk.page.locator("#twin").is_visible()
    keys.press("?")
    assert desk.page.locator("#help").is_visible()
    keys.press("Escape")
    desk.page.wait_for_selector("#help", state="detached")


def test_12_the_table_has_a_row_for_every_tie(desk: Desk) -> None:
    desk.search(COMPANY)
    desk.page.check("#ended")
    desk.settle()
    desk.page.keyboard.press("t")
    rows = desk.page.locator("#twin tbody tr")
    drawn = desk.graph()["edges"]
    assert rows.count() == len(drawn)
    desk.page.locator("#twin th button", has_text="份额").click()
    desk.page.locator("#twin th button", has_text="份额").click()
    assert "60%" in rows.first.inner_text()
    assert sorted(str(one.get_attribute("data-tie")) for one in rows.all()) == sorted(one["id"] for one in drawn)


def test_13_english_and_back(desk: Desk) -> None:
    desk.search(COMPANY)
    assert desk.page.locator("html").get_attribute("lang") == "zh-CN"
    desk.page.click("#language")
    desk.settle()
    assert desk.page.locator("html").get_attribute("lang") == "en"
    assert "Measures" in desk.panel()
    assert "legal representative of" in {one["label"] for one in desk.graph()["edges"]}
    desk.page.click("#language")
    desk.settle()
    assert desk.page.locator("html").get_attribute("lang") == "zh-CN"
    assert "措施" in desk.panel()


@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_14_hostile_names_stay_text(desk: Desk, place: int) -> None:
    name = HOSTILE[place]
    desk.search(name[:18])
    assert name in desk.panel()
    for view in ("#act-ownership", "#act-why"):
        desk.page.click(view)
        desk.settle()
        desk.page.go_back()
        desk.settle()
    desk.page.keyboard.press("t")
    desk.page.click("#export")
    desk.page.keyboard.press("Escape")
    assert desk.page.evaluate("window.harmed") is None
    assert desk.page.locator("img[src='x'], #page script, .panel a").count() == 0


def test_15_nothing_is_asked_elsewhere_under_a_strict_policy(desk: Desk, server: Server) -> None:
    answer = desk.context.request.get(server.base)
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert policy.startswith("default-src 'none'")
    desk.search(HUB)
    for tab in ("check", "work", "government", "batch", "overview"):
        desk.page.click(f"#tab-{tab}")
        desk.settle()
    assert desk.strangers == []
    blocked = desk.page.evaluate(
        "() => { try { document.body.innerHTML = '<b>x</b>'; return false } catch (error) { return true } }"
    )
    assert blocked
    desk.complaints[:] = [one for one in desk.complaints if "TrustedHTML" not in one]


def test_15_the_cookie_is_out_of_reach(desk: Desk) -> None:
    assert desk.page.evaluate("document.cookie") == ""
    (cookie,) = desk.context.cookies()
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"


def test_16_a_hub_shows_three_hundred_and_says_so(desk: Desk) -> None:
    desk.search(HUB)
    assert len(desk.graph()["nodes"]) <= 60
    assert f"/ {TIES + 1}" in desk.page.locator(".notice").inner_text()
    for _ in range(3):
        desk.page.locator("[data-expand='SHAREHOLDER_OF.in']").click()
        desk.settle()
    assert len([one for one in desk.graph()["nodes"] if "more" not in one["classes"]]) <= 300
    assert len(desk.graph()["nodes"]) >= 299
    assert "300" in desk.page.locator(".notice").inner_text()
    assert str(TIES) in desk.page.locator(".notice").inner_text()


def test_17_two_tabs_two_days(desk: Desk) -> None:
    desk.search(COMPANY)
    other = desk.context.new_page()
    desk.watch(other)
    other.goto(re.sub(r"as_of=[\d-]+", "as_of=2019-01-01", desk.page.url))
    other.wait_for_selector("body[data-ready='1'][data-asking='0']")
    assert other.input_value("#as-of") == "2019-01-01"
    desk.page.reload()
    desk.settle()
    assert desk.page.input_value("#as-of") == date.today().isoformat()
    assert other.input_value("#as-of") == "2019-01-01"
    first = {one["id"] for one in desk.graph()["nodes"]}
    assert len(other.evaluate("document.querySelector('.canvas')._cyreg.cy.nodes().map((one) => one.id())")) < len(
        first
    )


def test_a_link_lays_the_same_picture_and_names_nobody(desk: Desk, server: Server, chromium: Browser) -> None:
    desk.search("张前任")
    desk.double_click(desk.node(COMPANY))
    desk.page.click("#export")
    desk.page.click("#export-link")
    address = desk.page.url
    assert not re.search(r"[^\x00-\x7f]|%E", address)
    assert "640103" not in address
    drawn = desk.graph()
    with Desk.at(server.base, chromium, "investigator", PASSWORD) as other:
        other.page.goto(address)
        other.page.reload()
        other.settle()
        again = other.graph()
        assert {one["id"] for one in again["nodes"]} == {one["id"] for one in drawn["nodes"]}
        assert {one["id"] for one in again["edges"]} == {one["id"] for one in drawn["edges"]}
        other.must_be_clean()
