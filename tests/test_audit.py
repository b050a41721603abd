"""What the audit of libraries says and how it ends."""

from __future__ import annotations

from tools.audit import verdict

CLEAN = {"name": "pandas", "version": "3.1.1", "vulns": []}
UNKNOWN = {"name": "duckdb", "skip_reason": "Dependency not found on PyPI"}


def test_a_known_vulnerability_fails_with_its_name_and_cure() -> None:
    hurt = {"id": "PYSEC-2026-1", "fix_versions": ["3.1.2"]}
    code, lines = verdict({"dependencies": [{**CLEAN, "vulns": [hurt]}]})
    assert code == 1
    assert lines[0] == "pandas 3.1.1: PYSEC-2026-1, исправлено в 3.1.2"


def test_what_nobody_checked_is_not_called_safe() -> None:
    code, lines = verdict({"dependencies": [CLEAN, UNKNOWN]})
    assert code == 0
    assert "1 из 2" in lines[-1]
    assert "не проверены: duckdb" in lines[-1]


def test_an_index_without_advisories_checks_nothing_and_says_so() -> None:
    code, lines = verdict({"dependencies": [UNKNOWN, UNKNOWN]})
    assert code == 0
    assert lines == ["Не проверена ни одна библиотека из 2: индекс о них не знает."]


def test_without_a_network_one_sentence_says_so() -> None:
    assert verdict(None) == (
        0,
        ["Проверка не состоялась: список уязвимостей на pypi.org недоступен."],
    )
