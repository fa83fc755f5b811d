"""No view has a serious fault of accessibility (axe-core), in either language, in light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PASSWORD, ROOT, Server
from tests.browser.desk import Desk
from tests.chromium import missing

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("explorer")]

AXE = ROOT / "visual" / "explorer" / "node_modules" / "axe-core" / "axe.min.js"

RUN = """async () => {
  const found = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']});
  return found.violations
    .filter((one) => ['serious', 'critical'].includes(one.impact))
    .map((one) => one.id + ': ' + one.nodes.slice(0, 4)
      .map((node) => node.target + ' ' + node.failureSummary).join('; '));
}"""


def faults(desk: Desk) -> list[str]:
    """Serious and critical faults that axe finds on the page as it is."""
    session = desk.context.new_cdp_session(desk.page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    found: list[str] = desk.page.evaluate(RUN)
    session.detach()
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view(server: Server, chromium: Browser, scheme: Literal["light", "dark"], language: str) -> None:
    if not AXE.is_file():
        missing("axe-core is not installed: make explorer")
    wrong: dict[str, Any] = {}
    with Desk.at(server.base, chromium, "everybody", PASSWORD, color_scheme=scheme) as desk:

        def look(view: str) -> None:
            if found := faults(desk):
                wrong[view] = found

        if language == "en":
            desk.page.click("#language")
            desk.settle()
        look("welcome")
        desk.search("张前任")
        look("explore")
        desk.page.keyboard.press("t")
        look("table")
        desk.page.keyboard.press("t")
        for act in ("#act-ownership", "#act-why"):
            desk.page.click(act)
            desk.settle()
            look(act)
            desk.page.go_back()
            desk.settle()
        desk.page.click("#act-path")
        desk.settle()
        look("paths")
        for tab in ("check", "work", "government", "batch", "overview"):
            desk.page.click(f"#tab-{tab}")
            desk.settle()
            look(tab)
        desk.page.keyboard.press("?")
        look("help")
    with Desk.at(server.base, chromium, "clerk", PASSWORD, color_scheme=scheme) as desk:
        desk.page.click("#person")
        desk.page.click("#sign-out")
        desk.page.wait_for_selector(".sign-in")
        if found := faults(desk):
            wrong["sign-in"] = found
    assert wrong == {}


def test_the_page_is_small(server: Server, chromium: Browser) -> None:
    import gzip

    built = Path(ROOT / "visual" / "explorer" / "dist" / "assets")
    scripts = {file.name: len(gzip.compress(file.read_bytes())) for file in built.glob("*.js")}
    ours = sum(size for name, size in scripts.items() if not name.startswith("cytoscape"))
    assert 0 < ours <= 250_000
