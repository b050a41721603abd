"""«Качество данных»: findings by rule or by school, one finding at a time, the log."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from shnor_core.model import Finding, Level, Tone
from shnor_core.quality import RuleWords
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, plural
from shnor_core.workflow.doubts import MUNICIPAL, RULES, Doubts
from shnor_core.workflow.programme_findings import WHOLE


@dataclass(frozen=True, slots=True)
class Progress:
    """How many places were doubtful, how many decisions were made and what is still closed.

    ``cells`` are all cells of the school tables; ``blocked_school`` of them and
    ``blocked_municipal`` cells of the municipal table stay out of comparisons.
    """

    found: int
    left: int
    decisions: int
    blocked_school: int
    blocked_municipal: int
    cells: int

    @property
    def settled(self) -> int:
        return self.found - self.left

    def text(self) -> str:
        """Places and decisions apart: one decision may settle several places."""
        told = f"решено {self.settled} из {self.found}"
        if self.decisions in (0, self.settled):
            return told
        return f"{told} · {counted(self.decisions, 'решение', 'решения', 'решений')}"


def progress(doubts: Doubts) -> Progress:
    picture = doubts.picture
    cells = sum(one.level is Level.SCHOOL for one in picture.monitoring.observations)
    school = sum(picture.printed[cell].school_id is not None for cell in picture.blocked)
    # a decision may bring another doubt to light, so the places printed are not all there are
    places = {one.finding_id for one in (*doubts.all_findings, *doubts.findings)}
    return Progress(
        found=len(places),
        left=len(doubts.findings),
        decisions=sum(one in places or one in picture.printed for one in picture.settled),
        blocked_school=school,
        blocked_municipal=len(picture.blocked) - school,
        cells=cells,
    )


def conclusion(doubts: Doubts) -> str:
    """The title of the screen."""
    done = progress(doubts)
    if not done.found:
        return _nothing(doubts)
    places = counted(done.found, "сомнительное место", "сомнительных места", "сомнительных мест")
    told = f"{places}, решено {done.settled}"
    if not done.cells:
        return told
    return f"{told}; {_blocked(done)}"


def _blocked(done: Progress) -> str:
    """The count of «Обзор», and which tables its cells stand in."""
    whole = done.blocked_school + done.blocked_municipal
    if not whole:
        return "сравнению школ они не мешают"
    cells = counted(whole, "ячейка", "ячейки", "ячеек")
    verb = plural(whole, "видна, но не сравнивается", *["видны, но не сравниваются"] * 2)
    school = f"в таблицах школ {done.blocked_school} из {done.cells}"
    municipal = f", в своде {done.blocked_municipal}" if done.blocked_municipal else ""
    return f"{cells} {verb}: {school}{municipal}"


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


def next_open(seen: Sequence[str], left_at: str, still_open: Collection[str]) -> str | None:
    """The place to go on with: the next one of the list the reader saw, else the one before.

    >>> next_open(("a", "b", "c"), "b", {"a", "c"})
    'c'
    >>> next_open(("a", "b", "c"), "c", {"a", "b"})
    'b'
    """
    if left_at not in seen:
        return None
    at = seen.index(left_at)
    ahead = (*seen[at:], *reversed(seen[:at]))
    return next((one for one in ahead if one in still_open), None)


def told_after(doubts: Doubts, seen: Sequence[str]) -> str:
    """What a decision has done to the list that was ``seen`` before it."""
    left = {one.finding_id for one in doubts.findings}
    closed = sum(one not in left for one in seen)
    if not closed:
        return "Решение записано. Место ещё открыто: в нём есть и другие ячейки."
    places = counted(closed, "место", "места", "мест")
    onward = f"осталось {len(left)}, показано следующее" if left else "сомнительных больше нет"
    return f"Решение записано, закрыто {places}; {onward}."


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
