"""Every use case that writes asks who acts: found in the code, so that a new one cannot forget."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.proof.access_table import ACTIONS, COMMANDS, table
from tests.test_architecture import ROOT

CORE = "shnor_core"
# the transaction of the store, a file put in place of another, a file taken away
WRITES = frozenset({"writing", "unlink"})
ASKS = frozenset({"require_editor", "require_admin"})
# what the program does by itself, whoever opens the base: it adds a copy or makes the file anew
# from the texts of the project, and nobody's data change
BY_ITSELF = frozenset(
    {
        "shnor_core.workflow.store.build",
        "shnor_core.workflow.store.rebuild",
        "shnor_core.workflow.store.open_store",
        "shnor_core.workflow.store.refresh_doubts",
        "shnor_core.workflow.shipped_meetings.enter",
        "shnor_core.workflow.backups.before",
        "shnor_core.workflow.backups.first_of_day",
    }
)


@dataclass
class Function:
    """What a function calls, as full names where they are known."""

    name: str
    calls: set[str] = field(default_factory=set)
    writes: bool = False
    asks: bool = False

    @property
    def is_public(self) -> bool:
        return not any(part.startswith("_") for part in self.name.split("."))


def functions(root: Path) -> dict[str, Function]:
    """Every function of the core by its full name: ``shnor_core.db.meetings.save``."""
    found: dict[str, Function] = {}
    for path in sorted((root / CORE).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        module = ".".join(parts[:-1] if path.name == "__init__.py" else parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = _names(tree, module)
        for scope, node in _functions(tree):
            one = Function(f"{module}.{scope}{node.name}")
            _read(one, node, known)
            found[one.name] = one
    return found


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield "", node
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.", one) for one in node.body if _is_function(one))


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef)


def _names(tree: ast.Module, module: str) -> dict[str, str]:
    """Name in the module → full name: what it imports anywhere, and its own functions."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
        if isinstance(node, ast.Import):
            names |= {one.asname or one.name: one.name for one in node.names}
    own = {
        one.name: f"{module}.{one.name}" for one in tree.body if isinstance(one, ast.FunctionDef)
    }
    return names | own


def _read(one: Function, node: ast.FunctionDef, known: dict[str, str]) -> None:
    for inner in ast.walk(node):
        # a function handed over is as good as called
        if isinstance(inner, ast.Name) and inner.id in known:
            one.calls.add(known[inner.id])
        if isinstance(inner, ast.Attribute):
            place = inner.value
            full = f"{known.get(place.id)}.{inner.attr}" if isinstance(place, ast.Name) else ""
            one.calls.add(full)
            one.writes |= inner.attr in WRITES or full == "os.replace"
    last = {call.rpartition(".")[2] for call in one.calls}
    one.asks = any(name.startswith(tuple(ASKS)) for name in last)


def unasked(found: dict[str, Function]) -> set[str]:
    """Functions from which a write can be reached without anybody being asked on the way."""
    open_ones = {
        name
        for name, one in found.items()
        if one.writes and name not in BY_ITSELF and not _asks(one, found)
    }
    while True:
        more = {
            name
            for name, one in found.items()
            if name not in open_ones | BY_ITSELF and not _asks(one, found) and one.calls & open_ones
        }
        if not more:
            return open_ones
        open_ones |= more


def _asks(one: Function, found: dict[str, Function]) -> bool:
    """The function asks itself, or through a private helper of its module."""
    module = one.name.rpartition(".")[0]
    helpers = (found[call] for call in one.calls if call in found and call != one.name)
    return one.asks or any(
        helper.asks and not helper.is_public and helper.name.startswith(f"{module}.")
        for helper in helpers
    )


def use_cases(root: Path) -> list[str]:
    found = functions(root)
    named = (found[name] for name in unasked(found))
    return sorted(
        one.name for one in named if one.is_public and one.name.startswith(f"{CORE}.workflow.")
    )


def asking(root: Path) -> set[str]:
    """Use cases that ask who acts, without the package: ``decisions.settle``."""
    found, within = functions(root), f"{CORE}.workflow."
    names = {one.name for one in found.values() if one.is_public and _asks(one, found)}
    return {one.removeprefix(within) for one in names if one.startswith(within)}


def test_no_use_case_writes_without_asking() -> None:
    assert use_cases(ROOT) == []


def test_the_walk_sees_the_writers_of_the_project() -> None:
    found = functions(ROOT)
    open_ones = unasked(found)
    for writer in ("db.decisions.add", "db.programme.save_fact", "db.meetings.save"):
        assert f"{CORE}.{writer}" in open_ones
    for checked in ("decisions.settle", "programme_edits.enter_fact", "meeting.save"):
        assert f"{CORE}.workflow.{checked}" not in open_ones
    assert all(name in found for name in BY_ITSELF)


def test_the_table_has_every_action_of_the_code() -> None:
    assert list(table()) == list(ACTIONS)
    found = {one for one in asking(ROOT) if not one.startswith(("access.", "meeting_access."))}
    assert found == {one.case for one in ACTIONS.values()} | COMMANDS


PLANTED = {
    "a writer called": "from shnor_core.db import rows\ndef save(store):\n    rows.put(store)",
    "a writer by its own name": "from shnor_core.db.rows import put\n"
    "def save(store):\n    put(store)",
    "a writer behind a helper": "from shnor_core.db import rows\n"
    "def _put(store):\n    rows.put(store)\ndef save(store):\n    _put(store)",
    "a transaction of its own": "def save(store):\n    with store.writing() as cursor:\n"
    "        cursor.execute('delete from t')",
    "a file replaced": "import os\ndef save(old, new):\n    os.replace(old, new)",
    "a writer handed over": "from functools import partial\nfrom shnor_core.db import rows\n"
    "def save(store):\n    return partial(rows.put, store)",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=slip) for slip, text in PLANTED.items()])
def test_a_planted_slip_is_found(tmp_path: Path, text: str) -> None:
    _plant(tmp_path, text)
    assert use_cases(tmp_path) == [f"{CORE}.workflow.case.save"]


def test_a_use_case_that_asks_is_not_reported(tmp_path: Path) -> None:
    text = (
        "from shnor_core.db import rows\nfrom shnor_core.workflow import access\n"
        "def save(store, territory):\n    access.require_editor(territory)\n    rows.put(store)\n"
        "def show(store):\n    return rows.get(store)\n"
    )
    _plant(tmp_path, text)
    assert use_cases(tmp_path) == []


def _plant(root: Path, text: str) -> None:
    for name in ("db", "workflow"):
        (root / CORE / name).mkdir(parents=True)
    (root / CORE / "db" / "rows.py").write_text(
        "def put(store):\n    with store.writing() as cursor:\n        cursor.execute('x')\n"
        "def get(store):\n    return store.cursor()\n",
        "utf-8",
    )
    (root / CORE / "workflow" / "case.py").write_text(text, "utf-8")
