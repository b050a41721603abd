"""What the server does beside the pages: its headers, and a first visit by a deep link."""

from __future__ import annotations

import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from tests.server import running_server
from ui.server import HEADERS

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_cold_server_answers_a_deep_link_with_its_page(
    own_database: Path, browser_page: Page
) -> None:
    refused: list[str] = []
    browser_page.on(
        "console",
        lambda said: refused.append(said.text) if "Content Security" in said.text else None,
    )
    with running_server(own_database) as address:
        browser_page.goto(f"{address}/school?territory=demo")
        browser_page.get_by_role("heading", level=1).wait_for()
        assert browser_page.get_by_role("dialog").count() == 0
        assert _headers(address) == HEADERS
    assert refused == []


def _headers(address: str) -> dict[str, str | None]:
    # no proxy of the machine stands between the test and its own server
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address) as answer:
        return {name: answer.headers[name] for name in HEADERS}
