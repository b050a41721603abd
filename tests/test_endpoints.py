"""What Streamlit answers beside the pages: the second table of docs/access.md, and messages."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.proof.house import ALLOWED, REFUSED, ROLES, STRANGER, House, running_house, said_of
from tests.session import PATIENCE, Cookies, Session, visited
from ui.endpoints import PageMessages

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
UPLOAD = "upload?territory=demo"
PART = "bidi_component"
BLANK = "Скачать бланк: Учебный округ"


@pytest.fixture(scope="module")
def house(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_house(built_database, tmp_path_factory) as made:
        yield made


@pytest.fixture(scope="module")
def prepared(house: House) -> Iterator[str]:
    """Address of a workbook that the page of somebody else has asked for."""
    house.give("Администратор")
    with house.tab("Администратор") as tab:
        yield tab.open(UPLOAD).prepared(BLANK)


def asked(
    server: str, path: str, cookies: Cookies, method: str = "GET", body: bytes | None = None
) -> tuple[int, bytes]:
    headers = {"Cookie": cookies.header, "X-Xsrftoken": cookies.token}
    request = urllib.request.Request(server + path, body, headers, method=method)
    try:
        with OPENER.open(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read()


def upload(house: House, cookies: Cookies, _prepared: str) -> int:
    """Put a file into a session of one's own: the address of it is told to anybody who asks."""
    with Session(house.address, cookies) as tab:
        place = tab.open("").place_of_file("новое.csv").upload_url
        try:
            tab.put(place, "новое.csv", b"a;b")
        except urllib.error.HTTPError as refusal:
            return refusal.code
    return 200


def removal(house: House, cookies: Cookies, _prepared: str) -> int:
    status, _ = asked(house.address, "/_stcore/upload_file/session/file", cookies, "DELETE")
    return 200 if status == 204 else status


def download(house: House, cookies: Cookies, prepared: str) -> int:
    return asked(house.address, prepared, cookies)[0]


def metrics(house: House, cookies: Cookies, _prepared: str) -> int:
    return asked(house.address, "/_stcore/metrics", cookies)[0]


def agent(house: House, cookies: Cookies, _prepared: str) -> int:
    return asked(house.address, "/_stcore/agent/interact", cookies, "POST", b"{}")[0]


ADDRESSES: dict[str, Callable[[House, Cookies, str], int]] = {
    "`PUT /_stcore/upload_file/…`": upload,
    "`DELETE /_stcore/upload_file/…`": removal,
    "`/media/…`": download,
    "`/_stcore/metrics`": metrics,
    "`/_stcore/agent/…`": agent,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_answers_whom_the_table_says(house: House, prepared: str, address: str) -> None:
    found, answers = {}, {200: ALLOWED, 403: REFUSED}
    for role in ROLES:
        house.give(role)
        cookies = visited(house.address) if role == STRANGER else house.cookies
        found[role] = answers[ADDRESSES[address](house, cookies, prepared)]
    assert found == said_of("Адрес", 0)[address]


def test_the_table_has_every_address() -> None:
    assert list(said_of("Адрес", 0)) == [*ADDRESSES, *OPEN]


# what anybody may read: whether the server is up, settings of the page, code of the components
OPEN = {
    "`/_stcore/health`": ("/_stcore/health", b"ok"),
    "`/_stcore/host-config`": ("/_stcore/host-config", b"allowedOrigins"),
    "`/`, `/static/…`": ("/", b'<div id="root">'),
}


@pytest.mark.parametrize("address", OPEN)
def test_what_is_open_to_all_says_nothing_of_the_data(house: House, address: str) -> None:
    path, words = OPEN[address]
    status, said = asked(house.address, path, visited(house.address))
    assert status == 200
    assert words in said
    assert "округ" not in said.decode()
    assert set(said_of("Адрес", 0)[address].values()) == {ALLOWED}


def test_metrics_count_and_name_no_data(house: House) -> None:
    house.give("Администратор")
    status, said = asked(house.address, "/_stcore/metrics", house.cookies)
    assert status == 200
    assert said.isascii()
    assert b"demo" not in said


def test_a_forged_or_borrowed_cookie_opens_nothing(house: House, prepared: str) -> None:
    house.give("Администратор")
    honest = house.cookies.header
    assert asked(house.address, prepared, house.cookies)[0] == 200
    for forged in (
        honest.replace("_streamlit_user=", "_streamlit_user=x"),
        honest.replace("_streamlit_user=", "_streamlit_user_tokens=", 1),
        '_streamlit_user={"is_logged_in": true, "email": "editor@edu.example"}',
    ):
        assert asked(house.address, prepared, Cookies(forged, house.cookies.token))[0] == 403


def test_a_broken_list_of_roles_opens_nothing(house: House, prepared: str) -> None:
    house.access.write_text('[[people]]\nrole = "king"', "utf-8")
    assert asked(house.address, prepared, house.cookies)[0] == 403


@pytest.mark.parametrize("path", ["/component/", "/_stcore/bidi-components/"])
def test_parts_of_the_screen_have_no_files(house: House, path: str) -> None:
    house.give("Администратор")
    with house.tab("Администратор") as tab:
        tab.open("quality?territory=demo")
        named = [one.what.component_name for one in tab.screen.values() if one.kind == PART]
    assert named
    for one in named:
        for file in ("", "index.js", "../../app.py"):
            assert asked(house.address, f"{path}{one}/{file}", house.cookies)[0] in (400, 404)


def test_a_session_hears_only_what_pages_send() -> None:
    operation = BackMsg()
    operation.backend_operation_request.install_skills.SetInParent()
    file = BackMsg()
    file.backend_operation_request.deferred_file.file_id = "1"
    run = BackMsg()
    run.rerun_script.query_string = "territory=demo"
    sent = [BackMsg(clear_cache=True), run, operation, file, BackMsg(load_git_info=True)]
    assert heard([one.SerializeToString() for one in sent]) == [
        run.SerializeToString(),
        file.SerializeToString(),
    ]


def heard(sent: list[bytes]) -> list[bytes]:
    """What an app behind the filter receives before the session is closed."""
    coming = [{"type": "websocket.receive", "bytes": one} for one in sent]
    received: list[bytes] = []

    async def receive() -> Message:
        return coming.pop(0) if coming else {"type": "websocket.disconnect"}

    async def send(_message: Message) -> None:
        """Nothing is answered."""

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            received.append(message["bytes"])

    talk = PageMessages(app)({"type": "websocket"}, receive, send)
    # in a thread of its own: this one may keep the loop of a browser
    with ThreadPoolExecutor(1) as alone:
        alone.submit(asyncio.run, talk).result()
    return received
