"""Commands: the same use cases as the screens, printed. Exit codes: 0 fine, 1 faults, 2 refused."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from shnor_core.errors import ShnorError
from shnor_core.model import Finding
from shnor_core.workflow import monitoring
from shnor_core.workflow import store as store_workflow


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a refusal is one Russian sentence on stderr and exit code 2."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except ShnorError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m shnor_core", description="ШНОР-монитор: командная строка."
    )
    commands = parser.add_subparsers(required=True, metavar="КОМАНДА")
    _build_command(commands)
    _check_command(commands)
    return parser


def _build_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("build", help="собрать базу из текстовых файлов data/")
    command.add_argument("--db", type=Path, help="файл базы (по умолчанию SHNOR_DB или data/)")
    command.set_defaults(run=_build)


def _check_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("check", help="найти сомнительные места в данных территории")
    command.add_argument("--territory", required=True, help="код территории: kamensk-uralsky")
    command.add_argument("--format", choices=("text", "json"), default="text", help="вид вывода")
    command.set_defaults(run=_check)


def _build(options: argparse.Namespace) -> int:
    path = options.db or store_workflow.default_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    store_workflow.build(path)
    print(f"База собрана: {path}")
    return 0


def _check(options: argparse.Namespace) -> int:
    store = store_workflow.open_store()
    pictures = [
        monitoring.load(store, options.territory, indicator_set)
        for indicator_set in monitoring.indicator_sets(store, options.territory) or (None,)
    ]
    found = {one.finding_id: (one, picture) for picture in pictures for one in picture.findings}
    if options.format == "json":
        rows = [_as_json(one, picture.names) for one, picture in found.values()]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for one, picture in found.values():
            print(f"{picture.place(one)}: {one.message}")
    return 1 if found else 0


def _as_json(finding: Finding, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "territory": finding.territory,
        "school": names.get(finding.school, ""),
        "indicator": finding.indicator,
        "year": finding.year,
        "text": finding.text,
        "message": finding.message,
        "source_ref": finding.source_ref,
    }
