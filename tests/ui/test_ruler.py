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
    # a busy machine measures after the screen has stood still for a while
    until_sent(colleague, sent, 1 + told)
    assert len(sent) == 1 + told
    # the chart of the next page is drawn for a window like this at once
    colleague.get_by_test_id("stSidebar").get_by_role("link", name="Школа", exact=True).click()
    settled(colleague)
    assert len(sent) == 2 + told


@pytest.mark.parametrize(
    "address",
    [
        "municipality?territory=tyukhtet",
        "targets?territory=demo&view=график",
        "results?territory=demo&results_tab=Одна процедура",
    ],
)
def test_a_place_is_as_wide_as_its_call_says(server: str, colleague: Page, address: str) -> None:
    told = opened_wide(colleague, f"{server}/{address}")
    assert len(told) == 1


def test_a_chart_of_a_protocol_is_as_wide_as_its_call_says(server: str, colleague: Page) -> None:
    told = opened_wide(
        colleague, f"{server}/protocol?territory=kamensk-uralsky&meeting=kamensk-uralsky:12"
    )
    colleague.get_by_text("2.1: 22,6 % → 36,5 %").first.click()
    settled(colleague)
    assert len(told) == 2


def until_sent(page: Page, sent: list[object], count: int) -> None:
    for _ in range(50):
        if len(sent) >= count:
            break
        page.wait_for_timeout(100)
    settled(page)


def opened_wide(page: Page, address: str) -> list[object]:
    """What a window of 1920 sends from its first message on."""
    sent: list[object] = []
    page.on("websocket", lambda one: one.on("framesent", lambda said: sent.append(said)))
    page.set_viewport_size({"width": 1920, "height": 1080})
    open_page(page, address)
    return sent
