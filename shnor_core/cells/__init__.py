"""Printed text of a monitoring cell → value, unit, named schools, parts and doubt.

Nothing here corrects a text: every reading keeps it, and what can be read in two ways says so.
"""

from shnor_core.cells.alternatives import Alternative, alternatives
from shnor_core.cells.context import (
    PrintedCell,
    impossible_jump,
    most_people,
    read_row_in_context,
    read_table,
)
from shnor_core.cells.printed import cut_word, schools_counted
from shnor_core.cells.reader import Notation, notation_of, read_cell
from shnor_core.cells.school_notations import TOTAL
from shnor_core.cells.school_phrases import Case, school_phrase
from shnor_core.cells.schools import parse_schools

__all__ = [
    "TOTAL",
    "Alternative",
    "Case",
    "Notation",
    "PrintedCell",
    "alternatives",
    "cut_word",
    "impossible_jump",
    "most_people",
    "notation_of",
    "parse_schools",
    "read_cell",
    "read_row_in_context",
    "read_table",
    "school_phrase",
    "schools_counted",
]
