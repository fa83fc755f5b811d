"""Twelve tasks of a real day, each from what a person wants to know, within a number of clicks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PASSWORD, Server
from tests.browser.desk import Desk
from tests.browser.province import PROMISE

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("explorer")]


class Person:
    """Somebody with a goal, whose clicks are counted. Typing a name and Enter count as one."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.clicks = 0

    def find(self, name: str) -> None:
        self.clicks += 1
        self.desk.search(name)

    def press(self, selector: str, place: int = 0) -> None:
        self.clicks += 1
        self.desk.page.locator(selector).nth(place).click()
        self.desk.settle()

    def choose(self, selector: str, label: str) -> None:
        self.clicks += 1
        options = self.desk.page.locator(f"{selector} option").all_inner_texts()
        wanted = next(one for one in options if label in one)
        self.desk.page.select_option(selector, label=wanted)

    def pick(self, selector: str, name: str) -> None:
        self.clicks += 1
        self.desk.page.fill(selector, name)
        self.desk.page.wait_for_selector(f"{selector}-list li")
        self.desk.page.press(selector, "Enter")
        self.desk.settle()

    def on(self, day: str) -> None:
        self.clicks += 1
        self.desk.as_of(day)

    def type(self, selector: str, text: str) -> None:
        self.clicks += 1
        self.desk.page.fill(selector, text)


@contextmanager
def somebody(server: Server, browser: Browser, role: str) -> Iterator[Person]:
    with Desk.at(server.base, browser, role, PASSWORD) as desk:
        yield Person(desk)
        desk.must_be_clean()


def test_who_decides_in_this_company_on_the_day_of_the_accident(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "investigator") as person:
        person.find("银川例九投资")
        person.press("#act-ownership")
        person.on("2020-03-10")
        assert "黄实有" in person.desk.panel()
        assert "裁判认定" in person.desk.panel()
        assert person.clicks <= 3


def test_why_is_the_former_representative_not_reached(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "confirming_authority") as person:
        person.find("银川例二食品")
        person.desk.click(_penalty(person.desk))
        person.clicks += 1
        person.press("#act-why")
        person.choose("#why-not-who", "张离任")
        person.choose("#why-not-rule", "行为发生时的法定代表人")
        person.press("#why-not-ask")
        said = person.desk.page.locator("#why-not-answer").inner_text()
        assert "不成立" in said
        assert "离任" in said or "2019-12-31" in said or "早于" in said, said
        assert "第一百三十五条" in said
        assert person.clicks <= 6


def test_which_row_of_which_file_says_so(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "investigator") as person:
        person.find("张前任")
        person.press("article.measure [data-why]")
        assert "责任认定.xlsx" in person.desk.panel()
        assert "第 2 行" in person.desk.panel()
        assert person.clicks <= 2


def test_is_anything_against_this_applicant(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "clerk") as person:
        person.press("#tab-check")
        person.pick("#check-subject", "沈终身")
        person.type("#check-scope", "药品")
        person.press("#check-ask")
        assert "在册措施" in person.desk.page.locator("#check-answer h2").inner_text()
        assert "终身" in person.desk.page.locator("#check-answer").inner_text()
        assert person.clicks <= 4


def test_how_are_these_two_connected(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "investigator") as person:
        person.find("裴七五")
        person.press("#act-path")
        person.pick("#path-to", "秦二五")
        person.press("[data-path='0']")
        assert "银川例十甲控股有限公司" in person.desk.panel()
        assert [one for one in person.desk.graph()["edges"] if "way" in one["classes"]]
        assert person.clicks <= 4


def test_who_answers_for_the_promise_of_a_merged_office(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "auditor") as person:
        person.press("#tab-government")
        person.press(f"tr:has-text('{PROMISE}') [data-promise]")
        said = person.desk.page.locator("#promise").inner_text()
        for words in (
            PROMISE,
            "样例县招商局",
            "样例县商务局",
            "新官不理旧账",
            "朱样八",
            "秦样九",
            "样党办发〔2019〕6号",
        ):
            assert words in said
        assert person.desk.page.locator("svg.timeline rect.body").count() == 2
        assert person.desk.page.locator("svg.timeline rect.overdue").count() == 1
        assert person.clicks <= 2


