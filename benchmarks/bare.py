"""Writes a bare Streamlit app with the same elements as a page of the real one, and nothing behind.

The bare page is what Streamlit itself costs: same containers, same widgets with the same options,
same texts, tables of the same size as ``st.dataframe``, a tiny figure for every chart.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

HEAD = """import pandas as pd
import plotly.graph_objects as go
import streamlit as st

"""
ALERTS = {"error", "info", "success", "warning"}
# what Streamlit offers for the same purpose as an own component
STANDS_FOR = {
    "shnor_deck": "button",
    "shnor_grid": "dataframe",
    "shnor_jotter": "text_area",
    "shnor_picture": "button",
    "shnor_ruler": "empty",
}


class UnknownElementError(Exception):
    """The real app uses an element this module cannot write yet, or the twin lost one."""


def write_app(folder: Path, pages: dict[str, AppTest]) -> Path:
    """Write the bare twin of every page (by its address) and return the router's path."""
    folder.mkdir(parents=True, exist_ok=True)
    for address, page in pages.items():
        text = HEAD + "\n".join(page_script(page)) + "\n"
        (folder / f"{_file(address)}.py").write_text(text, encoding="utf-8")
    listed = "\n".join(
        f"    st.Page({_file(address) + '.py'!r}, title={_file(address)!r},"
        f" url_path={address!r} or None, default={not address}),"
        for address in pages
    )
    router = folder / "app.py"
    router.write_text(
        "import streamlit as st\n\nst.set_page_config(layout='wide')\n"
        f"st.navigation([\n{listed}\n], position='hidden').run()\n",
        encoding="utf-8",
    )
    return router


def page_script(page: AppTest) -> list[str]:
    """Lines of the bare page: main part, then the sidebar."""
    lines = _inside(page.main, "main", "")
    aside = _inside(page.sidebar, "side", "    ")
    return lines + (["with st.sidebar:", *aside] if aside else [])


def elements(page: AppTest) -> list[Any]:
    """Everything drawn on the page that is not a container."""
    return [
        node for root in (page.main, page.sidebar) for node in root if not hasattr(node, "children")
    ]


def check(page: AppTest, twin: AppTest) -> None:
    """The twin draws as many elements of each kind as the page.

    Raises
    ------
    UnknownElementError
        Some kind occurs more or less often.
    """
    asked, drawn = (Counter(map(_kind, elements(side))) for side in (page, twin))
    if asked != drawn:
        raise UnknownElementError(f"benchmarks/bare.py: {asked - drawn} / {drawn - asked}")


def _kind(node: Any) -> str:
    if node.type != "bidi_component":
        return str(node.type)
    name = node.proto.component_name
    if name not in STANDS_FOR:
        raise UnknownElementError(f"benchmarks/bare.py: {name}")
    return STANDS_FOR[name]


def _file(address: str) -> str:
    return address or "start"


def _inside(block: Any, name: str, indent: str) -> list[str]:
    return [
        line
        for at, child in block.children.items()
        for line in _written(child, f"{name}_{at}", indent)
    ]


def _written(node: Any, name: str, indent: str) -> list[str]:
    if not hasattr(node, "children"):
        return [indent + _element(node, name)]
    for kind, command in (("column", _columns), ("tab", _tabs)):
        if node.children and all(child.type == kind for child in node.children.values()):
            lines = [f"{indent}{name} = {command(node)}"]
            for order, (at, child) in enumerate(node.children.items()):
                body = _inside(child, f"{name}_{at}", indent + "    ")
                lines += [f"{indent}with {name}[{order}]:", *(body or [indent + "    pass"])]
            return lines
    body = _inside(node, name, indent + "    ")
    return [f"{indent}with {_container(node, name)}:", *body] if body else []


def _columns(node: Any) -> str:
    return f"st.columns({[child.weight for child in node.children.values()]})"


def _tabs(node: Any) -> str:
    return f"st.tabs({[child.label for child in node.children.values()]})"


