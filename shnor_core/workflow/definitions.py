"""Which named definitions fit which data."""

from __future__ import annotations

from shnor_core.dynamics import DEFINITIONS, Definition

# «ФИОКО-2026» speaks of the share of «2» and fits procedures only
FOR_INDICATORS = (Definition.DOCUMENT, Definition.CONFIRMED)
FOR_SHARES_OF_TWOS = tuple(Definition)

__all__ = ["DEFINITIONS", "FOR_INDICATORS", "FOR_SHARES_OF_TWOS", "Definition"]
