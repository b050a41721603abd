"""What the real server refuses: strange paths, uploads without a token, pages of other sites."""

from __future__ import annotations

import http.client
import re
from http.client import HTTPMessage
from urllib.parse import urlsplit

import pytest

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


@pytest.mark.parametrize("token", ["", "2|00000000|00000000000000000000000000000000|1"])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_an_upload_without_the_token_of_the_page_is_refused(
    server: str, method: str, token: str
) -> None:
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    given = form | ({"X-Xsrftoken": token} if token else {})
    assert asked(server, method, UPLOAD, given, b"--x--")[0] == 403


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
