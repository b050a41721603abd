"""What a browser loads before the first screen: whole files, our icon, charts ahead of time."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ui import ahead, assets
from ui.server import HEADERS

if TYPE_CHECKING:
    from playwright.sync_api import Page

# no proxy of the machine stands between the test and its own server
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def asked(address: str, method: str = "GET") -> tuple[bytes, HTTPMessage]:
    try:
        answer = OPENER.open(urllib.request.Request(address, method=method))
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        return answer.read(), answer.headers


@pytest.mark.parametrize(
    ("found", "kind"),
    [("js/index.*.js", "text/javascript"), ("css/*.css", "text/css"), ("media/*.woff2", "font/")],
)
def test_a_file_of_streamlit_comes_whole_and_for_good(server: str, found: str, kind: str) -> None:
    path = next((assets.FOLDER / "static").glob(found))
    body, headers = asked(f"{server}/{path.relative_to(assets.FOLDER).as_posix()}")
    assert body == path.read_bytes()
    assert headers["Content-Type"].startswith(kind)
    assert "immutable" in headers["Cache-Control"]
    assert {name: headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("name", ["no-such-file.js", "..%2f..%2fmanifest.json", "../../app.py"])
def test_a_name_that_is_no_file_of_streamlit_gives_no_file(server: str, name: str) -> None:
    body, _ = asked(f"{server}/static/js/{name}")
    # Streamlit refuses, or answers with its page as to any unknown address
    assert body in (b"Bad Request", b"Not Found") or b"<noscript>" in body


def test_other_questions_to_a_file_are_streamlits_own(server: str) -> None:
    path = next((assets.FOLDER / "static" / "js").glob("index.*.js"))
    body, headers = asked(f"{server}/static/js/{path.name}", "HEAD")
    assert body == b""
    assert int(headers["Content-Length"]) == path.stat().st_size


def test_the_icon_is_ours(server: str) -> None:
    body, headers = asked(f"{server}/favicon.png")
    assert body == (Path(assets.__file__).parent / "favicon.png").read_bytes()
    assert headers["Content-Type"] == "image/png"


def test_a_page_without_charts_makes_ready_what_the_first_chart_needs(
    server: str, browser_page: Page
) -> None:
    browser_page.goto(f"{server}/protocol?territory=demo")
    browser_page.wait_for_function(
        "performance.getEntriesByType('resource').some(one => /PlotlyChart[.]/.test(one.name))"
    )


def test_what_is_fetched_ahead_is_where_streamlit_keeps_it() -> None:
    address = ahead.script().partition('CHART = "./')[2].partition('"')[0]
    assert (assets.FOLDER / address).is_file()
