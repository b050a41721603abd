"""Names of schools as protocols print them inside a sentence or a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# stems of the kinds in every case and number, with the name a school then carries
_KINDS = {
    "средн": "Средняя школа",
    "основн": "Основная школа",
    "начальн": "Начальная школа",
    "лице": "Лицей",
    "гимнази": "Гимназия",
    "сош": "СОШ",
    "оош": "ООШ",
}
_NOT_SCHOOLS = {"ШНОР", "ШНСУ", "ШНО", "ОО", "ЦДО", "ВПР", "ОГЭ", "ЕГЭ", "УО"}

_KIND = (
    r"(?P<kind>\b(?i:(?:средн|основн|начальн)[а-яё]+\s+(?:общеобразовательн[а-яё]+\s+)?школ[а-яё]*"
    r"|лице[йяюеи][а-яё]*|гимнази[яийюе][а-яё]*|СОШ|ООШ)\b)"
)
_TOKEN = re.compile(
    r"(?P<town>\b[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*?)(?:ая|ой|ую)\s+(?i:гимнази[яийю])\b(?!\s*№)"
    rf"|{_KIND}"
    r"|(?P<any>\bМ[АБК]?ОУ\b)"
    r"|(?P<word>\b(?i:школ(?:а|ы|е|у|ой|ам|ами|ах)?)\b)"
    r"|(?P<sign>№\s*№|№)"
    r"|(?P<number>\b[0-9]{1,3}\b(?!\s*%)(?![.,][0-9]+\s*%))"
    r"|(?P<letters>\b[А-ЯЁ]{2,6}\b)"
    r"|(?P<between>[\s,;«»]+|\bи\b|\([^()№0-9]*\))"
    r"|(?P<other>.)",
    re.DOTALL,
)
_LIST_START = re.compile(rf"{_KIND}|\bМ[АБК]?ОУ\b|\b(?i:школ[а-яё]*)\s*№|№")


@dataclass(slots=True)
class _Scan:
    """Walks over a text; ``kind`` is what the next number belongs to, ``open`` that a list runs."""

    names: list[str] = field(default_factory=list)
    end: int = 0
    kind: str = ""
    open: bool = False
    single: bool = False

    def take(self, match: re.Match[str]) -> None:
        token = match.lastgroup or "other"
        before = len(self.names)
        getattr(self, f"_{token}")(match[token])
        if len(self.names) > before:
            self.end = match.end()

    def _kind(self, text: str) -> None:
        stem = next(stem for stem in _KINDS if text.casefold().startswith(stem))
        self._start(_KINDS[stem], is_open=False)

    def _any(self, _text: str) -> None:
        self._start("", is_open=True)

    def _word(self, _text: str) -> None:
        self._start("", is_open=False)

    def _start(self, kind: str, *, is_open: bool) -> None:
        # «16 школ 4 в проекте»: a number after a kind belongs to it only behind a «№»
        self.kind, self.open, self.single = kind, is_open, False

    def _sign(self, text: str) -> None:
        self.open, self.single = True, text == "№"

    def _number(self, text: str) -> None:
        if not self.open:
            return
        self.names.append(f"{self.kind} № {text}" if self.kind else text)
        if self.single:
            self.kind = ""

    def _letters(self, text: str) -> None:
        if self.open and text not in _NOT_SCHOOLS:
            self.names.append(text)
        else:
            self._other(text)

    def _town(self, text: str) -> None:
        self.names.append(f"{text}ая гимназия")
        self._start("", is_open=True)

    def _between(self, text: str) -> None:
        """Commas, spaces and «и» neither end a list nor start one."""

    def _other(self, _text: str) -> None:
        self.kind, self.open, self.single = "", False, False


def parse_schools(text: str) -> tuple[str, ...]:
    """Schools named in a text, in its order, repeats kept.

    A bare number stays one («17»), a named kind comes in the nominative («Средняя школа № 2»),
    a short name stays as printed («КУГ»).

    >>> parse_schools("МОУ №№ 17, 37, 40, КУГ")
    ('17', '37', '40', 'КУГ')
    >>> parse_schools("Основные школы №№ 14, 27 и Средние школы №№ 2, 7")
    ('Основная школа № 14', 'Основная школа № 27', 'Средняя школа № 2', 'Средняя школа № 7')
    """
    return scan(text)[0]


def scan(text: str) -> tuple[tuple[str, ...], str]:
    """Schools named in a text, and the words left after the last of them."""
    state = _Scan()
    for match in _TOKEN.finditer(text):
        state.take(match)
    return tuple(state.names), text[state.end :].strip(" ,;.") if state.names else ""


def starts_list(text: str) -> bool:
    """Whether a text begins as a list of schools does."""
    return _LIST_START.match(text) is not None
