"""What the real server refuses: strange paths, uploads without a token, pages of other sites."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from http.client import HTTPMessage
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.identity_provider import running_provider, write_secrets
from tests.server import running_server
from tests.session import Cookies, Session, visited

SOCKET = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}
# any of these words would be the content of a file of the machine or of the project
LEAKED = re.compile(rb"root:|import streamlit|gatherUsageStats|client_secret|DUCK")
UPLOAD = "/_stcore/upload_file/session/file"


def asked(
    server: str, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
) -> tuple[int, HTTPMessage, bytes]:
    """The answer to exactly this path and these headers: a client library would tidy them."""
    given = headers or {}
    place = urlsplit(server)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
    connection.putrequest(method, path, skip_host="Host" in given)
    for name, text in {**given, "Content-Length": str(len(body))}.items():
        connection.putheader(name, text)
    connection.endheaders(body)
    answer = connection.getresponse()
    content = b"" if answer.status == 101 else answer.read()
    connection.close()
    return answer.status, answer.headers, content


@pytest.mark.parametrize("start", ["/", "/static/", "/media/", "/app/static/", "/component/x/"])
@pytest.mark.parametrize("up", ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..%252f"])
@pytest.mark.parametrize("name", ["app.py", ".streamlit/config.toml", "etc/passwd"])
def test_no_path_leads_out_of_what_is_served(server: str, start: str, up: str, name: str) -> None:
    _, _, content = asked(server, "GET", start + up * 8 + name)
    assert not LEAKED.search(content)


@pytest.mark.parametrize(
    "path", ["/app.py", "/.streamlit/config.toml", "/.streamlit/secrets.toml", "/data/shnor.duckdb"]
)
def test_files_of_the_project_are_not_served(server: str, path: str) -> None:
    status, _, content = asked(server, "GET", path)
    assert status == 404 or b"<html" in content
    assert not LEAKED.search(content)


def test_the_cookie_against_forgery_stays_on_this_site(server: str) -> None:
    _, headers, _ = asked(server, "GET", "/_stcore/health")
    (cookie,) = [one for one in headers.get_all("Set-Cookie") if one.startswith("_streamlit_xsrf")]
    # the page itself must read it to send it back, so it is not HttpOnly; it opens nothing alone
    assert cookie.split("; ")[1:] == ["Path=/", "SameSite=Lax"]


@pytest.fixture
def public_server(own_database: Path, tmp_path: Path) -> Iterator[str]:
    """An app that people reach by HTTPS: a server before it takes that off."""
    secrets = tmp_path / "secrets.toml"
    with running_provider() as provider:
        write_secrets(secrets, provider, "https://shnor.example")
        with running_server(own_database, options=("--secrets.files", str(secrets))) as address:
            yield address


def local(url: str) -> str:
    """The same page without the name of the site."""
    parts = urlsplit(url)
    return f"/{parts.path.lstrip('/')}?{parts.query}"


def test_cookies_of_a_sign_in_by_https_never_travel_without_it(public_server: str) -> None:
    jar, flags = {}, {}

    def visit(path: str) -> str:
        header = "; ".join(f"{name}={text}" for name, text in jar.items())
        _, headers, _ = asked(public_server, "GET", path, {"Cookie": header})
        for one in headers.get_all("Set-Cookie") or ():
            first, *rest = one.split("; ")
            name, _, jar[name] = first.partition("=")
            flags[name] = {flag.lower() for flag in rest}
        return headers["Location"] or ""

    visit("/_stcore/health")
    token = jar["_streamlit_xsrf"]
    with Session(public_server, Cookies(f"_streamlit_xsrf={token}", token)) as tab:
        form = visit(local(tab.open("").press("Войти").sent_to))
    who = {"Content-Type": "application/x-www-form-urlencoded"}
    _, sent, _ = asked(form, "POST", local(form), who, urlencode({"sub": "editor"}).encode())
    assert sent["Location"].startswith("https://shnor.example/oauth2callback?")
    visit(local(sent["Location"]))
    assert all("secure" in one and "samesite=lax" in one for one in flags.values())
    private = {name for name, one in flags.items() if "httponly" in one}
    assert private == flags.keys() - {"_streamlit_xsrf"}
    assert any("user" in name for name in private)


@pytest.mark.parametrize("token", ["", "2|00000000|00000000000000000000000000000000|1"])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_an_upload_without_the_token_of_the_page_is_refused(
    server: str, method: str, token: str
) -> None:
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    given = form | ({"X-Xsrftoken": token} if token else {})
    assert asked(server, method, UPLOAD, given, b"--x--")[0] == 403


def test_an_upload_with_the_token_of_another_browser_is_refused(server: str) -> None:
    given = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Cookie": visited(server).header,
        "X-Xsrftoken": visited(server).token,
    }
    assert asked(server, "PUT", UPLOAD, given, b"--x--")[0] == 403


def test_an_upload_with_the_token_but_of_nobody_is_refused(server: str) -> None:
    _, headers, _ = asked(server, "GET", "/_stcore/health")
    cookie = str(headers["Set-Cookie"]).split(";", maxsplit=1)[0]
    given = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Cookie": cookie,
        "X-Xsrftoken": cookie.split("=", 1)[1],
    }
    assert asked(server, "PUT", UPLOAD, given, b"--x--")[0] == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 101),
        ({"Origin": "{server}"}, 101),
        ({"Origin": "http://other.example"}, 403),
        ({"Origin": "null"}, 403),
        # another site's name that points to this machine: its page is «of the same origin»
        ({"Origin": "http://other.example", "Host": "other.example"}, 403),
        ({"Host": "other.example"}, 403),
    ],
)
def test_only_pages_of_this_server_may_open_a_session(
    server: str, headers: dict[str, str], status: int
) -> None:
    given = {name: text.format(server=server) for name, text in headers.items()}
    assert asked(server, "GET", "/_stcore/stream", SOCKET | given)[0] == status


def test_a_prepared_file_waits_for_the_browser_while_others_work(server: str) -> None:
    with Session(server, visited(server)) as tab, Session(server, visited(server)) as other:
        blank = tab.open("upload?territory=demo").prepared("Скачать бланк: Учебный округ")
        for _ in range(3):
            other.open("backups")
        assert asked(server, "GET", blank)[0] == 200


def test_without_sign_in_the_one_at_the_machine_may_all(server: str) -> None:
    with Session(server, visited(server)) as tab:
        blank = tab.open("upload?territory=demo").prepared("Скачать бланк: Учебный округ")
        assert asked(server, "GET", blank)[0] == 200
    assert asked(server, "GET", "/_stcore/metrics")[0] == 200


def test_a_message_larger_than_any_page_sends_is_cut_short(server: str) -> None:
    pieces = iter([bytes(2**20)] * 100)
    address = server.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, proxy=None) as socket, pytest.raises(ConnectionClosed):
        socket.send(pieces)
    # most of it was not even taken
    assert len(list(pieces)) > 50


STRANGE_NAMES = (
    "../../../../etc/passwd.csv",
    "C:\\\\Windows\\\\новое.csv",
    "имя\u202evsc.exe.csv",
    "а" * 300 + ".csv",
    "<img src=x onerror=alert(1)>.csv",
)
ROWS = "Школа;Процедура;Предмет;Класс;Год;Сезон;Писали;2;3;4;5\n"


def test_the_name_of_a_file_is_only_words(own_database: Path) -> None:
    """Whatever a file calls itself, it is read, named as text, and nothing is written anywhere.

    Nor by schools it is the first to name: they are asked about and become new in one press.
    """
    with running_server(own_database) as server, Session(server, visited(server)) as tab:
        tab.open("upload?territory=demo")
        before = {one: one.stat().st_size for one in own_database.parent.rglob("*")}
        for at, name in enumerate(STRANGE_NAMES):
            tab.open("upload?territory=demo")
            row = f"Школа № 1;ВПР;математика;5;2025;весна;{15 + at};{1 + at};8;4;2"
            tab.upload(name, f"{ROWS}{row}".encode())
            assert "Принять файл" in tab.labels(), name
            tab.press("Не загружать")
        strange = ("Морская гимназия", "Кадетский корпус")
        rows = "".join(f"{one};ВПР;математика;5;2025;весна;15;1;8;4;2\n" for one in strange)
        tab.upload("чужие.csv", f"{ROWS}{rows}".encode())
        assert "взять пока нечего" in tab.text()
        tab.press("Не похожие ни на одну — новые школы: 2")
        assert "Принять файл" in tab.labels()
        tab.press("Не загружать")
        after = {one: one.stat().st_size for one in own_database.parent.rglob("*")}
        assert after == before


@pytest.mark.parametrize(
    "query",
    [
        "territory=../../etc/passwd",
        "territory=demo&school=../../demo-1",
        "territory=demo&school=<script>alert(1)</script>",
        "territory=demo&meeting=../../x&item=%00",
        "territory=demo&set=..%2f..%2f&year=../&base=-1",
        "territory=demo&renew='; drop table school; --",
        "territory=demo&on=9999999999-99-99&target=../..",
    ],
)
@pytest.mark.parametrize("page", ["", "school", "protocol", "targets", "presenter", "quality"])
def test_a_strange_link_opens_a_page_with_words(server: str, page: str, query: str) -> None:
    with Session(server, visited(server)) as tab:
        tab.open(f"{page}?{query}")
        assert "Территория" in tab.labels("selectbox")
