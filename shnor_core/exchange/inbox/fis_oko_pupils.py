"""ФИС ОКО, «Индивидуальные результаты»: counted by school at once, nothing about a pupil kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from shnor_core.exchange.inbox import refusals
from shnor_core.exchange.inbox.fis_oko import SCHOOL, Block, Rows, blocks
from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.grid import Grid, as_text, tidy
from shnor_core.exchange.inbox.headings import normal
from shnor_core.intake.delivery import Value
from shnor_core.wording import counted

_CODE: Final = "код участника"
_MARK: Final = "отметка"
_SCORE: Final = "первичный балл"
_TOTAL: Final = "итого баллов"
_TASK: Final = re.compile(r"\d{1,2}\S*\s*\(\d+\s*б\)")
_COUNT: Final = re.compile(r"\|\s*кол-во участников\s*:?\s*(\d+)", re.IGNORECASE)
_MARKS: Final = ("2", "3", "4", "5")


def is_header(cells: Sequence[Any]) -> bool:
    """Whether a row is the header of this report."""
    return {_CODE, _MARK} <= set(map(normal, cells))


def is_form_of_scores(cells: Sequence[Any]) -> bool:
    """Whether a row is the header of a form for collecting scores: no marks are in it yet."""
    titles = set(map(normal, cells))
    coded = {_CODE, "код", "код обучающегося"} & titles
    return bool(coded) and bool({_TOTAL, "всего баллов"} & titles) and _MARK not in titles


@dataclass(slots=True)
class _School:
    """Counts of one school: marks, comparisons, pupils without a mark, sum of primary scores."""

    name: str
    row: int
    stated: int | None = None
    marks: Counter[str] = field(default_factory=Counter)
    journal: Counter[str] = field(default_factory=Counter)
    unmarked: int = 0
    empty_works: int = 0
    scored: int = 0
    scores: float = 0.0
    highest: float = 0.0

    @property
    def participants(self) -> int:
        return sum(self.marks.values())

    def mean_score(self, greatest: int | None) -> float | None:
        """Mean primary score, per cent of the greatest; ``None`` unless every pupil has one."""
        if not greatest or self.scored != self.participants:
            return None
        return 100 * self.scores / (self.scored * greatest)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the columns of a pupil's row stand."""

    code: int
    mark: int
    journal: int | None
    score: int | None
    login: int | None
    name: int | None
    tasks: tuple[int, ...]


def read_pupils_report(grid: Grid, headers: Sequence[int], found: Found) -> None:
    """Add counts of marks and the comparison with the journal for every school of the report."""
    for block in blocks(grid, headers, found):
        _read_block(grid, block, found)


def _read_block(grid: Grid, block: Block, found: Found) -> None:
    places = _places(grid.top(block.header))
    results, journal = Rows("assessments"), Rows("journal")
    unmarked, unscored = 0, 0
    for school in _schools(grid, block, places):
        unmarked += school.unmarked
        rule = _broken_rule(school, block.greatest)
        if rule:
            found.faults.append(refusals.pupils(grid, school.row, school.name, rule))
        elif school.participants:
            counts: dict[str, Value] = {f"n{mark}": school.marks[mark] for mark in _MARKS}
            whole: dict[str, Value] = {"school": school.name, "participants": school.participants}
            mean = school.mean_score(block.greatest)
            unscored += mean is None
            results.add(grid.number(school.row), whole | counts | {"mean_score": mean})
            if school.journal:
                parts = ("lowered", "confirmed", "raised")
                compared: dict[str, Value] = {part: school.journal[part] for part in parts}
                journal.add(grid.number(school.row), compared | {"school": school.name})
    results.into(found, grid, block.work, {})
    journal.into(found, grid, block.work, {})
    _note(grid, block, unmarked, unscored, found)


