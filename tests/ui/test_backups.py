"""The copy of the day, when it cannot be made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.test_pages import healthy

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest


def test_a_day_without_its_copy_is_a_warning_and_a_working_day(
    app: Callable[..., AppTest], own_database: Path
) -> None:
    # a file stands where the folder of copies should be
    own_database.with_name("backups").write_text("")
    page = app(path=own_database, territory="demo").run()
    (told,) = page.sidebar.warning
    assert told.value.startswith("Копия базы сегодня не сделана. ")
    healthy(page)
