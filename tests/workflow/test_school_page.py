"""«Страница школы»: what the screens say of one school, on one or two sheets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest

from shnor_core.dynamics import Definition
from shnor_core.wording import VPR_NOTICE
from shnor_core.workflow import monitoring, school_dossier, school_page
from shnor_core.workflow import programme as programmes
from shnor_core.workflow import results as procedures
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.school_dossier import Dossier
from shnor_core.workflow.store import Store
from tests.office_schema import schema_faults

DAY = date(2024, 6, 1)


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


def dossier(store: Store, territory: str, school: str, base: int, year: int) -> Dossier:
    known = programmes.programmes(store, territory)
    return school_dossier.dossier(
        store,
        monitoring.load(store, territory),
        procedures.load(store, territory),
        [programmes.load(store, territory, one.programme_id) for one in known],
        school,
        base=base,
        year=year,
        definition=Definition.DOCUMENT,
        on=DAY,
    )


def text_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    lines = [one.text for one in document.paragraphs] + cells
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_page_says_what_the_screen_says(store: Store) -> None:
    found = dossier(store, "kamensk-uralsky", "kamensk-uralsky-17", 2020, 2021)
    data = school_page.school_page(found)
    text = text_of(data)
    named = ("Средняя школа № 17", "−35 п.п.", "514", "Вошли в ШНОР в 2022 году", "Прошли")
    for expected in named:
        assert expected in text
    assert VPR_NOTICE not in text
    assert "Идентификация" not in text
    assert schema_faults(data, "docx") == []
    table = docx.Document(io.BytesIO(data)).tables[0]
    heads = [cell.text for cell in table.rows[0].cells]
    assert heads[:5] == ["№", "Показатель", "2019", "2020", "2021"]
    wanted = {row.key: row for row in found.view.table.rows}
    for line in table.rows[1:]:
        code, _, *values = [cell.text for cell in line.cells]
        cells = [cell for cell in wanted[code].cells if cell.value is not None or cell.text]
        assert any(values[0].startswith(cell.text) for cell in cells)


def test_a_school_with_results_has_its_verdict_and_the_notice(store: Store) -> None:
    found = dossier(store, "demo", "demo-4", 2023, 2024)
    data = school_page.school_page(found)
    text = text_of(data)
    for expected in (
        "ФИОКО-2022, 2023/24: отвечает критериям по правилам А и Б",
        "Критерий снимается, если двоек на 2 меньше",
        "Дефицит педагогических кадров: высокий уровень (2024 год), меры №№ 20, 21, 22",
        "Мероприятия программы: 3. Обновить страницы",
        "просрочено на 169 дней",
        VPR_NOTICE,
        "Школа с низкими образовательными результатами, федеральный перечень"
        " (2020/21, 2021/22, 2022/23, 2023/24)",
    ):
        assert expected in text
    around = docx.Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text
    assert around == "Вымышленные данные"
    assert schema_faults(data, "docx") == []


def test_every_school_gets_a_page(store: Store) -> None:
    for school in monitoring.load(store, "demo").schools[:4]:
        found = dossier(store, "demo", school.school_id, 2023, 2024)
        assert school.short_name in text_of(school_page.school_page(found))


def test_the_chart_is_of_an_indicator_the_school_has_numbers_of(store: Store) -> None:
    picture = monitoring.load(store, "lesosibirsk")
    school = next(one for one in picture.schools if "СОШ №2" in one.short_name)
    found = dossier(store, "lesosibirsk", school.school_id, 2018, 2019)
    captions = [line for line in text_of(school_page.school_page(found)).splitlines()
                if line.startswith("Рисунок")]  # fmt: skip
    assert [line.split(",")[0] for line in captions] == ["Рисунок 1 – обществознание"]


def test_a_reason_that_two_cells_share_is_said_once(store: Store) -> None:
    found = dossier(store, "kamensk-uralsky", "kamensk-uralsky-51", 2020, 2021)
    above, _, _ = text_of(school_page.school_page(found)).partition("Что нужно уточнить")
    assert above.count("27 ячеек из 27") == 1
