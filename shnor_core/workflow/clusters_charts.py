"""Groups as pictures: the map of the schools, their tree, profiles, the silhouette."""

from __future__ import annotations

from math import hypot

from shnor_core.charts import ChartSpec, Reference, Role, Series
from shnor_core.clusters import Clustering, Components, Refusal, Tree
from shnor_core.wording import counted, fixed, joined, number, signed
from shnor_core.workflow.clusters import Groups
from shnor_core.workflow.results import ResultsPicture

# more arrows than these cover the schools; all weights stand in the table
ARROWS = 6


def map_chart(picture: ResultsPicture, found: Groups) -> ChartSpec | None:
    """Schools on the first two components; ``None`` when too little was known."""
    plane = found.found.components
    if plane is None:
        return None
    schools, codes = tuple(plane.scores), _longest(plane)
    one, two = (number(100 * share, 0) for share in plane.explained)
    both = number(100 * sum(plane.explained), 0)
    gaps = (None,) * len(schools)
    arrows = Series(
        "куда растёт показатель",
        gaps + tuple(plane.loadings[code][1] for code in codes),
        Role.REFERENCE,
        across=gaps + tuple(plane.loadings[code][0] for code in codes),
    )
    return ChartSpec(
        kind="scatter",
        conclusion=f"Чем ближе школы на карте, тем больше они похожи; карта передаёт {both} %"
        " различий",
        measure="Школы на двух главных компонентах выбранных показателей",
        categories=tuple(picture.names[one] for one in schools)
        + tuple(found.titles[code] for code in codes),
        series=(*_places(picture, found, schools, len(codes)), arrows),
        columns=(f"первая компонента, {one} % различий", f"вторая компонента, {two} % различий"),
        digits=2,
        notes=("Стрелка ведёт туда, где показатель больше; веса всех показателей — в таблице.",),
        source=found.source,
        alt="Карта школ на двух главных компонентах",
    )


def _longest(plane: Components) -> list[str]:
    """The indicators that weigh most in the plane, in their usual order."""
    order = sorted(plane.loadings, key=lambda code: -round(hypot(*plane.loadings[code]), 9))
    return [code for code in plane.loadings if code in order[:ARROWS]]


def _places(
    picture: ResultsPicture, found: Groups, schools: tuple[str, ...], more: int
) -> list[Series]:
    assert found.found.components is not None
    scores, labels = found.found.components.scores, _labels(picture, schools)
    rest = (None,) * more

    def series(name: str, role: Role, inside: frozenset[str]) -> Series:
        first, second = (
            tuple(scores[one][axis] if one in inside else None for one in schools) + rest
            for axis in (0, 1)
        )
        return Series(name, second, role, labels, across=first)

    if isinstance(found.found, Refusal):
        return [series("школы", Role.CONTEXT, frozenset(schools))]
    return [
        series(f"группа {group.label}", Role.GROUP, frozenset(group.schools))
        for group in found.found.groups
    ]


def _labels(picture: ResultsPicture, schools: tuple[str, ...]) -> tuple[str, ...]:
    """«№ 17» where no other school has the number, else the name."""
    numbers = {one.school_id: one.number for one in picture.all_schools}
    known = [numbers[one] for one in schools]
    return tuple(
        f"№ {numbers[one]}" if numbers[one] and known.count(numbers[one]) == 1
        else picture.names[one]
        for one in schools
    )  # fmt: skip


def tree_chart(picture: ResultsPicture, found: Groups) -> ChartSpec | None:
    """Which schools join first; ``None`` when too little was known."""
    tree = found.found.tree
    if tree is None:
        return None
    joins = Series("высота соединения со следующей строкой", _joins(tree), Role.CONTEXT)
    groups = [] if isinstance(found.found, Refusal) else [
        Series(
            f"группа {group.label}",
            tuple(0.0 if one in group.schools else None for one in tree.leaves),
            Role.GROUP,
        )
        for group in found.found.groups
    ]  # fmt: skip
    kept = (
        ""
        if tree.cophenetic is None
        else f"; расстояния переданы с корреляцией {fixed(tree.cophenetic, 2)}"
    )
    return ChartSpec(
        kind="tree",
        conclusion="Чем правее соединяются ветви, тем меньше похожи школы",
        measure=f"Дерево Уорда: высота соединения, стандартные отклонения{kept}",
        categories=tuple(picture.names[one] for one in tree.leaves),
        series=(joins, *groups),
        references=_cut(tree, found),
        source=found.source,
        alt="Дерево сходства школ",
    )


