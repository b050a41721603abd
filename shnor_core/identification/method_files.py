"""Reading ``data/methods/*.toml``: a slip in a file becomes one readable sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

from shnor_core.errors import MethodError
from shnor_core.identification.methods import (
    BelowRegionRule,
    Branch,
    ClusterRule,
    Clusters,
    ClusterTest,
    Comparison,
    CriteriaTable,
    Criterion,
    Join,
    LowShareRule,
    Method,
    MethodKind,
    Rule,
    Scope,
)
from shnor_core.toml_table import TomlTable


def load_methods(folder: Path) -> tuple[Method, ...]:
    """Every method of a folder, by file name.

    Parameters
    ----------
    folder
        Holds ``*.toml``; a municipality adds its own file and changes no code.

    Raises
    ------
    MethodError
        A file breaks the contract, or two files carry one id.
    """
    methods: dict[str, Method] = {}
    for path in sorted(folder.glob("*.toml")):
        method = load_method(path)
        if method.method_id in methods:
            other = methods[method.method_id].file
            raise MethodError(path.name, "id", f"имя, которого нет в файле {other}")
        methods[method.method_id] = method
    return tuple(methods.values())


def load_method(path: Path) -> Method:
    """One method from its file.

    Raises
    ------
    MethodError
        Not TOML, a key is missing, unknown or of a wrong kind.
    """
    top = TomlTable.of_file(path)
    kind = top.word("kind", MethodKind)
    own = {
        MethodKind.CRITERIA_TABLE: ("criteria",),
        MethodKind.CLUSTERS: ("clusters",),
    }.get(kind, ())
    top.only("id", "title", "kind", "document", "issued", "text", "assumptions", "rule", *own)
    return Method(
        top.text("id"),
        top.text("title"),
        kind,
        top.text("document"),
        top.day("issued"),
        top.text("text").strip(),
        top.texts("assumptions"),
        _RULES[kind](top),
        path.name,
    )


def _low_share(top: TomlTable) -> LowShareRule:
    table = top.table("rule")
    table.only("procedures", "threshold", "join", "minimum_participants", "branches")
    return LowShareRule(
        table.procedures("procedures"),
        table.share("threshold"),
        table.tables("branches", _branch),
        table.word("join", Join),
        table.whole("minimum_participants", 0),
    )


def _branch(table: TomlTable) -> Branch:
    table.only(*(field.name for field in fields(Branch)))
    branch = Branch(
        table.text("code"),
        table.text("title"),
        table.whole("last_year", 0),
        table.whole("previous_year", 0),
        table.word("scope", Scope),
    )
    if branch.last_year + branch.previous_year == 0:
        raise table.fault("last_year", "хотя бы одна процедура за прошлый или предыдущий год")
    if branch.scope is Scope.SAME and branch.last_year != branch.previous_year:
        raise table.fault("previous_year", 'то же число, что в last_year, когда scope = "same"')
    return branch


def _criteria_table(top: TomlTable) -> CriteriaTable:
    table = top.table("rule")
    table.only("needed")
    return CriteriaTable(
        top.tables("criteria", _criterion),
        table.whole("needed", 1),
    )


def _criterion(table: TomlTable) -> Criterion:
    table.only(*(field.name for field in fields(Criterion)))
    comparison = table.word("comparison", Comparison)
    ranked = comparison is Comparison.LOWEST_SHARE
    return Criterion(
        table.text("code"),
        table.text("type"),
        table.text("title"),
        table.text("indicator"),
        comparison,
        table.share("threshold") if ranked else table.fraction("threshold"),
        table.text("unit", ""),
        table.text("assumption", ""),
    )


def _below_region(top: TomlTable) -> BelowRegionRule:
    table = top.table("rule")
    table.only("procedures", "years", "needed")
    return BelowRegionRule(
        table.procedures("procedures"), table.whole("years", 1), table.whole("needed", 1)
    )


def _clusters(top: TomlTable) -> Clusters:
    return Clusters(_low_share(top), top.tables("clusters", _cluster))


def _cluster(table: TomlTable) -> ClusterRule:
    test = table.word("test", ClusterTest)
    own = {ClusterTest.ANY_CRITERION: ("criteria",), ClusterTest.NEAR_RULE: ("threshold",)}
    table.only("code", "title", "test", *own.get(test, ()))
    return ClusterRule(
        table.text("code"),
        table.text("title"),
        test,
        table.tables("criteria", _criterion) if test is ClusterTest.ANY_CRITERION else (),
        table.share("threshold") if test is ClusterTest.NEAR_RULE else None,
    )


_RULES: Mapping[MethodKind, Callable[[TomlTable], Rule]] = {
    MethodKind.LOW_SHARE: _low_share,
    MethodKind.CRITERIA_TABLE: _criteria_table,
    MethodKind.BELOW_REGION: _below_region,
    MethodKind.CLUSTERS: _clusters,
}
