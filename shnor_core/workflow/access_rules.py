"""Roles of people who sign in: read from a TOML file by address, domain or group."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from shnor_core.toml_table import TomlTable
from shnor_core.workflow.access import LOCAL, NOBODY, Actor, Role

SHIPPED = Path(__file__).parents[2] / "data" / "access.toml"
_ROLES = {"viewer": Role.VIEWER, "editor": Role.EDITOR, "admin": Role.ADMIN}


@dataclass(frozen=True, slots=True)
class Rule:
    """Who is meant (one of the three is given) and what they may."""

    email: str
    domain: str
    group: str
    role: Role
    territories: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Rules:
    """The file: the name of the local user, the claim that holds groups, the rules.

    A sign-in is good for ``hours``: Streamlit's own cookie would let a dismissed person in for
    thirty days.
    """

    local_name: str = LOCAL.name
    groups_claim: str = "groups"
    hours: int = 12
    rules: tuple[Rule, ...] = ()

    def local(self) -> Actor:
        """The person at this machine when there is no sign-in."""
        return Actor(self.local_name, Role.ADMIN)

    def is_stale(self, claims: Mapping[str, Any], now: float) -> bool:
        """Whether the sign-in is older than the rules allow, or bears no time at all."""
        issued = claims.get("iat")
        if not isinstance(issued, int | float):
            return True
        return now - issued > self.hours * 3600

    def actor(self, claims: Mapping[str, Any]) -> Actor:
        """The person the identity provider vouches for; in no list: nobody.

        Rules add up: the highest role counts, and the territories of all rules for editors.
        """
        email = str(claims.get("email") or "").strip().casefold()
        if claims.get("email_verified") is False:
            email = ""
        groups = claims.get(self.groups_claim) or ()
        known = {groups} if isinstance(groups, str) else {str(one) for one in groups}
        found = [one for one in self.rules if _fits(one, email, known)]
        if not found:
            return NOBODY
        name = str(claims.get("name") or claims.get("preferred_username") or email)
        editing = [one.territories for one in found if one.role is Role.EDITOR]
        named = frozenset().union(*(one for one in editing if one is not None))
        return Actor(
            name or "без имени", max(one.role for one in found), None if None in editing else named
        )


def path() -> Path:
    """``SHNOR_ACCESS`` when it is set, otherwise ``data/access.toml``."""
    return Path(os.environ.get("SHNOR_ACCESS") or SHIPPED)


def rules() -> Rules:
    """The rules as the file stands now; without a file there are none.

    Raises
    ------
    MethodError
        The file breaks its contract.
    """
    file = path()
    try:
        changed = file.stat().st_mtime_ns
    except FileNotFoundError:
        return Rules()
    return _read(file, changed)


@lru_cache(maxsize=1)
def _read(file: Path, _changed: int) -> Rules:
    top = TomlTable.of_file(file)
    top.only("local_name", "groups_claim", "hours", "people")
    return Rules(
        top.text("local_name", LOCAL.name),
        top.text("groups_claim", "groups"),
        top.whole("hours", 1) if "hours" in top.content else Rules().hours,
        top.tables("people", _rule) if "people" in top.content else (),
    )


def _rule(table: TomlTable) -> Rule:
    table.only("email", "domain", "group", "role", "territories")
    named = [key for key in ("email", "domain", "group") if key in table.content]
    if len(named) != 1:
        raise table.fault("email", "ровно один ключ из трёх: email, domain, group")
    return Rule(
        table.text("email", "").casefold(),
        table.text("domain", "").casefold().removeprefix("@"),
        table.text("group", ""),
        _role(table),
        frozenset(table.texts("territories")) if "territories" in table.content else None,
    )


def _role(table: TomlTable) -> Role:
    said = table.text("role")
    if said not in _ROLES:
        raise table.fault("role", "одно из: " + ", ".join(_ROLES), f"Стоит «{said}».")
    return _ROLES[said]


def _fits(rule: Rule, email: str, groups: set[str]) -> bool:
    if rule.group:
        return rule.group in groups
    if rule.domain:
        return email.rpartition("@")[2] == rule.domain
    return bool(email) and email == rule.email
