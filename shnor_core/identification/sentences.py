"""A verdict about one school in Russian sentences, ready for a screen or a protocol."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shnor_core.identification.certainty import SURE, Confidence
from shnor_core.identification.deciding import FEW_PARTICIPANTS
from shnor_core.identification.distance import Move
from shnor_core.identification.verdict import (
    CertaintyOf,
    Distance,
    Evidence,
    RuleResult,
    Verdict,
)
from shnor_core.procedures import key_title, school_year
from shnor_core.wording import joined, number, percent, plural

_WORDS = {
    Confidence.CONFIRMED: "вывод подтверждён",
    Confidence.EDGE: "вывод на грани",
    Confidence.FEW_DATA: "мало данных",
}
# as many ways out as a head teacher can weigh at once
_WAYS = 3


def headline(verdict: Verdict, school_name: str) -> str:
    """«Школа № 11: в списке по правилу А, вывод на грани»."""
    if verdict.listed is None:
        return f"{school_name}: нет данных"
    said = "критериям не отвечает"
    if verdict.listed:
        rules = verdict.rule_codes
        word = "правилу" if len(rules) == 1 else "правилам"
        said = f"отвечает критериям по {word} {joined(rules)}"
    certainty = verdict.certainty
    return f"{school_name}: {said}" + (f", {_WORDS[certainty.word]}" if certainty else "")


def sentences(verdict: Verdict) -> tuple[str, ...]:
    """The whole explanation, one thought per sentence.

    Shares are rounded for reading only: what decides are the counts beside them.
    """
    if verdict.threshold is None:
        return _of_criteria(verdict)
    if verdict.listed is None:
        return ("Судить не по чему.", *verdict.notes)
    found = [_rule_sentence(rule, verdict) for rule in verdict.rules]
    if verdict.certainty:
        found += _certainty_sentences(verdict.certainty, listed=verdict.listed)
    if verdict.distance:
        found.append(_distance_sentence(verdict.distance, verdict))
    return (*found, *verdict.notes)


def probability_text(probability: float) -> str:
    """Two decimals, and never «0» or «1» for what is not certain.

    >>> probability_text(0.714), probability_text(0.9999), probability_text(0.0001)
    ('0,71', '> 0,99', '< 0,01')
    """
    if probability >= 0.995:
        return "> 0,99"
    return "< 0,01" if probability < 0.005 else number(probability, 2)


def _rule_sentence(rule: RuleResult, verdict: Verdict) -> str:
    if rule.holds is None:
        return f"Правило {rule.code} не проверить: нет данных."
    head = f"Правило {rule.code} {'выполнено' if rule.holds else 'не выполнено'}"
    share = f"с долей «2» не ниже {percent(float((verdict.threshold or 0) * 100))}"
    if rule.same:
        return f"{head}: {_same_work(rule, share, verdict.year)}."
    parts = []
    for year, asked in ((verdict.year, rule.asked[0]), (verdict.year - 1, rule.asked[1])):
        cells = [cell for cell in rule.evidence if cell.year == year]
        if asked and (rule.holds or len(cells) < asked):
            parts.append(_of_year(cells, asked, share, year))
    return f"{head}: {'; '.join(parts)}."


def _of_year(cells: Sequence[Evidence], asked: int, share: str, year: int) -> str:
    place = f"в {school_year(year)} году"
    if not cells:
        return f"{place} процедур {share} нет"
    noun = plural(len(cells), "процедура", "процедуры", "процедур")
    short = f", а нужно {_in_words(asked)}" if len(cells) < asked else ""
    listed = "; ".join(_counted(cell) for cell in cells)
    return f"{place} {_in_words(len(cells))} {noun} {share}{short}: {listed}"


def _same_work(rule: RuleResult, share: str, year: int) -> str:
    years = f"и в {school_year(year - 1)}, и в {school_year(year)} году"
    if not rule.evidence:
        return f"одной процедуры {share} {years} нет"
    parts = [f"{_counted(cell)} в {school_year(cell.year)}" for cell in rule.evidence]
    return f"одна и та же процедура {share} {years}: {'; '.join(parts)}"


def _in_words(count: int) -> str:
    words = ("ноль", "одна", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")
    return words[count] if count < len(words) else str(count)


def _counted(cell: Evidence) -> str:
    share = percent((cell.share or 0) * 100)
    return f"{cell.title} — {cell.low} из {cell.participants} (нужно {cell.needed}), {share}"


def _certainty_sentences(certainty: CertaintyOf, *, listed: bool) -> list[str]:
    if certainty.share is None:
        return [
            "Процедур с результатами меньше, чем требует правило: о школе оно не говорит ничего."
        ]
    probability = probability_text(certainty.probability)
    probability = probability.replace("<", "меньше").replace(">", "больше")
    found = [f"Вероятность, что правило выполняется для истинных долей, — {probability}."]
    if certainty.word is Confidence.FEW_DATA:
        found.append(
            f"Данных мало: вывод опирается на группы, где писали меньше {FEW_PARTICIPANTS} человек."
        )
    elif not listed and certainty.probability >= SURE:
        found.append(
            "До порога чуть не хватает сразу по нескольким процедурам: по каждой правило не "
            "выполнено, а вместе они делают его выполнение вероятным."
        )
    if certainty.reference_share == certainty.reference_share:
        found.append(_chance_sentence(certainty))
    return found


def _chance_sentence(certainty: CertaintyOf) -> str:
    chance, share = certainty.chance_of_label * 100, percent(certainty.reference_share * 100)
    head = f"Школа с такими же классами и долей «2» {share} попадала бы в список"
    if chance < 0.5:
        return f"{head} реже чем в 1 случае из 100."
    if chance >= 99.5:
        return f"{head} почти всегда."
    cases = int(number(chance, 0))
    return f"{head} в {cases} {plural(cases, 'случае', 'случаях', 'случаях')} из 100."


def _distance_sentence(distance: Distance, verdict: Verdict) -> str:
    if distance.pupils is None:
        return distance.reason
    singles = [move for move in distance.alternatives if (move,) != distance.moves]
    ways = [distance.moves, *((move,) for move in singles[: _WAYS - 1])]
    head = "Критерий снимается, если двоек"
    if not verdict.listed:
        head = "Школа вошла бы в список, если бы двоек было"
    texts = [_way(way, verdict.year) for way in ways]
    alone = all(len(way) == 1 for way in ways)
    return f"{head} {joined(texts, 'или') if alone else '; или '.join(texts)}."


def _way(moves: Iterable[Move], year: int) -> str:
    parts = []
    for move in moves:
        direction = "меньше" if move.pupils < 0 else "больше"
        past = "" if move.year == year else f" {school_year(move.year)}"
        parts.append(f"на {abs(move.pupils)} {direction} по {key_title(move.procedure)}{past}")
    return joined(parts)


def _of_criteria(verdict: Verdict) -> tuple[str, ...]:
    met = [rule for rule in verdict.rules if rule.holds]
    unknown = [rule for rule in verdict.rules if rule.holds is None]
    head = f"Выполнено условий: {len(met)} из {len(verdict.rules)}"
    head += f", по {len(unknown)} нет данных." if unknown else "."
    return (head, *(f"{rule.code}: {rule.text}" for rule in met), *verdict.notes)
