"""The browser of this machine: finding it, installing it where that is allowed, reading its state.

``python -m tests.browser --install`` is what ``make test`` calls before the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from shnor_core.charts import browsers
from shnor_core.errors import PictureError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DRIVER_ADVICE = (
    "Playwright не запускается: установите системную библиотеку libatomic"
    " (в Debian и Ubuntu — пакет libatomic1)."
)

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class BrowserMissingError(Exception):
    """There is no browser; the message says in one sentence what to do."""


def find_browser() -> Path:
    """Path of a browser that Playwright can drive.

    Raises
    ------
    BrowserMissingError
        Nothing is installed, or ``BROWSER_PATH`` names nothing.
    """
    try:
        found = browsers.named()
    except PictureError as error:
        raise BrowserMissingError(str(error)) from error
    if found:
        return found
    for path in browsers.candidates():
        if _starts(path):
            return path
    raise BrowserMissingError(browsers.ADVICE)


def _starts(path: Path) -> bool:
    # Ubuntu's chromium-browser may be a script that only asks to install a snap;
    # elsewhere --version would open a window
    if not sys.platform.startswith("linux"):
        return True
    answer = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60)
    return answer.returncode == 0


def may_install() -> bool:
    """Whether this process is root on Debian or Ubuntu."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def check_driver() -> None:
    """Playwright brings its own Node.js, which wants one library the smallest systems lack.

    Raises
    ------
    BrowserMissingError
        Node.js does not start.
    """
    command = [sys.executable, "-m", "playwright", "--version"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise BrowserMissingError(DRIVER_ADVICE)


def install_browser() -> None:
    """Install Debian's Chromium, a font for Cyrillic and what Playwright needs."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "--yes", "--no-install-recommends"]
    # one by one: Ubuntu has no chromium, and the others are wanted all the same
    wanted = [[*install, package] for package in ("libatomic1", "fonts-dejavu-core", "chromium")]
    for arguments in (["update"], *wanted):
        subprocess.run(
            ["apt-get", "-qq", *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )


@contextmanager
def running_browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    check_driver()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(find_browser()), args=list(ARGUMENTS)
        )
        try:
            yield browser
        finally:
            browser.close()


# Records, inside the page, when somebody acted and when the app last said or drew something. The
# socket is watched because after a click the page looks finished until the server answers.
WATCH = """
(() => {
  const seen = {sent: -1, received: 0, drawn: 0, acted: 0};
  window.__seen = seen;
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => { seen.received = performance.now(); });
    }
    send(data) { seen.sent = performance.now(); super.send(data); }
  };
  for (const act of ["click", "keydown", "input"])
    document.addEventListener(act, () => { seen.acted = performance.now(); }, true);
  new MutationObserver(() => { seen.drawn = performance.now(); }).observe(
    document, {subtree: true, childList: true, characterData: true, attributes: true});
})();
"""

SETTLED = """
([quiet, patience]) => {
  const seen = window.__seen, now = performance.now();
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app || app.dataset.testScriptState !== "notRunning") return false;
  if (document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')) return false;
  const answered = seen.received > seen.sent || now - seen.sent > patience;
  return answered && now - Math.max(seen.received, seen.drawn, seen.acted) > quiet;
}
"""

QUIET, PATIENCE = 200, 3000


def watch(page: Page) -> Page:
    """Make :func:`settled` possible; call before the page goes anywhere."""
    page.add_init_script(WATCH)
    return page


def open_page(page: Page, address: str) -> None:
    """Go to an address of the app and wait until its screen stands; a cold server takes longer."""
    page.goto(address)
    settled(page, 60)


def settled(page: Page, timeout: float = 30) -> None:
    """Wait until the run is over and nothing has been drawn for a fifth of a second."""
    page.wait_for_load_state("networkidle", timeout=timeout * 1000)
    page.wait_for_function(SETTLED, arg=[QUIET, PATIENCE], timeout=timeout * 1000)


def main(arguments: list[str]) -> int:
    """Say which browser the tests will use; with ``--install`` get what is missing first.

    Without a browser the answer is still 0: the tests that need it fail with the same sentence.
    """
    try:
        found = find_browser()
        check_driver()
        print(f"Браузер: {found}")
    except BrowserMissingError as missing:
        print(missing)
        if "--install" in arguments and may_install() and not os.environ.get("BROWSER_PATH"):
            print("Устанавливаю недостающее из пакетов системы.", flush=True)
            install_browser()
            return main([])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
