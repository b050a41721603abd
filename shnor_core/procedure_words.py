"""Reading kinds, subjects, seasons and years as people write them in tables."""

from __future__ import annotations

import re
from typing import Final

from shnor_core.procedures import KIND_TITLES, SUBJECT_TITLES, Kind, Season

_SUBJECT_ALIASES: Final = {
    "русский язык": "russian",
    "рус": "russian",
    "мат": "math",
    "база": "math_base",
    "математика база": "math_base",
    "математика (базовая)": "math_base",
    "математика (база)": "math_base",
    "профиль": "math_profile",
    "математика профиль": "math_profile",
    "математика (профильная)": "math_profile",
    "математика (профиль)": "math_profile",
    "английский язык": "foreign",
    "иностранные языки": "foreign",
    "чг": "reading",
    "мг": "math_literacy",
    "енг": "science",
    "естественнонаучная грамотность": "science",
    "информатика и икт": "informatics",
}
_SEASON_ALIASES: Final = {"весна": "spring", "осень": "autumn"}


def read_kind(text: str) -> Kind | None:
    """Kind from «ВПР» or ``vpr``."""
    word = _normal(text)
    named = {title.lower(): kind for kind, title in KIND_TITLES.items()}
    return named.get(word) or (Kind(word) if word in set(Kind) else None)


def read_subject(text: str, kind: str = "") -> str | None:
    """Subject code from «математика», «русский язык», «профиль», ``math_base``."""
    word = _normal(text)
    code = text.strip().lower()
    named = {title: subject for subject, title in SUBJECT_TITLES.items()} | _SUBJECT_ALIASES
    found = code if code in SUBJECT_TITLES else named.get(word)
    if found in ("math_base", "math_profile") and kind not in ("", Kind.EGE):
        return None
    return found


def read_season(text: str) -> Season | None:
    """Season from «весна», «осень» or their codes."""
    word = _SEASON_ALIASES.get(_normal(text), _normal(text))
    return Season(word) if word in set(Season) else None


def read_year(text: str) -> int | None:
    """Year in which the school year ends, from ``2024``, «2023/24» or «2023/2024»."""
    match = re.fullmatch(r"(\d{4})(?:\s*[/–-]\s*(\d{2}|\d{4}))?", text.strip())
    if not match:
        return None
    year = int(match[1])
    if match[2]:
        if int(match[2]) % 100 != (year + 1) % 100:
            return None
        year += 1
    return year if 1990 <= year <= 2100 else None


def _normal(text: str) -> str:
    return re.sub(r"[\s_]+", " ", text.strip().lower().replace("ё", "е"))
