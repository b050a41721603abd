"""What can be done with a table or chart: take it as a file, put it into the protocol."""

from __future__ import annotations

import streamlit as st

from shnor_core.charts import ChartSpec
from shnor_core.tables import TableSpec
from ui import downloads, grid, protocol
from ui.wording import plain


def for_table(table: TableSpec, *, key: str, file_name: str) -> None:
    with _row(key):
        downloads.for_table(table, key=key, file_name=file_name)
        protocol.button(table, key=key)


def for_chart(spec: ChartSpec, *, key: str, file_name: str, chart_key: str) -> None:
    with _row(key):
        downloads.for_chart(spec, key=key, file_name=file_name, chart_key=chart_key)
        protocol.button(spec, key=key)


def headed(title: str, table: TableSpec, *, key: str, file_name: str) -> None:
    """The title at the left and what can be done at the right, in one line."""
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.markdown(f"**{title}**", width="stretch")
        # where there is no room for both beside the title, both stand below it
        with st.container(horizontal=True, width="content"):
            downloads.for_table(table, key=key, file_name=file_name)
            protocol.button(table, key=key)


def shown(table: TableSpec, *, key: str, file_name: str, dense: bool = True) -> None:
    """A table below its title and what can be done with it."""
    headed(plain(table.title), table, key=key, file_name=file_name)
    grid.show(table, key=key, dense=dense, heading=False)


def shown_in_column(table: TableSpec, *, key: str, file_name: str) -> None:
    """In a narrow column the buttons stand under the table."""
    grid.show(table, key=key, dense=True)
    for_table(table, key=f"{key}_files", file_name=file_name)


def _row(key: str) -> st.delta_generator.DeltaGenerator:
    return st.container(horizontal=True, width="content", key=f"{key}_actions")
