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

# one of a few kinds: starting a server for each of them takes longer than all other tests of rights
SOME = list(ACTIONS)[::9]


@pytest.mark.parametrize("name", SOME)
def test_everybody_may_what_the_table_says(house: House, name: str) -> None:
    try_everybody(house, name)
