"""What an import knows beside the file: whose it is, what is stored, which day it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd


@dataclass(frozen=True)
class Context:
    """``stored`` holds the rows of the territory by table, fitted to their shapes.

    ``programme`` is the title of the programme the file names, "" where it names none.
    """

    territory_id: str
    territory_name: str
    source_id: str
    stored: Mapping[str, pd.DataFrame]
    today: date
    programme: str = ""