def _joins(tree: Tree) -> tuple[float | None, ...]:
    """Of every leaf in its order: at what height it joins the next one."""
    at = {school: place for place, school in enumerate(tree.leaves)}
    spans = [(at[school], at[school]) for school in tree.schools]
    heights: list[float | None] = [None] * len(tree.leaves)
    for merge in tree.merges:
        one, other = sorted((spans[merge.left], spans[merge.right]))
        heights[one[1]] = merge.height
        spans.append((one[0], other[1]))
    return tuple(heights)


def _cut(tree: Tree, found: Groups) -> tuple[Reference, ...]:
    if isinstance(found.found, Refusal):
        return ()
    k, heights = found.found.k, [merge.height for merge in tree.merges]
    middle = (heights[-k] + heights[1 - k]) / 2
    return (Reference(middle, f"граница: {counted(k, 'группа', 'группы', 'групп')}"),)


def profile_chart(found: Groups, clustering: Clustering) -> ChartSpec:
    """How far the mean of every group lies from that of all schools, indicator by indicator."""
    known = [{one.code: one for one in group.differences} for group in clustering.groups]
    spread = {
        code: max(values) - min(values)
        for code in clustering.codes
        if (values := [d for one in known if (d := one[code].difference) is not None])
    }
    codes = sorted(spread, key=lambda code: (-round(spread[code], 9), code))
    return ChartSpec(
        kind="profile",
        conclusion=f"Сильнее всего группы различает {_most(found, codes)}",
        measure="Среднее группы против среднего всех школ, в стандартных отклонениях",
        categories=tuple(found.titles[code] for code in codes),
        series=tuple(
            Series(
                f"группа {group.label}",
                tuple(one[code].difference for code in codes),
                Role.GROUP,
                hints=tuple(
                    f"Группа {group.label}: {found.titles[code]}\n{number(one[code].mean)}, у всех"
                    f" школ {number(one[code].overall)} ({signed(one[code].difference)})"
                    for code in codes
                ),
            )
            for group, one in zip(clustering.groups, known, strict=True)
        ),
        references=(Reference(0.0, "все школы"),),
        source=found.source,
        alt="Профили групп по показателям",
    )


def _most(found: Groups, codes: list[str]) -> str:
    return joined([f"«{found.titles[code]}»" for code in codes[:2]])


def silhouette_chart(found: Groups) -> ChartSpec | None:
    """Profile of the silhouette; ``None`` when too little was known to compute it."""
    profile = found.found.profile
    if not profile:
        return None
    return ChartSpec(
        kind="line",
        conclusion=_conclusion(found),
        measure="Средний силуэт по числу групп",
        categories=tuple(str(one.k) for one in profile),
        series=(
            Series("эти школы", tuple(one.silhouette for one in profile), Role.FOCUS),
            Series("случай", tuple(one.expected for one in profile), Role.REFERENCE),
        ),
        digits=2,
        notes=("Случай — в среднем у таблиц с теми же показателями, но без групп.",),
        source=found.source,
        alt="Средний силуэт школ и случайных таблиц по числу групп",
    )


def _conclusion(found: Groups) -> str:
    divided = [one for one in found.found.profile if one.division]
    best = max(divided or found.found.profile, key=lambda one: one.excess)
    against = f"{number(best.silhouette, 2)} против {number(best.expected, 2)} у случайных таблиц"
    if isinstance(found.found, Refusal):
        return f"Силуэт дальше всего от случая при {best.k} группах: {against}, этого мало"
    return f"Групп {found.found.k}; силуэт дальше всего от случая при {best.k}: {against}"
