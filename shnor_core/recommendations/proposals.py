"""Rules over facts → addressed lines, each with its reason and what could not be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shnor_core.cells import school_phrase
from shnor_core.recommendations.conditions import Answer, Reason, applies, ask
from shnor_core.recommendations.facts import Facts, NamedList
from shnor_core.recommendations.rule_files import NUMBERS_MARK, SCHOOLS_MARK
from shnor_core.recommendations.rules import About, Join, RecommendationRule
from shnor_core.wording import counted

# a longer row of numbers is not read out at a meeting
MOST_NUMBERS = 15


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why the rule names one subject."""

    subject: str
    name: str
    reasons: tuple[Reason, ...]

    @property
    def text(self) -> str:
        return "; ".join(dict.fromkeys(one.text for one in self.reasons))

    @property
    def source(self) -> str:
        return "; ".join(dict.fromkeys(one.source for one in self.reasons if one.source))


@dataclass(frozen=True, slots=True)
class ListComparison:
    """A list of a document beside what the rule finds in the tables of the same document."""

    code: str
    title: str
    source: str
    both: tuple[str, ...]
    only_tables: tuple[str, ...]
    only_list: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return not self.only_tables and not self.only_list


@dataclass(frozen=True, slots=True)
class Proposal:
    """One addressed line.

    ``grounds`` are the subjects it names; ``untold`` those the data cannot tell about, with what
    is missing. ``comparisons`` set lists of the document beside the rule.
    """

    rule: RecommendationRule
    text: str
    grounds: tuple[Grounds, ...]
    untold: tuple[Grounds, ...] = ()
    comparisons: tuple[ListComparison, ...] = ()

    @property
    def subjects(self) -> tuple[str, ...]:
        return tuple(one.subject for one in self.grounds)


def propose(rules: Iterable[RecommendationRule], facts: Facts) -> tuple[Proposal, ...]:
    """The lines that follow from the facts, in the order of the rules.

    A rule whose data are missing altogether proposes nothing, and so does one that names nobody.
    """
    found = (_proposal(rule, facts) for rule in rules if _can_speak(rule, facts))
    return tuple(one for one in found if one is not None)


def silent(rules: Iterable[RecommendationRule], facts: Facts) -> tuple[RecommendationRule, ...]:
    """Rules the data of the territory cannot speak of at all."""
    return tuple(rule for rule in rules if not _can_speak(rule, facts))


def _can_speak(rule: RecommendationRule, facts: Facts) -> bool:
    able = [applies(one, facts) for one in rule.conditions]
    return all(able) if rule.join is Join.ALL else any(able)


def _proposal(rule: RecommendationRule, facts: Facts) -> Proposal | None:
    named, untold = [], []
    for subject, name in facts.subjects.items():
        answer = _joined(rule, facts, subject)
        if answer.holds:
            named.append(Grounds(subject, name, answer.reasons))
        elif answer.holds is None:
            untold.append(Grounds(subject, name, answer.reasons))
    if not named:
        return None
    return Proposal(
        rule,
        line(rule, [one.name for one in named]),
        tuple(named),
        tuple(untold),
        tuple(_beside(one, named, facts) for one in facts.lists if one.code in rule.compare),
    )


def _joined(rule: RecommendationRule, facts: Facts, subject: str) -> Answer:
    """All conditions or any of them, with «не сказать» where a missing value decides."""
    answers = [ask(one, facts, subject) for one in rule.conditions]
    deciding = rule.join is Join.ANY
    if any(one.holds is deciding for one in answers):
        agreeing = [one for one in answers if one.holds is deciding]
        return Answer(deciding, _reasons(agreeing) if deciding else ())
    unknown = [one for one in answers if one.holds is None]
    if unknown:
        return Answer(None, _reasons(unknown))
    return Answer(not deciding, _reasons(answers))


def _reasons(answers: Iterable[Answer]) -> tuple[Reason, ...]:
    return tuple(reason for one in answers for reason in one.reasons)


def line(rule: RecommendationRule, names: list[str]) -> str:
    """The text of the rule with its subjects named."""
    if rule.about is About.SCHOOL:
        return rule.text.replace(SCHOOLS_MARK, school_phrase(names, rule.case))
    return rule.text.replace(NUMBERS_MARK, _numbers(names))


def _numbers(names: list[str]) -> str:
    """Numbers of the document while they tell entries apart; otherwise how many there are."""
    if len(set(names)) == len(names) <= MOST_NUMBERS:
        return ", ".join(names)
    return f"{counted(len(names), 'пункт', 'пункта', 'пунктов')} по списку"


def _beside(found: NamedList, named: list[Grounds], facts: Facts) -> ListComparison:
    ours, theirs = {one.subject for one in named}, set(found.schools)
    order = list(facts.subjects)

    def in_order(members: set[str]) -> tuple[str, ...]:
        return tuple(facts.subjects[one] for one in order if one in members)

    return ListComparison(
        found.code,
        found.title,
        found.source,
        in_order(ours & theirs),
        in_order(ours - theirs),
        in_order(theirs - ours),
    )
