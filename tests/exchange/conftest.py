"""One process that reads the files of all tests: starting it for each would only take time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shnor_core.exchange.inbox.sandbox import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as one:
        yield one
