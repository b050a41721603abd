"""docs/access.md at the real server: every row has its use case, one row of each kind is tried."""

from __future__ import annotations

import pytest

from tests.proof.access_table import (
    ACTIONS,
    House,
    house,
    test_the_table_has_every_action_of_the_code,
    try_everybody,
)

__all__ = ["house", "test_the_table_has_every_action_of_the_code"]

# six people try every row: all of the table takes minutes
SOME = list(ACTIONS)[::18]


@pytest.mark.parametrize("name", SOME)
def test_everybody_may_what_the_table_says(house: House, name: str) -> None:
    try_everybody(house, name)
