"""Text from files that Markdown must not read as its own."""

from __future__ import annotations

import pytest

from ui.wording import link, plain


def test_marks_of_markdown_become_letters() -> None:
    assert plain("*2* [а](б)") == r"\*2\* \[а\]\(б\)"


def test_the_doubled_sign_of_numbers_is_not_broken() -> None:
    """Unicode lets a line end between two «№»; a hard space after them does not forbid it."""
    assert plain("школы №№\u00a02, 4") == "школы №\u2060№\u00a02, 4"
    assert plain("№\u00a02") == "№\u00a02"


@pytest.mark.parametrize(
    "text",
    [
        "http://school.ru",
        "HTTPS://school.ru",
        "www.school.ru",
        "school@mail.ru",
        ":smile:",
        ":material/delete:",
        "а -> б",
        "<-> а",
        ">= 50 %",
        "<= 50",
        "а -- б",
        "~= 5",
    ],
)
def test_what_streamlit_looks_for_in_finished_text_is_not_found(text: str) -> None:
    shown = plain(text).replace("\\", "")
    assert shown != text
    assert shown.replace("\u2060", "") == text


def test_a_text_stays_one_paragraph() -> None:
    assert plain(" а\n\n# б\r\n1) в ") == r"а \# б 1\) в"
    assert plain("1. Создание условий") == r"1\. Создание условий"
    assert plain("12. Итоги") == r"12\. Итоги"
    assert plain("2.9. Доля 5.1") == r"2\.9. Доля 5.1"


def test_an_entity_is_shown_as_it_is_printed() -> None:
    assert plain("Р&amp;Д") == r"Р\&amp;Д"


def test_nothing_turns_the_direction_of_the_words_after_it() -> None:
    assert plain("а\u202eб\u0007") == "аб"


def test_times_and_intervals_are_left_alone() -> None:
    assert "\u2060" not in plain("10:30 – 12:00; 5 - 7; школа: №\u00a07, a > b, 3.3")


def test_an_address_cannot_end_before_its_end() -> None:
    assert link("а", "https://б.рф/>)[x](javascript:1)") == (
        "[а](<https://%D0%B1.%D1%80%D1%84/%3E)%5Bx%5D(javascript:1)>)"
    )
    assert (
        link("*", "https://xn--p1ai/a.pdf?b=1&c=%20") == r"[\*](<https://xn--p1ai/a.pdf?b=1&c=%20>)"
    )
