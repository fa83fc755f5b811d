"""Somebody at the explorer: signs in, searches, clicks, and remembers everything the browser complained of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

READY = "body[data-ready='1']"

GRAPH = """() => {
  const cy = document.querySelector('.canvas')._cyreg.cy;
  return {
    nodes: cy.nodes().map((one) => ({id: one.id(), label: one.data('label'), ...one.position(),
      classes: one.classes()})),
    edges: cy.edges().map((one) => ({id: one.id(), source: one.source().id(), target: one.target().id(),
      label: one.data('label'), classes: one.classes()})),
  };
}"""
"""What the canvas draws, asked of the drawing itself."""


@dataclass
class Desk:
    """A signed-in page. ``complaints`` and ``strangers`` (requests to elsewhere) have to stay empty."""

    base: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def at(cls, base: str, browser: Browser, name: str, password: str, **options: Any) -> Iterator[Desk]:  # noqa: ANN401 - Playwright's options
        """A fresh context, signed in."""
        settings: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", **options}
        context = browser.new_context(**settings)
        try:
            made = cls(base, context, context.new_page())
            made.watch(made.page)
            made.page.goto(base)
            made.page.fill("#name", name)
            made.page.fill("#password", password)
            made.page.click("#sign-in")
            made.page.wait_for_selector(".shell")
            made.ready()
            yield made
        finally:
            context.close()

    def watch(self, page: Page) -> None:
        """Remember what goes wrong on a page of this context."""

        def said(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                self.complaints.append(message.text)

        def asked(request: Request) -> None:
            if not request.url.startswith((self.base, "data:", "blob:")):
                self.strangers.append(request.url)

        page.on("console", said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", asked)
        page.set_default_timeout(15_000)

    def must_be_clean(self) -> None:
        """Nothing was complained of, and nobody else was asked."""
        assert self.complaints == []
        assert self.strangers == []

    def ready(self) -> None:
        """Wait until the view is shown."""
        self.page.wait_for_selector(READY)
        self.page.wait_for_timeout(120)

    def settle(self) -> None:
        """Wait until nothing is asked any more."""
        for _ in range(3):
            self.page.wait_for_timeout(70)
            self.page.wait_for_selector("body[data-ready='1'][data-asking='0']")

    def go(self, query: str) -> None:
        """Open an address."""
        self.page.goto(f"{self.base}/?{query}")
        self.page.wait_for_selector(".shell")
        self.settle()

    def search(self, text: str) -> None:
        """Find somebody and open the first that is found."""
        self.page.keyboard.press("/")
        self.page.fill("#search", text)
        self.page.wait_for_selector("#search-list li")
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("#search-list", state="hidden")
        self.settle()

    def as_of(self, day: str) -> None:
        """Ask about another day."""
        self.page.fill("#as-of", day)
        self.page.locator("#as-of").dispatch_event("change")
        self.settle()

    def graph(self) -> dict[str, list[dict[str, Any]]]:
        """What the canvas draws."""
        drawn: dict[str, list[dict[str, Any]]] = self.page.evaluate(GRAPH)
        return drawn

    def node(self, name: str) -> str:
        """The id of the one node that is called that."""
        found = [one["id"] for one in self.graph()["nodes"] if one["label"].replace("\n", "").startswith(name)]
        assert len(found) == 1, (name, found)
        return str(found[0])

    def point(self, identifier: str) -> tuple[float, float]:
        """Where a node is on the screen."""
        script = """(id) => {
          const holder = document.querySelector('.canvas');
          const at = holder._cyreg.cy.getElementById(id).renderedPosition();
          const box = holder.getBoundingClientRect();
          return [box.x + at.x, box.y + at.y];
        }"""
        x, y = self.page.evaluate(script, identifier)
        return float(x), float(y)

    def click(self, identifier: str) -> None:
        """Click a node."""
        self.page.mouse.click(*self.point(identifier))
        self.settle()

    def double_click(self, identifier: str) -> None:
        """Double click a node."""
        self.page.mouse.dblclick(*self.point(identifier))
        self.settle()

    def place(self) -> dict[str, str]:
        """What the address says."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def who(self) -> str:
        """Whom the panel is about."""
        return self.page.locator("#panel h2").first.inner_text()

    def panel(self) -> str:
        """What the panel says."""
        return self.page.locator("#panel").inner_text()
