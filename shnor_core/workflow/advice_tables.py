"""«Рекомендации» as sentences and tables: grounds of a line, lists beside tables, answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shnor_core.cells import school_phrase
from shnor_core.model import Tone
from shnor_core.recommendations import PART_TITLES, About, Grounds, ListComparison, Part, Proposal
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, joined
from shnor_core.workflow.advice import Advice
from shnor_core.workflow.advice_answers import ACCEPTED, Answer, subject_of

UNTOLD = "не сказать"
_ICONS = {"не решено": "○", "принято": "✓", "принято с правкой": "✓", "отклонено": "✕"}
_TONES = {
    "не решено": Tone.NONE,
    "принято": Tone.BETTER,
    "принято с правкой": Tone.BETTER,
    "отклонено": Tone.SAME,
}
_COUNTED = {
    About.SCHOOL: ("школа", "школы", "школ"),
    About.TARGET: ("показатель", "показателя", "показателей"),
    About.MEASURE: ("мероприятие", "мероприятия", "мероприятий"),
}


def conclusion(advice: Advice, given: Mapping[str, Answer]) -> str:
    """«По данным — 9 предложений; решено 2, без решения 7»."""
    if not advice.proposals:
        return "По данным территории правила ничего не предлагают"
    total = counted(len(advice.proposals), "предложение", "предложения", "предложений")
    said = [given.get(subject_of(one.rule.code, advice.year)) for one in advice.proposals]
    decided = [one for one in said if one is not None]
    left = len(said) - len(decided)
    if not decided:
        return f"По данным — {total}, решений группы ещё нет"
    taken = sum(one.status == ACCEPTED for one in decided)
    parts = [f"принято {taken}", f"отклонено {len(decided) - taken}", f"без решения {left}"]
    return f"По данным — {total}: {joined(parts, last='и')}"


def part_title(proposal: Proposal) -> str:
    """The part of the protocol the line would go to."""
    return PART_TITLES[Part(proposal.rule.part)]


def grounds_table(proposal: Proposal, source: str) -> TableSpec:
    """Which numbers of which cells: named subjects first, then those the data cannot tell of."""
    rows = [
        *(_row(one, "названа", Tone.PLAIN) for one in proposal.grounds),
        *(_row(one, UNTOLD, Tone.DOUBT) for one in proposal.untold),
    ]
    return TableSpec(
        title=proposal.text,
        columns=(
            Column("subject", "Кому", width=1.2),
            Column("reason", "Основание: какие числа", width=3.6),
            Column("place", "Место в документе", width=1.6),
        ),
        rows=tuple(rows),
        notes=(
            f"{proposal.rule.title}. {proposal.rule.reason}",
            f"Правило: {proposal.rule.source}",
        ),
        source=source,
    )


def _row(one: Grounds, word: str, tone: Tone) -> Row:
    doubt = word == UNTOLD
    text = f"{UNTOLD}: {one.text}" if doubt else one.text
    return Row(
        one.subject,
        (
            Cell(one.name, one.name, strong=not doubt),
            Cell(text, text, tone=tone, icon="?" if doubt else ""),
            Cell(one.source, one.source),
        ),
    )


def comparison_sentence(one: ListComparison) -> str:
    """«Список документа «…» совпадает с таблицами» or what is only here and only there."""
    head = f"Список документа «{one.title}» ({one.source})"
    if one.agrees:
        return f"{head} совпадает с его же таблицами: {school_phrase(one.both)}"
    told = []
    if one.only_list:
        told.append(f"только в списке — {school_phrase(one.only_list)}")
    if one.only_tables:
        told.append(f"только по таблицам — {school_phrase(one.only_tables)}")
    return f"{head} расходится с его же таблицами: {'; '.join(told)}"


def comparison_table(proposals: Iterable[Proposal], source: str) -> TableSpec | None:
    """Lists of the document beside what its own tables give; ``None`` without such lists."""
    rows = [
        Row(f"{proposal.rule.code}:{one.code}", _beside(proposal, one))
        for proposal in proposals
        for one in proposal.comparisons
    ]
    if not rows:
        return None
    differ = sum(not one.agrees for proposal in proposals for one in proposal.comparisons)
    title = (
        f"{counted(differ, 'список', 'списка', 'списков')} документа из {len(rows)} не сходятся"
        " с его таблицами"
        if differ
        else "Списки документа сходятся с его таблицами"
    )
    return TableSpec(
        title=title,
        columns=(
            Column("list", "Список документа", width=2),
            Column("rule", "Правило по таблицам", width=1.6),
            Column("both", "И в списке, и по таблицам", width=1.8),
            Column("only_list", "Только в списке", width=1.6),
            Column("only_tables", "Только по таблицам", width=1.6),
        ),
        rows=tuple(rows),
        notes=("Ни список, ни таблицы не исправляются: расхождение показано, решает группа.",),
        source=source,
    )


def _beside(proposal: Proposal, one: ListComparison) -> tuple[Cell, ...]:
    differs = Tone.PLAIN if one.agrees else Tone.DOUBT
    texts = (one.both, one.only_list, one.only_tables)
    phrases = [school_phrase(names) or "–" for names in texts]
    return (
        Cell(one.title, one.title, sub=one.source, icon="" if one.agrees else "≠", tone=differs),
        Cell(proposal.rule.title, proposal.rule.title),
        *(Cell(text, text) for text in phrases),
    )


def answers_table(advice: Advice, given: Mapping[str, Answer]) -> TableSpec:
    """Every proposal with its answer: what the file of the screen holds."""
    rows = []
    for proposal in advice.proposals:
        answer = given.get(subject_of(proposal.rule.code, advice.year))
        said = status_text(answer)
        texts = (
            proposal.text,
            part_title(proposal),
            said,
            answer.text if answer and answer.edited else "–",
            answer.reason if answer and answer.reason else "–",
            proposal.rule.source,
        )
        rows.append(Row.of_texts(proposal.rule.code, texts))
    titles = ("Предложение", "Раздел протокола", "Решение группы", "В редакции группы", "Причина",
              "Источник правила")  # fmt: skip
    keys = ("text", "part", "answer", "edited", "reason", "source")
    columns = tuple(Column(key, title) for key, title in zip(keys, titles, strict=True))
    return TableSpec(conclusion(advice, given), columns, tuple(rows))


def proposal_list(advice: Advice, given: Mapping[str, Answer]) -> TableSpec:
    """Every proposal in a line, for the left of the screen: the rule, whom it names, the answer."""
    rows = []
    for proposal in advice.proposals:
        answer = given.get(subject_of(proposal.rule.code, advice.year))
        text = status_text(answer)
        rows.append(
            Row(
                proposal.rule.code,
                (
                    Cell(proposal.rule.title, proposal.rule.title, sub=_whom(proposal)),
                    Cell(text, text, tone=_TONES[text], icon=_ICONS[text], chip=True),
                ),
            )
        )
    columns = (Column("rule", "Предложение", width=2.6), Column("answer", "Решение", width=1.2))
    return TableSpec("Предложения правил", columns, tuple(rows))


def _whom(proposal: Proposal) -> str:
    """«6 школ», «7 мероприятий», and how many could not be told."""
    one, few, many = _COUNTED[proposal.rule.about]
    told = counted(len(proposal.grounds), one, few, many)
    return f"{told}, не сказать о {len(proposal.untold)}" if proposal.untold else told


def answer_words(answer: Answer) -> str:
    """«✓ Принято с правкой»."""
    text = status_text(answer)
    return f"{_ICONS[text]} {text.capitalize()}"


def status_text(answer: Answer | None) -> str:
    if answer is None:
        return "не решено"
    if answer.status != ACCEPTED:
        return "отклонено"
    return "принято с правкой" if answer.edited else "принято"


def silent_lines(advice: Advice) -> tuple[str, ...]:
    """Rules that could not be checked, by name."""
    return tuple(one.title for one in advice.silent)
