"""Reading ``data/recommendations/*.toml``: a slip in a file becomes one readable sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from shnor_core.cells import Case
from shnor_core.errors import MethodError
from shnor_core.recommendations.rules import (
    ABOUT,
    STATES,
    About,
    Condition,
    IndicatorCondition,
    IndicatorTest,
    Join,
    Part,
    RecommendationRule,
    SignalCondition,
    SignalKind,
)
from shnor_core.toml_table import TomlTable

SCHOOLS_MARK = "{школы}"
NUMBERS_MARK = "{номера}"


def load_rules(folder: Path) -> tuple[RecommendationRule, ...]:
    """Every rule of a folder, by file name and then as written.

    Parameters
    ----------
    folder
        Holds ``*.toml``; a municipality adds its own file and changes no code.

    Raises
    ------
    MethodError
        A file breaks its contract, or two rules carry one code.
    """
    found: dict[str, RecommendationRule] = {}
    for path in sorted(folder.glob("*.toml")):
        for rule in read_rules(path):
            if rule.code in found:
                other = found[rule.code].file
                expected = f"код, которого нет в файле {other}"
                raise MethodError(path.name, "code", expected, f"Стоит «{rule.code}».")
            found[rule.code] = rule
    return tuple(found.values())


def read_rules(path: Path) -> tuple[RecommendationRule, ...]:
    """The rules of one file.

    Raises
    ------
    MethodError
        Not TOML, a key is missing, unknown or of a wrong kind.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MethodError(path.name, "весь файл", "запись в формате TOML", f"({error})") from error
    top = TomlTable(path.name, "", content)
    top.only("rules")
    return tuple(replace(rule, file=path.name) for rule in top.tables("rules", _rule))


def _rule(table: TomlTable) -> RecommendationRule:
    keys = ("code", "title", "text", "part", "reason", "source", "when")
    table.only(*keys, "join", "case", "compare")
    conditions = table.tables("when", _condition)
    about = _about(table, conditions)
    return RecommendationRule(
        code=table.text("code"),
        title=table.text("title"),
        about=about,
        text=_marked(table, about),
        part=table.word("part", Part),
        reason=table.text("reason"),
        source=table.text("source"),
        conditions=conditions,
        join=table.word("join", Join) if "join" in table.content else Join.ALL,
        case=_case(table, about),
        compare=table.texts("compare") if "compare" in table.content else (),
    )


def _about(table: TomlTable, conditions: Iterable[Condition]) -> About:
    found = {
        ABOUT.get(one.kind, About.SCHOOL) if isinstance(one, SignalCondition) else About.SCHOOL
        for one in conditions
    }
    if len(found) > 1:
        raise table.fault("when", "условия об одном: о школах, о показателях или о мерах")
    return found.pop()


def _marked(table: TomlTable, about: About) -> str:
    text, mark = table.text("text"), SCHOOLS_MARK if about is About.SCHOOL else NUMBERS_MARK
    if text.count(mark) != 1 or text.count("{") != 1:
        raise table.fault("text", f"текст с одной меткой {mark}", f"Стоит «{text}».")
    return text


def _case(table: TomlTable, about: About) -> Case:
    if about is About.SCHOOL:
        return table.word("case", Case)
    if "case" in table.content:
        raise table.fault("case", f"отсутствие этого ключа: в метке {NUMBERS_MARK} падежа нет")
    return Case.NOMINATIVE


def _condition(table: TomlTable) -> Condition:
    return _indicator(table) if "indicator" in table.content else _signal(table)


def _indicator(table: TomlTable) -> IndicatorCondition:
    table.only("indicator", "sets", "test")
    sets = table.texts("sets")
    if not sets:
        raise table.fault("sets", "хотя бы один набор таблиц")
    return IndicatorCondition(sets, table.text("indicator"), table.word("test", IndicatorTest))


def _signal(table: TomlTable) -> SignalCondition:
    table.only("signal", "names", "states", "at_least", "absent")
    kind = table.word("signal", SignalKind)
    states = table.texts("states") if "states" in table.content else STATES[kind]
    for state in states:
        if state not in STATES[kind]:
            raise table.fault("states", "из списка: " + ", ".join(STATES[kind]))
    return SignalCondition(
        kind=kind,
        names=table.texts("names") if "names" in table.content else (),
        states=states,
        at_least=table.whole("at_least", 1) if "at_least" in table.content else 1,
        absent=table.flag("absent", default=False),
    )
