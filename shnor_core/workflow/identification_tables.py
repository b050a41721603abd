"""Tables of «Идентификация»: the list, two methods, the official list, entry and exit by year."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shnor_core.identification import (
    Identification,
    Method,
    compare,
    history,
    probability_text,
    verdict_rows,
)
from shnor_core.identification.what_if import Judgement
from shnor_core.model import Tone
from shnor_core.procedures import school_year
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import (
    VPR_NOTICE,
    counted,
    joined,
    numbered_schools,
    percent,
    plural,
    signed,
)
from shnor_core.workflow.results import ResultsPicture

LEVELS = {
    "federal": "федеральный",
    "regional": "региональный",
    "municipal": "муниципальный",
    "document": "по документу",
}
FEW, EDGE = "мало данных", "на грани"
_SCALE_END = 60.0

Rows = list[dict[str, Any]]
Official = Mapping[str, tuple[str, ...]] | None


def rows_of(judgement: Judgement, official: Official) -> Rows:
    """One flat row per school, the same for the screen, the file and the command line."""
    return verdict_rows(judgement, official)


def conclusion(judgement: Judgement, rows: Rows) -> str:
    """«Критериям отвечают 6 школ из 18: по трём вывод подтверждён, …»."""
    listed = [row for row in rows if row["listed"]]
    judged = [row for row in rows if row["listed"] is not None]
    year = school_year(judgement.year)
    if not judged:
        return f"За {year} учебный год судить не по чему: нет результатов процедур метода"
    verb = plural(len(listed), "отвечает", "отвечают", "отвечают")
    schools = counted(len(listed), "школа", "школы", "школ")
    head = f"{year}: критериям {verb} {schools} из {len(judged)}"
    words = [row["certainty"] for row in listed if row["certainty"]]
    told = [
        f"{text} — {words.count(word)}"
        for word, text in (
            ("подтверждено", "вывод подтверждён"),
            (EDGE, "на грани"),
            (FEW, "мало данных"),
        )
        if words.count(word)
    ]
    return f"{head}: {joined(told)}" if told else head


def verdict_table(
    picture: ResultsPicture, judgement: Judgement, rows: Rows, official: Official
) -> TableSpec:
    """The list, split by the plain verdict; inside, by need of support."""
    if isinstance(judgement, Identification):
        columns, line = _share_columns(judgement, rows), _share_cells
    else:
        columns, line = _criteria_columns(), _criteria_cells
    groups = (
        ("Отвечают критериям", [row for row in rows if row["listed"]]),
        ("Не отвечают", [row for row in rows if row["listed"] is False]),
        ("Нет данных", [row for row in rows if row["listed"] is None]),
    )
    body = []
    for title, members in groups:
        if members:
            body.append(Row(f"group:{title}", (Cell(f"{title} — {len(members)}"),), "group"))
        for row in sorted(members, key=_need, reverse=True):
            name = Cell(picture.names[row["school"]], picture.names[row["school"]])
            cells = (name, *line(row), _official_cell(row, official))
            body.append(Row(row["school"], cells))
    return TableSpec(
        title=f"{judgement.method.title}, {school_year(judgement.year)} учебный год",
        columns=columns,
        rows=tuple(body),
        notes=(*_notes(judgement), VPR_NOTICE),
        source=picture.source(picture.of_year(judgement.year)),
    )


def _need(row: dict[str, Any]) -> tuple[float, float]:
    return row["probability"] or 0.0, row["deciding_share"] or 0.0


def _share_columns(judgement: Identification, rows: Rows) -> tuple[Column, ...]:
    bands = [100 * row["band_upper"] for row in rows if row["band_upper"] is not None]
    # no school has a band while there are fewer procedures than the rule asks for
    end = max([_SCALE_END, *(10 * math.ceil(one / 10) for one in bands)])
    return (
        Column("school", "Школа", width=1.5),
        Column("rules", "Правила", width=0.7),
        Column(
            "band",
            "Решающая доля «2», %; интервал 80 %",
            width=2.3,
            number_format="0.0",
            scale=(0.0, end),
            reference=float(judgement.rule.threshold * 100),
        ),
        Column("low", "Двоек", align="right", width=0.9),
        Column("probability", "Вероятность", align="right", width=0.9, number_format="0.00"),
        Column("certainty", "Вывод", width=1.2),
        Column("distance", "До смены, чел.", align="right", width=0.8, number_format="0"),
        Column("official", "Официально", width=1.1),
    )


def _share_cells(row: dict[str, Any]) -> tuple[Cell, ...]:
    if row["listed"] is None:
        return tuple(Cell("–") for _ in range(6))
    few = row["certainty"] == FEW
    share = row["deciding_share"]
    band = None
    if share is not None and row["band_lower"] is not None:
        band = tuple(100 * row[key] for key in ("band_lower", "band_median", "band_upper"))
    low = f"{row['deciding_low']} из {row['deciding_participants']}" if share is not None else "–"
    place = f"{row['deciding_procedure']}, {row['deciding_year']}" if share is not None else ""
    # with fewer procedures than the rule asks for it can neither hold nor be judged
    probability = row["probability"] if share is not None else None
    return (
        Cell(row["rules"] or "—", row["rules"]),
        Cell(
            value=None if share is None else 100 * share,
            interval=band,
            strong=bool(row["listed"]),
            chip=few,
            tone=Tone.PLAIN,
            hint=f"{place}: {percent(100 * share)}" if share is not None else "",
        ),
        Cell(low, low, hint=place),
        Cell("–" if probability is None else probability_text(probability), probability),
        _certainty_cell(row["certainty"]),
        Cell("–" if row["distance"] is None else signed(row["distance"]), row["distance"]),
    )


def _certainty_cell(word: str | None) -> Cell:
    tone = {FEW: Tone.NONE, EDGE: Tone.SAME}.get(word or "", Tone.PLAIN)
    return Cell(word or "–", word, tone, chip=tone is not Tone.PLAIN)


def _criteria_columns() -> tuple[Column, ...]:
    return (
        Column("school", "Школа", width=1.4),
        Column("count", "Выполнено", align="right", width=0.8, number_format="0"),
        Column("rules", "Какие условия", width=3.2),
        Column("official", "Официально", width=1.1),
    )


def _criteria_cells(row: dict[str, Any]) -> tuple[Cell, ...]:
    rules = [one for one in row["rules"].split(", ") if one]
    return Cell(str(len(rules)), len(rules)), Cell(row["rules"] or "—", row["rules"])


def _official_cell(row: dict[str, Any], official: Official) -> Cell:
    if official is None:
        return Cell("нет списка", tone=Tone.NONE, hint="официальный список этого года не загружен")
    levels = official.get(row["school"], ())
    text = "да" if levels else "нет"
    hint = joined([LEVELS[one] for one in levels]) + " список" if levels else ""
    if row["disagrees"]:
        return Cell(text, text, icon="≠", hint=hint or "официальный список расходится с расчётом")
    return Cell(text, text, hint=hint)


def official_sentence(official: Official, school_id: str, year: int) -> str:
    """Where the school stands in the official lists, or that there is none."""
    if official is None:
        return f"Официальный список {school_year(year)} года не загружен: сравнить не с чем."
    levels = official.get(school_id, ())
    if not levels:
        return f"В официальных списках {school_year(year)} года школа не стоит."
    named = joined([LEVELS[one] for one in levels])
    return f"Школа стоит в официальном списке {school_year(year)} года: {named} уровень."


def _notes(judgement: Judgement) -> tuple[str, ...]:
    if not isinstance(judgement, Identification):
        return ("Условия только считаются: как их соединять, документ не говорит.",)
    branches = "; ".join(f"{one.code} — {one.title}" for one in judgement.rule.branches)
    threshold = percent(float(judgement.rule.threshold * 100))
    return (
        f"Правила при доле «2» от {threshold}: {branches}.",
        "Полоса — истинная доля, от которой зависит вывод (80 %, точка — середина):"
        " целиком по одну сторону линии — подтверждено,"
        " пересекает её — на грани, пунктир — участников меньше 10. До смены: на сколько двоек"
        " меньше (−) или больше (+) в этом году. ≠ — официальный список расходится.",
    )


def comparison_table(picture: ResultsPicture, first: Judgement, second: Judgement) -> TableSpec:
    """Two methods side by side: both, one only, neither."""
    found = compare(first, second)
    groups = (
        (f"И «{first.method.title}», и «{second.method.title}»", found.both),
        (f"Только «{first.method.title}»", found.only_first),
        (f"Только «{second.method.title}»", found.only_second),
        ("Ни одна", found.neither),
        ("Судить не по чему", found.no_data),
    )
    rows = tuple(_names_row(picture, title, members) for title, members in groups)
    columns = (
        Column("group", "Кого отмечает методика", width=2),
        Column("count", "Школ", align="right", width=0.5, number_format="0"),
        Column("schools", "Какие", width=3),
    )
    return TableSpec("Две методики", columns, rows, notes=(VPR_NOTICE,))


def _names_row(picture: ResultsPicture, title: str, members: Iterable[str]) -> Row:
    names = [picture.names[one] for one in members]
    text = numbered_schools(names) if names else "—"
    return Row(title, (Cell(title, title), Cell(str(len(names)), len(names)), Cell(text, text)))


def history_table(picture: ResultsPicture, judgements: Sequence[Judgement]) -> TableSpec:
    """Entry and exit by year."""
    rows = []
    for year, change in history(judgements):
        cells = [Cell(school_year(year), school_year(year), strong=True)]
        for members in (change.listed, change.entered, change.left):
            names = numbered_schools(picture.names[one] for one in members) or "—"
            cells.append(Cell(names, names))
        rows.append(Row(str(year), tuple(cells)))
    columns = (
        Column("year", "Учебный год", width=0.7),
        Column("listed", "Отвечали критериям", width=2),
        Column("entered", "Вошли", width=1.5),
        Column("left", "Вышли", width=1.5),
    )
    return TableSpec("Кто входил и выходил по годам", columns, tuple(rows), notes=(VPR_NOTICE,))


def method_table(method: Method) -> TableSpec:
    """Source, date, text and assumptions of a method."""
    facts = [
        ("Документ", method.document),
        ("Дата", f"{method.issued:%d.%m.%Y}"),
        ("Текст", method.text.strip()),
        *(("Принято нами", one) for one in method.assumptions),
    ]
    rows = tuple(
        Row(f"{place}", (Cell(label, label), Cell(text, text)))
        for place, (label, text) in enumerate(facts)
    )
    columns = (Column("label", "", width=0.7), Column("text", method.title, width=5))
    return TableSpec(f"Методика «{method.title}»", columns, rows)