def _note(grid: Grid, block: Block, unmarked: int, unscored: int, found: Found) -> None:
    told = [
        "отметки сосчитаны по школам, средний балл — первичный, в процентах от наибольшего"
        f" ({block.greatest or 'не указан'}); сведения об учениках не взяты."
    ]
    if unscored:
        schools = counted(unscored, "школе", "школам", "школам")
        told.append(f"по {schools} среднего балла нет: первичный балл указан не у всех.")
    if unmarked:
        told.append(f"не писали или без отметки — {unmarked}, в число участников не входят.")
    found.notes += [f"Лист «{grid.name}»: {one}" for one in told]


def _places(header: Sequence[Any]) -> _Places:
    titles = [normal(cell) for cell in header]

    def place(title: str) -> int | None:
        return next((at for at, one in enumerate(titles) if one.startswith(title)), None)

    return _Places(
        code=titles.index(_CODE),
        mark=titles.index(_MARK),
        journal=place("отметка по журналу"),
        score=place(_SCORE),
        login=place("оо"),
        name=place("название оо"),
        tasks=tuple(at for at, one in enumerate(titles) if _TASK.fullmatch(one)),
    )


def _schools(grid: Grid, block: Block, places: _Places) -> Iterator[_School]:
    """Schools of a block, each counted from its pupils' rows."""
    schools: dict[str, _School] = {}
    current: _School | None = None
    for row in block.rows:
        cells = [_text(cell) for cell in grid.rows[row]]
        heading = next((text for text in cells if SCHOOL.search(text) and "|" in text), "")
        if heading:
            name = heading.partition("|")[0].strip()
            current = schools.setdefault(name, _School(name, row))
            stated = _COUNT.search(heading)
            current.stated = int(stated[1]) if stated else None
            continue
        if not cells[places.code] and not cells[places.mark]:
            continue
        named = _named(cells, places)
        if named and (current is None or not _same(current.name, named)):
            current = schools.setdefault(named, _School(named, row))
        _count(cells, places, current or schools.setdefault("", _School("", row)))
    yield from schools.values()


def _named(cells: Sequence[str], places: _Places) -> str:
    """The school of a pupil's row, as the group rows of other reports print it."""
    login = cells[places.login] if places.login is not None else ""
    name = cells[places.name] if places.name is not None else ""
    if not login:
        return name
    return f"{name}({login})" if f"({login})" not in name else name


def _same(one: str, other: str) -> bool:
    found, wanted = SCHOOL.search(one), SCHOOL.search(other)
    return found[0].lower() == wanted[0].lower() if found and wanted else one == other


def _count(cells: Sequence[str], places: _Places, school: _School) -> None:
    mark = _mark(cells[places.mark])
    journal = _mark(cells[places.journal]) if places.journal is not None else ""
    answered = any(cells[at] for at in places.tasks) or not places.tasks
    scored = places.score is None or cells[places.score] not in ("", "0")
    if mark not in _MARKS or any(text.casefold() == "отсутствовал" for text in cells):
        school.unmarked += 1
    elif not answered and not scored:
        school.empty_works += 1
    else:
        school.marks[mark] += 1
        _add_score(cells[places.score] if places.score is not None else "", school)
        if journal in _MARKS:
            school.journal[_compared(mark, journal)] += 1


def _add_score(text: str, school: _School) -> None:
    if re.fullmatch(r"\d{1,3}(,\d{1,2})?", text):
        score = float(text.replace(",", "."))
        school.scored += 1
        school.scores += score
        school.highest = max(school.highest, score)


def _mark(text: str) -> str:
    return text.removesuffix(",0").strip()


def _compared(mark: str, journal: str) -> str:
    if mark == journal:
        return "confirmed"
    return "lowered" if mark < journal else "raised"


def _text(cell: Any) -> str:
    return (as_text(tidy(cell), comma=True) or "").strip()


def _broken_rule(school: _School, greatest: int | None) -> str:
    """Why the counts of a school cannot be believed; empty when they can."""
    if not school.name:
        return "no_school"
    if school.empty_works:
        return "empty_works"
    if greatest and school.highest > greatest:
        return "score_above_greatest"
    stated = (school.participants, school.participants + school.unmarked, None)
    return "" if school.stated in stated else "pupils_differ"
