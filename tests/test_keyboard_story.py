"""From «Обзор» to the Word file without a mouse; whoever tabs along sees where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser import open_page, settled
from tests.server import running_server

pytestmark = pytest.mark.browser
FURTHEST = 250

# The focused element, wherever it is inside a component, and what is around it.
FOCUS = r"""
(() => {
  const deep = (root) => {
    const found = root.activeElement;
    const inside = found && found.shadowRoot;
    return inside && inside.activeElement ? deep(inside) : found;
  };
  const around = (node) => {
    const found = [];
    while (node && found.length < 5) {
      if (node instanceof Element) found.push(node);
      node = node.parentElement || node.getRootNode().host;
    }
    return found;
  };
  const look = (nodes) => JSON.stringify(nodes.map((node) => {
    const style = getComputedStyle(node);
    return ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderColor",
      "backgroundColor", "color", "textDecorationLine"].map((name) => style[name]);
  }));
  const name = (node) => (node.getAttribute("aria-label") || node.innerText || node.tagName)
    .replace(/[\u00AD\u2060]/g, "").replace(/\s+/g, " ").trim();
  window.__focus = {
    // remembers how the place looks with the focus on it
    take() {
      const node = deep(document);
      if (!node || node === document.body) return null;
      const nodes = around(node);
      this.last = { nodes, seen: look(nodes), name: name(node) };
      return this.last.name;
    },
    // the name of the last place when it looks the same without the focus
    unseen() {
      const last = this.last;
      this.last = null;
      if (!last || !last.nodes[0].isConnected) return null;
      return look(last.nodes) === last.seen ? last.name : null;
    },
  };
})();
"""


@pytest.fixture
def own_server(own_database: Path) -> Iterator[str]:
    with running_server(own_database) as address:
        yield address


def tab_to(page: Page, name: str) -> list[str]:
    """Press Tab until the place of this name has the focus; names of places nobody can see."""
    unseen = []
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        if lost := page.evaluate("() => __focus.unseen()"):
            unseen.append(lost)
        here = page.evaluate("() => __focus.take()")
        if here and re.fullmatch(name, here):
            return unseen
    raise AssertionError(f"«{name}»: за {FURTHEST} нажатий Tab не дойти")


def enter(page: Page) -> None:
    page.keyboard.press("Enter")
    settled(page, 60)


def test_the_whole_way_to_a_protocol_by_keyboard(
    own_server: str, browser_page: Page, tmp_path: Path
) -> None:
    page = browser_page
    page.add_init_script(FOCUS)
    open_page(page, f"{own_server}/?territory=demo")
    unseen = tab_to(page, "Школа № 1")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Школа № 4")
    unseen += tab_to(page, "Идентификация")
    enter(page)
    expect(page).to_have_url(re.compile("/identification"))
    unseen += tab_to(page, r"(\w+ )?В протокол")
    enter(page)
    expect(page.get_by_text("Добавлено в протокол").first).to_be_visible()
    unseen += tab_to(page, "Протокол")
    enter(page)
    unseen += tab_to(page, r"(\w+ )?Протокол \(\.docx\)")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    path = tmp_path / "protocol.docx"
    started.value.save_as(path)
    assert any("ФИОКО-2022" in one.text for one in docx.Document(str(path)).paragraphs)
    assert sorted(set(unseen)) == []