def _container(node: Any, name: str) -> str:
    if node.type in ("expander", "status"):
        return f"st.expander({node.label!r})"
    if node.type == "popover":
        return f"st.popover({node.proto.popover.label!r})"
    if node.type == "form":
        return f"st.form({name!r})"
    if node.type == "flex_container":
        flex = node.proto.flex_container
        across = flex.direction == flex.Direction.HORIZONTAL
        return f"st.container(border={flex.border}, horizontal={across})"
    return "st.container()"


def _element(node: Any, name: str) -> str:
    if node.type in ALERTS:
        return f"st.{node.type}({node.value!r})"
    if node.type not in WRITERS:
        raise UnknownElementError(f"benchmarks/bare.py: {node.type}")
    return WRITERS[node.type](node, name)


def _table(rows: int, columns: int) -> str:
    return f"st.dataframe(pd.DataFrame([['текст'] * {columns}] * {rows}))"


def _frame(node: Any, name: str) -> str:
    return _table(*node.value.shape)


def _component(node: Any, name: str) -> str:
    if _kind(node) != "dataframe":
        return f"st.button('PNG', key={name!r})" if _kind(node) == "button" else "st.empty()"
    [data] = json.loads(node.proto.json)
    return _table(len(data["rows"]), len(data["columns"]))


def _chart(node: Any, name: str) -> str:
    return f"st.plotly_chart(go.Figure(go.Scatter(y=[1, 2, 3])), key={name!r})"


def _button(node: Any, name: str) -> str:
    if node.proto.is_form_submitter:
        return f"st.form_submit_button({node.label!r})"
    return f"st.button({node.label!r}, key={name!r})"


def _page_link(node: Any, name: str) -> str:
    if node.proto.external:
        return f"st.page_link({node.proto.page!r}, label={node.proto.label!r})"
    return f"st.page_link({_file(node.proto.page) + '.py'!r}, label={node.proto.label!r})"


def _choice(command: str) -> Callable[[Any, str], str]:
    return lambda node, name: (
        f"st.{command}({node.label or 'Выбор'!r}, {list(node.options)!r}, key={name!r})"
    )


def _segments(node: Any, name: str) -> str:
    options = [option.content for option in node.proto.options]
    return f"st.segmented_control('Выбор', {options!r}, key={name!r})"


def _labelled(command: str) -> Callable[[Any, str], str]:
    return lambda node, name: f"st.{command}({node.proto.label or 'Поле'!r}, key={name!r})"


def _text(command: str) -> Callable[[Any, str], str]:
    return lambda node, name: f"st.{command}({node.proto.body!r})"


WRITERS: dict[str, Callable[[Any, str], str]] = {
    "bidi_component": _component,
    "button": _button,
    "button_group": _segments,
    "caption": _text("caption"),
    "checkbox": _labelled("checkbox"),
    "code": lambda node, name: f"st.code({node.value!r})",
    "dataframe": _frame,
    "date_input": _labelled("date_input"),
    "divider": lambda node, name: "st.divider()",
    "download_button": lambda node, name: (
        f"st.download_button({node.proto.label!r}, b'1', key={name!r})"
    ),
    "empty": lambda node, name: "st.empty()",
    "file_uploader": _labelled("file_uploader"),
    "header": _text("header"),
    "html": _text("html"),
    "link_button": lambda node, name: (
        f"st.link_button({node.proto.label!r}, 'https://example.org')"
    ),
    "markdown": _text("markdown"),
    "metric": lambda node, name: f"st.metric({node.label!r}, {node.value!r})",
    "multiselect": _choice("multiselect"),
    "number_input": _labelled("number_input"),
    "page_link": _page_link,
    "plotly_chart": _chart,
    "progress": lambda node, name: f"st.progress({node.proto.value}, {node.proto.text!r})",
    "radio": _choice("radio"),
    "selectbox": _choice("selectbox"),
    "select_slider": _choice("select_slider"),
    "slider": _labelled("slider"),
    "space": lambda node, name: "st.space()",
    "subheader": _text("subheader"),
    "table": lambda node, name: _table(*node.value.shape).replace("st.dataframe", "st.table"),
    "text": _text("text"),
    "text_area": _labelled("text_area"),
    "text_input": _labelled("text_input"),
    "title": _text("title"),
    "toggle": _labelled("toggle"),
}
