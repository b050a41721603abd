"""``make audit``: known vulnerabilities of exactly the libraries the lock files name.

The list of vulnerabilities is on pypi.org; without a network, or with an index that does not carry
it, the last line says how many libraries nobody has checked, so that silence is never taken for
safety.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")
PATIENCE = 120  # seconds
OPTIONS = ("--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json")


def verdict(answer: dict[str, Any] | None) -> tuple[int, list[str]]:
    """The exit code and the lines to print; ``None`` when the audit could not ask anybody.

    Returns
    -------
    int
        1 when a vulnerability is known, otherwise 0.
    list of str
        A line per vulnerability and one that says what was checked.
    """
    if answer is None:
        return 0, ["Проверка не состоялась: список уязвимостей на pypi.org недоступен."]
    libraries = answer["dependencies"]
    unknown = [one["name"] for one in libraries if "skip_reason" in one]
    if len(unknown) == len(libraries):
        return 0, [f"Не проверена ни одна библиотека из {len(libraries)}: индекс о них не знает."]
    found = [
        f"{one['name']} {one['version']}: {each['id']}, исправлено в"
        f" {', '.join(each['fix_versions']) or '— (исправления нет)'}"
        for one in libraries
        for each in one.get("vulns", ())
    ]
    said = f"Проверено библиотек: {len(libraries) - len(unknown)} из {len(libraries)}"
    said += f", известных уязвимостей: {len(found)}."
    if unknown:
        said += f" О них индекс ничего не знает, они не проверены: {', '.join(unknown)}."
    return int(bool(found)), [*found, said]


def _asked() -> dict[str, Any] | None:
    files = [part for name in LOCKS for part in ("--requirement", str(ROOT / name))]
    command = [sys.executable, "-m", "pip_audit", *OPTIONS, *files]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return None
    if not done.stdout.startswith("{"):
        print(done.stderr.strip().rpartition("\n")[2], file=sys.stderr)
        return None
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def main() -> int:
    code, lines = verdict(_asked())
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
