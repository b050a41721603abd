"""What tabs of one person and of several do to each other, at the real server."""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.server import Address, running_server
from tests.session import Cookies, Session, visited

DEMO = "territory=demo"
MEASURE = f"roadmap?{DEMO}&on=2024-01-15&measure=demo-2022:measure:5"


@pytest.fixture
def own_server(own_database: Path) -> Iterator[Address]:
    with running_server(own_database) as address:
        yield address


def test_what_is_added_goes_to_the_draft_that_was_chosen(own_server: str) -> None:
    with Session(own_server, visited(own_server)) as tab:
        tab.open("protocol?territory=demo").press("Начать протокол").press("Пустой черновик")
        options = [one.what.options for one in tab.screen.values() if one.label == "Заседание"]
        drafts = []
        for at in range(len(options[0])):
            tab.open("protocol?territory=demo").choose("Заседание", at)
            drafts.append(parse_qs(tab.query)["meeting"][0])
        for screen, chosen in zip(("", "municipality"), drafts, strict=True):
            tab.open(f"protocol?territory=demo&meeting={chosen}")
            tab.open(f"{screen}?territory=demo").press("В протокол")
            tab.open(f"protocol?territory=demo&meeting={chosen}")
            assert tab.labels().count("Убрать") == 1


def test_numbers_taken_from_an_old_screen_say_how_old_they_are(own_server: Address) -> None:
    """The dialog stays open while a colleague goes on."""
    cookies = visited(own_server)
    with Session(own_server, cookies) as tab, Session(own_server, cookies) as other:
        tab.open(f"protocol?{DEMO}").press("Начать протокол").press("Пустой черновик")
        draft = f"{DEMO}&meeting={parse_qs(tab.query)['meeting'][0]}"
        written(other, 0)
        tab.open(f"{MEASURE}&{draft}").press("В протокол")
        written(other, 2)
        tab.open(f"protocol?{draft}")
        tab.open(f"{MEASURE}&{draft}&renew={parse_qs(tab.query)['item'][0]}")
        written(other, 1)
        tab.press("Взять новые числа").open(f"protocol?{draft}")
        assert "данные изменились, сейчас версия" in tab.text()


def written(tab: Session, state: int) -> None:
    """Another state of a measure of the road map; a link opens its row once a visit."""
    tab.open(f"backups?{DEMO}").open(MEASURE).fill("Состояние", state).press("Записать")


def file_of(school: str, twos: int) -> bytes:
    rows = "Школа;Процедура;Предмет;Класс;Год;Сезон;Писали;2;3;4;5\n"
    return f"{rows}{school};ВПР;математика;5;2025;весна;{14 + twos};{twos};8;4;2\n".encode()


def test_a_browser_killed_in_the_middle_of_an_upload_leaves_nothing(own_server: Address) -> None:
    cookies = visited(own_server)
    with Session(own_server, cookies) as tab:
        tab.open("upload?territory=demo")
        before = held_open(own_server.pid)
        for _ in range(5):
            half_sent(own_server, tab.place_of_file("данные.csv").upload_url, cookies)
    with Session(own_server, cookies) as other:
        other.open("upload?territory=demo").upload("данные.csv", file_of("Школа № 1", 6))
        other.press("Принять файл")
        assert "Файл «данные.csv» принят" in other.text()
    deadline = time.monotonic() + 20
    while held_open(own_server.pid) > before and time.monotonic() < deadline:
        time.sleep(0.1)
    assert held_open(own_server.pid) <= before


def half_sent(server: str, path: str, cookies: Cookies) -> None:
    """Half of a file of 8 MB, then the line is cut."""
    place = urlsplit(server)
    form = '--x\r\nContent-Disposition: form-data; name="file"; filename="данные.csv"\r\n\r\n'
    head = (
        f"PUT {path} HTTP/1.1\r\nHost: {place.netloc}\r\nCookie: {cookies.header}\r\n"
        f"X-Xsrftoken: {cookies.token}\r\nContent-Length: {8 << 20}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    )
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=30) as line:
        line.sendall((head + form).encode() + bytes(4 << 20))


def held_open(pid: int) -> int:
    """How many files that have no name any more a process still holds; 0 where nobody tells."""
    names = []
    for one in Path(f"/proc/{pid}/fd").glob("*"):
        with contextlib.suppress(FileNotFoundError):
            names.append(os.readlink(one))
    return sum(name.endswith("(deleted)") for name in names)


def test_one_takes_a_file_while_another_edits_what_it_stands_on(own_server: str) -> None:
    """Both have looked before either confirms; what was not shown is not written."""
    cookies = visited(own_server)
    with (
        Session(own_server, cookies) as first,
        Session(own_server, cookies) as second,
        Session(own_server, cookies) as editor,
    ):
        first.open("upload?territory=demo").upload("а.csv", file_of("Школа № 1", 6))
        second.open("upload?territory=demo").upload("б.csv", file_of("Школа № 1", 7))
        editor.open("quality?territory=demo").fill("Причина", "письмо школы")
        late = second.pressed("Принять файл")
        first.press("Принять файл")
        assert "Файл «а.csv» принят" in first.text()
        # what was decided about another place stands beside the file
        editor.press("Верно, как напечатано")
        assert "письмо школы" in editor.text()
        second.send(late)
        assert "данные изменили в другом окне" in second.text()
        assert "Файл «б.csv» принят" not in second.text()
        second.press("Принять файл")
        assert "Файл «б.csv» принят" in second.text()


def test_many_files_and_edits_at_once_are_all_there(own_server: str) -> None:
    """Eight tabs press at the same moment: each is told the truth about its own press."""
    cookies, schools = visited(own_server), [f"Школа № {at}" for at in range(1, 5)]
    with contextlib.ExitStack() as open_tabs:
        takers = [open_tabs.enter_context(Session(own_server, cookies)) for _ in schools]
        drafts = [open_tabs.enter_context(Session(own_server, cookies)) for _ in schools]
        takers[0].open("protocol?territory=demo").press("Начать протокол")
        for tab, school in zip(takers, schools, strict=True):
            tab.open("upload?territory=demo").upload(f"{school}.csv", file_of(school, 6))
        for tab in drafts:
            tab.open("protocol?territory=demo")
        pressed = [(tab, tab.pressed("Пустой черновик")) for tab in drafts]
        pressed += [(tab, tab.pressed("Принять файл")) for tab in takers]
        with ThreadPoolExecutor(len(pressed)) as hands:
            list(hands.map(lambda one: one[0].send(one[1]), pressed))
        told = [
            f"{school}.csv» принят" in tab.text()
            for tab, school in zip(takers, schools, strict=True)
        ]
        assert any(told)
        history = takers[0].open("upload?territory=demo").text()
        assert [f"**{school}.csv**" in history for school in schools] == told
        known = drafts[0].open("protocol?territory=demo").screen.values()
        (meetings,) = (one.what.options for one in known if one.label == "Заседание")
        assert len(meetings) == 1 + len(drafts)
