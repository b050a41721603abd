"""How often a window has to tell the widths of its charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import open_page, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize(("window", "told"), [(1366, 1), (1920, 0)])
def test_a_window_tells_its_width_once(
    server: str, colleague: Page, window: int, told: int
) -> None:
    sent: list[object] = []
    colleague.on("websocket", lambda one: one.on("framesent", lambda said: sent.append(said)))
    colleague.set_viewport_size({"width": window, "height": 800})
    open_page(colleague, f"{server}/municipality?territory=demo")
    assert len(sent) == 1 + told
    # the chart of the next page is drawn for a window like this at once
    colleague.get_by_test_id("stSidebar").get_by_role("link", name="Школа", exact=True).click()
    settled(colleague)
    assert len(sent) == 2 + told
