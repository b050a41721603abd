"""Named steps of taking a file, told as they begin to whoever waits for them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Stage(StrEnum):
    """A step that takes a while; its value is what a person reads while it runs."""

    READ = "Читаем файл"
    STORED = "Берём из базы прежние записи"
    CHECK = "Проверяем строки"
    COMPARE = "Сравниваем с базой"
    COPY = "Сохраняем копию базы"
    WRITE = "Записываем и пересчитываем"


#: called with every step as it begins
Progress = Callable[[Stage], None]


def unheard(_: Stage) -> None:
    """Nobody waits."""
