"""What tabs of one person and of several do to each other, at the real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.server import running_server
from tests.session import Session, visited


@pytest.fixture
def own_server(own_database: Path) -> Iterator[str]:
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
