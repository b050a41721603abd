"""``make bench``: measures every section, one by one, and writes ``benchmarks/RESULTS.md``.

``python -m benchmarks.run pages`` measures the named sections anew and leaves the others. A section
is written as soon as it is measured, with the day and with how busy the machine was before it.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from shnor_core import wording

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
        "Команда: `make bench`. Файл пишет она; один раздел заново: `make bench ARGS=РАЗДЕЛ`"
        f" ({', '.join(SECTIONS)}).",
        "",
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
    """Measure the named sections, or all of them, into the file."""
    for name in chosen:
        if name not in SECTIONS:
            print(f"Нет раздела {name}. Есть: {', '.join(SECTIONS)}.", file=sys.stderr)
            return 2
    for name in chosen or SECTIONS:
        circumstances = _circumstances()
        title, *lines = import_module(f"benchmarks.{name}").report()
        section = "\n".join([title, "", circumstances, *lines])
        print(section, flush=True)
        RESULTS.write_text(with_section(_written(), name, section), encoding="utf-8")
    return 0


def with_section(text: str, name: str, section: str) -> str:
    """The file with one section put in its place and the heading of today."""
    parts = dict(_SECTION.findall(text)) | {name: section}
    kept = [f"<!-- {one} -->\n{parts[one].strip()}\n" for one in SECTIONS if one in parts]
    return "\n".join([*heading(), "", *kept])


_SECTION = re.compile(r"^<!-- (\w+) -->\n(.*?)(?=^<!-- |\Z)", re.DOTALL | re.MULTILINE)


def _written() -> str:
    return RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""


def _circumstances() -> str:
    busy = ""
    if hasattr(os, "getloadavg"):
        busy = f", занято ядер перед началом: {wording.number(os.getloadavg()[0], 1)}"
    return f"Измерено {date.today():%d.%m.%Y}{busy}."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
