"""Tables and sentences of statistical groups; no group stands above another."""

from __future__ import annotations

from collections.abc import Mapping

from shnor_core.charts.group_signs import SIGNS
from shnor_core.clusters import Clustering, Refusal, Why
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import (
    counted,
    fixed,
    joined,
    number,
    signed,
)
from shnor_core.workflow.clusters import Groups
from shnor_core.workflow.results import ResultsPicture, school_year

_REFUSED = {
    Why.FEW_SCHOOLS: "для деления на группы школ слишком мало",
    Why.FEW_INDICATORS: "для деления на группы показателей слишком мало",
    Why.NO_SUCH_NUMBER: "на столько групп школы не делятся",
    Why.NOT_SUPPORTED: "данные не поддерживают деления школ на группы",
    Why.UNSTABLE: "деление на группы неустойчиво, групп не показываем",
}


def _text(text: str, icon: str = "", hint: str = "") -> Cell:
    return Cell(text or "–", text or None, icon=icon, hint=hint)


def groups_conclusion(found: Groups) -> str:
    """How many groups the data support; the numbers stand beside."""
    year = school_year(found.year)
    if isinstance(found.found, Refusal):
        return f"{year}: {_REFUSED[found.found.why]}"
    count = counted(found.found.k, "группу", "группы", "групп")
    sizes = joined([str(len(group.schools)) for group in found.found.groups])
    return f"{year}: школы делятся на {count} ({sizes}), и это не случайность"


def group_table(picture: ResultsPicture, found: Groups, clustering: Clustering) -> TableSpec:
    """Members of every group with their silhouette and stability."""
    body = []
    for at, group in enumerate(clustering.groups):
        sign = SIGNS[at % len(SIGNS)].glyph
        title = f"{sign} {group.title}; устойчивость {number(group.stability, 2)}"
        body.append(Row(f"group:{group.label}", (Cell(title),), "group"))
        for one in clustering.members:
            if one.group == group.label:
                cells = (
                    _text(picture.names[one.school_id]),
                    Cell(fixed(one.silhouette, 2), one.silhouette),
                    Cell(fixed(one.stability, 2), one.stability),
                    _text("; ".join(one.remarks)),
                )
                body.append(Row(one.school_id, cells))
    return TableSpec(
        title=f"{counted(clustering.k, 'группа', 'группы', 'групп')} похожих школ",
        columns=(
            Column("school", "Школа", width=1.5),
            Column("silhouette", "Силуэт", align="right", width=0.7, number_format="0.00"),
            Column("stability", "Устойчивость", align="right", width=0.8, number_format="0.00"),
            Column("remarks", "Замечания", width=3),
        ),
        rows=tuple(body),
        notes=(
            "Буква группы порядка не задаёт. Силуэт: насколько школа ближе к своей группе, чем к"
            " соседней (от −1 до 1). Устойчивость: в какой доле расчётов без части школ она"
            " остаётся со своей группой.",
            *left_out(picture, found),
        ),
        source=found.source,
    )


def left_out(picture: ResultsPicture, found: Groups) -> tuple[str, ...]:
    """Schools and indicators that took no part, with the reason, and values not settled yet."""
    schools = [
        f"{picture.names[one.key]} ({one.reason}{_unsettled(found, one.key)})"
        for one in found.found.schools_out
    ]
    codes = [f"«{found.titles[one.key]}» ({one.reason})" for one in found.found.codes_out]
    said = [
        f"Не участвуют {what}: {'; '.join(items)}."
        for what, items in (("школы", schools), ("показатели", codes))
        if items
    ]
    count = sum(found.doubtful.values())
    if count:
        values = counted(count, "значение", "значения", "значений")
        said.append(f"Не уточнены и потому не сравниваются {values} школ: см. «Качество данных».")
    return tuple(said)


def _unsettled(found: Groups, school: str) -> str:
    count = found.doubtful.get(school, 0)
    return f", не уточнено {count}" if count else ""


def difference_table(found: Groups, clustering: Clustering) -> TableSpec:
    """Profiles: the mean of every indicator in every group against all grouped schools."""
    by_code = [
        [next(one for one in group.differences if one.code == code) for group in clustering.groups]
        for code in found.titles
        if code in clustering.codes
    ]
    return TableSpec(
        title="Чем группы отличаются: среднее группы и отличие в стандартных отклонениях",
        columns=(
            Column("indicator", "Показатель", width=1.8),
            Column("overall", "Все", align="right", number_format="0.0"),
            *(Column(one.label, one.label, align="right") for one in clustering.groups),
        ),
        rows=tuple(
            Row(
                cells[0].code,
                (
                    _text(cells[0].title),
                    Cell(number(cells[0].overall), cells[0].overall),
                    *(Cell(number(c.mean), c.mean, sub=signed(c.difference)) for c in cells),
                ),
            )
            for cells in by_code
        ),
    )


def component_tables(picture: ResultsPicture, found: Groups) -> tuple[TableSpec, ...]:
    """Places of the schools on the first two components, and the weights of the indicators."""
    plane = found.found.components
    if plane is None:
        return ()
    one, two = (number(100 * share, 0) for share in plane.explained)
    columns = (
        Column("first", f"Первая ({one} %)", align="right", number_format="0.00"),
        Column("second", f"Вторая ({two} %)", align="right", number_format="0.00"),
    )
    return (
        TableSpec(
            title="Показатели на двух главных компонентах: веса",
            columns=(Column("indicator", "Показатель", width=2), *columns),
            rows=_places(plane.loadings, found.titles),
            notes=("В скобках — доля всех различий между школами, которую передаёт компонента.",),
        ),
        TableSpec(
            title="Школы на двух главных компонентах",
            columns=(Column("school", "Школа", width=2), *columns),
            rows=_places(plane.scores, picture.names),
        ),
    )


def _places(places: Mapping[str, tuple[float, float]], names: Mapping[str, str]) -> tuple[Row, ...]:
    return tuple(
        Row(key, (_text(names[key]), *(Cell(fixed(at, 2), at) for at in place)))
        for key, place in places.items()
    )
