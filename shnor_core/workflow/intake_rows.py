"""Stored and imported rows in words: which school, which work, which year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from shnor_core.intake.result_rows import work_title
from shnor_core.intake.shapes import BY_TABLE, records, row_keys

TABLE_TITLES: Final = {
    "territory": "Территория",
    "source": "Источник",
    "school": "Школы",
    "school_alias": "Другие названия школ",
    "indicator_set": "Наборы показателей",
    "indicator": "Показатели",
    "observation": "Значения показателей",
    "listing": "Списки школ",
    "programme": "Программа",
    "target": "Целевые показатели",
    "target_plan": "План показателей",
    "target_fact": "Факты показателей",
    "measure": "Мероприятия",
    "measure_state": "Состояние мероприятий",
    "procedure": "Процедуры",
    "assessment": "Результаты процедур",
    "benchmark": "Регион и муниципалитет",
    "journal_comparison": "ВПР и журнал",
    "risk": "Рисковый профиль школы",
    "partnership": "Кураторы и пары школ",
}
FIELD_TITLES: Final = {
    **dict(full_name="Полное название", type="Вид", fis_oko="Логин ФИС ОКО"),
    **dict(oge_code="Код ОГЭ", ege_code="Код ЕГЭ", parent_id="Головная школа"),
    **dict(rural="Сельская", small="Малокомплектная", title="Название", unit="Единица"),
    **dict(raw="Значение", unit_printed="Единица", basis="Основание", section="Раздел"),
    **dict(kind="Вид", printed="План", direction="Лучше, когда", denominator="От чего доля"),
    **dict(evidence="Подтверждение", due_year="Год", due_month="Месяц", note="Примечание"),
    **dict(school_year="Учебный год", value="Значение", yes="Да или нет"),
    **dict(numerator="Сколько", task="Задача", expected="Ожидаемый результат"),
    **dict(due_text="Срок", responsible="Ответственный", target_codes="Целевые показатели"),
    **dict(status="Состояние", participants="Писали", n2="«2»", n3="«3»", n4="«4»", n5="«5»"),
    **dict(mean_score="Средний балл", sd="Стандартное отклонение"),
    **dict(start_date="Начало", end_date="Окончание", goal="Цель"),
    **dict(lowered="Понизили", confirmed="Подтвердили", raised="Повысили"),
}
_FROM: Final = "Из скольких"
_SCOPES: Final = {"region": "Регион", "municipality": "Муниципалитет"}
_WORDS: Final = {
    "planned": "не начато",
    "running": "в работе",
    "done": "выполнено",
    "cancelled": "отменено",
    "higher": "больше",
    "lower": "меньше",
    "neutral": "не указано",
    "invariant": "инвариантный",
    "variable": "вариативный",
}


def field_title(table: str, column: str) -> str:
    """The heading of a column as the form has it; «denominator» means two things."""
    return _FROM if (table, column) == ("target_fact", "denominator") else FIELD_TITLES[column]


def value_text(column: str, value: Any, names: Names) -> str:
    """A stored value as a person would write it in the form; empty for none."""
    if value is None or value is pd.NA or value != value:
        return ""
    if column == "parent_id":
        return names.schools.get(value, str(value))
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return _WORDS.get(str(value), str(value)) if column in _CODED else str(value)


_CODED: Final = frozenset({"status", "direction", "kind"})


@dataclass(frozen=True)
class Names:
    """Names of what rows refer to."""

    schools: Mapping[str, str]
    indicators: Mapping[str, str]
    targets: Mapping[str, str]
    measures: Mapping[str, str]
    rows: Mapping[str, pd.DataFrame]

    @classmethod
    def of(cls, *tables: Mapping[str, pd.DataFrame]) -> Names:
        """Names of stored rows; later tables add to earlier ones."""

        def known(table: str, key: str, name: str) -> dict[str, str]:
            found: dict[str, str] = {}
            for one in tables:
                frame = one.get(table)
                if frame is not None and len(frame):
                    found |= dict(zip(frame[key], frame[name].astype(str), strict=True))
            return found

        return cls(
            known("school", "school_id", "short_name"),
            known("indicator", "indicator_id", "code"),
            known("target", "target_id", "code"),
            known("measure", "measure_id", "number"),
            {table: frame for one in tables for table, frame in one.items()},
        )

    def of_row(self, table: str, row: Mapping[str, Any]) -> str:
        """«Школа № 1 · ВПР математика 5 за 2023/24»."""
        return " · ".join(filter(None, self._parts(table, row)))

    def _parts(self, table: str, row: Mapping[str, Any]) -> list[str]:
        school = self.schools.get(row.get("school_id") or "", str(row.get("school_id") or ""))
        if table in ("assessment", "journal_comparison"):
            return [school, work_title(row["procedure_id"])]
        if table == "benchmark":
            return [_SCOPES[row["scope"]], work_title(row["procedure_id"])]
        if table == "procedure":
            return [work_title(row["procedure_id"])]
        if table == "observation":
            code = self.indicators.get(row["indicator_id"], row["indicator_id"])
            return [school or "Муниципалитет", f"№ {code}", str(row["year"])]
        if table == "listing":
            return [school, row["programme"] or row["meaning"], row["school_year"]]
        if table in ("target", "indicator"):
            return [f"№ {row['code']}", row["title"]]
        if table == "target_plan":
            return [f"№ {self.targets.get(row['target_id'], row['target_id'])}", row["printed"]]
        if table == "target_fact":
            number = self.targets.get(row["target_id"], row["target_id"])
            return [f"№ {number}", f"{row['as_of']:%d.%m.%Y}"]
        if table == "measure":
            return [f"№ {row['number']}", row["title"]]
        if table == "measure_state":
            return [f"№ {self.measures.get(row['measure_id'], row['measure_id'])}"]
        if table == "school":
            return [row["short_name"]]
        if table == "school_alias":
            return [school, row["alias"]]
        return [str(row.get("title") or row.get("name") or "")]

    def of_key(self, table: str, key: str) -> str:
        """A stored row by its key, with the name of its table."""
        frame = self.rows.get(table)
        if frame is not None and len(frame):
            found = frame[row_keys(frame, BY_TABLE[table].key) == key]
            if len(found):
                row = records(found.iloc[:1])[0]
                return f"{TABLE_TITLES[table]}: {self.of_row(table, row)}"
            return f"{TABLE_TITLES[table]}: строки больше нет"
        return TABLE_TITLES[table]
