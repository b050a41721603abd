"""Textbook statistics of shares, counts and ranks; they know no files, tables or screens."""

from shnor_core.stats.intervals import double_difference, jeffreys, newcombe, wilson
from shnor_core.stats.multiplicity import benjamini_hochberg
from shnor_core.stats.ranks import lowest_quarter, minimum_rank
from shnor_core.stats.tests import cochran_armitage, fisher_exact

__all__ = [
    "benjamini_hochberg",
    "cochran_armitage",
    "double_difference",
    "fisher_exact",
    "jeffreys",
    "lowest_quarter",
    "minimum_rank",
    "newcombe",
    "wilson",
]
