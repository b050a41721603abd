"""Remembered proposals of the rules: what «Рекомендации» shows before anybody has answered."""

from __future__ import annotations

from datetime import date

from shnor_core.workflow import advice
from shnor_core.workflow.advice import Advice, Pictures, RecommendationRule
from ui import data
from ui.data import remembered


def proposals(territory: str, base: int, year: int, on: date) -> Advice:
    """Everything the rules propose; changed rules are asked anew."""
    return _proposals(territory, base, year, on, advice.rules())


@remembered(16)
def _proposals(
    territory: str, base: int, year: int, on: date, rules: tuple[RecommendationRule, ...]
) -> Advice:
    sets = data.indicator_sets(territory)
    pictures = Pictures(
        tuple(data.picture(territory, one) for one in sets),
        data.results(territory),
        tuple(data.programme(territory, one.programme_id) for one in data.programmes(territory)),
    )
    return advice.advise(data.store(), pictures, rules, base=base, year=year, on=on)
