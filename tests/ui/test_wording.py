"""Text from files that Markdown must not read as its own."""

from __future__ import annotations

from ui.wording import plain


def test_marks_of_markdown_become_letters() -> None:
    assert plain("*2* [а](б)") == r"\*2\* \[а\]\(б\)"


def test_the_doubled_sign_of_numbers_is_not_broken() -> None:
    """Unicode lets a line end between two «№»; a hard space after them does not forbid it."""
    assert plain("школы №№\u00a02, 4") == "школы №\u2060№\u00a02, 4"
    assert plain("№\u00a02") == "№\u00a02"
