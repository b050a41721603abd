"""«Рекомендации»: what the rules propose for a territory and a pair of years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from shnor_core.db.connection import Store
from shnor_core.recommendations import (
    Part,
    Proposal,
    RecommendationRule,
    load_rules,
    propose,
    silent,
)
from shnor_core.workflow import advice_facts
from shnor_core.workflow.advice_signals import Pictures
from shnor_core.workflow.store import DATA

__all__ = ["Advice", "Part", "Pictures", "Proposal", "RecommendationRule", "advise", "rules"]

RULES = DATA / "recommendations"


@dataclass(frozen=True, slots=True)
class Advice:
    """What the rules propose for one pair of years, and rules that had nothing to look at."""

    year: int
    proposals: tuple[Proposal, ...]
    silent: tuple[RecommendationRule, ...]


@lru_cache(maxsize=8)
def _rules(folder: Path, _stamp: tuple[tuple[str, int], ...]) -> tuple[RecommendationRule, ...]:
    return load_rules(folder)


def rules(folder: Path = RULES) -> tuple[RecommendationRule, ...]:
    """Every rule of the folder; a changed or new file is read again.

    Raises
    ------
    MethodError
        A file breaks its contract.
    """
    stamp = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.toml")))
    return _rules(folder, stamp)


def advise(
    store: Store,
    pictures: Pictures,
    known: tuple[RecommendationRule, ...],
    *,
    base: int,
    year: int,
    on: date,
) -> Advice:
    """Everything the rules propose for the year; what is due is judged on the day ``on``."""
    facts = advice_facts.gather(store, pictures, known, base=base, year=year, on=on)
    return Advice(year, propose(known, facts), silent(known, facts))
