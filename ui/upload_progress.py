"""«Загрузка», long work: the step that runs now, in one line that goes when the work is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx

from shnor_core.workflow.intake import Progress, Stage
from ui import turn

BEFORE_CONSENT = (Stage.READ, Stage.STORED, Stage.CHECK, Stage.COMPARE)
AFTER_CONSENT = (Stage.COPY, Stage.WRITE)


@contextmanager
def shown() -> Iterator[Progress]:
    """What the work tells its steps to."""
    turn.give_up()
    place = st.empty()

    def tell(stage: Stage) -> None:
        steps = AFTER_CONSENT if stage in AFTER_CONSENT else BEFORE_CONSENT
        at = steps.index(stage)
        text = f"{stage}… шаг {at + 1} из {len(steps)}"
        _sent(lambda: place.progress((at + 1) / (len(steps) + 1), text=text))

    try:
        yield tell
    finally:
        _sent(place.empty)


def _sent(draw: Callable[[], object]) -> None:
    """Draw from another thread: in its own, a click elsewhere would end the run half-way."""
    thread = Thread(target=draw, daemon=True)
    add_script_run_ctx(thread)
    thread.start()
    thread.join()
