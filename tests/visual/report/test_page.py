"""The page as text: what it contains, what it admits, and that it is always the same."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.visual.report.examples import REPORTS
from tests.visual.report.pictures import HOSTILE, report_of
from visual.report.content import Edge, Node, Picture, Report, Section, Step, Table
from visual.report.lettering import plain
from visual.report.page import _numeral, render, write


class Page(HTMLParser):
    """Elements with attributes, the texts of script and style, and all other text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": [], "data": []}
        self.text: list[str] = []
        self._open: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._open = "data" if dict(attrs).get("type") == "application/json" else tag
            self.inside[self._open].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inside[self._open][-1] += data
        else:
            self.text.append(data)

    @property
    def policy(self) -> str:
        (found,) = [
            a["content"] for t, a in self.elements if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
        ]
        return found or ""


def hostile_report(text: str) -> Report:
    nodes = (Node(text, "Person", text, note=text), Node("b", "Enterprise", text))
    picture = Picture(text, "ownership", nodes, (Edge(text, "b", text, text, note=text),), text, title_en=text)
    section = Section(
        text,
        (text,),
        picture,
        (Step(text, text, text, text),),
        (Table(text, (text,), ((text,),), text),),
        title_en=text,
    )
    return Report(text, text, text, text, text, text, (text,), (section,), (text,), text, text)


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_report_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    write(REPORTS[name](), tmp_path / "one.html")
    write(REPORTS[name](), tmp_path / "two.html")
    one = (tmp_path / "one.html").read_bytes()
    assert one == (tmp_path / "two.html").read_bytes()
    assert one.decode("utf-8") == render(REPORTS[name]())
    assert b"\r" not in one


@pytest.mark.parametrize("name", REPORTS)
def test_the_policy_admits_exactly_what_stands_in_the_page(name: str) -> None:
    page = Page(render(REPORTS[name]()))

    def hashed(content: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"

    rules = dict(rule.split(" ", 1) for rule in page.policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == [hashed(script) for script in page.inside["script"]]
    assert rules["style-src"].split() == [hashed(style) for style in page.inside["style"]]
    assert rules["img-src"] == "data:"
    assert "unsafe" not in page.policy
    assert len(page.inside["script"]) == 2


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_asks_for_nothing(name: str) -> None:
    page = Page(render(REPORTS[name]()))
    for tag, attributes in page.elements:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "a", "form")
        assert not {"src", "href", "style", "srcset", "action"} & set(attributes), tag
        assert not any(key.startswith("on") for key in attributes), tag
    assert not re.search(r"url\(|@import", page.inside["style"][0])


def test_a_page_without_pictures_runs_nothing() -> None:
    page = Page(render(report_of()))
    assert page.inside["script"] == []
    assert "script-src 'none'" in page.policy


@settings(max_examples=30, deadline=None)
@given(st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=30)))
def test_whatever_a_name_says_it_stays_text(text: str) -> None:
    harmless, page = Page(render(hostile_report("甲"))), Page(render(hostile_report(text)))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in harmless.elements]
    assert page.inside["script"] == harmless.inside["script"]
    (data,) = page.inside["data"]
    assert not set("<>&") & set(data)
    assert json.loads(data)["nodes"][0]["id"] == text
    squeezed = "".join(plain(text).split())
    assert "".join("".join(page.text).split()).count(squeezed) >= 15


@pytest.mark.parametrize("name", REPORTS)
def test_the_tables_say_what_the_pictures_show(name: str) -> None:
    report = REPORTS[name]()
    page = Page(render(report))
    html = render(report)
    drawn = [section.picture for section in report.sections if section.picture]
    for number, (picture, data) in enumerate(zip(drawn, map(json.loads, page.inside["data"]), strict=True), start=1):
        rows = re.search(rf'id="ties-{number}".*?<tbody>(.*?)</tbody>', html, re.DOTALL)
        assert rows
        assert rows[1].count("<tr") == len(data["edges"]) == len(picture.edges)
        rows = re.search(rf'id="nodes-{number}".*?<tbody>(.*?)</tbody>', html, re.DOTALL)
        assert rows
        assert rows[1].count("<tr") == len(data["nodes"]) == len(picture.nodes)


def test_a_large_picture_says_how_much_it_shows() -> None:
    nodes = tuple(Node(f"n{i}", "Enterprise", f"第{i}公司") for i in range(400))
    html = render(report_of(Picture("图", "neighbourhood", nodes, total=4120)))
    assert "显示 300 / 共 4,120" in html
    assert "showing 300 of 4,120" in html


@pytest.mark.parametrize(("number", "numeral"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四")])
def test_sections_are_numbered_in_chinese(number: int, numeral: str) -> None:
    assert _numeral(number) == numeral
