"""The explorer in a real browser: search to first picture, expanding a hundred, a hub of 5,000, panning 300 nodes."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import sync_playwright

from api.routes.page import BUILT
from loaders.sample import write_sample
from tests.benchmarks.line import Line
from tests.browser.conftest import PASSWORD, environment_of, fill, serving
from tests.browser.desk import Desk
from tests.browser.province import HUB, write_province
from tests.chromium import NAMES, QUIET

ENTERPRISES = {"small": 120, "province": 20_000}
_ROUNDS = 5

PAN = """async () => {
  const cy = document.querySelector('.canvas')._cyreg.cy;
  let frames = 0;
  const end = performance.now() + 3000;
  while (performance.now() < end) {
    cy.panBy({x: frames % 40 < 20 ? 9 : -9, y: 3 * Math.sin(frames / 9)});
    await new Promise((next) => requestAnimationFrame(next));
    frames += 1;
  }
  return frames / 3;
}"""
"""Frames a second while the canvas is moved about, each frame drawn before the next is asked for."""

EXPAND = """async () => {
  const cy = document.querySelector('.canvas')._cyreg.cy;
  const before = cy.nodes().length;
  const begun = performance.now();
  document.querySelector("[data-expand='SHAREHOLDER_OF.in']").click();
  while (cy.nodes().length < before + 99) await new Promise((next) => requestAnimationFrame(next));
  await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  return performance.now() - begun;
}"""


def run(size: str) -> Iterator[Line]:
    """One server, one browser with software rendering; each figure against what the page promises."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None or not (BUILT / "index.html").is_file():
        return
    with TemporaryDirectory(prefix="creditgraph-bench-") as name, sync_playwright() as playwright:
        folder = Path(name)
        environment = environment_of(folder, f"sqlite:///{folder / 'store.db'}")
        paths = write_province(folder)
        if size != "small":
            write_sample(folder / "大样例", enterprises=ENTERPRISES[size], seed=3)
            paths += sorted(path for path in (folder / "大样例").iterdir() if path.is_dir() and path.name != "待修")
        fill(environment, paths, folder)
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        with serving(environment) as server, Desk.at(server.base, browser, "everybody", PASSWORD) as desk:
            what = f"{size}: {ENTERPRISES[size]} enterprises"
            yield _against(
                what, "search to first picture", 1.0, median(_first(desk, "例一食品") for _ in range(_ROUNDS))
            )
            yield _against(what, "a hub of 5,000 to first picture", 1.0, median(_first(desk, HUB) for _ in range(3)))
            yield _against(what, "expanding 100 neighbours", 0.3, _expanded(desk))
            for _ in range(2):
                desk.page.locator("[data-expand='SHAREHOLDER_OF.in']").click()
                desk.settle()
            frames = float(desk.page.evaluate(PAN))
            yield Line(
                "page", what, 1 / frames, "a frame while panning 300 nodes", 1 / 30, more={"value": round(frames)}
            )
        browser.close()
    scripts = {file.name: len(gzip.compress(file.read_bytes())) for file in (BUILT / "assets").glob("*.js")}
    ours = sum(size for file, size in scripts.items() if not file.startswith("cytoscape"))
    yield Line("page", "script, gzipped", ours, "bytes allowed beyond cytoscape", 250_000, more={"value": ours})


def _against(what: str, peer: str, goal: float, ours: float) -> Line:
    return Line("page", what, ours, peer, goal, goal=f"≤ {goal} s")


def _first(desk: Desk, name: str) -> float:
    """From Enter until the picture is drawn."""
    desk.page.click(".brand")
    desk.page.wait_for_selector(".welcome")
    desk.page.keyboard.press("/")
    desk.page.fill("#search", name)
    desk.page.wait_for_selector("#search-list li")
    begun = perf_counter()
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector(".stage")
    desk.page.wait_for_selector("body[data-ready='1']")
    took = perf_counter() - begun
    desk.settle()
    return took


def _expanded(desk: Desk) -> float:
    """From the click until a hundred more are drawn, by the page's own clock."""
    took = float(desk.page.evaluate(EXPAND))
    desk.settle()
    return took / 1000


__all__ = ["run"]
