"""Words, rules and borders of statuses are data."""

from __future__ import annotations

from pathlib import Path

import pytest

from shnor_core.errors import MethodError
from shnor_core.targets import Status, assess, load_rules, shipped_rules
from shnor_core.targets.statuses import SHIPPED
from tests.core.targets_world import JANUARY, at, target

TEXT = SHIPPED.read_text(encoding="utf-8")


def changed(folder: Path, old: str, new: str) -> Path:
    assert old in TEXT
    path = folder / "statuses.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_shipped_statuses() -> None:
    rules = shipped_rules()
    assert (rules.borders.on_schedule, rules.borders.at_risk) == (1.0, 0.7)
    assert [rules.texts[status].title for status in Status] == [
        "достигнут",
        "в графике",
        "отстаёт",
        "под угрозой",
        "цель не задана",
        "нет данных",
    ]
    assert rules.texts[Status.AT_RISK].rule.startswith("темп ниже 0,7")


def test_every_status_has_a_shape_of_its_own() -> None:
    icons = [text.icon for text in shipped_rules().texts.values()]
    assert len(set(icons)) == len(Status)


def test_a_border_is_changed_in_the_file_and_nowhere_else(tmp_path: Path) -> None:
    rules = load_rules(changed(tmp_path, "at_risk = 0.7", "at_risk = 0.5"))
    plan, fact = target("2024 – 30 %", base=0.0), at(2023, 12)
    assert assess(plan, [fact], JANUARY).status is Status.AT_RISK
    found = assess(plan, [fact], JANUARY, rules=rules)
    # the forecast has a border of its own
    assert found.reason.startswith("прогноз")
    assert rules.texts[Status.BEHIND].rule.startswith("ниже плана, темп от 0,5")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("at_risk = 0.7", 'at_risk = "мало"', "borders.at_risk"),
        ("at_risk = 0.7", "at_risk = true", "borders.at_risk"),
        ("at_risk = 0.7", "at_risk = 0", "borders.at_risk"),
        ("at_risk = 0.7", "at_risk = 1.1", "borders.at_risk"),
        ("at_risk = 0.7", "at_rysk = 0.7", "borders.at_rysk"),
        ("at_risk = 0.7", "", "borders.at_risk"),
        ("confidence = 0.95", "confidence = 95", "borders.confidence"),
        ("[statuses.no_data]", "[statuses.nodata]", "statuses.nodata"),
        ('tone = "none"', 'tone = "grey"', "statuses.not_set.tone"),
        ("{at_risk}", "{risk}", "statuses.behind.rule"),
        ("\n[borders]", "\n[border]", "border"),
        ("\n[borders]", "\n[borders", "весь файл"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(MethodError) as caught:
        load_rules(changed(tmp_path, old, new))
    assert caught.value.key == key
