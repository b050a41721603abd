"""The one place that turns errors into messages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from shnor_core.errors import ShnorError


@contextmanager
def guarded() -> Iterator[None]:
    """A named error becomes its sentence, and the page stops there."""
    try:
        yield
    except ShnorError as error:
        st.error(str(error), icon=":material/error:")
        st.stop()
