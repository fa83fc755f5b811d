"""A real Chromium for the tests that open a page or report, found on the machine or the test says why it is skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def missing(reason: str) -> None:
    """Skip, or fail where the run demands its services."""
    if os.environ.get("CREDITGRAPH_REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for the run; each test opens its own context."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing(f"no Chromium on PATH ({', '.join(NAMES)})")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, headless=True, args=list(QUIET))
        except Error as error:
            missing(f"Chromium does not start: {error.message.splitlines()[0]}")
        yield browser
        browser.close()
