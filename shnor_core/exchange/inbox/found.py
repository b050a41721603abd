"""What the readers gather while they walk through a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from shnor_core.intake.delivery import Fault, Sheet


@dataclass(slots=True)
class Found:
    """Sheets, faults and notes of one file, in its order."""

    sheets: list[Sheet] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    examples: int = 0
