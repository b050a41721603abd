"""Copies of the database as a table and in words."""

from __future__ import annotations

from collections.abc import Sequence

from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, number
from shnor_core.workflow.backups import WORDS, Backup, keep_rule

MEGABYTE = 2**20


def table(known: Sequence[Backup]) -> TableSpec:
    """Newest first: when, why, how large, under which name."""
    columns = (
        Column("made_at", "Когда", width=1.2),
        Column("reason", "Почему", width=1.4),
        Column("size", "Размер, МБ", align="right", width=0.7, number_format="0.0"),
        Column("name", "Файл", width=2.4),
    )
    return TableSpec(title(known), columns, tuple(_row(one) for one in known))


def title(known: Sequence[Backup]) -> str:
    """What the list says: how many copies, and when the last one was made."""
    if not known:
        return "Копий базы ещё нет"
    newest = known[0].made_at
    return f"Копии базы: {len(known)}, последняя {newest:%d.%m.%Y в %H:%M}"


def _row(one: Backup) -> Row:
    size = one.size / MEGABYTE
    return Row(
        one.path.name,
        (
            Cell(f"{one.made_at:%d.%m.%Y, %H:%M:%S}", f"{one.made_at:%Y-%m-%d %H:%M:%S}"),
            Cell(WORDS[one.reason]),
            Cell(number(size), round(size, 1)),
            Cell(one.path.name),
        ),
    )


def rule() -> str:
    """When copies are made and how many stay."""
    keep = keep_rule()
    latest = counted(keep.latest, "последняя", "последние", "последних")
    return (
        "Копия делается с первым открытием дня и перед каждой загрузкой, восстановлением и"
        f" пересборкой; она проверяется построчно. Хранятся {latest}, по одной за"
        f" {counted(keep.days, 'день', 'дня', 'дней')} и за"
        f" {counted(keep.months, 'месяц', 'месяца', 'месяцев')}."
    )
