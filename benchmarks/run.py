"""``make bench``: measures every section in one run and writes ``benchmarks/RESULTS.md``.

``python -m benchmarks.run pages`` measures the named sections and prints them instead.
"""

from __future__ import annotations

import os
import platform
import sys
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

# modules of this folder; ``report()`` of each measures and returns lines of Markdown
SECTIONS = (
    "start",
    "pages",
    "identification",
    "load",
    "endurance",
    "inbox",
    "intake",
    "scale",
    "documents",
)
RESULTS = Path(__file__).with_name("RESULTS.md")
LIBRARIES = ("streamlit", "pandas", "numpy", "scipy", "plotly", "duckdb", "polars", "playwright")


def heading() -> list[str]:
    """Machine, versions and command: without them a time says nothing."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return [
        "# Измерения",
        "",
        "Команда: `make bench`. Файл пишет она; отдельный раздел: `python -m benchmarks.run РАЗДЕЛ`"
        f" ({', '.join(SECTIONS)}).",
        "",
        f"- Дата: {date.today():%d.%m.%Y}",
        f"- Машина: {_processor()}, ядер {os.cpu_count()}, {platform.system()}",
        f"- Python {platform.python_version()}; {libraries}",
        "",
        "Отношения измерены в одном запуске, поэтому переносятся на другую машину лучше, чем"
        " миллисекунды.",
    ]


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "процессор не назван"


def main(chosen: list[str]) -> int:
    """Run the sections; without names write them all to the file."""
    for name in chosen:
        if name not in SECTIONS:
            print(f"Нет раздела {name}. Есть: {', '.join(SECTIONS)}.", file=sys.stderr)
            return 2
    measured = [import_module(f"benchmarks.{name}").report() for name in chosen or SECTIONS]
    text = "\n".join("\n".join([*lines, ""]) for lines in [heading(), *measured])
    if chosen:
        print(text)
    else:
        RESULTS.write_text(text, encoding="utf-8")
        print(f"Записано: {RESULTS.relative_to(Path.cwd())}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
