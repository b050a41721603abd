"""More pupils than there can be: what the form, the reader and the checks refuse alike."""

from __future__ import annotations

from typing import Final

#: the largest schools of the country teach about ten thousand pupils in all their grades together
MOST_PUPILS: Final = 10_000
#: a grade of the whole country has fewer than two million pupils
MOST_OF_A_LEVEL: Final = 2_000_000
