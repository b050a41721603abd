"""Which school of the register a name in a file means: certain, to be decided, or new.

Nothing is joined by a bare guess: a name that only resembles goes to a person with its candidates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from shnor_core.intake.school_names import SchoolName, login_of, parse_name, without_login

_Index = dict[Hashable, list["RegisterSchool"]]
Outcome = Literal["certain", "candidates", "new"]

# two spellings of one word differ in a letter or two; «Троицкая» and «Тройская» are not certain
_ALIKE: Final = 0.8
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class RegisterSchool:
    """A school of the register with everything it can be known by."""

    school_id: str
    short_name: str
    full_name: str = ""
    fis_oko: str = ""
    oge_code: str = ""
    ege_code: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.short_name, self.full_name, *self.aliases)))


@dataclass(frozen=True, slots=True)
class NamedSchool:
    """A school as a file names it; codes where the file gives them."""

    printed: str
    full_name: str = ""
    fis_oko: str = ""
    oge_code: str = ""
    ege_code: str = ""

    @property
    def login(self) -> str:
        return self.fis_oko or login_of(self.printed)

    @property
    def spellings(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.printed, self.full_name)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A school that may be meant, and why."""

    school_id: str
    short_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """What one name of a file means; ``school_id`` is known only when ``outcome`` is certain."""

    printed: str
    outcome: Outcome
    school_id: str = ""
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()


class Register:
    """Schools, indexed by everything they can be known by."""

    def __init__(self, schools: Iterable[RegisterSchool] = ()) -> None:
        self._listed: list[RegisterSchool] = []
        self._names: dict[str, list[SchoolName]] = {}
        self._by_login: _Index = defaultdict(list)
        self._by_oge: _Index = defaultdict(list)
        self._by_ege: _Index = defaultdict(list)
        self._by_text: _Index = defaultdict(list)
        self._by_name: _Index = defaultdict(list)
        for school in schools:
            self.add(school)

    def add(self, school: RegisterSchool, *, listed: bool = True) -> None:
        """Make a school known; one that is not listed is never offered for a resemblance.

        Names that stand in one file beside each other are different schools unless they are the
        same name.
        """
        if listed:
            self._listed.append(school)
        names = [parse_name(text) for text in school.spellings]
        self._names[school.school_id] = names
        keys: tuple[tuple[_Index, Iterable[Hashable]], ...] = (
            (self._by_login, [school.fis_oko]),
            (self._by_oge, [school.oge_code]),
            (self._by_ege, [school.ege_code]),
            (self._by_text, [_exact(text) for text in school.spellings]),
            (self._by_name, names),
        )
        for index, found in keys:
            for key in filter(None, dict.fromkeys(found)):
                index[key].append(school)

    def link(self, named: NamedSchool) -> Link:
        """Who is meant: by login, by exam codes, by the exact text, by the name without its forms.

        A code decides only when the numbers in the two names do not contradict it.
        """
        for found, reason in self._by_codes(named):
            return self._judged(named, found, reason)
        exact = self._by_text.get(_exact(named.printed), [])
        if len(exact) == 1:
            return self._named_alike(named, exact[0], "точное название")
        names = {parse_name(text) for text in named.spellings}
        same = _distinct(one for name in names for one in self._by_name.get(name, []))
        if len(same) == 1 and any(name.words or name.numbers or name.kind for name in names):
            return self._named_alike(named, same[0], "то же название, отличается только запись")
        if same or exact:
            return _undecided(named, same or exact, "в реестре несколько школ с таким названием")
        near = [(one, why) for one in self._listed if (why := self._resembles(names, one))]
        if not near:
            return Link(named.printed, "new", reason="в реестре нет похожей школы")
        candidates = tuple(Candidate(one.school_id, one.short_name, why) for one, why in near)
        return Link(named.printed, "candidates", candidates=candidates[:_SHOWN])

    def _by_codes(self, named: NamedSchool) -> Iterable[tuple[Sequence[RegisterSchool], str]]:
        codes = (
            (self._by_login, named.login, "логин ФИС ОКО"),
            (self._by_oge, named.oge_code, "код ОГЭ"),
            (self._by_ege, named.ege_code, "код ЕГЭ"),
        )
        for index, code, title in codes:
            if code and index.get(code):
                yield index[code], f"тот же {title}: {code}"

    def _judged(self, named: NamedSchool, found: Sequence[RegisterSchool], reason: str) -> Link:
        if len(found) > 1:
            return _undecided(named, found, f"{reason}, но он стоит у нескольких школ")
        school = found[0]
        own = {name.numbers for name in self._names[school.school_id]}
        said = {parse_name(text).numbers for text in named.spellings}
        if own and said and not own & said and any(own) and any(said):
            return _undecided(named, found, f"{reason}, но номера в названиях разные")
        return Link(named.printed, "certain", school.school_id, reason)

    def _named_alike(self, named: NamedSchool, school: RegisterSchool, reason: str) -> Link:
        if named.login and school.fis_oko and named.login != school.fis_oko:
            why = f"{reason}, но логины разные: {school.fis_oko} и {named.login}"
            return _undecided(named, [school], why)
        return Link(named.printed, "certain", school.school_id, reason)

    def _resembles(self, names: Iterable[SchoolName], school: RegisterSchool) -> str:
        for name in names:
            for known in self._names[school.school_id]:
                reason = _likeness(name, known)
                if reason:
                    return reason
        return ""


def _undecided(named: NamedSchool, schools: Iterable[RegisterSchool], reason: str) -> Link:
    candidates = tuple(Candidate(one.school_id, one.short_name, reason) for one in schools)
    return Link(named.printed, "candidates", candidates=candidates[:_SHOWN])


def _likeness(name: SchoolName, known: SchoolName) -> str:
    """Why two different names may be one school; empty when nothing speaks for it."""
    if name.branch != known.branch or (
        name.numbers and known.numbers and name.numbers != known.numbers
    ):
        return ""
    same_kind = name.kind == known.kind or "школа" in (name.kind, known.kind)
    if name.numbers and name.numbers == known.numbers:
        if set(name.words) <= set(known.words) or set(known.words) <= set(name.words):
            return "тот же номер" if same_kind else "тот же номер, другой вид школы"
        return ""
    if not name.words or not known.words:
        return ""
    if set(name.words) < set(known.words) or set(known.words) < set(name.words):
        return "одно название — часть другого" if same_kind else ""
    if name.words == known.words:
        return "то же название, другой вид школы или номер"
    pair = SequenceMatcher(None, " ".join(name.words), " ".join(known.words))
    alike = same_kind and min(len("".join(name.words)), len("".join(known.words))) > 3
    return "похожее название: возможна опечатка" if alike and pair.ratio() >= _ALIKE else ""


def _exact(text: str) -> str:
    return " ".join(without_login(text).split())


def _distinct(schools: Iterable[RegisterSchool]) -> list[RegisterSchool]:
    return list({one.school_id: one for one in schools}.values())
