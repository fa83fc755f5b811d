"""The core of the explorer on the server store: the same pictures from Neo4j."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from loaders.sample import write_sample
from tests.browser.conftest import PASSWORD, environment_of, fill, serving
from tests.browser.desk import Desk
from tests.neo4j_run import Address

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_search_expand_day_ownership_and_why(neo4j_lts: Address, chromium: Browser, tmp_path: Path) -> None:
    write_sample(tmp_path / "样例", enterprises=60, seed=7)
    paths = sorted(path for path in (tmp_path / "样例").iterdir() if path.is_dir() and path.name != "待修")
    environment = environment_of(tmp_path, f"{neo4j_lts.uri}/neo4j".replace("bolt://", "neo4j://"))
    environment |= {"NEO4J_USER": neo4j_lts.user, "NEO4J_PASSWORD": neo4j_lts.password}
    fill(environment, paths, tmp_path)
    with serving(environment) as server, Desk.at(server.base, chromium, "everybody", PASSWORD) as desk:
        desk.search("例一石品")
        assert desk.who() == "银川例一食品有限公司"
        today = desk.graph()
        assert len(today["nodes"]) >= 5
        desk.double_click(desk.node("张前任"))
        desk.page.click("#tool-undo")
        assert desk.graph()["nodes"] == today["nodes"]
        desk.as_of("2020-06-30")
        assert not any("2020-08-15" in one["label"] for one in desk.graph()["nodes"])
        desk.search("银川例十丙")
        desk.page.click("#act-ownership")
        desk.settle()
        assert desk.page.locator("#panel .ring").count() == 1
        desk.search("张前任")
        desk.as_of("2021-01-01")
        desk.page.goto(desk.page.url.replace("view=ownership", "view=why"))
        desk.settle()
        desk.page.locator("article.measure [data-why]").first.click()
        desk.settle()
        assert "food-ban-named" in desk.panel()
        desk.page.click("#tab-overview")
        desk.settle()
        assert "Neo4j" in desk.page.locator("#main").inner_text()
        desk.must_be_clean()
