"""Remembered proposals of the rules, and accepted lines as the protocol shows them."""

from __future__ import annotations

from datetime import date

import streamlit as st

from shnor_core.workflow import advice, advice_answers
from shnor_core.workflow.advice import Advice, Part, Pictures, RecommendationRule
from shnor_core.workflow.meeting import Meeting
from ui import data, links
from ui.data import remembered
from ui.wording import plain


def proposals(territory: str, base: int, year: int, on: date) -> Advice:
    """Everything the rules propose; changed rules are asked anew."""
    return _proposals(territory, base, year, on, advice.rules())


@remembered(16)
def _proposals(
    territory: str, base: int, year: int, on: date, rules: tuple[RecommendationRule, ...]
) -> Advice:
    sets = data.indicator_sets(territory)
    pictures = Pictures(
        tuple(data.picture(territory, one) for one in sets),
        data.results(territory),
        tuple(data.programme(territory, one.programme_id) for one in data.programmes(territory)),
    )
    return advice.advise(data.store(), pictures, rules, base=base, year=year, on=on)


def accepted(meeting: Meeting) -> None:
    """Lines the document will hold beside the typed decisions."""
    found = advice_answers.accepted(data.store(), meeting)
    lines = [f"- {plain(text)}" for part in Part for text in found[part]]
    if lines:
        st.markdown(
            "**Приняты на экране «Рекомендации»: войдут в «Решили» после написанного выше**"
        )
        st.markdown("\n".join(lines))
    links.to("pages/meeting/recommendations.py", "К рекомендациям", territory=meeting.territory_id)
