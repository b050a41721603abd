"""Every screen for those who see little, see no colours, or use no mouse.

The rules are axe-core's (WCAG 2.2 A and AA with its best practices); serious and critical findings
fail, on a light and on a dark screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import open_page
from tests.server import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# the first screen has the address of the app itself
PAGES = sorted(path.stem.replace("overview", "") for path in (ROOT / "pages").glob("*/*.py"))
GRAVE = {"serious", "critical"}
# what is Streamlit's own and cannot be reached from an application: rule → where
STREAMLITS_OWN: dict[str, str] = {}
_IS_DARK = "() => getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'"


def _grave(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in GRAVE and one["id"] not in STREAMLITS_OWN
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_grave_on_any_screen(server: str, browser_page: Page, name: str) -> None:
    browser_page.emulate_media(color_scheme="light")
    # what fades while the page runs again is pale for a moment only
    open_page(browser_page, f"{server}/{name}?territory=demo")
    assert _grave(browser_page) == []
    browser_page.emulate_media(color_scheme="dark")
    browser_page.wait_for_function(f"({_IS_DARK})()")
    for _ in range(10):
        # the colours of components follow the page one after another
        found = _grave(browser_page)
        if not found:
            break
        browser_page.wait_for_timeout(500)
    assert found == []


def test_side_bar_is_reached_and_used_by_keyboard(server: str, browser_page: Page) -> None:
    browser_page.goto(f"{server}/?territory=demo")
    browser_page.get_by_role("heading", level=1).wait_for()
    link = browser_page.get_by_role("link", name="Муниципалитет")
    for _ in range(60):
        browser_page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/municipality**")
