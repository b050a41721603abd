"""«Качество данных»: findings by rule or by school, one finding at a time, the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shnor_core.model import Finding, Level, Tone
from shnor_core.quality import RuleWords
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, plural
from shnor_core.workflow.doubts import MUNICIPAL, RULES, Doubts
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.programme_findings import WHOLE


@dataclass(frozen=True, slots=True)
class Progress:
    """How many findings there were on the printed tables and how many are left."""

    found: int
    left: int
    blocked: int
    cells: int

    @property
    def settled(self) -> int:
        return self.found - self.left


def progress(doubts: Doubts) -> Progress:
    picture = doubts.picture
    cells = sum(one.level is Level.SCHOOL for one in picture.monitoring.observations)
    blocked = sum(":" in cell and _is_school_cell(picture, cell) for cell in picture.blocked)
    return Progress(len(doubts.all_findings), len(doubts.findings), blocked, cells)


def _is_school_cell(picture: Picture, cell: str) -> bool:
    return picture.printed[cell].school_id is not None


def conclusion(doubts: Doubts) -> str:
    """The title of the screen."""
    done = progress(doubts)
    if not done.found:
        return _nothing(doubts)
    places = counted(done.found, "сомнительное место", "сомнительных места", "сомнительных мест")
    told = f"{places}, решено {done.settled}"
    if not done.cells:
        return told
    if not done.blocked:
        return f"{told}; сравнению школ они не мешают"
    cells = counted(done.blocked, "ячейка", "ячейки", "ячеек")
    verb = plural(done.blocked, "видна, но не сравнивается", *["видны, но не сравниваются"] * 2)
    return f"{told}; {cells} школ из {done.cells} {verb}"


def _nothing(doubts: Doubts) -> str:
    if doubts.picture.monitoring.observations or doubts.has_programme:
        return "Сомнительных мест не найдено"
    return "Ни таблиц мониторинга, ни программы нет: проверять нечего"


def by_rule(doubts: Doubts) -> dict[str, tuple[Finding, ...]]:
    """Open findings under the titles of their rules, rules that block first."""
    rules = sorted(RULES, key=lambda rule: not rule.blocks)
    grouped = {
        rule.title: tuple(one for one in doubts.findings if one.rule == rule.code) for rule in rules
    }
    return {title: found for title, found in grouped.items() if found}


def by_school(doubts: Doubts) -> dict[str, tuple[Finding, ...]]:
    """Open findings by school in the order of the document, the municipality first."""
    grouped: dict[str, tuple[Finding, ...]] = {
        owner: () for owner in (WHOLE, MUNICIPAL, *doubts.picture.names.values())
    }
    for one in doubts.findings:
        grouped[doubts.owner(one)] += (one,)
    return {name: found for name, found in grouped.items() if found}


def rule_of(finding: Finding) -> RuleWords:
    return next(rule for rule in RULES if rule.code == finding.rule)


def finding_list(doubts: Doubts, grouped: dict[str, tuple[Finding, ...]]) -> TableSpec:
    """The left column: headings with counts, and the printed text of each finding."""
    rows = []
    for title, found in grouped.items():
        rows.append(
            Row(f"group:{title}", (Cell(title, strong=True), Cell(str(len(found)))), "group")
        )
        for one in found:
            tone = Tone.DOUBT if one.blocks else Tone.PLAIN
            rows.append(
                Row(
                    one.finding_id,
                    (
                        Cell(doubts.place(one), sub=one.text, target=one.finding_id),
                        Cell("", tone=Tone.PLAIN, icon="?" if tone is Tone.DOUBT else "≠"),
                    ),
                )
            )
    columns = (Column("place", "Где"), Column("count", "Всего", width=0.18, align="right"))
    return TableSpec("Сомнительные места", columns, tuple(rows))


def as_table(doubts: Doubts, findings: Iterable[Finding]) -> TableSpec:
    """Findings as a flat table for a file."""
    columns = (
        Column("rule", "Правило", width=1.4),
        Column("school", "Школа"),
        Column("indicator", "Показатель", width=0.6),
        Column("year", "Год", width=0.5, number_format="0"),
        Column("text", "Напечатано", width=1.4),
        Column("message", "Почему это важно", width=3),
        Column("source", "Место", width=1.6),
    )
    rows = tuple(
        Row(
            one.finding_id,
            tuple(
                Cell(str(value), value)
                for value in (
                    rule_of(one).title,
                    doubts.owner(one),
                    doubts.picture.row_name(one.indicator),
                    one.year or "",
                    one.text,
                    one.message,
                    one.source_ref,
                )
            ),
        )
        for one in findings
    )
    source = doubts.picture.source_text
    return TableSpec("Сомнительные места в данных", columns, rows, source=source)


def subject_name(doubts: Doubts, subject: str) -> str:
    """A cell or a finding in words, also when it is settled and no longer found."""
    picture = doubts.picture
    observation = picture.printed.get(subject)
    if observation is not None:
        name = picture.names.get(observation.school_id or "", "Свод")
        return f"{name} · {picture.row_name(observation.code)} · {observation.year}"
    finding = next((one for one in doubts.all_findings if one.finding_id == subject), None)
    return doubts.place(finding) if finding else "место, которого больше нет в данных"
