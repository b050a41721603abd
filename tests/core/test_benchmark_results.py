"""The file of measurements keeps what was measured before."""

from __future__ import annotations

from benchmarks.run import with_section


def test_a_section_measured_anew_takes_the_place_of_the_old_one() -> None:
    text = with_section("", "pages", "## Страницы\n\nстарое")
    text = with_section(text, "start", "## Старт\n\nтри секунды")
    text = with_section(text, "pages", "## Страницы\n\n| новое | 1 |")
    assert text.count("## Страницы") == 1
    assert "старое" not in text
    assert text.index("три секунды") < text.index("| новое | 1 |")
    assert with_section(text, "start", "## Старт\n\nтри секунды") == text
