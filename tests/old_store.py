"""Database files as earlier versions of the program left them, and as damage leaves them."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import duckdb

from shnor_core.db.connection import schema_scripts

NOON = datetime(2022, 6, 6, 12, 0)


def write_old(path: Path, last_script: int, reason: str = "ждём письма") -> None:
    """A file with the tables of the first scripts, one decision in it, last closed properly."""
    connection = duckdb.connect(str(path))
    for number, script in schema_scripts():
        if number <= last_script:
            connection.execute(script)
    connection.execute(
        "insert into meta values ('schema_version', $schema), ('data_version', '41')",
        {"schema": str(last_script)},
    )
    connection.execute(
        "insert into decision_log values ('d', 1, $at, 'координатор', 'settle', 'demo',"
        " 'demo-1:3.3:2023', '', '{}', $reason, null)",
        {"at": NOON, "reason": reason},
    )
    connection.close()


def spoil(path: Path, seed: int = 1) -> None:
    """Write rubbish into a third of the blocks behind the headers."""
    content = bytearray(path.read_bytes())
    dice = random.Random(seed)
    for start in range(12288, len(content) - 4096, 16384):
        if dice.random() < 0.34:
            content[start : start + 4096] = dice.randbytes(4096)
    path.write_bytes(content)
