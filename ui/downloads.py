"""«Скачать»: files are made when somebody asks for them; pictures never leave the browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from shnor_core.charts import ChartSpec
from shnor_core.tables import TableSpec
from shnor_core.workflow import files
from ui import picture

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
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
    st.download_button(
        label,
        data=make,
        file_name=f"{_named(file_name)}.docx",
        mime=_DOCX,
        key=key,
        icon=":material/description:",
        on_click="ignore",
    )


def for_workbook(label: str, make: Callable[[], bytes], *, key: str, file_name: str) -> None:
    """Offer a workbook of Excel, made when it is asked for."""
    st.download_button(
        label,
        data=make,
        file_name=f"{_named(file_name)}.xlsx",
        mime=_XLSX,
        key=key,
        icon=":material/table:",
        on_click="ignore",
    )


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
    st.download_button(
        "Excel (.xlsx)",
        data=lambda: files.workbook(part, facts=known),
        file_name=f"{name}.xlsx",
        mime=_XLSX,
        key=f"{key}_xlsx",
        on_click="ignore",
        width="stretch",
    )
    st.download_button(
        "CSV",
        data=lambda: files.delimited(part),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"{key}_csv",
        on_click="ignore",
        width="stretch",
    )


def _safe(name: str) -> str:
    """A name every file system takes; Cyrillic stays."""
    return " ".join(_UNSAFE.sub(" ", name).split()).strip(". ")[:120] or "Таблица"
