"""Commands: the same use cases as the screens, printed. Exit codes: 0 fine, 1 faults, 2 refused."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from shnor_core.errors import ShnorError, UnknownMethodError, UnreadableFileError
from shnor_core.identification import Method
from shnor_core.model import Finding
from shnor_core.workflow import (
    access,
    access_rules,
    doubts,
    files,
    identification,
    import_command,
    monitoring,
    pupil_commands,
    results,
    store_commands,
)
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.identification_tables import rows_of, verdict_table

Options = argparse.Namespace
#: how argparse begins its refusals that name arguments
_MISTAKES = {
    "the following arguments are required: ": "Не хватает",
    "unrecognized arguments: ": "Лишнее или неизвестное:",
}


class _Help(argparse.HelpFormatter):
    """argparse speaks English where nobody can hand it another word."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, "Вызов: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Help, add_help=False, **settings)
        self.options = self.add_argument_group("Параметры")
        self.options.add_argument("-h", "--help", action="help", help="показать эту справку")

    def error(self, message: str) -> NoReturn:
        told = "Команда не понята."
        for english, russian in _MISTAKES.items():
            if message.startswith(english):
                told = f"{russian} {message.removeprefix(english)}."
        print(f"{told} Справка: {self.prog} --help", file=sys.stderr)
        self.exit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a refusal is one Russian sentence on stderr and exit code 2."""
    options = _parser().parse_args(arguments)
    access.identify_by(lambda: access_rules.rules().local())
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except ShnorError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # who reads has had enough («| head»); what is left must not be written at the end either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> _Parser:
    parser = _Parser(prog="python -m shnor_core", description="ШНОР-монитор: командная строка.")
    commands = parser.add_subparsers(title="Команды", required=True, metavar="КОМАНДА")

    def command(name: str, run: Callable[[Options], int], text: str) -> Any:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        return added.options

    build = command("build", _build, "собрать базу из текстовых файлов data/")
    build.add_argument("--db", type=Path, metavar="ФАЙЛ", help="файл базы")
    check = command("check", _check, "найти сомнительные места в данных территории или в базе")
    check.add_argument("--territory", metavar="КОД", help="без неё проверяется сам файл базы")
    check.add_argument("--format", choices=("text", "json"), default="text", help="вид вывода")
    identify = command("identify", _identify, "показать, какие школы отвечают критериям методики")
    identify.add_argument("--territory", required=True, metavar="КОД", help="например demo")
    identify.add_argument("--method", metavar="КОД", help="без него названы все, какие есть")
    identify.add_argument(
        "--year", required=True, type=int, metavar="ГОД", help="2024 — учебный год 2023/24"
    )
    identify.add_argument("--format", choices=("csv", "json"), default="csv", help="вид вывода")
    take = command("import", _import, "принять файл: бланк, отчёт ФИС ОКО, таблицу CSV")
    take.add_argument(
        "file", type=Path, metavar="ФАЙЛ", help="бланк или таблица; столбцы описаны в README"
    )
    take.add_argument(
        "--territory", required=True, metavar="КОД", help="новый код создаст территорию"
    )
    take.add_argument("--name", default="", metavar="НАЗВАНИЕ", help="имя новой территории")
    take.add_argument(
        "--accept-good", action="store_true", help="взять хорошие строки, если есть и плохие"
    )
    protocol = command("protocol", _protocol, "написать протокол заседания документом Word")
    protocol.add_argument("--territory", required=True, metavar="КОД", help="kamensk-uralsky")
    protocol.add_argument("--number", required=True, metavar="НОМЕР", help="номер заседания")
    protocol.add_argument("out", type=Path, metavar="ФАЙЛ.docx", help="куда записать")
    store_commands.add(command)
    pupil_commands.add(command)
    return parser


def _build(options: Options) -> int:
    path = options.db or store_workflow.default_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    store_workflow.rebuild(path)
    print(f"База собрана: {path}")
    return 0


def _check(options: Options) -> int:
    if options.territory is None:
        return store_commands.check_file()
    store = store_workflow.open_store()
    tables = [
        doubts.load(store, options.territory, indicator_set)
        for indicator_set in monitoring.indicator_sets(store, options.territory) or (None,)
    ]
    found = {one.finding_id: (one, table) for table in tables for one in table.findings}
    if options.format == "json":
        rows = [_as_json(one, table.picture.names) for one, table in found.values()]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        sentences = [table.sentence(one) for one, table in found.values()]
        print("\n".join(sentences) or "Сомнительных мест нет.")
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


def _identify(options: Options) -> int:
    store = store_workflow.open_store()
    picture = results.load(store, options.territory)
    method = _method(options.method)
    if options.year not in identification.judged_years(picture):
        print(f"За {options.year} год результатов процедур нет.", file=sys.stderr)
        return 1
    judgement = identification.judge(store, picture, method, options.year)
    official = identification.official(picture, options.year)
    rows = rows_of(judgement, official)
    if options.format == "json":
        named = [
            {**row, "school": picture.names[row["school"]], "school_id": row["school"]}
            for row in rows
        ]
        print(json.dumps(named, ensure_ascii=False, indent=2))
    else:
        table = verdict_table(picture, judgement, rows, official)
        sys.stdout.buffer.write(files.delimited(table))
    return 0


def _method(method_id: str | None) -> Method:
    if method_id is None:
        known = ", ".join(one.method_id for one in identification.methods())
        raise UnknownMethodError(f"Назовите методику: --method КОД. Есть: {known}.")
    return identification.method_of(method_id)


def _protocol(options: Options) -> int:
    # documents of Word are heavy to import and the other commands do not need them
    from shnor_core.workflow.documents import shipped_protocol

    store = store_workflow.open_store()
    content = shipped_protocol(store, options.territory, options.number)
    try:
        options.out.write_bytes(content)
    except OSError as error:
        raise UnreadableFileError(f"В файл {options.out} записать нельзя.") from error
    print(f"Протокол записан: {options.out}")
    return 0


def _import(options: Options) -> int:
    return import_command.run(
        store_workflow.open_store(),
        options.file,
        territory=options.territory,
        name=options.name,
        accept_good=options.accept_good,
        now=datetime.now(),
    )
