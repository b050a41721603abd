"""Who acts, and whether they may: the one place every use case that writes asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import IntEnum

from shnor_core.errors import AccessError


class Role(IntEnum):
    """What a person may do; a higher role may all a lower one may."""

    NOBODY = 0
    VIEWER = 1
    EDITOR = 2
    ADMIN = 3


ROLE_WORDS = {
    Role.NOBODY: "без доступа",
    Role.VIEWER: "просмотр",
    Role.EDITOR: "редактор",
    Role.ADMIN: "администратор",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the screen; ``territories`` an editor may change, ``None`` for all of them."""

    name: str
    role: Role
    territories: frozenset[str] | None = None

    def may_edit(self, territory: str) -> bool:
        if self.role is Role.EDITOR:
            return self.territories is None or territory in self.territories
        return self.role is Role.ADMIN

    @property
    def edits_all(self) -> bool:
        """Whether every territory is open to them, also one that is not there yet."""
        return self.is_admin or (self.role is Role.EDITOR and self.territories is None)

    @property
    def is_admin(self) -> bool:
        return self.role is Role.ADMIN


MADE_BY = "Новую территорию заводит администратор или редактор всех территорий."
LOCAL = Actor("координатор", Role.ADMIN)
NOBODY = Actor("", Role.NOBODY)

_acting: ContextVar[Actor | None] = ContextVar("acting", default=None)


def _local() -> Actor:
    return LOCAL


# a callback of a form runs before any line of a page, so the answer is looked up when it is needed
_ask: Callable[[], Actor] = _local


def identify_by(ask: Callable[[], Actor]) -> None:
    """From now on this process asks ``ask`` who acts; without it the local user does."""
    global _ask
    _ask = ask


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """What runs inside is done by ``actor``."""
    token = _acting.set(actor)
    try:
        yield
    finally:
        _acting.reset(token)


def current() -> Actor:
    return _acting.get() or _ask()


def require_viewer() -> Actor:
    """Who acts, when they may see the data.

    Raises
    ------
    AccessError
        Nobody has signed in, or the person is in no list.
    """
    actor = current()
    if actor.role is Role.NOBODY:
        raise AccessError("Войдите, чтобы работать с данными.")
    return actor


def require_editor(territory: str) -> Actor:
    """Who acts, when they may change the data of ``territory``.

    Raises
    ------
    AccessError
        The person may only look, or edits another territory.
    """
    actor = require_viewer()
    if not actor.may_edit(territory):
        raise AccessError(refusal(actor))
    return actor


def require_editor_of_all() -> Actor:
    """Who acts, when they may make territories.

    Raises
    ------
    AccessError
        The person may only look, or edits named territories.
    """
    actor = require_viewer()
    if not actor.edits_all:
        raise AccessError(MADE_BY)
    return actor


def require_admin() -> Actor:
    """Who acts, when they may do what concerns the whole database.

    Raises
    ------
    AccessError
        The person is not an administrator.
    """
    actor = require_viewer()
    if not actor.is_admin:
        raise AccessError("Это действие доступно только администратору.")
    return actor


def refusal(actor: Actor) -> str:
    """Why the data of a territory are closed to somebody who may see them."""
    if actor.role is Role.EDITOR:
        return "Вы редактор другой территории: здесь доступны просмотр и скачивание."
    return "Вам открыты просмотр и скачивание. Изменяет данные редактор территории."