def test_what_was_known_when_it_was_decided(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "investigator") as person:
        person.find("银川例一食品")
        person.press("#known")
        person.type("#known-at", "2020-01-01T08:00")
        person.press("#known-set")
        assert person.desk.place()["known_at"].startswith("2020-01-01T08:00")
        assert "当时尚不知道" in person.desk.page.locator(".notice, .toast").first.inner_text()
        assert person.clicks <= 4
        person.desk.settle()
        person.desk.complaints[:] = [one for one in person.desk.complaints if "404" not in one]


def test_decide_on_a_proposal_with_other_eyes(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "confirming_authority") as person:
        person.press("#tab-work")
        card = person.desk.page.locator("article.measure").first
        card.locator("[data-decide] summary").click()
        person.clicks += 1
        card.locator("select[name='outcome']").select_option("reject")
        card.locator("input[name='document']").fill("样监不认〔2026〕1号")
        card.locator("[data-decide] button[type='submit']").click()
        person.clicks += 3
        person.desk.settle()
        told = person.desk.page.locator(".toast, .deciding .warning").all_inner_texts()
        assert any("已登记" in one or "无权认定" in one for one in told), told
        person.desk.complaints[:] = [one for one in person.desk.complaints if "409" not in one]
        assert person.clicks <= 5


def test_a_confirmation_without_notice_is_refused_in_words(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "confirming_authority") as person:
        person.press("#tab-work")
        card = person.desk.page.locator("article.measure").last
        card.locator("[data-decide] summary").click()
        card.locator("input[name='document']").fill("样监认〔2026〕9号")
        card.locator("[data-decide] button[type='submit']").click()
        person.desk.settle()
        assert "告知日期" in card.locator("[data-decide] .warning").inner_text()
        person.desk.complaints[:] = [one for one in person.desk.complaints if "422" not in one]


def test_leave_a_note_for_a_colleague(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "investigator") as person:
        person.find("银川例三建材")
        person.press("#panel summary:has-text('备注')")
        person.type("#note-text", "已电话核实住所；<b>待补材料</b>")
        person.press("#note-add")
        assert "investigator" in person.desk.panel()
        assert "<b>待补材料</b>" in person.desk.panel()
        assert person.clicks <= 4


def test_no_identity_number_gets_into_a_note(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "investigator") as person:
        person.find("银川例三建材")
        person.press("#panel summary:has-text('备注')")
        person.type("#note-text", "证件 640104199001010018 已核对")
        person.press("#note-add")
        assert "证件号码" in person.desk.page.locator(".toast.bad").inner_text()
        assert "640104199001010018" not in person.desk.page.locator(".toast.bad").inner_text()
        person.desk.complaints[:] = [one for one in person.desk.complaints if "409" not in one]


def test_what_is_loaded_and_what_waits(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "confirming_authority") as person:
        person.press("#tab-overview")
        said = person.desk.page.locator("#main").inner_text()
        for words in ("在册措施", "待认定的提议", "已归集文件", ".csv"):
            assert words in said
        assert person.clicks <= 1


def _penalty(desk: Desk) -> str:
    """The penalty of the picture."""
    edges = desk.graph()["edges"]
    return next(str(one["source"]) for one in edges if one["label"] == "处罚")


def test_try_the_derivation_and_watch_it(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "batch_officer") as person:
        person.press("#tab-batch")
        person.press("#run-dry")
        person.desk.page.wait_for_selector("#run h2:has-text('完成')", timeout=60_000)
        assert "推导的文书" in person.desk.page.locator("#run").inner_text()
        assert person.clicks <= 2


def test_say_what_one_holds_of_a_likely_match(server: Server, chromium: Browser) -> None:
    with somebody(server, chromium, "investigator") as person:
        person.find("郑样壬")
        ties = [one["id"] for one in person.desk.graph()["edges"] if one["label"].startswith("疑似同一")]
        person.desk.page.evaluate(
            "(id) => document.querySelector('.canvas')._cyreg.cy.getElementById(id).select()", ties[0]
        )
        person.clicks += 1
        person.type("#match-text", "出生日期和住所一致，待原机关核实")
        person.press("#match-enter")
        assert "判断已记入" in person.desk.page.locator(".toast").inner_text()
        assert person.clicks <= 4
