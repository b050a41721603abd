"""Who may what: roles of a file, and every use case that writes asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from shnor_core.errors import AccessError, MethodError
from shnor_core.workflow import access, access_rules
from shnor_core.workflow.access import LOCAL, NOBODY, Actor, Role

FILE = """
local_name = "методист"
groups_claim = "roles"
hours = 8

[[people]]
domain = "@Edu.example"
role = "viewer"

[[people]]
email = "editor@edu.example"
role = "editor"
territories = ["demo"]

[[people]]
group = "second-editors"
role = "editor"
territories = ["pirovskoe"]

[[people]]
group = "all-editors"
role = "editor"

[[people]]
group = "admins"
role = "admin"
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> access_rules.Rules:
    path = tmp_path / "access.toml"
    path.write_text(FILE, "utf-8")
    monkeypatch.setenv("SHNOR_ACCESS", str(path))
    return access_rules.rules()


@pytest.mark.parametrize(
    ("claims", "role", "territories"),
    [
        ({}, Role.NOBODY, None),
        ({"email": "a@elsewhere.example"}, Role.NOBODY, None),
        ({"email": "a@notedu.example"}, Role.NOBODY, None),
        ({"email": "a@edu.example.evil.example"}, Role.NOBODY, None),
        ({"email": "A@EDU.example"}, Role.VIEWER, set()),
        ({"email": "a@edu.example", "email_verified": False}, Role.NOBODY, None),
        ({"email": "Editor@edu.example"}, Role.EDITOR, {"demo"}),
        (
            {"email": "editor@edu.example", "roles": ["second-editors"]},
            Role.EDITOR,
            {"demo", "pirovskoe"},
        ),
        ({"email": "editor@edu.example", "roles": ["all-editors"]}, Role.EDITOR, None),
        ({"roles": "admins"}, Role.ADMIN, set()),
        ({"groups": ["admins"]}, Role.NOBODY, None),
        ({"email": ["editor@edu.example"]}, Role.NOBODY, None),
    ],
)
def test_roles_come_from_address_domain_and_groups(
    rules: access_rules.Rules,
    claims: dict[str, object],
    role: Role,
    territories: set[str] | None,
) -> None:
    found = rules.actor(claims)
    assert found.role is role
    assert found.territories == territories


def test_the_name_in_the_log_is_the_providers(rules: access_rules.Rules) -> None:
    claims = {"email": "editor@edu.example", "name": "Методист округа"}
    assert rules.actor(claims).name == "Методист округа"
    assert rules.actor({"email": "editor@edu.example"}).name == "editor@edu.example"
    assert rules.local() == Actor("методист", Role.ADMIN)


def test_a_sign_in_ends_after_its_hours(rules: access_rules.Rules) -> None:
    assert not rules.is_stale({"iat": 1000}, 1000 + 8 * 3600)
    assert rules.is_stale({"iat": 1000}, 1001 + 8 * 3600)
    assert rules.is_stale({}, 1000)


def test_a_changed_file_works_at_once(
    rules: access_rules.Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = access_rules.path()
    path.write_text(FILE.replace('role = "admin"', 'role = "viewer"'), "utf-8")
    assert access_rules.rules().actor({"roles": ["admins"]}).role is Role.VIEWER
    monkeypatch.setenv("SHNOR_ACCESS", str(tmp_path / "none.toml"))
    assert access_rules.rules().actor({"roles": ["admins"]}) == NOBODY
    assert access_rules.rules().local() == LOCAL


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ('[[people]]\nrole = "admin"', "email"),
        ('[[people]]\nemail = "a@b"\ngroup = "g"\nrole = "admin"', "email"),
        ('[[people]]\nemail = "a@b"\nrole = "owner"', "role"),
        ('[[people]]\nemail = "a@b"\nrole = "editor"\nterritory = "demo"', "territory"),
        ("[[people", "весь файл"),
    ],
)
def test_a_broken_file_lets_nobody_in(rules: access_rules.Rules, broken: str, named: str) -> None:
    access_rules.path().write_text(broken, "utf-8")
    with pytest.raises(MethodError, match=named):
        access_rules.rules()


def test_the_shipped_example_is_a_valid_file(monkeypatch: pytest.MonkeyPatch) -> None:
    example = access_rules.SHIPPED.with_name("access.toml.example")
    monkeypatch.setenv("SHNOR_ACCESS", str(example))
    assert [one.role for one in access_rules.rules().rules] == [
        Role.VIEWER,
        Role.EDITOR,
        Role.ADMIN,
    ]


def test_each_role_may_what_the_lower_ones_may() -> None:
    editor = Actor("р", Role.EDITOR, frozenset({"demo"}))
    for actor, edits, administers in (
        (Actor("п", Role.VIEWER), False, False),
        (editor, True, False),
        (Actor("а", Role.ADMIN), True, True),
    ):
        with access.acting_as(actor):
            assert access.require_viewer() == actor
            assert _allowed(lambda: access.require_editor("demo")) is edits
            assert _allowed(access.require_admin) is administers
    with access.acting_as(editor):
        assert not _allowed(lambda: access.require_editor("pirovskoe"))
        assert not _allowed(access.require_editor_of_all)
    with access.acting_as(Actor("р", Role.EDITOR)):
        assert _allowed(access.require_editor_of_all)
    with access.acting_as(NOBODY), pytest.raises(AccessError, match="Войдите"):
        access.require_viewer()
    assert access.current().role is Role.ADMIN


def _allowed(ask: object) -> bool:
    assert callable(ask)
    try:
        ask()
    except AccessError:
        return False
    return True
