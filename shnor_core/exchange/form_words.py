"""Words by which the blank workbook and its reader know each other."""

from __future__ import annotations

from typing import Final

HOW_TO: Final = "Как заполнить"
#: heading of the first column and what stands in it on a row that only shows how to write
MARK: Final = "Пометка"
EXAMPLE: Final = "пример"
VERSION_SHEET: Final = "_форма"
VERSION_NAME: Final = "shnor-form"
VERSION: Final = 1
