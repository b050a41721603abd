"""«Качество данных»: findings by rule or by school, one finding at a time, the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shnor_core import quality
from shnor_core.cells import Alternative, alternatives
from shnor_core.model import Finding, Level, Observation, Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, number, percent, plural
from shnor_core.workflow.monitoring import Picture, printed_code, printed_text


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


def progress(picture: Picture) -> Progress:
    cells = sum(one.level is Level.SCHOOL for one in picture.monitoring.observations)
    blocked = sum(":" in cell and _is_school_cell(picture, cell) for cell in picture.blocked)
    return Progress(len(picture.all_findings), len(picture.findings), blocked, cells)


def _is_school_cell(picture: Picture, cell: str) -> bool:
    return picture.printed[cell].school_id is not None


def conclusion(picture: Picture) -> str:
    """The title of the screen."""
    done = progress(picture)
    if not picture.monitoring.observations:
        return "Таблицы мониторинга не загружены: проверять нечего"
    if not done.found:
        return "Сомнительных мест не найдено"
    places = counted(done.found, "сомнительное место", "сомнительных места", "сомнительных мест")
    if not done.blocked:
        return f"{places}, решено {done.settled}; все значения школ сравниваются"
    cells = counted(done.blocked, "ячейка", "ячейки", "ячеек")
    verb = plural(done.blocked, "видна, но не сравнивается", *["видны, но не сравниваются"] * 2)
    return f"{places}, решено {done.settled}; {cells} школ из {done.cells} {verb}"


def by_rule(picture: Picture) -> dict[str, tuple[Finding, ...]]:
    """Open findings under the titles of their rules, rules that block first."""
    rules = sorted(quality.RULES, key=lambda rule: not rule.blocks)
    grouped = {
        rule.title: tuple(one for one in picture.findings if one.rule == rule.code)
        for rule in rules
    }
    return {title: found for title, found in grouped.items() if found}


def by_school(picture: Picture) -> dict[str, tuple[Finding, ...]]:
    """Open findings by school in the order of the document, the municipality first."""
    owners = {"": "Свод и списки"} | picture.names
    grouped = {
        name: tuple(one for one in picture.findings if one.school == school_id)
        for school_id, name in owners.items()
    }
    return {name: found for name, found in grouped.items() if found}


def rule_of(finding: Finding) -> quality.Rule:
    return next(rule for rule in quality.RULES if rule.code == finding.rule)


def finding_list(picture: Picture, grouped: dict[str, tuple[Finding, ...]]) -> TableSpec:
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
                        Cell(picture.place(one), sub=one.text, target=one.finding_id),
                        Cell("", tone=Tone.PLAIN, icon="?" if tone is Tone.DOUBT else "≠"),
                    ),
                )
            )
    columns = (Column("place", "Где"), Column("count", "Всего", width=0.18, align="right"))
    return TableSpec("Сомнительные места", columns, tuple(rows))


def as_table(picture: Picture, findings: Iterable[Finding]) -> TableSpec:
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
                    picture.names.get(one.school, "свод и списки"),
                    picture.row_name(one.indicator),
                    one.year or "",
                    one.text,
                    one.message,
                    one.source_ref,
                )
            ),
        )
        for one in findings
    )
    source = picture.source_text
    return TableSpec("Сомнительные места в данных", columns, rows, source=source)


def printed_rows(picture: Picture, finding: Finding) -> TableSpec:
    """The printed rows around the finding, its own cells marked, as the document shows them."""
    concerned = set(finding.cells)
    wanted = [picture.printed[cell] for cell in finding.cells if cell in picture.printed]
    owners = list(dict.fromkeys(one.school_id for one in wanted))
    codes = {one.code for one in wanted}
    rows = []
    for owner in owners[:2]:
        level = Level.SCHOOL if owner else Level.TERRITORY
        indicators = picture.indicators(level)
        near = _neighbours([one.code for one in indicators], codes)
        if len(owners) > 1:
            rows.append(
                Row(f"owner:{owner}", (Cell(picture.names.get(owner or "", "Свод")),), "group")
            )
        for one in indicators:
            if one.code in near:
                cells = tuple(
                    _printed_cell(picture, owner, one.code, year, concerned)
                    for year in picture.years
                )
                rows.append(
                    Row(
                        f"{owner}:{one.code}",
                        (Cell(printed_code(one.code)), Cell(one.title), *cells),
                    )
                )
    columns = (
        Column("code", "№", width=0.4),
        Column("title", "Показатель (индикатор)", width=3),
        *(Column(str(year), f"{year} год", align="center", width=0.9) for year in picture.years),
    )
    return TableSpec("Как напечатано", columns, tuple(rows), source=finding.source_ref)


def _neighbours(codes: list[str], wanted: set[str]) -> set[str]:
    near = set()
    for position, code in enumerate(codes):
        if wanted.intersection(codes[max(0, position - 1) : position + 2]):
            near.add(code)
    return near


def _printed_cell(
    picture: Picture, owner: str | None, code: str, year: int, concerned: set[str]
) -> Cell:
    observation = picture.cell(owner, code, year)
    key = observation.observation_id if observation else ""
    text = printed_text(picture.printed.get(key))
    marked = key in concerned
    return Cell(text, text, tone=Tone.DOUBT if marked else Tone.PLAIN, strong=marked, target=key)


def open_cells(picture: Picture, finding: Finding) -> tuple[Observation, ...]:
    """Cells of the finding a coordinator can still read in one way or another."""
    return tuple(picture.printed[cell] for cell in finding.cells if cell in picture.printed)


def readings(picture: Picture, observation: Observation) -> tuple[Alternative, ...]:
    """Every way the cell can be read, the printed one included."""
    earlier = [
        cell.reading.value
        for year in picture.years
        if year < observation.year
        and (cell := picture.cell(observation.school_id, observation.code, year)) is not None
        and cell.reading.value is not None
    ]
    return alternatives(
        observation.reading,
        unit_printed=observation.unit_printed,
        previous=max(earlier, default=None),
        title=observation.title_printed,
    )


def alternative_text(alternative: Alternative) -> str:
    """«14 — лишняя «5» перед числом»."""
    reading = alternative.reading
    value = number(reading.value) if reading.percent is None else percent(reading.percent)
    told = alternative.explanation
    return told if told.startswith(value) else f"{value} — {told}"


def subject_name(picture: Picture, subject: str) -> str:
    """A cell or a finding in words, also when it is settled and no longer found."""
    observation = picture.printed.get(subject)
    if observation is not None:
        name = picture.names.get(observation.school_id or "", "Свод")
        return f"{name} · {picture.row_name(observation.code)} · {observation.year}"
    finding = next((one for one in picture.all_findings if one.finding_id == subject), None)
    return picture.place(finding) if finding else "место, которого больше нет в данных"
