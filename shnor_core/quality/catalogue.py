"""All rules in their fixed order, and the function that runs them."""

from __future__ import annotations

from shnor_core.model import Finding
from shnor_core.quality import (
    agreement_rules,
    cell_rules,
    list_rules,
    summary_rules,
    table_rules,
)
from shnor_core.quality.monitoring import Monitoring, Tables
from shnor_core.quality.rule import Doubt, Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "impossible_jump",
        "Невозможное значение",
        "Одна лишняя цифра меняет динамику школы и свод сильнее, чем работа за год.",
        True,
        cell_rules.impossible_jump,
    ),
    Rule(
        "unit_undefined",
        "Единица не определена: «Доля» без знака",
        "Одно и то же число может быть процентами или числом учителей: сравнивать школы нельзя.",
        True,
        cell_rules.unit_undefined,
    ),
    Rule(
        "outside_unit",
        "Значение вне своей единицы",
        "Доля больше единицы, больше 100 % или дробный человек: значение не в той единице.",
        True,
        cell_rules.outside_unit,
    ),
    Rule(
        "unread_cell",
        "Чтение под вопросом",
        "Текст ячейки не прочитан или прочитан с оговоркой: в сравнение он не входит.",
        True,
        cell_rules.unread_cell,
    ),
    Rule(
        "identical_tables",
        "Совпадающие таблицы",
        "Если таблица напечатана дважды, одна из школ показана чужими числами.",
        True,
        table_rules.identical_tables,
    ),
    Rule(
        "part_above_whole",
        "Часть больше целого",
        "Охваченных по одному виду помощи больше, чем охваченных всего: одно из чисел неверно.",
        True,
        cell_rules.part_above_whole,
    ),
    Rule(
        "missing_row",
        "Пропавшая строка",
        "Показателя нет в таблице: по этой школе о нём ничего не известно, это не ноль.",
        False,
        table_rules.missing_row,
    ),
    Rule(
        "blank_cells",
        "Пустые ячейки",
        "Пустая ячейка — не ноль: год выпадает из динамики.",
        False,
        table_rules.blank_cells,
    ),
    Rule(
        "mixed_notations",
        "Разная запись одного показателя",
        "Процент, дробь и число без знака рядом читаются по-разному.",
        False,
        table_rules.mixed_notations,
    ),
    Rule(
        "growth_without_diagnosis",
        "Динамика без диагностики",
        "Рост компетенций показан там, где диагностику никто не проходил: чем он измерен, неясно.",
        False,
        table_rules.growth_without_diagnosis,
    ),
    Rule(
        "wording_differs",
        "Другая формулировка строки",
        "Строка считает не то, что у остальных школ: числа могут быть несравнимы.",
        False,
        table_rules.wording_differs,
    ),
    Rule(
        "count_against_list",
        "Число не равно своему списку",
        "Свод считает школ больше или меньше, чем сам называет.",
        False,
        summary_rules.count_against_list,
    ),
    Rule(
        "percent_base",
        "Процент не сходится со списком",
        "По числу названных школ видно, от какого целого считан процент; такого целого нет.",
        False,
        summary_rules.percent_base,
    ),
    Rule(
        "municipal_against_schools",
        "Свод не сходится с таблицами школ",
        "Строку свода нельзя получить из таблиц школ; школы без таблиц в ней надо назвать.",
        False,
        agreement_rules.municipal_against_schools,
    ),
    Rule(
        "list_against_school_cell",
        "Список свода против таблицы школы",
        "Школа названа в своде, а её собственная таблица говорит обратное.",
        False,
        agreement_rules.list_against_school_cell,
    ),
    Rule(
        "two_answers",
        "Два ответа на один вопрос",
        "Одно и то же число школ напечатано по-разному: от него считаются доли.",
        True,
        summary_rules.two_answers,
    ),
    Rule(
        "truncated_text",
        "Текст обрезан",
        "Часть текста при наборе потеряна: в строке могло стоять и другое.",
        False,
        table_rules.truncated_text,
    ),
    Rule(
        "list_without_table",
        "Школа в списке без таблицы",
        "Школе положена поддержка, но её показателей нет: результат поддержки не увидеть.",
        False,
        list_rules.list_without_table,
    ),
    Rule(
        "lists_disagree",
        "Списки школ противоречат друг другу",
        "Из-за опечатки школа может остаться без поддержки или получить чужую.",
        False,
        list_rules.lists_disagree,
    ),
    Rule(
        "repeated_in_list",
        "Школа дважды в одном списке",
        "Повтор меняет счёт школ и может стоять на месте другой школы.",
        False,
        list_rules.repeated_in_list,
    ),
)


def find(monitoring: Monitoring) -> tuple[Finding, ...]:
    """Everything doubtful in one set of monitoring tables, by rule in the order of ``RULES``.

    Within a rule findings follow the order of schools and indicators, so that equal data give equal
    findings whatever the order of the observations. ``finding_id`` is
    ``rule|school or territory|indicator|year``; a finding about a whole row has no year, a pair of
    schools or lists is joined by ``+``.

    Raises
    ------
    UnknownSchoolError, UnknownIndicatorError
        When an observation names a school or an indicator that ``monitoring`` does not hold.
    """
    tables = Tables(monitoring)
    return tuple(
        _finding(rule, doubt, monitoring.territory.territory_id)
        for rule in RULES
        for doubt in rule.check(tables)
    )


def _finding(rule: Rule, doubt: Doubt, territory_id: str) -> Finding:
    subject = doubt.subject or doubt.school_id or territory_id
    year = "" if doubt.year is None else str(doubt.year)
    refs = dict.fromkeys(cell.source_ref for cell in doubt.cells[:1])
    return Finding(
        finding_id="|".join((rule.code, subject, doubt.key or doubt.indicator, year)),
        rule=rule.code,
        territory=territory_id,
        school=doubt.school_id,
        indicator=doubt.indicator,
        year=doubt.year,
        text=doubt.text,
        message=f"{doubt.message}.",
        cells=tuple(cell.observation_id for cell in doubt.cells),
        blocks=rule.blocks if doubt.blocks is None else doubt.blocks,
        source_ref=doubt.source_ref or "; ".join(refs),
    )
