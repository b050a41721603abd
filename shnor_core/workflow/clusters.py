"""«Кластеры и пары»: clusters by rule and statistical groups."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shnor_core.clusters import Clustering, Refusal, cluster
from shnor_core.db.connection import Store
from shnor_core.identification.cluster_rules import ClusterMembership
from shnor_core.model import Listing
from shnor_core.procedures import school_year
from shnor_core.similarity import Weights
from shnor_core.similarity.weights import Kind
from shnor_core.workflow import identification, school_inputs
from shnor_core.workflow.identification import Method, MethodKind
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.school_inputs import SchoolInputs
from shnor_core.workflow.store import DATA

__all__ = [
    "Clustering",
    "Groups",
    "Refusal",
    "Rules",
    "groups",
    "rules",
    "usual_indicators",
    "weights",
    "years",
]

WEIGHTS = DATA / "similarity.toml"
CLUSTER_PROGRAMME = "кластеры"


def weights(path: Path = WEIGHTS) -> Weights:
    """Conditions that make schools alike, with their weights.

    Raises
    ------
    MethodError
        The file breaks its contract.
    """
    return Weights.from_dict(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def last_year(name: str) -> int | None:
    """The year a school year ends in; a plain year is its own.

    >>> last_year("2021/22"), last_year("2021/2022"), last_year("2022"), last_year("")
    (2022, 2022, 2022, None)
    """
    found = re.fullmatch(r"(\d{4})(/\d{2,4})?", name)
    return None if found is None else int(found[1]) + (found[2] is not None)


def _of_programme(listings: Iterable[Listing], programme: str) -> list[Listing]:
    return [one for one in listings if one.programme == programme]


def years(picture: ResultsPicture, tables: Iterable[Picture] = ()) -> tuple[int, ...]:
    """Years with results, tables of schools, lists of ШНОР or clusters of a document."""
    named = [
        year
        for programme in (identification.LISTED_PROGRAMME, CLUSTER_PROGRAMME)
        for one in _of_programme(picture.listings, programme)
        if (year := last_year(one.school_year)) is not None
    ]
    observed = school_inputs.years(tables)
    known = {*named, *observed, *identification.judged_years(picture)}
    return tuple(sorted(known, reverse=True))


def listed(picture: ResultsPicture, year: int) -> tuple[str, ...]:
    """Schools of the lists of ШНОР of the year, in the order of the register."""
    rows = _of_programme(picture.listings, identification.LISTED_PROGRAMME)
    found = {one.school_id for one in rows if last_year(one.school_year) == year}
    return tuple(one.school_id for one in picture.all_schools if one.school_id in found)


@dataclass(frozen=True, slots=True)
class Rules:
    """Clusters by rule beside those of the document.

    ``computed`` is empty without results; ``document`` is school → (code, printed title).
    """

    method: Method
    year: int
    computed: Mapping[str, ClusterMembership]
    document: Mapping[str, tuple[str, str]]

    @property
    def differ(self) -> tuple[str, ...]:
        """Schools the document puts into another cluster than the calculation."""
        return tuple(
            school
            for school, (code, _) in self.document.items()
            if school in self.computed and self.computed[school].code != code
        )


def rules(store: Store, picture: ResultsPicture, year: int) -> Rules:
    """Both assignments of one year by the first method that has clusters."""
    method = next(one for one in identification.methods() if one.kind is MethodKind.CLUSTERS)
    document = {
        one.school_id: (one.list_code.removeprefix("cluster-"), one.meaning)
        for one in _of_programme(picture.listings, CLUSTER_PROGRAMME)
        if last_year(one.school_year) == year
    }
    if year not in identification.judged_years(picture):
        return Rules(method, year, {}, document)
    judged = identification.by_low_shares(picture, method, year)
    found = identification.clusters(store, picture, judged)
    return Rules(method, year, {one.school_id: one for one in found}, document)


def usual_indicators(known: Iterable[str]) -> tuple[str, ...]:
    """Conditions that are numbers, or everything known where no conditions are."""
    wanted = [one.code for one in weights().components if one.kind in (Kind.NUMBER, Kind.PERCENT)]
    offered = tuple(known)
    return tuple(code for code in wanted if code in offered) or offered


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups or the refusal, with the titles of the indicators asked for.

    ``doubtful`` is school → how many of its values of these indicators nobody has settled.
    """

    year: int
    titles: Mapping[str, str]
    found: Clustering | Refusal
    source: str = ""
    doubtful: Mapping[str, int] = field(default_factory=dict)


def groups(known: SchoolInputs, codes: tuple[str, ...], k: int | None = None) -> Groups:
    """Statistical groups by the chosen indicators; a refusal is an answer too."""
    titles = {code: known.titles[code] for code in codes if code in known.titles}
    return Groups(
        known.year,
        titles,
        cluster(known.values, titles, phrases=weights().phrases, k=k),
        source=known.source(titles),
        doubtful=Counter(school for school, code in known.doubtful if code in titles),
    )


def year_title(year: int) -> str:
    return f"{school_year(year)} учебный год"
