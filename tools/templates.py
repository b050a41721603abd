"""``python -m tools.templates``: writes the blank workbook of ``data/templates`` anew."""

from __future__ import annotations

from pathlib import Path

from shnor_core.exchange.form import blank_form

TEMPLATE = Path(__file__).parents[1] / "data" / "templates" / "shnor_form.xlsx"
YEAR = 2026


def template() -> bytes:
    """The form of no territory in particular, as it lies in the repository."""
    return blank_form("", YEAR)


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(template())
