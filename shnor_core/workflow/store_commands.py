"""Commands about the file of the database: copies, restoring, its own soundness."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from typing import Any

from shnor_core.wording import counted, number
from shnor_core.workflow import backups, restoring, store_check
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.backups import WORDS, Backup

Options = argparse.Namespace
Command = Callable[[str, Callable[[Options], int], str], Any]


def add(command: Command) -> None:
    """Add `backup`, `restore` and `backups`."""
    command("backup", _backup, "сделать проверенную копию базы в папке backups рядом с ней")
    restore = command("restore", _restore, "вернуть базу из копии; нынешняя сохраняется копией")
    restore.add_argument("file", metavar="КОПИЯ", help="имя из списка backups или путь к файлу")
    command("backups", _backups, "показать копии базы, новые сверху")


def check_file() -> int:
    """`check` without a territory: every row of the file and every reference."""
    found = store_check.faults(store_workflow.open_store())
    for sentence in found:
        print(sentence)
    if not found:
        print("База цела: читаются все строки, все ссылки ведут куда надо.")
    return 1 if found else 0


def _backup(_options: Options) -> int:
    store = store_workflow.open_store()
    print(f"Копия сделана и проверена: {restoring.make(store, datetime.now()).path}")
    return 0


def _restore(options: Options) -> int:
    path = store_workflow.default_path()
    copy = backups.find(path, options.file)
    was = restoring.restore_file(path, copy, datetime.now())
    print(f"База восстановлена из {copy.name}." + (f" Прежняя: {was}" if was else ""))
    return 0


def _backups(_options: Options) -> int:
    path = store_workflow.default_path()
    known = backups.listed(path)
    for one in known:
        print(_line(one))
    total = counted(len(known), "копия", "копии", "копий")
    print(f"{total} в {backups.folder_of(path)}" if known else "Копий ещё нет.")
    return 0


def _line(one: Backup) -> str:
    size = f"{number(one.size / 2**20)} МБ"
    return f"{one.made_at:%d.%m.%Y %H:%M:%S}  {size:>9}  {one.path.name}  ({WORDS[one.reason]})"
