"""The report opened in a real Chromium: it draws, asks for nothing, and no name comes alive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route

from tests.visual.report.examples import REPORTS
from tests.visual.report.pictures import HOSTILE, report_of
from visual.report.content import Edge, Node, Picture, Report
from visual.report.drawing import lay_out
from visual.report.geometry import along
from visual.report.legend import schema_legend
from visual.report.lettering import plain
from visual.report.page import write

pytestmark = pytest.mark.browser
Scheme = Literal["light", "dark"]

CONTRASTS = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const level = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const element of document.querySelectorAll("main *:not(svg *):not(script):not(noscript)")) {
    if (![...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const [low, high] = [level(parse(getComputedStyle(element).color)), level(ground(element))].sort((a, b) => a - b);
    found.push([(high + 0.05) / (low + 0.05), element.tagName + ": " + element.textContent.trim().slice(0, 30)]);
  }
  return found;
}"""
INK = """(canvas) => {
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let i = 0; i < data.length; i += 4) if (data[i + 3]) colours.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
  return colours.size;
}"""


WRITTEN = """
  window.written = new Set();
  const fillText = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    window.written.add(text);
    fillText.call(this, text, x, y);
  };
"""


@dataclass
class Opened:
    """A report on screen with everything the browser complained of or asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, report: Report, folder: Path, scheme: Scheme = "light") -> Iterator[Opened]:
    file = folder / "report.html"
    write(report, file)
    context = browser.new_context(viewport={"width": 1100, "height": 900}, color_scheme=scheme)
    try:
        seen = Opened(context.new_page())

        def refuse(dialog: Dialog) -> None:
            seen.complaints.append(dialog.message)
            dialog.dismiss()

        def admit(route: Route) -> None:
            if route.request.url == file.as_uri():
                route.continue_()
            else:
                seen.requests.append(route.request.url)
                route.abort()

        context.route("**/*", admit)
        seen.page.on("console", lambda message: seen.complaints.append(message.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(error.message))
        seen.page.on("dialog", refuse)
        seen.page.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error(e.violatedDirective))"
        )
        seen.page.add_init_script(WRITTEN)
        seen.page.goto(file.as_uri())
        seen.page.wait_for_function("document.documentElement.dataset.ready === 'true'")
        yield seen
        assert seen.complaints == []
        assert seen.requests == []
    finally:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", REPORTS)
def test_it_draws_offline_and_reads_well(chromium: Browser, tmp_path: Path, name: str, scheme: Scheme) -> None:
    with opened(chromium, REPORTS[name](), tmp_path, scheme) as seen:
        page = seen.page
        canvases = page.query_selector_all(".picture canvas")
        assert len(canvases) == sum(section.picture is not None for section in REPORTS[name]().sections)
        assert all(canvas.evaluate(INK) > 20 for canvas in canvases)
        written = set(page.evaluate("[...written]"))
        faint = [(round(ratio, 2), where) for ratio, where in page.evaluate(CONTRASTS) if ratio < 4.5]
        assert faint == []
        for number, picture in enumerate(filter(None, (section.picture for section in REPORTS[name]().sections))):
            names = {node.id: node.label for node in picture.nodes}
            ties = page.evaluate(f"evidencePictures[{number}].network.body.data.edges.get().map((e) => [e.from, e.to])")
            listed = page.eval_on_selector_all(
                f"#ties-{number + 1} tbody tr",
                "rows => rows.map((r) => [r.cells[1].textContent, r.cells[3].textContent])",
            )
            assert [[names[one], names[other]] for one, other in ties] == listed
            assert listed
            drawing = lay_out(picture, schema_legend())
            texts = [placed.name for placed in drawing.nodes] + [e.caption for e in drawing.edges if e.caption]
            assert {line for text in texts for line in text.lines} <= written
            assert {schema_legend()[node.kind].glyph for node in picture.nodes} <= written


@pytest.mark.parametrize("name", REPORTS)
def test_every_text_fits_the_room_laid_out_for_it(chromium: Browser, tmp_path: Path, name: str) -> None:
    with opened(chromium, REPORTS[name](), tmp_path) as seen:
        overflows = seen.page.evaluate("""() => evidencePictures.flatMap(({ data, container }) => {
          const context = container.querySelector("canvas").getContext("2d");
          const sans = getComputedStyle(document.documentElement).getPropertyValue("--sans");
          const check = (text, size) => text.lines.filter((line) => {
            context.font = `600 ${size}px ${sans}`;
            return context.measureText(line).width > text.box[2] - text.box[0] + size * 0.35;
          });
          return [...data.nodes.flatMap((n) => check(n.name, data.sizes.name)),
                  ...data.edges.flatMap((e) => e.caption ? check(e.caption, data.sizes.caption) : [])];
        })""")
        assert overflows == []


def test_curves_run_where_they_were_laid_out(chromium: Browser, tmp_path: Path) -> None:
    """Captions lie on the very curves that vis-network draws: its points are compared with ours."""
    picture = REPORTS["ownership"]().sections[1].picture
    assert picture is not None
    drawing = lay_out(picture, schema_legend())
    at = {placed.node.id: placed.at for placed in drawing.nodes}
    with opened(chromium, report_of(picture), tmp_path) as seen:
        vias: list[dict[str, Any] | None] = seen.page.evaluate(
            "Object.values(evidencePictures[0].network.body.edges)"
            ".map((e) => e.edgeType.getViaNode()).map((via) => via ? { x: via.x, y: via.y } : null)"
        )
    assert any(vias)
    for placed, via in zip(drawing.edges, vias, strict=True):
        source, target = at[placed.edge.source], at[placed.edge.target]
        ours = along(source, target, placed.bend, 0.5)
        middle = ((source.x + target.x) / 2, (source.y + target.y) / 2)
        theirs = (middle[0] / 2 + via["x"] / 2, middle[1] / 2 + via["y"] / 2) if via else middle
        assert ours == pytest.approx(theirs, abs=0.5)


def test_hostile_names_create_no_element_and_run_nothing(chromium: Browser, tmp_path: Path) -> None:
    nodes = tuple(Node(text, "Enterprise", text, note=text) for text in HOSTILE)
    edges = tuple(Edge(HOSTILE[0], text, text, "SHAREHOLDER_OF", note=text) for text in HOSTILE[1:])
    picture = Picture(HOSTILE[0], "neighbourhood", nodes, edges, HOSTILE[0])
    with opened(chromium, report_of(picture), tmp_path) as seen:
        page = seen.page
        assert page.locator("main img, main a, main iframe, main [onerror], main [onmouseover]").count() == 0
        assert page.locator("script:not([type])").count() == 2
        shown = page.eval_on_selector_all("#nodes-1 tbody tr td:nth-child(3)", "cells => cells.map(c => c.textContent)")
        assert shown == [plain(text) for text in HOSTILE]
        page.locator(".picture").scroll_into_view_if_needed()
        for text in HOSTILE[:4]:  # the tooltip of each
            x, y = page.evaluate(
                "(id) => { const n = evidencePictures[0].network, p = n.canvasToDOM(n.getPosition(id)),"
                " r = document.querySelector('.picture').getBoundingClientRect(); return [r.x + p.x, r.y + p.y]; }",
                text,
            )
            page.mouse.move(2, 2)
            page.mouse.move(x, y, steps=4)
            tip = page.locator(".vis-tooltip").filter(has_text=plain(text))
            tip.wait_for(state="visible", timeout=3000)
            assert tip.evaluate("t => [...t.querySelectorAll('*')].every(e => e.tagName === 'BR')")


def test_zoom_buttons_and_wheel(chromium: Browser, tmp_path: Path) -> None:
    with opened(chromium, REPORTS["propagation"](), tmp_path) as seen:
        page = seen.page
        scale = "evidencePictures[0].network.getScale()"
        before = page.evaluate(scale)
        page.get_by_label("zoom in").click()
        assert page.evaluate(scale) == pytest.approx(before * 1.25)
        page.get_by_text("复位").click()
        assert page.evaluate(scale) == pytest.approx(before)
        page.locator(".picture").hover()
        page.mouse.wheel(0, 300)
        page.wait_for_function("scrollY > 0")
        assert page.evaluate(scale) == pytest.approx(before)


def test_it_survives_a_window_squeezed_to_nothing(chromium: Browser, tmp_path: Path) -> None:
    with opened(chromium, REPORTS["propagation"](), tmp_path) as seen:
        before = seen.page.locator(".picture").bounding_box()
        seen.page.set_viewport_size({"width": 1, "height": 1})
        seen.page.wait_for_function("document.querySelector('.picture').clientWidth < 1")
        seen.page.wait_for_timeout(100)
        seen.page.set_viewport_size({"width": 1100, "height": 900})
        seen.page.wait_for_function("document.querySelector('.picture canvas').clientWidth > 900")
        assert seen.page.locator(".picture").bounding_box() == before


def test_it_prints_on_a4_in_light_colours(chromium: Browser, tmp_path: Path) -> None:
    with opened(chromium, REPORTS["ownership"](), tmp_path, "dark") as seen:
        page = seen.page
        box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
        assert box
        assert [float(side) for side in box.groups()] == pytest.approx([595.3, 841.9], abs=1)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert (
            page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") == "#ffffff"
        )
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert (
            page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") != "#ffffff"
        )
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 680, "height": 900})  # the width of an A4 page within its margins
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator(".zoom").first.is_hidden()


def test_a_hub_of_five_thousand_is_drawn_in_a_moment(chromium: Browser, tmp_path: Path) -> None:
    nodes = tuple(Node(f"n{i}", "Enterprise", f"宁州第{i}号商贸有限公司") for i in range(5000))
    edges = tuple(Edge("n0", f"n{i}", "1%", "SHAREHOLDER_OF") for i in range(1, 5000))
    with opened(chromium, report_of(Picture("图", "neighbourhood", nodes, edges, "n0")), tmp_path) as seen:
        assert "显示 300 / 共 5,000" in seen.page.inner_text("figcaption")
        assert seen.page.locator("#ties-1 tbody tr").count() == 299
