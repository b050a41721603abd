"""An identity provider on this machine, a process of its own, with people of every kind."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.server import free_port

# posts, not people: what a municipality's provider would say
PEOPLE = {
    "viewer": {"email": "viewer@edu.example", "name": "Директор школы"},
    "elsewhere": {"email": "elsewhere@edu.example", "name": "Методист Пировского округа"},
    "editor": {"email": "editor@edu.example", "name": "Методист Учебного округа"},
    "admin": {"email": "admin@edu.example", "name": "Начальник отдела", "groups": ["shnor-admins"]},
    "stranger": {"email": "stranger@abroad.example", "name": "Посторонний"},
}
RULES = """
[[people]]
domain = "edu.example"
role = "viewer"

[[people]]
email = "elsewhere@edu.example"
role = "editor"
territories = ["pirovskoe"]

[[people]]
email = "editor@edu.example"
role = "editor"
territories = ["demo"]

[[people]]
group = "shnor-admins"
role = "admin"
"""


@contextmanager
def running_provider() -> Iterator[str]:
    """Address of the provider."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    for name, claims in PEOPLE.items():
        command += ["--user-claims", json.dumps({"sub": name, **claims})]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/.well-known/openid-configuration", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with opener.open(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the identity provider did not start")


def write_secrets(path: Path, provider: str, app: str) -> None:
    """``secrets.toml`` of an app at ``app`` that signs in at ``provider``."""
    path.write_text(
        "[auth]\n"
        f'redirect_uri = "{app}/oauth2callback"\n'
        'cookie_secret = "a long secret of the tests only, nobody else has it"\n'
        'client_id = "shnor"\n'
        'client_secret = "secret of the tests"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n',
        "utf-8",
    )
