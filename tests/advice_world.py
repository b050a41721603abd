"""What recommendations are read from, straight from a base."""

from __future__ import annotations

from datetime import date

from shnor_core.db.connection import Store
from shnor_core.workflow import advice, monitoring, programme, results
from shnor_core.workflow.advice import Advice, Pictures


def found(store: Store, territory: str, base: int, year: int) -> Advice:
    """Recommendations of a territory by the shipped rules, in June 2024."""
    pictures = Pictures(
        tuple(
            monitoring.load(store, territory, one)
            for one in monitoring.indicator_sets(store, territory)
        ),
        results.load(store, territory),
        tuple(
            programme.load(store, territory, one.programme_id)
            for one in programme.programmes(store, territory)
        ),
    )
    return advice.advise(store, pictures, advice.rules(), base=base, year=year, on=date(2024, 6, 1))
