"""What the server does beside the pages: its headers, and a first visit by a deep link."""

from __future__ import annotations

import socket
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.server import ROOT, running_server
from ui import server as ours
from ui.server import HEADERS

if TYPE_CHECKING:
    from playwright.sync_api import Page

# the first screen has the address of the app itself
PAGES = sorted(path.stem.replace("overview", "") for path in (ROOT / "pages").glob("*/*.py"))


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


def test_small_answers_leave_at_once() -> None:
    # as Streamlit does it: bound and listening before asyncio sees it
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen()
        ours._send_at_once()
        with socket.create_connection(bound.getsockname()):
            accepted, _ = bound.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def _headers(address: str) -> dict[str, str | None]:
    # no proxy of the machine stands between the test and its own server
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address) as answer:
        return {name: answer.headers[name] for name in HEADERS}


_OWN_WORDS = """() => [...document.querySelectorAll("[aria-label], [title], [placeholder]")]
    .flatMap(one => ["aria-label", "title", "placeholder"].map(name => one.getAttribute(name)))
    .filter(text => text && /[A-Za-z]{3,}/.test(text) && !/[А-Яа-яЁё]/.test(text))
"""


@pytest.mark.parametrize("page", PAGES)
def test_no_english_is_left_around_the_widgets(server: str, browser_page: Page, page: str) -> None:
    browser_page.goto(f"{server}/{page}?territory=demo")
    browser_page.get_by_role("heading", level=1).wait_for()
    assert browser_page.evaluate("document.documentElement.lang") == "ru"
    browser_page.wait_for_function(f"({_OWN_WORDS})().length === 0")


def test_links_between_screens_are_links_when_served(server: str, browser_page: Page) -> None:
    browser_page.goto(f"{server}/?territory=kamensk-uralsky")
    browser_page.get_by_role("heading", level=1).wait_for()
    link = browser_page.get_by_test_id("stMain").get_by_test_id("stPageLink-NavLink").first
    link.click()
    browser_page.wait_for_function("location.pathname.length > 1")
