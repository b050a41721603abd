"""The served app with a real sign-in and one person, whose role the file of roles changes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.identity_provider import running_provider, write_secrets
from tests.server import ROOT, free_port, running_server
from tests.session import Cookies, Session, signed_in, visited

DOCUMENT = ROOT / "docs" / "access.md"
PERSON = "editor@edu.example"
STRANGER = "Без входа"
# what the file of roles says of the one person; a stranger has no cookie at all
ROLES = {
    STRANGER: "",
    "Нет в списке": "",
    "Просмотр": 'role = "viewer"',
    "Редактор другой территории": 'role = "editor"\nterritories = ["pirovskoe"]',
    "Редактор территории": 'role = "editor"\nterritories = ["demo"]',
    "Администратор": 'role = "admin"',
}
ALLOWED, REFUSED = "да", "нет"


def said_of(first: str, name: int) -> dict[str, dict[str, str]]:
    """The table that begins with column ``first``: cell ``name`` of a row → role → word."""
    blocks = DOCUMENT.read_text("utf-8").split("\n\n")
    (found,) = [one for one in blocks if one.startswith(f"| {first} |")]
    lines = [[one.strip() for one in line.strip("|").split("|")] for line in found.splitlines()]
    return {row[name]: dict(zip(lines[0][2:], row[2:], strict=True)) for row in lines[2:]}


@dataclass(frozen=True)
class House:
    """The served app, its folder, the file of roles and the cookies of the one who signed in."""

    address: str
    folder: Path
    access: Path
    cookies: Cookies

    def give(self, role: str) -> None:
        rule = f'[[people]]\nemail = "{PERSON}"\n{ROLES[role]}\n' if ROLES[role] else ""
        self.access.write_text(rule, "utf-8")

    def tab(self, role: str) -> Session:
        return Session(self.address, visited(self.address) if role == STRANGER else self.cookies)

    def written(self) -> dict[str, int]:
        """When the base, its log and its copies were written last."""
        return {one.name: one.stat().st_mtime_ns for one in self.folder.rglob("*")}


@contextmanager
def running_house(database: Path, folders: pytest.TempPathFactory) -> Iterator[House]:
    """The app over a copy of ``database``; as yet nobody is in its list."""
    settings, folder = folders.mktemp("settings"), folders.mktemp("house")
    own = Path(shutil.copy(database, folder / "shnor.duckdb"))
    access, secrets, port = settings / "access.toml", settings / "secrets.toml", free_port()
    access.write_text("", "utf-8")
    with ExitStack() as stack:
        write_secrets(secrets, stack.enter_context(running_provider()), f"http://127.0.0.1:{port}")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SHNOR_ACCESS", str(access))
            served = running_server(own, options=("--secrets.files", str(secrets)), port=port)
            address = stack.enter_context(served)
        yield House(address, folder, access, signed_in(address, "editor"))
