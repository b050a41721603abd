"""A base small enough to be broken in every test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shnor_core.db.connection import connect
from shnor_core.workflow import store as store_workflow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small database in a folder everybody may enter."""
    folder = tmp_path / "base"
    (tmp_path / "no-data").mkdir()
    folder.mkdir()
    store_workflow.open_store(folder / "shnor.duckdb", tmp_path / "no-data").close()
    return folder / "shnor.duckdb"


@pytest.fixture
def subjects() -> Callable[[Path], list[str]]:
    """What the decisions of a file are about, in their order."""

    def read(path: Path) -> list[str]:
        store = connect(path)
        found = store.cursor().execute("select subject from decision_log order by entry_no")
        known = [subject for (subject,) in found.fetchall()]
        store.close()
        return known

    return read
