"""Who may import whom: one table for the project, one for the core, and a walk over every file."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# What a part of the core stands on: it may import parts of a lower rank and nothing else.
# Parts of one rank do not know each other.
RANKS: tuple[frozenset[str], ...] = (
    frozenset({"errors"}),
    frozenset({"model"}),
    frozenset({"wording", "catalogue", "russian_dates"}),
    frozenset({"tables", "charts.spec"}),
    frozenset({"stats"}),
    frozenset({"cells", "procedures", "marks"}),
    frozenset({"procedure_words", "toml_table"}),
    frozenset(
        {
            "clusters",
            "dynamics",
            "identification",
            "indices",
            "objectivity",
            "partners",
            "quality",
            "recommendations",
            "roadmap",
            "similarity",
            "targets",
        }
    ),
    frozenset({"charts", "intake", "snapshots"}),
    frozenset({"exchange", "db"}),
    frozenset({"workflow"}),
    frozenset({"__main__"}),
)

FOR_SCREENS = frozenset(
    {"workflow", "model", "errors", "tables", "charts", "charts.spec", "wording", "catalogue"}
)
OFFICE = frozenset({"openpyxl", "xlsxwriter", "docx", "lxml", "python_calamine"})

# Packages from outside that a part may import; a part that is not named may use ARITHMETIC.
ARITHMETIC = frozenset({"numpy", "pandas", "scipy"})
OUTSIDE: dict[str, frozenset[str]] = {
    "errors": frozenset(),
    "model": frozenset(),
    "wording": frozenset(),
    "tables": frozenset(),
    "charts.spec": frozenset(),
    "charts": ARITHMETIC | OFFICE | {"plotly", "kaleido"},
    "exchange": ARITHMETIC | OFFICE,
    "db": frozenset({"duckdb", "pandas", "numpy"}),
    # google: the protobuf that messages of pages are written in
    "ui": frozenset({"streamlit", "starlette", "google", "pandas"}),
    "pages": frozenset({"streamlit"}),
    "app": frozenset({"streamlit"}),
}
# Statistics are handed numbers: they open nothing and ask no clock.
FILES_AND_CLOCKS = frozenset({"os", "io", "pathlib", "csv", "json", "tomllib", "time", "datetime"})

SQL_WORDS = re.compile(r"\b(select|insert|update|delete|attach|create|drop|copy)\b", re.IGNORECASE)
SQL_CALLS = frozenset({"execute", "executemany", "sql", "query"})


@dataclass(frozen=True)
class Source:
    """A file of the project.

    ``module`` is its name in Python, ``package`` the place its relative imports start from.
    """

    path: Path
    module: str
    package: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        return f"{self.path.as_posix()}:{getattr(node, 'lineno', 1)}"


def read_sources(root: Path) -> list[Source]:
    """Every Python file of the product (tests, measurements and tools are not part of it)."""
    found = [root / "app.py"] if (root / "app.py").exists() else []
    for folder in ("pages", "ui", "shnor_core"):
        found += sorted((root / folder).rglob("*.py"))
    return [_read(root, path) for path in found]


def _read(root: Path, path: Path) -> Source:
    names = path.relative_to(root).with_suffix("").parts
    inside = path.name == "__init__.py"
    module = ".".join(names[:-1] if inside else names)
    package = module if inside else ".".join(names[:-1])
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return Source(path.relative_to(root), module, package, tree)


def imports(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Every imported name in full, also inside functions: ``shnor_core.db.queries.schools``."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(source, node)
            yield from ((node, f"{base}.{alias.name}") for alias in node.names)


def _base(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = source.package.split(".")
    parts = parts[: len(parts) - node.level + 1]
    return ".".join([*parts, node.module] if node.module else parts)


def part_of(name: str) -> str:
    """``shnor_core.db.queries.schools`` → ``db``; ``ui.tables`` → ``ui``."""
    top, _, rest = name.partition(".")
    if top != "shnor_core":
        return top
    # the facade of charts hands on the plain data, so it stands where the data stand
    if rest.startswith("charts.spec") or rest == "charts":
        return "charts.spec"
    return rest.partition(".")[0]


def imported_part(name: str, source: Source) -> str:
    part = part_of(name)
    if part != "charts" or source.module == "shnor_core.charts":
        return part
    # ``from shnor_core.charts import ChartSpec`` takes a class from the facade
    return "charts.spec" if name.rpartition(".")[2][:1].isupper() else part


def violations(root: Path) -> list[str]:
    """One sentence for every broken rule, with file and line."""
    return [
        f"{source.at(node)}: {message}"
        for source in read_sources(root)
        for node, message in (*_import_faults(source), *_code_faults(source))
    ]


def _import_faults(source: Source) -> Iterator[tuple[ast.AST, str]]:
    importer = part_of(source.module)
    for node, name in imports(source):
        top = name.partition(".")[0]
        if top in sys.stdlib_module_names:
            if importer == "stats" and top in FILES_AND_CLOCKS:
                yield node, f"stats imports {top}"
            continue
        if top in ("shnor_core", "ui", "pages", "app"):
            fault = _inner_fault(importer, imported_part(name, source), name)
        else:
            fault = None if top in _allowed(importer) else f"{importer} imports {top}"
        if fault:
            yield node, fault


def _allowed(importer: str) -> frozenset[str]:
    return OUTSIDE.get(importer, ARITHMETIC)


def _inner_fault(importer: str, part: str, name: str) -> str | None:
    if importer in ("app", "pages", "ui"):
        known = part == "ui" or part in FOR_SCREENS
        return None if known else f"{importer} imports {name}"
    if part in ("app", "pages", "ui"):
        return f"shnor_core imports {name}"
    if importer == part or not part:
        return None
    ranks = {one: rank for rank, parts in enumerate(RANKS) for one in parts}
    for one in (importer, part):
        if one not in ranks:
            return f"shnor_core.{one} has no rank: give it one in RANKS of {Path(__file__).name}"
    return None if ranks[part] < ranks[importer] else f"{importer} imports {name}: an arrow up"


def _code_faults(source: Source) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node):
            yield node, "catches every exception: name the one that is expected"
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield node.value, "unsafe_allow_html: use st.html with escaped text or a component"
        if part_of(source.module) == "db" and _builds_sql(node):
            yield node, "SQL put together from pieces: use bound parameters"


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    named = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    if "BaseException" in named:
        # undoing half-done work is allowed when the exception goes on
        return not (isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None)
    return "Exception" in named


def _builds_sql(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(
            isinstance(piece, ast.Constant) and SQL_WORDS.search(str(piece.value))
            for piece in node.values
        )
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    if node.func.attr == "format":
        text = node.func.value
        return isinstance(text, ast.Constant) and bool(SQL_WORDS.search(str(text.value)))
    pieces = (ast.JoinedStr, ast.BinOp)
    return node.func.attr in SQL_CALLS and any(isinstance(one, pieces) for one in node.args[:1])


def test_the_project_keeps_its_layers() -> None:
    assert violations(ROOT) == []


def test_the_walk_sees_the_project() -> None:
    modules = {source.module for source in read_sources(ROOT)}
    assert {"app", "shnor_core", "shnor_core.model", "shnor_core.db.connection"} <= modules


PLANTED = {
    "shnor_core/cells.py": {
        "streamlit in the core": "import streamlit as st",
        "streamlit inside a function": "def show():\n    from streamlit import table",
        "duckdb outside db": "import duckdb",
        "an office library in arithmetic": "from openpyxl import Workbook",
        "a library nobody allowed": "import sklearn.cluster",
        "an arrow up": "from shnor_core.quality import rules",
        "an arrow up, relative": "from .workflow import store",
        "an arrow up through the package": "from shnor_core import workflow",
        "a sibling": "from shnor_core import marks",
        "a renderer": "from shnor_core.charts import screen",
        "a screen": "from ui import tables",
        "every exception": "try:\n    pass\nexcept Exception:\n    pass",
        "every exception among others": "try:\n    pass\nexcept (KeyError, Exception):\n    pass",
        "a bare except": "try:\n    pass\nexcept:\n    raise",
        "BaseException swallowed": "try:\n    pass\nexcept BaseException:\n    pass",
    },
    "shnor_core/charts/__init__.py": {
        "plotly behind the facade": "import plotly",
        "a renderer behind the facade": "from shnor_core.charts.screen import figure",
    },
    "shnor_core/charts/screen.py": {"the database from a renderer": "import shnor_core.db"},
    "shnor_core/exchange/book.py": {
        "a sibling with files": "from shnor_core.db.queries import schools",
        "plotly in files": "import plotly.graph_objects as go",
    },
    "shnor_core/db/queries.py": {
        "a sibling with a database": "from ..exchange import book",
        "an f-string": 'name = "x"\nQUERY = f"select * from {name}"',
        "an f-string executed": 'def read(cursor, name):\n    cursor.execute(f"{name}")',
        "a sum executed": 'def read(cursor, name):\n    cursor.execute("table " + name)',
        "a percent executed": 'def read(cursor, name):\n    cursor.sql("table %s" % name)',
        "a format": 'QUERY = "delete from {}".format("x")',
    },
    "shnor_core/novelty.py": {"a part without a rank": "from shnor_core import model"},
    "shnor_core/stats/ranks.py": {
        "file formats in statistics": "from shnor_core.exchange import book",
        "files in statistics": "from pathlib import Path",
    },
    "ui/charts.py": {
        "plotly in ui": "import plotly.graph_objects as go",
        "the database in ui": "from shnor_core.db import queries",
        "a page in ui": "import pages.school",
        "arithmetic past the workflow": "from shnor_core import dynamics",
    },
    "pages/monitoring/school.py": {
        "another page": "from pages.monitoring import overview",
        "pandas in a page": "import pandas as pd",
        "the database in a page": "import shnor_core.db.queries",
        "a file format in a page": "from shnor_core.exchange import book",
        "raw HTML": "import streamlit as st\nst.markdown('<b>', unsafe_allow_html=True)",
    },
    "app.py": {"a page as a module": "from pages.monitoring import school"},
}
ALLOWED = {
    "shnor_core/workflow/store.py": "import pandas\nfrom shnor_core.db import queries\n"
    "from shnor_core import cells\nfrom shnor_core.exchange import book",
    "shnor_core/cells.py": "import re\nfrom shnor_core.model import Unit\n"
    "from .errors import ShnorError\nfrom shnor_core.charts import ChartSpec",
    "shnor_core/charts/screen.py": "import plotly\nfrom shnor_core.charts import ChartSpec",
    "shnor_core/charts/__init__.py": "from shnor_core.charts.spec import ChartSpec",
    "shnor_core/exchange/book.py": "import xlsxwriter\nfrom shnor_core.charts import office",
    "shnor_core/db/queries.py": "import duckdb\nfrom .connection import connect\n"
    "def read(cursor, name):\n    cursor.execute('select $name', {'name': name})\n"
    "def undo(cursor):\n    try:\n        pass\n    except BaseException:\n"
    "        cursor.rollback()\n        raise",
    "ui/charts.py": "import streamlit as st\nfrom shnor_core.charts import plotly_figure\n"
    "from ui.tables import show\nfrom shnor_core.workflow import store",
    "pages/monitoring/school.py": "import streamlit as st\nfrom ui import tables\n"
    "from shnor_core.workflow import store\nfrom shnor_core import wording",
    "app.py": "import streamlit as st\nfrom ui import tables",
}


def _plant(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(name, text, id=f"{name}: {slip}")
        for name, slips in PLANTED.items()
        for slip, text in slips.items()
    ],
)
def test_a_planted_slip_is_found(tmp_path: Path, name: str, text: str) -> None:
    _plant(tmp_path, name, text)
    found = violations(tmp_path)
    assert found
    assert all(line.startswith(f"{name}:") for line in found)


def test_what_is_allowed_is_not_reported(tmp_path: Path) -> None:
    for name, text in ALLOWED.items():
        _plant(tmp_path, name, text)
    assert violations(tmp_path) == []
