"""Who may do what, through the real server, a real identity provider and a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser import settled, watch
from tests.identity_provider import RULES, running_provider, write_secrets
from tests.server import APP, ROOT, free_port, running_server

pytestmark = pytest.mark.browser

QUALITY = "quality?territory=demo"
TARGET = "targets?territory=demo&on=2024-01-15&target=demo-2022:8.5"
TARGETS_ELSEWHERE = "targets?territory=pirovskoe&on=2024-01-15&target=pirovskoe-2022:8.3"
OTHERS = "Вы редактор другой территории"
LOOK_ONLY = "Вам открыты просмотр и скачивание"


@dataclass(frozen=True)
class Guarded:
    """An app that asks to sign in, and the file of its roles."""

    address: str
    access: Path


@pytest.fixture(scope="module")
def guarded(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("sign-in")
    database = Path(shutil.copy(built_database, folder / "shnor.duckdb"))
    access, secrets, port = folder / "access.toml", folder / "secrets.toml", free_port()
    access.write_text(RULES, "utf-8")
    with pytest.MonkeyPatch.context() as patch, running_provider() as provider:
        patch.setenv("SHNOR_ACCESS", str(access))
        write_secrets(secrets, provider, f"http://127.0.0.1:{port}")
        options = ("--secrets.files", str(secrets))
        with running_server(database, options=options, port=port) as address:
            yield Guarded(address, access)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU")
    # the provider's page asks for a style sheet from abroad
    made.route(re.compile("^https://"), _refuse)
    yield made
    made.close()


def _refuse(route: Route) -> None:
    route.abort()


Enter = Callable[[str], Page]


@pytest.fixture
def enter(guarded: Guarded, context: BrowserContext) -> Enter:
    """Sign in as one of the people."""

    def sign_in(name: str) -> Page:
        page = watch(context.new_page())
        show(page, guarded, "")
        page.get_by_role("button", name="Войти").click()
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_url(f"{guarded.address}/**")
        settled(page, 60)
        return page

    return sign_in


def show(page: Page, guarded: Guarded, place: str) -> None:
    page.goto(f"{guarded.address}/{place}")
    settled(page, 60)


def buttons(page: Page, name: str) -> int:
    return page.get_by_role("button", name=name).count()


@pytest.mark.parametrize("place", ["", QUALITY, TARGET, "protocol", "backups", "school"])
def test_a_stranger_to_the_house_sees_the_sign_in_page_only(
    guarded: Guarded, context: BrowserContext, place: str
) -> None:
    page = watch(context.new_page())
    show(page, guarded, place)
    expect(page.get_by_role("button", name="Войти")).to_be_visible()
    seen = page.locator("body").inner_text()
    assert "Войдите, чтобы открыть данные" in seen
    assert not re.search("округ|Территория|Обзор|школ", seen)


def test_a_person_of_no_list_is_told_so(enter: Enter) -> None:
    page = enter("stranger")
    expect(page.get_by_text("доступа к данным у вас нет")).to_be_visible()
    # a joiner keeps the address from becoming a link
    expect(page.get_by_text(re.compile("stranger@\u2060?abroad.example"))).to_be_visible()
    assert "Территория" not in page.locator("body").inner_text()
    page.get_by_role("button", name="Выйти").click()
    # the provider ends its own session too
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("button", name="Войти")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize(("name", "sentence"), [("viewer", LOOK_ONLY), ("elsewhere", OTHERS)])
def test_who_may_not_edit_sees_and_downloads_and_changes_nothing(
    guarded: Guarded, enter: Enter, name: str, sentence: str
) -> None:
    page = enter(name)
    show(page, guarded, QUALITY)
    expect(page.get_by_text(sentence).first).to_be_visible()
    assert buttons(page, "Верно, как напечатано") == 0
    assert buttons(page, "В протокол") == 0
    assert buttons(page, "Скачать") > 0
    show(page, guarded, TARGET)
    expect(page.get_by_text(sentence).first).to_be_visible()
    assert buttons(page, "Записать факт") == 0
    show(page, guarded, "protocol?territory=demo")
    assert buttons(page, "Начать протокол") == 0
    show(page, guarded, "upload?territory=demo")
    with page.expect_download() as blank:
        page.get_by_role("button", name="Скачать бланк").click()
    assert blank.value.failure() is None
    show(page, guarded, "backups")
    assert buttons(page, "Сделать копию") == 0
    expect(page.get_by_text("Копии делает и возвращает администратор")).to_be_visible()


def test_an_editor_edits_the_own_territory_only(guarded: Guarded, enter: Enter) -> None:
    page = enter("elsewhere")
    show(page, guarded, "upload?territory=pirovskoe")
    file = {"name": "пустой.csv", "mimeType": "text/csv", "buffer": b"a;b"}
    page.locator("input[type=file]").set_input_files([file])
    expect(page.get_by_text("Не взять без исправления: 1 место").first).to_be_visible()
    show(page, guarded, TARGETS_ELSEWHERE)
    assert buttons(page, "Записать факт") == 1


def test_the_log_carries_the_name_of_who_signed_in(guarded: Guarded, enter: Enter) -> None:
    page = enter("editor")
    show(page, guarded, QUALITY)
    page.get_by_placeholder("Например: школа подтвердила письмом").fill("школа подтвердила")
    page.get_by_role("button", name="Верно, как напечатано").click()
    settled(page, 60)
    expect(page.get_by_text(re.compile(r"· Методист Учебного округа$")).first).to_be_visible()
    show(page, guarded, TARGET)
    page.get_by_label("Сколько", exact=True).fill("5")
    page.get_by_label("Из скольких").fill("6")
    page.get_by_role("button", name="Записать факт").click()
    settled(page, 60)
    expect(page.get_by_text("Методист Учебного округа · ввод данных")).to_be_visible()
    show(page, guarded, "protocol?territory=demo")
    page.get_by_role("button", name="Начать протокол").click()
    settled(page, 60)
    expect(page.get_by_role("heading", level=1)).to_contain_text("В черновике")
    show(page, guarded, "backups")
    assert buttons(page, "Сделать копию") == 0


def test_a_role_taken_away_stops_the_form_already_open(guarded: Guarded, enter: Enter) -> None:
    page = enter("editor")
    show(page, guarded, QUALITY)
    place = page.get_by_placeholder("Например: школа подтвердила письмом")
    place.fill("уже не редактор")
    guarded.access.write_text(RULES.replace('email = "editor@', 'email = "gone@'), "utf-8")
    try:
        page.get_by_role("button", name="Верно, как напечатано").click()
        settled(page, 60)
        expect(page.get_by_role("alert")).to_contain_text(LOOK_ONLY)
        assert "уже не редактор" not in page.locator("body").inner_text()
    finally:
        guarded.access.write_text(RULES, "utf-8")


def test_an_administrator_copies_and_puts_back_under_a_reader(
    guarded: Guarded, enter: Enter
) -> None:
    page = enter("admin")
    show(page, guarded, "backups")
    page.get_by_role("button", name="Сделать копию").click()
    settled(page, 60)
    row = page.locator("table tr").filter(has_text="по кнопке или команде").first
    row.click()
    settled(page, 60)
    page.get_by_text("Понимаю, вернуть").click()
    settled(page, 60)
    page.get_by_role("button", name="Вернуть базу из копии").click()
    settled(page, 60)
    expect(page.get_by_text("Начальник отдела: shnor-")).to_be_visible()
    expect(page.locator("table tr").filter(has_text="перед восстановлением")).to_have_count(1)
    show(page, guarded, "?territory=demo")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_cookie_of_a_sign_in_is_closed_to_scripts_and_other_sites(
    guarded: Guarded, enter: Enter, context: BrowserContext
) -> None:
    page = enter("viewer")
    signed = [one for one in context.cookies(guarded.address) if "user" in one["name"]]
    assert signed
    assert all(one["httpOnly"] and one["sameSite"] == "Lax" for one in signed)
    assert "_streamlit_user" not in page.evaluate("document.cookie")


def test_a_forged_cookie_is_nobody(guarded: Guarded, context: BrowserContext) -> None:
    context.add_cookies(
        [
            {
                "name": "_streamlit_user",
                "value": '{"email":"admin@edu.example"}',
                "url": guarded.address,
            }
        ]
    )
    page = watch(context.new_page())
    show(page, guarded, "backups")
    expect(page.get_by_role("button", name="Войти")).to_be_visible()


def test_without_sign_in_nobody_else_is_listened_to() -> None:
    options = ("--server.address", "0.0.0.0", "--server.port", str(free_port()))
    told = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", str(APP), *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert told.returncode != 0
    assert "приложение отвечает только этому компьютеру" in told.stderr + told.stdout
    assert "Traceback" not in told.stderr + told.stdout


def test_without_sign_in_the_side_bar_says_who_is_answered(server: str, browser_page: Page) -> None:
    browser_page.goto(server)
    settled(browser_page, 60)
    expect(
        browser_page.get_by_text("Вход не настроен: приложение отвечает только этому компьютеру.")
    ).to_be_visible()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(server) as answer:
        assert answer.status == 200
