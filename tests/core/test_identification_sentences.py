"""The explanation of one school, word by word."""

from __future__ import annotations

import pytest

from shnor_core.identification import (
    headline,
    identify,
    judge_criteria,
    probability_text,
    sentences,
)
from tests.core.identification_world import B_ANY, B_SAME, METHODS, YEAR, A, method, results

NOTHING = (None, None, None, None)
SPACE = "\u00a0"


def text_of(school, tested, **options) -> list[str]:
    verdict = identify(results(school), tested, year=YEAR, **options).explain("ш")
    return [sentence.replace(SPACE, " ") for sentence in sentences(verdict)]


def test_listed_school_at_the_border():
    school = (((7, 20), (6, 20), (3, 20), (3, 19)), ((4, 20), (4, 20), (3, 20), (2, 19)))
    found = identify(results(school), method(A, B_ANY), year=YEAR, reference_share=0.15)
    verdict = found.explain("ш")
    said = [sentence.replace(SPACE, " ") for sentence in sentences(verdict)]
    probability = probability_text(verdict.certainty.probability)
    assert headline(verdict, "Школа № 11") == (
        "Школа № 11: отвечает критериям по правилу А, вывод на грани"
    )
    assert said[0] == (
        "Правило А выполнено: в 2023/24 году две процедуры с долей «2» не ниже 30 %: "
        "ВПР математика 5 — 7 из 20 (нужно 6), 35 %; ВПР математика 6 — 6 из 20 (нужно 6), 30 %."
    )
    assert said[1] == (
        "Правило Б не выполнено: в 2022/23 году процедур с долей «2» не ниже 30 % нет."
    )
    assert said[2] == f"Вероятность, что правило выполняется для истинных долей, — {probability}."
    cases = round(verdict.certainty.chance_of_label * 100)
    assert said[3].startswith("Школа с такими же классами и долей «2» 15 % попадала бы в список")
    assert f" {cases} " in said[3]
    assert said[4] == (
        "Критерий снимается, если двоек на 1 меньше по ВПР математика 6"
        " или на 2 меньше по ВПР математика 5."
    )


def test_both_years_are_told_when_the_rule_over_two_years_holds():
    said = text_of((((3, 10), None, None, None), (None, (4, 10), None, None)), method(A, B_ANY))
    assert said[0] == (
        "Правило А не выполнено: в 2023/24 году одна процедура с долей «2» не ниже 30 %, "
        "а нужно две: ВПР математика 5 — 3 из 10 (нужно 3), 30 %."
    )
    assert said[1] == (
        "Правило Б выполнено: в 2023/24 году одна процедура с долей «2» не ниже 30 %: "
        "ВПР математика 5 — 3 из 10 (нужно 3), 30 %; в 2022/23 году одна процедура с долей «2» "
        "не ниже 30 %: ВПР математика 6 — 4 из 10 (нужно 3), 40 %."
    )


def test_same_work_in_two_years():
    said = text_of((((3, 10), None, None, None), ((4, 10), None, None, None)), method(B_SAME))
    assert said[0] == (
        "Правило Б выполнено: одна и та же процедура с долей «2» не ниже 30 % и в 2022/23, и в "
        "2023/24 году: ВПР математика 5 — 3 из 10 (нужно 3), 30 % в 2023/24; "
        "ВПР математика 5 — 4 из 10 (нужно 3), 40 % в 2022/23."
    )
    said = text_of((((3, 10), None, None, None), (None, (4, 10), None, None)), method(B_SAME))
    assert said[0] == (
        "Правило Б не выполнено: одной процедуры с долей «2» не ниже 30 % и в 2022/23, и в "
        "2023/24 году нет."
    )


def test_school_outside_the_list_learns_what_would_put_it_in():
    said = text_of((((5, 20), (4, 20), (0, 20), None), ((0, 9), (0, 9), None, None)), method(A))
    assert (
        "Школа вошла бы в список, если бы двоек было на 1 больше по ВПР математика 5"
        " и на 2 больше по ВПР математика 6."
    ) in said


def test_single_ways_are_listed_with_commas():
    said = text_of((((6, 20), (5, 20), (4, 20), (3, 20)), NOTHING), method(A))
    assert (
        "Школа вошла бы в список, если бы двоек было на 1 больше по ВПР математика 6,"
        " на 2 больше по ВПР русский 5 или на 3 больше по ВПР русский 6."
    ) in said


def test_ways_of_several_procedures_are_kept_apart():
    school = (((0, 10), (2, 10), (2, 10), None), ((8, 10), None, None, None))
    said = text_of(school, method(A, B_SAME))
    assert (
        "Школа вошла бы в список, если бы двоек было на 1 больше по ВПР математика 6"
        " и на 1 больше по ВПР русский 5; или на 3 больше по ВПР математика 5."
    ) in said


def test_small_groups_are_named():
    said = text_of((((9, 9), (9, 9), None, None), NOTHING), method(A))
    assert "Данных мало: вывод опирается на группы, где писали меньше 10 человек." in said


def test_too_few_procedures_are_named_instead_of_a_probability():
    said = text_of((((9, 10), None, None, None), NOTHING), method(A))
    assert any("Процедур с результатами меньше, чем требует правило" in line for line in said)
    assert not any("Вероятность" in line for line in said)


def test_near_misses_are_explained():
    said = text_of((((8, 27),) * 4, ((8, 27),) * 4), method(A, B_ANY, procedures=4))
    verdict = identify(
        results((((8, 27),) * 6, ((8, 27),) * 6)), method(A, B_ANY, procedures=6), year=YEAR
    ).explain("ш")
    assert any("чуть не хватает" in line for line in sentences(verdict))
    assert said[0].startswith("Правило А не выполнено")


def test_school_without_data():
    verdict = identify(results((NOTHING, NOTHING)), method(A, B_ANY), year=YEAR).explain("ш")
    assert headline(verdict, "Филиал") == "Филиал: нет данных"
    assert sentences(verdict)[0] == "Судить не по чему."
    assert len(sentences(verdict)) == 3


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.001, "реже чем в 1 случае из 100."), (0.99, "почти всегда.")],
)
def test_extreme_chances_are_not_rounded_to_never_and_always(share, expected):
    said = text_of((((0, 20), (0, 20), None, None), NOTHING), method(A), reference_share=share)
    assert any(line.endswith(expected) for line in said)


def test_criteria_are_listed_with_numbers():
    values = {"ш": {"out.grade10": 45.5, "out.satisfaction": 80}}
    verdict = judge_criteria(values, METHODS["lesosibirsk-2020"], year=2020).explain("ш")
    said = [sentence.replace(SPACE, " ") for sentence in sentences(verdict)]
    assert said[0] == "Выполнено условий: 1 из 10, по 8 нет данных."
    assert said[1] == (
        "ШНОР-2: продолжили обучение на старшей ступени: 45,5 %, граница — меньше 60 %"
    )
