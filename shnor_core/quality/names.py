"""Names printed in a cell or a list → schools of the territory."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shnor_core.model import School

_NUMBERED = re.compile(r"(?P<kind>.*?)(?:№\s*)?(?P<number>[0-9]+)")
_ORDINARY = ("школа", "моу", "сош", "оош")


class Names:
    """Finds the school a printed name means.

    A number decides when one school has it; the kind decides between schools of one number; letters
    («КУГ») are the initials of a name without a number.
    """

    def __init__(self, schools: Iterable[School]) -> None:
        self._schools = tuple(schools)

    def find(self, name: str) -> School | None:
        """The school meant, or ``None`` when no school or more than one fits."""
        exact = [school for school in self._schools if _same(school.short_name, name)]
        if exact:
            return _only(exact)
        match = _NUMBERED.fullmatch(name.strip())
        if match is None:
            unnumbered = [school for school in self._schools if not school.number]
            return _only([school for school in unnumbered if _initials(school) == name])
        numbered = [school for school in self._schools if school.number == match["number"]]
        if len(numbered) < 2:
            return _only(numbered)
        kind = match["kind"].strip().casefold()
        return _only([school for school in numbered if _fits(school, kind)])

    def find_all(self, names: Iterable[str]) -> list[School]:
        """Schools meant by several names, in their order, each once; unknown names left out."""
        found = {school.school_id: school for name in names if (school := self.find(name))}
        return list(found.values())


def _only(schools: list[School]) -> School | None:
    return schools[0] if len(schools) == 1 else None


def _same(first: str, second: str) -> bool:
    return _squeezed(first) == _squeezed(second)


def _squeezed(name: str) -> str:
    return re.sub(r"\s+", "", name).casefold()


def _fits(school: School, kind: str) -> bool:
    name = school.short_name.casefold()
    if kind and kind != "моу":
        return name.startswith(kind)
    return any(word in name for word in _ORDINARY)


def _initials(school: School) -> str:
    words = re.findall(r"[А-ЯЁа-яё]+", school.short_name)
    return "".join(word[0] for word in words).upper()
