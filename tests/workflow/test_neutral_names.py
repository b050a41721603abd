"""Schools without names: nothing on a slide tells which school a letter stands for."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.charts import ChartSpec, Series
from shnor_core.snapshots import Shown, freeze
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.workflow import doubts, meeting, neutral_cases, neutral_names, quality_view
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.neutral_names import Neutral
from shnor_core.workflow.neutral_order import Order
from shnor_core.workflow.store import Store

TERRITORY, NUMBER_12 = "kamensk-uralsky", "kamensk-uralsky:12"


@pytest.fixture(scope="module")
def store(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = Path(shutil.copy(built_database, tmp_path_factory.mktemp("neutral")))
    opened = store_workflow.open_store(path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def neutral(store: Store) -> Neutral:
    return neutral_names.neutral(store, TERRITORY, NUMBER_12)


def test_one_school_has_one_letter_everywhere(neutral: Neutral) -> None:
    letter = neutral.letters["kamensk-uralsky-17"]
    for text in ("Средняя школа № 17", "Средней школе № 17", "МОУ № 17", "№ 17", "школа №\u00a017"):
        assert neutral.text(text).endswith(f" {letter}"), text
        assert "17" not in neutral.text(text)


def test_lists_are_hidden_and_numbers_of_papers_stay(neutral: Neutral) -> None:
    both = ", ".join(sorted(neutral.letters[f"kamensk-uralsky-{n}"] for n in (7, 14)))
    assert neutral.text("в школах №№ 7, 14: 3 из 9") == f"в школах {both}: 3 из 9"
    for text in (
        "Протокол заседания рабочей группы МСОКО № 12 от 25.05.2022",
        "кабинет № 17",
        "Таблица № 7",
        "14 педагогов, 17 %",
    ):
        assert neutral.text(text) == text


def test_letters_differ_and_do_not_follow_the_numbers(neutral: Neutral) -> None:
    assert len(set(neutral.letters.values())) == len(neutral.letters)
    by_number = [letter for _, letter in sorted(neutral.letters.items())]
    assert by_number != sorted(by_number)


def test_schools_called_by_a_place_are_hidden_in_any_case(store: Store) -> None:
    neutral = neutral_names.neutral(store, "pirovskoe", "m")
    letter = neutral.letters["pirovskoe-pirovskaya"]
    assert neutral.text("в Пировской средней школе") == f"в школе {letter}"
    assert neutral.text("Пировская средняя школа") == f"Школа {letter}"
    assert neutral.text("средства Пировской школы") == f"средства школы {letter}"
    assert neutral.text("Пировский МО") == "Пировский МО"


def test_tables_and_charts_lose_names_and_keep_numbers(neutral: Neutral) -> None:
    name = "Средняя школа № 17"
    table = TableSpec(
        f"{name}: итоги",
        (Column("x", name, name),),
        (Row(name, (Cell(name, 17, sub=name, hint=name),)),),
        notes=(name,),
    )
    chart = ChartSpec(
        "bar", name, name, (name,), (Series(name, (17.0,), labels=(name,)),), notes=(name,)
    )
    hidden = neutral.shown(table), neutral.shown(chart)
    assert isinstance(hidden[0], TableSpec)
    assert isinstance(hidden[1], ChartSpec)
    assert "№" not in repr(replace(hidden[0], rows=(replace(hidden[0].rows[0], key=""),)))
    assert "№" not in repr(hidden[1])
    assert hidden[0].rows[0].cells[0].value == 17
    assert hidden[1].series[0].values == (17.0,)


UNSEEN = {"key", "target", "number_format", "kind", "role", "tone", "align"}


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("\u00a0", " ")
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in UNSEEN:
                yield from strings(one)


PAPER = re.compile(
    r"((протокол|приказ|письм|постановлен|заседани)\w*[^.,;:]*|\d{2}\.\d{4} |\.23 |мер[ыа]? )$",
    re.IGNORECASE,
)


def tells(shown: Shown, names: Neutral) -> list[str]:
    """Every text that lets somebody in the room find the school."""
    found = []
    for text in strings(json.loads(freeze(shown))):
        named = [one for one in names.names if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)]
        numbered = [
            one for one in re.finditer(r"№ ?\d", text) if not PAPER.search(text[: one.start()])
        ]
        placed = re.search(r"строк\w* \d+(?!\.?\d)|ячейк\w* [A-Z]|МОУ \d", text)
        crooked = re.search(r"(?<!\w)(в|на|из|от|для|по|к|у) Школа", text)
        if named or numbered or placed or crooked:
            found.append(text)
    return found


def test_no_item_of_number_12_tells_a_school(store: Store, neutral: Neutral) -> None:
    shown = [neutral.shown(meeting.shown(one)) for one in meeting.items(store, NUMBER_12)]
    assert len(shown) == 31
    assert [text for one in shown for text in tells(one, neutral)] == []


@pytest.mark.parametrize("territory", ["kamensk-uralsky", "demo", "pirovskoe"])
def test_doubtful_places_tell_no_row_of_the_document(store: Store, territory: str) -> None:
    names = neutral_names.neutral(store, territory, "m")
    found = doubts.load(store, territory)
    table = quality_view.as_table(found, found.findings)
    assert tells(table, names)
    assert tells(names.shown(table), names) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Средней школе № 17 помогает лицей № 9", "Школе {17} помогает школа {9}"),
        ("педагоги лицея № 9 и школы № 17", "педагоги школы {9} и школы {17}"),
        ("в МОУ № 17", "в школе {17}"),
        ("для МОУ №№ 17, 7", "для школ {7}, {17}"),
        ("«10 МОУ 7, 17»", "«10 Школы {7}, {17}»"),
        ("в Средняя школа № 17", "в школе {17}"),
        ("Средние № 7, № 17", "Школа {7}, Школа {17}"),
        ("школам №№ 7 и 99", "школам {7}, вне списка"),
        ("письмо от 30.10.23 №75-13298", "письмо от 30.10.23 №75-13298"),
        ("от 25.09.2023 № 93 о/д", "от 25.09.2023 № 93 о/д"),
        ("меры № 7, 17; выполнено 1", "меры № 7, 17; выполнено 1"),
        ("строка 478 · таблица школы, 3.3", "строка … · таблица школы, 3.3"),
        ("строки 255–259, 261 и 7.", "строки …."),
        ("Порядок школ — по номерам.", "Порядок школ — по буквам."),
        ("таблица показателей, строка 8.5", "таблица показателей, строка 8.5"),
        ("лист «Кадры», ячейка B17", "лист «Кадры», ячейка …"),
    ],
)
def test_words_bend_as_their_sentence_asks(neutral: Neutral, text: str, said: str) -> None:
    ids = {"9": "9-licey", "7": "7", "17": "17"}
    letters = {key: neutral.letters[f"kamensk-uralsky-{tail}"] for key, tail in ids.items()}
    for key, letter in letters.items():
        said = said.replace(f"{{{key}}}", letter)
    assert neutral.text(text) == said


def test_a_branch_has_its_own_letter_in_any_case(store: Store) -> None:
    names = neutral_names.neutral(store, "demo", "m")
    branch, main = names.names["Филиал школы № 12"], names.names["Школа № 12"]
    assert branch != main
    assert names.text("учителей филиала школы № 12") == f"учителей школы {branch}"
    assert names.text("школе № 12") == f"школе {main}"


def test_logins_of_reports_are_hidden(store: Store) -> None:
    names = neutral_names.neutral(store, "demo", "m")
    letter = names.letters["demo-1"]
    assert (
        names.text("sch990001.xlsx, логин 990001") == f"Школа {letter}.xlsx, логин Школа {letter}"
    )


@given(st.sampled_from(["в", "из", "по", "с", "за", "чтобы", ""]), st.booleans())
def test_a_governed_word_is_small_and_a_name_is_not(leader: str, many: bool) -> None:
    word = neutral_cases.word("", f"{leader} " if leader else "", many=many)
    assert word.lower().startswith("школ")
    assert word[0].islower() == (leader not in ("", "чтобы"))


ORDER = Order(({letter: rank for rank, letter in enumerate("ВАБГ")},))


def listed(letters: str, first: str = "") -> TableSpec:
    rows = tuple(
        Row(one, (*([Cell(first)] if first else []), Cell(f"Школа {one}"), Cell(one, at)))
        for at, one in enumerate(letters)
    )
    return TableSpec("т", tuple(Column(str(at), "") for at in range(2 + bool(first))), rows)


@pytest.mark.parametrize(
    ("given_order", "shown"), [("ВАБГ", "АБВГ"), ("АВ", "АВ"), ("ГБАВ", "ГБАВ"), ("ВБ", "БВ")]
)
def test_a_list_by_numbers_goes_by_letters_and_a_list_by_need_stays(
    given_order: str, shown: str
) -> None:
    for first in ("", "правило"):
        table = ORDER.shown(listed(given_order, first))
        assert isinstance(table, TableSpec)
        assert [row.key for row in table.rows] == list(shown)
        assert all(row.cells[-1].text == row.key for row in table.rows)


def test_a_chart_by_numbers_goes_by_letters_with_its_values() -> None:
    categories = tuple(f"Школа {one}" for one in "ВАБГ")
    chart = ChartSpec("bar", "", "", categories, (Series("", (3.0, 1.0, 2.0, 4.0)),))
    shown = ORDER.shown(chart)
    assert isinstance(shown, ChartSpec)
    assert shown.categories == tuple(f"Школа {one}" for one in "АБВГ")
    assert shown.series[0].values == (1.0, 2.0, 3.0, 4.0)


def test_slides_by_numbers_go_by_letters_and_a_school_keeps_together() -> None:
    titles = ["Свод", "Школа В: таблица", "Школа В: график", "Школа А", "Школа Б и Школа Г"]
    assert list(ORDER.blocks_of(titles, ORDER.letter)) == [
        "Свод", "Школа А", "Школа В: таблица", "Школа В: график", "Школа Б и Школа Г",
    ]  # fmt: skip


def test_no_order_of_number_12_follows_the_register(store: Store, neutral: Neutral) -> None:
    letters = [
        neutral.school_of(one.heading, one.address) for one in meeting.items(store, NUMBER_12)
    ]
    shown = list(neutral.order.blocks_of(letters, str))
    assert shown[:3] == ["", "", ""]
    assert shown[3:] == sorted(letters[3:], key=lambda one: (len(one), one))
    assert len(set(shown)) == 15
    assert shown != letters
