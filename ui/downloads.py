"""«Скачать»: files are made when somebody asks for them; pictures never leave the browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from shnor_core.charts import ChartSpec
from shnor_core.tables import TableSpec
from shnor_core.workflow import files
from ui import picture
from ui.prepared import kept

_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS = {
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "csv": "text/csv",
}
_FACTS = "facts_of_files"
INVENTED = "Вымышленные данные"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def state(facts: Mapping[str, str]) -> None:
    """What the files of this page say of themselves: territory, years, version and so on."""
    st.session_state[_FACTS] = dict(facts)


def facts() -> dict[str, str]:
    """What :func:`state` was told last."""
    return dict(st.session_state.get(_FACTS, {}))


def for_table(
    table: TableSpec, *, key: str, file_name: str, facts: Mapping[str, str] | None = None
) -> None:
    """Offer a table as Excel and CSV.

    Parameters
    ----------
    table
        The value that is drawn on the page.
    key
        Unique among downloads of the page; may be the key of the table itself.
    file_name
        Words for the name of the file, without its ending.
    facts
        What goes to the sheet «Источники и определения»; those of :func:`state` when not given.
    """
    with _menu(key):
        _tables(table, key, file_name, facts)


def for_chart(
    spec: ChartSpec,
    *,
    key: str,
    file_name: str,
    chart_key: str,
    facts: Mapping[str, str] | None = None,
) -> None:
    """Offer a chart as PNG and SVG, as a native chart over its numbers in Excel, and as CSV.

    ``chart_key`` is the key :func:`ui.charts.show` has drawn the chart with; the picture is taken
    of what stands on the screen, with the conclusion above and the source below.
    """
    with _menu(key):
        picture.buttons(key=f"{key}_picture", chart_key=chart_key, file_name=_safe(file_name))
        _tables(spec, key, file_name, facts)


def for_document(label: str, make: Callable[[], bytes], *, key: str, file_name: str) -> None:
    """Offer a document for Word, made when it is asked for."""
    _button(label, make, f"{_named(file_name)}.docx", key, icon=":material/description:")


def for_workbook(label: str, make: Callable[[], bytes], *, key: str, file_name: str) -> None:
    """Offer a workbook of Excel, made when it is asked for."""
    _button(label, make, f"{_named(file_name)}.xlsx", key, icon=":material/table:")


def for_tables(
    make: Callable[[], Sequence[TableSpec]], *, key: str, file_name: str, label: str
) -> None:
    """Offer several tables as one workbook; they too are made when somebody asks for it."""
    known = facts()
    for_workbook(label, lambda: files.workbook(*make(), facts=known), key=key, file_name=file_name)


def _named(file_name: str) -> str:
    """A safe name that says so when the data are invented: a CSV has no other place for it."""
    return _safe(f"{INVENTED} {file_name}" if INVENTED in facts() else file_name)


def _menu(key: str) -> st.delta_generator.DeltaGenerator:
    return st.popover("Скачать", key=f"{key}_download")


def _tables(
    part: TableSpec | ChartSpec, key: str, file_name: str, facts: Mapping[str, str] | None
) -> None:
    known = dict(st.session_state.get(_FACTS, {}) if facts is None else facts)
    name = _named(file_name)
    _button(
        "Excel (.xlsx)", lambda: files.workbook(part, facts=known), f"{name}.xlsx", f"{key}_xlsx"
    )
    _button("CSV", lambda: files.delimited(part), f"{name}.csv", f"{key}_csv")


def _button(
    label: str, make: Callable[[], bytes], file_name: str, key: str, icon: str | None = None
) -> None:
    mime = _KINDS[file_name.rpartition(".")[2]]
    st.download_button(
        label,
        data=kept(make, mime, file_name),
        file_name=file_name,
        mime=mime,
        key=key,
        icon=icon,
        on_click="ignore",
        width="content" if icon else "stretch",
    )


def _safe(name: str) -> str:
    """A name every file system takes; Cyrillic stays."""
    return " ".join(_UNSAFE.sub(" ", name).split()).strip(". ")[:120] or "Таблица"
