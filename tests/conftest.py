"""Databases, the app without a browser, the app with one.

Imports that take seconds stand inside the fixtures: a test of one module of the core pays for none.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser import running_browser, watch
from tests.server import APP, running_server

# limits and users of POSIX
collect_ignore = [] if os.name == "posix" else ["db/test_faults_posix.py"]

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from streamlit.testing.v1 import AppTest

    Launcher = Callable[..., AppTest]
    Tab = tuple[Page, list[str]]


@pytest.fixture(scope="session")
def built_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data, built once. Nobody opens this file: it is the one copies are made of."""
    from shnor_core.workflow import store

    path = tmp_path_factory.mktemp("built") / "shnor.duckdb"
    store.build(path)
    return path


@pytest.fixture(scope="session")
def database(built_database: Path) -> Path:
    """The shipped data for everybody who only reads."""
    return _copy(built_database, "reading")


@pytest.fixture
def own_database(built_database: Path, tmp_path: Path) -> Path:
    """The shipped data for one test that writes."""
    return Path(shutil.copy(built_database, tmp_path / "shnor.duckdb"))


@pytest.fixture
def empty_database(tmp_path: Path) -> Path:
    """All the tables and no rows, which counts as up to date."""
    from shnor_core.db.connection import connect
    from shnor_core.workflow import store

    path, no_data = tmp_path / "empty.duckdb", tmp_path / "no-data"
    no_data.mkdir()
    store.build(path, no_data)
    opened = connect(path)
    with opened.writing() as cursor:
        # otherwise the app would see that data/ has more and build itself anew
        cursor.execute(
            "update meta set value = $value where key = 'fingerprint'",
            {"value": store.fingerprint()},
        )
    opened.close()
    return path


@pytest.fixture
def app(database: Path, monkeypatch: pytest.MonkeyPatch) -> Launcher:
    """Start the app without a browser: ``app(path=own_database, school="18")``.

    Keyword arguments other than ``path`` and ``script`` become parameters of the address.
    The app returned has not run yet: ``app().run()``, then ``switch_page(...)``.
    """
    from streamlit.testing.v1 import AppTest

    def launch(path: Path = database, script: Path = APP, **parameters: str) -> AppTest:
        monkeypatch.setenv("SHNOR_DB", str(path))
        started = AppTest.from_file(str(script), default_timeout=60)
        started.query_params.update(parameters)
        return started

    return launch


@pytest.fixture(scope="session")
def server(built_database: Path) -> Iterator[str]:
    """Address of the real app over its own copy of the shipped data."""
    with running_server(_copy(built_database, "server")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_browser() as started:
        yield started


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Tab]:
    """One tab for all tests of a process: a new one loads its first page twice as long."""
    context = browser.new_context(accept_downloads=True, locale="ru-RU")
    page = watch(context.new_page())
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("request", lambda request: broken.extend(_abroad(request.url)))
    yield page, broken
    context.close()


@pytest.fixture
def browser_page(tab: Tab) -> Iterator[Page]:
    """A tab as good as new; an error of a script in it, or a call abroad, fails the test."""
    page, broken = tab
    page.set_viewport_size({"width": 1366, "height": 768})
    page.emulate_media(media="screen", color_scheme="light")
    broken.clear()
    yield page
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.context.clear_cookies()
    page.goto("about:blank")
    assert broken == []


@pytest.fixture
def colleague(browser: Browser) -> Iterator[Page]:
    """Another person: a browser of their own."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU")
    yield watch(context.new_page())
    context.close()


def _abroad(url: str) -> list[str]:
    host = urlsplit(url).hostname
    return [] if host in (None, "127.0.0.1", "localhost") else [url]


def _copy(path: Path, purpose: str) -> Path:
    folder = path.parent / purpose
    folder.mkdir()
    return Path(shutil.copy(path, folder / path.name))
