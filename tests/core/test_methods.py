"""Shipped methods say what their documents say; a slip in a file becomes a sentence."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from shnor_core.errors import MethodError
from shnor_core.identification import Join, MethodKind, Scope, load_method, load_methods
from shnor_core.identification.methods import Comparison

FOLDER = Path(__file__).parents[2] / "data" / "methods"
METHODS = {method.method_id: method for method in load_methods(FOLDER)}
CORE = {
    "vpr-math-5", "vpr-math-6", "vpr-russian-5", "vpr-russian-6",
    "oge-math-9", "oge-russian-9", "ege-math_base-11", "ege-math_profile-11",
}  # fmt: skip


def test_all_methods_are_shipped():
    assert set(METHODS) >= {
        "fioko-2022",
        "fioko-2025",
        "lesosibirsk-2020",
        "kamensk-2022",
        "pirovskoe-2022",
    }


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_every_method_names_its_document_and_its_assumptions(method):
    assert method.title
    assert method.document
    assert len(method.text) > 50
    assert method.assumptions
    assert method.file == f"{method.method_id}.toml"


@pytest.mark.parametrize(("name", "scope"), [("fioko-2022", Scope.ANY), ("fioko-2025", Scope.SAME)])
def test_rules_on_shares(name, scope):
    rule = METHODS[name].low_share
    assert set(rule.procedures) == CORE
    assert rule.threshold == Fraction(3, 10)
    assert rule.join is Join.OR
    assert rule.minimum_participants == 0
    first, second = rule.branches
    assert (first.last_year, first.previous_year) == (2, 0)
    assert (second.last_year, second.previous_year, second.scope) == (1, 1, scope)


def test_clusters_stand_on_the_same_rule_with_more_procedures():
    method = METHODS["pirovskoe-2022"]
    assert method.kind is MethodKind.CLUSTERS
    assert set(method.low_share.procedures) > CORE
    assert [cluster.code for cluster in method.rule.clusters] == ["1", "2", "3", "риск"]


def test_all_ten_thresholds_of_the_table():
    """Every row of the printed table."""
    rows = [
        (row.type, row.indicator, row.comparison, row.threshold)
        for row in METHODS["lesosibirsk-2020"].rule.criteria
    ]
    quarter = Fraction(1, 4)
    assert rows == [
        ("ШНОР", "results_3y", Comparison.LOWEST_SHARE, quarter),
        ("ШНОР", "out.grade10", Comparison.BELOW, 60),
        ("ШНОР", "gap_to_region_score", Comparison.ABOVE, 20),
        ("ШНОР", "out.olympiads3y", Comparison.AT_MOST, Fraction(1, 2)),
        ("ШНОР", "out.satisfaction", Comparison.AT_MOST, 40),
        ("ШНОР", "quality_gap", Comparison.AT_LEAST, 10),
        ("ШНОР", "standard_gap", Comparison.AT_LEAST, 5),
        ("ШНСУ", "index.social", Comparison.LOWEST_SHARE, quarter),
        ("ШНСУ", "index.staff", Comparison.LOWEST_SHARE, quarter),
        ("ШНСУ", "index.resources", Comparison.LOWEST_SHARE, quarter),
    ]


def test_mean_below_the_region_needs_three_years():
    rule = METHODS["kamensk-2022"].rule
    assert (rule.years, rule.needed) == (3, 1)


def changed(tmp_path: Path, name: str, old: str, new: str) -> Path:
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / f"{name}.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "old", "new", "key", "words"),
    [
        ("fioko-2022", "threshold =", "treshold =", "rule.treshold", ["«threshold»"]),
        ("fioko-2022", 'threshold = "30/100"', 'threshold = "30 %"', "rule.threshold", ["30 %"]),
        (
            "fioko-2022",
            'threshold = "30/100"',
            "threshold = 0.3",
            "rule.threshold",
            ["30/100", "0.3"],
        ),
        ("fioko-2022", 'threshold = "30/100"', 'threshold = "30/0"', "rule.threshold", ["дробь"]),
        (
            "fioko-2022",
            'threshold = "30/100"',
            'threshold = "130/100"',
            "rule.threshold",
            ["не больше 1"],
        ),
        ("fioko-2022", "vpr-math-5", "vpr-mat-5", "rule.procedures", ["«vpr-math-5»", "vpr-mat-5"]),
        ("fioko-2022", '"vpr-math-6"', '"vpr-math-5"', "rule.procedures", ["без повторов"]),
        ("fioko-2022", 'join = "or"', 'join = "orr"', "rule.join", ["or, and", "«or»"]),
        ("fioko-2022", 'scope = "any"', 'scope = "some"', "rule.branches[1].scope", ["any, same"]),
        (
            "fioko-2022",
            "last_year = 2",
            "last_year = 0",
            "rule.branches[1].last_year",
            ["процедура"],
        ),
        ("fioko-2022", "last_year = 2", "last_year = -1", "rule.branches[1].last_year", ["от 0"]),
        (
            "fioko-2022",
            "last_year = 2",
            "last_year = true",
            "rule.branches[1].last_year",
            ["целое"],
        ),
        ("fioko-2022", 'code = "Б"', 'code = "А"', "rule.branches", ["разными"]),
        (
            "fioko-2025",
            "previous_year = 1",
            "previous_year = 2",
            "rule.branches[2].previous_year",
            ["same"],
        ),
        ("fioko-2022", 'id = "fioko-2022"\n', "", "id", ["текст"]),
        ("fioko-2022", 'title = "ФИОКО-2022"', 'titel = "ФИОКО-2022"', "titel", ["«title»"]),
        ("fioko-2022", 'title = "ФИОКО-2022"', 'title = " "', "title", ["непустой"]),
        ("fioko-2022", "issued = 2022-06-14", 'issued = "июнь"', "issued", ["дата"]),
        ("fioko-2022", 'kind = "low_share"', 'kind = "lowshare"', "kind", ["«low_share»"]),
        ("fioko-2022", "[rule]", "[rules]", "rules", ["«rule»"]),
        ("lesosibirsk-2020", "]\nneeded = 1", "]\nneeded = 0", "rule.needed", ["от 1"]),
        (
            "lesosibirsk-2020",
            'comparison = "below"',
            'comparison = "less"',
            "criteria[2].comparison",
            ["below"],
        ),
        (
            "pirovskoe-2022",
            'test = "near_rule"',
            'test = "near"',
            "clusters[4].test",
            ["near_rule"],
        ),
        ("kamensk-2022", "years = 3", 'years = "3"', "rule.years", ["целое"]),
    ],
)
def test_slip_in_a_file_is_one_readable_sentence(tmp_path, name, old, new, key, words):
    path = changed(tmp_path, name, old, new)
    with pytest.raises(MethodError) as caught:
        load_method(path)
    message = str(caught.value)
    assert caught.value.file == path.name
    assert caught.value.key == key
    assert path.name in message
    assert key in message
    for word in words:
        assert word in message


@pytest.mark.parametrize("content", [b"id = ", b"\xff\xfe\x00", b"id = 1\nid = 2\n"])
def test_file_that_is_not_toml(tmp_path, content):
    path = tmp_path / "broken.toml"
    path.write_bytes(content)
    with pytest.raises(MethodError, match="TOML"):
        load_method(path)


def test_own_file_of_a_municipality_is_picked_up(tmp_path):
    folder = tmp_path / "methods"
    shutil.copytree(FOLDER, folder)
    text = (folder / "fioko-2022.toml").read_text(encoding="utf-8")
    own = text.replace('id = "fioko-2022"', 'id = "our-2026"').replace("30/100", "25/100")
    (folder / "our.toml").write_text(own, encoding="utf-8")
    found = {method.method_id: method for method in load_methods(folder)}
    assert found["our-2026"].low_share.threshold == Fraction(1, 4)
    assert set(found) == {*METHODS, "our-2026"}


def test_two_files_with_one_id_are_refused(tmp_path):
    for name in ("a.toml", "b.toml"):
        shutil.copy(FOLDER / "fioko-2022.toml", tmp_path / name)
    with pytest.raises(MethodError, match=r"b\.toml.*a\.toml"):
        load_methods(tmp_path)


def test_empty_folder_has_no_methods(tmp_path):
    assert load_methods(tmp_path) == ()
