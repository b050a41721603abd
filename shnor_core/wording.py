"""Numbers and words in Russian: the only place that rounds, and it rounds only for showing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

THIN_SPACE = "\u202f"
HARD_SPACE = "\u00a0"
_SCHOOL_YEAR = re.compile(r"\b(\d{4}/\d{2})\b")
MINUS = "\u2212"
EN_DASH = "–"

# stands on every screen and in every file with results of ВПР
VPR_NOTICE = "Результаты ВПР не предназначены для оценки школ и учителей."


def number(value: float | None, digits: int = 1) -> str:
    """A number with a decimal comma, thin spaces and at most ``digits`` decimals.

    Trailing zeros are dropped; a missing value is an en dash, never a zero.

    >>> number(1658.06), number(30.0), number(None), number(-9.58)
    ('1\\u202f658,1', '30', '–', '−9,6')
    """
    if value is None or value != value:
        return EN_DASH
    step = Decimal(1).scaleb(-digits)
    rounded = Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace(",", THIN_SPACE).replace(".", ",")
    return MINUS + text if rounded < 0 and text != "0" else text


def signed(value: float | None, digits: int = 1) -> str:
    """Like :func:`number` with an explicit plus: a change, not a level.

    >>> signed(7), signed(-35), signed(0)
    ('+7', '−35', '0')
    """
    text = number(value, digits)
    return f"+{text}" if value is not None and value > 0 and text not in ("0", EN_DASH) else text


def fixed(value: float | None, digits: int) -> str:
    """Like :func:`number` with all its decimals, for a column of like numbers: «1,00».

    >>> fixed(1.0, 2), fixed(0.643, 2), fixed(None, 2)
    ('1,00', '0,64', '–')
    """
    text = number(value, digits)
    if text == EN_DASH or not digits:
        return text
    whole, _, rest = text.partition(",")
    return f"{whole},{rest:0<{digits}}"


def percent(value: float | None, digits: int = 1) -> str:
    """A percentage with a hard space before the sign; the argument is on the 0…100 scale."""
    return EN_DASH if value is None else f"{number(value, digits)}{HARD_SPACE}%"


def plural(count: int, one: str, few: str, many: str) -> str:
    """The form of a noun after a whole number.

    >>> [plural(n, "школа", "школы", "школ") for n in (1, 2, 5, 11, 21)]
    ['школа', 'школы', 'школ', 'школ', 'школа']
    """
    tail, tens = abs(count) % 10, abs(count) % 100
    if tail == 1 and tens != 11:
        return one
    if 2 <= tail <= 4 and not 12 <= tens <= 14:
        return few
    return many


def counted(count: int, one: str, few: str, many: str) -> str:
    """The number together with its noun: «2 школы», «60 000 строк»."""
    digits = f"{count:,}".replace(",", THIN_SPACE)
    return f"{digits}{HARD_SPACE}{plural(count, one, few, many)}"


def clipped(text: str, most: int) -> str:
    """A text of at most ``most`` letters, cut after a whole word.

    >>> clipped("Доля школ списка с психологом", 18), clipped("Доля школ", 20)
    ('Доля школ списка…', 'Доля школ')
    """
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:—–") + "…"


def joined(items: Sequence[str], last: str = "и") -> str:
    """«а, б и в»."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def said_once(found: Iterable[str]) -> str:
    """Titles of sources; those that differ in their school year share a line.

    >>> said_once(["ВПР 2022/23: сводка", "ВПР 2023/24: сводка", "Реестр", "Реестр"])
    'ВПР 2022/23–2023/24: сводка; Реестр'
    >>> said_once(["Мониторинг 2020/21", "Мониторинг 2023/24"])
    'Мониторинг 2020/21, 2023/24'
    """
    years: dict[tuple[str, ...], list[str]] = {}
    for title in dict.fromkeys(found):
        before, year, after = (*_SCHOOL_YEAR.split(title, maxsplit=1), "", "")[:3]
        years.setdefault((before, after) if year else (title, ""), []).append(year)
    return "; ".join(f"{head}{_years(own)}{tail}" for (head, tail), own in years.items())


def _years(found: Sequence[str]) -> str:
    """«2020/21–2023/24» for years without a gap, else each of them."""
    known = sorted(found)
    first, last = known[0], known[-1]
    if len(known) > 1 and int(last[:4]) - int(first[:4]) == len(known) - 1:
        return f"{first}–{last}"
    return ", ".join(known)


def numbered_schools(names: Iterable[str]) -> str:
    """Schools as a protocol prints them: «№№ 1, 17, 32, Лицей № 9».

    Only the words before «№» that carry a kind other than «школа» are kept.

    >>> numbered_schools(["Средняя школа № 7", "Основная школа № 14", "Лицей № 9"])
    '№№\\xa07, 14, Лицей №\\xa09'
    """
    numbers: list[str] = []
    others: list[str] = []
    for name in names:
        kind, mark, digits = name.partition("№")
        if mark and ("школа" in kind.lower() or kind.strip() in ("", "МОУ")):
            numbers.append(digits.strip())
        else:
            others.append(name.replace("№ ", f"№{HARD_SPACE}"))
    numbers.sort(key=lambda text: (int(text) if text.isdigit() else 10**6, text))
    head = ""
    if numbers:
        head = ("№" if len(numbers) == 1 else "№№") + HARD_SPACE + ", ".join(numbers)
    return ", ".join([head, *others] if head else others)
