"""Documents, official lists, partners and former names of the invented district."""

from __future__ import annotations

from collections.abc import Iterator

from district import BY_ID, SCHOOLS, TERRITORY, YEARS, school_year

Row = list[object]

_INVENTED = "вымышленный документ"
_FEDERAL = "Школа с низкими образовательными результатами, федеральный перечень"
_REGIONAL = "Школа с низкими образовательными результатами, региональный перечень"
_MUNICIPAL = "Школа, которой нужна поддержка, муниципальный список"
_PROJECT = "Участник проекта адресной методической помощи"

# school year → level → schools. Close to the rule of 30 %, but not the same: in 2023/24 school 2 is
# listed without meeting it, school 11 and the branch of school 12 meet it without being listed.
OFFICIAL: dict[int, dict[str, tuple[str, ...]]] = {
    2021: {
        "federal": ("demo-4", "demo-9", "demo-15"),
        "regional": ("demo-3", "demo-4", "demo-9", "demo-15", "demo-16"),
        "municipal": ("demo-2", "demo-3", "demo-4", "demo-9", "demo-15", "demo-16"),
    },
    2022: {
        "federal": ("demo-4", "demo-9"),
        "regional": ("demo-3", "demo-4", "demo-9", "demo-16"),
        "municipal": ("demo-2", "demo-3", "demo-4", "demo-9", "demo-15", "demo-16"),
    },
    2023: {
        "federal": ("demo-4", "demo-9", "demo-16"),
        "regional": ("demo-4", "demo-9", "demo-14", "demo-16"),
        "municipal": ("demo-2", "demo-4", "demo-9", "demo-10", "demo-14", "demo-16"),
    },
    2024: {
        "federal": ("demo-4", "demo-9", "demo-16"),
        "regional": ("demo-2", "demo-4", "demo-9", "demo-14", "demo-16"),
        "municipal": ("demo-2", "demo-4", "demo-9", "demo-14", "demo-16"),
    },
}
PROJECT = {2021: ("demo-4", "demo-15"), 2022: ("demo-3", "demo-9"), 2024: ("demo-16",)}

# school year → cluster of the order → schools. The order was written before the marks were counted:
# it puts some schools elsewhere than the rule does and names some nowhere.
_CLUSTERS: dict[int, dict[str, tuple[str, ...]]] = {
    2023: {
        "1": ("demo-4", "demo-9", "demo-10", "demo-14", "demo-16"),
        "2": ("demo-2", "demo-5-branch", "demo-12-branch", "demo-15"),
        "3": ("demo-3", "demo-5", "demo-8", "demo-11"),
        "риск": ("demo-12",),
    },
    2024: {
        "1": ("demo-2", "demo-4", "demo-9", "demo-14", "demo-16"),
        "2": ("demo-5-branch", "demo-10", "demo-12-branch", "demo-15"),
        "3": ("demo-3", "demo-6", "demo-12", "demo-13"),
        "риск": ("demo-7", "demo-8", "demo-11"),
    },
}
_CLUSTER_TITLES = {
    "1": "1 кластер «Школы с низкими результатами обучения»",
    "2": "2 кластер «Школы – зоны риска»",
    "3": "3 кластер «Положительная динамика внешних оценочных процедур»",
    "риск": "Зона риска снижения результатов",
}

# school that is helped → school that helps it
PARTNERS = {
    "demo-3": "demo-1",
    "demo-4": "demo-6",
    "demo-9": "demo-13",
    "demo-14": "demo-13",
    "demo-15": "demo-6",
    "demo-16": "demo-1",
}
_CURATORS = {"demo-4": "demo-5", "demo-9": "demo-12", "demo-16": "demo-7"}
_NETWORKS = (("demo-2", "demo-8"), ("demo-10", "demo-5"), ("demo-12-branch", "demo-12"))

RENAMED, FORMER_NAME, FORMER_UNTIL = "demo-8", "Школа-интернат № 8", 2022


def supported(year: int) -> frozenset[str]:
    return frozenset().union(*OFFICIAL[year].values())


def school_rows() -> list[Row]:
    rows: list[Row] = []
    for position, school in enumerate(SCHOOLS, start=1):
        code = f"{1100 + position}"
        full = f"МБОУ «{school.name}»"
        if school.parent_id:
            full = f"Филиал МБОУ «{BY_ID[school.parent_id].name}»"
        rows.append([
            *(school.school_id, school.name, full, school.type, school.number, school.parent_id),
            *(f"99{position:04d}", code, code if school.senior else ""),
            *(_flag(school.rural), _flag(school.size < 20), position),
            *(f"{TERRITORY}-register", f"строка {position}"),
        ])  # fmt: skip
    return rows


def _flag(value: bool) -> str:
    return str(value).lower()


def alias_rows() -> list[Row]:
    reason = "переименована: до 2022 года школа-интернат (вымышленное постановление)"
    return [[RENAMED, FORMER_NAME, FORMER_UNTIL, reason]]


def source_rows() -> list[Row]:
    rows: list[Row] = [
        _source("register", f"Реестр школ округа ({_INVENTED})", 2024, "09-01", ""),
    ]
    for year in YEARS:
        named = school_year(year)
        for key, title, day in (
            ("vpr", f"ВПР {named}: статистика по отметкам и сравнение с журналом", "07-01"),
            ("gia", f"ОГЭ и ЕГЭ {named}: сводка по школам", "07-15"),
            ("kdr", f"КДР {named}: сводка по школам", "06-01"),
            ("monitoring", f"Мониторинг работы со ШНОР {named}", "05-25"),
            ("passport", f"Социальные паспорта и кадры школ {named}", "09-20"),
            ("letter", f"Письмо о перечнях школ по итогам {named}", "11-10"),
            ("order", f"Приказ о муниципальном списке школ по итогам {named}", "11-25"),
        ):
            number = f"{year % 100}-{len(rows):02d}" if key in ("letter", "order") else ""
            source_year = year - 1 if key == "passport" else year
            title = f"{title} ({_INVENTED})"
            rows.append(_source(f"{key}-{year}", title, source_year, day, number))
    return rows


def _source(key: str, title: str, year: int, day: str, number: str) -> Row:
    return [f"{TERRITORY}-{key}", title, "document", number, f"{year}-{day}", ""]


def listing_rows() -> list[Row]:
    rows: list[Row] = []
    for year, levels in OFFICIAL.items():
        for level, schools in levels.items():
            rows += _listed(year, level, schools)
        rows += _listed(year, "project", PROJECT.get(year, ()))
        for code, schools in _CLUSTERS.get(year, {}).items():
            rows += _clustered(year, code, schools)
    return rows


def _listed(year: int, level: str, schools: tuple[str, ...]) -> Iterator[Row]:
    own = level in ("municipal", "project")
    source = f"{TERRITORY}-{'order' if own else 'letter'}-{year}"
    basis = "приказ управления образования" if own else "письмо министерства образования"
    code, meaning = {
        "federal": (f"shnor-federal-{year}", _FEDERAL),
        "regional": (f"shnor-regional-{year}", _REGIONAL),
        "municipal": (f"shnor-municipal-{year}", _MUNICIPAL),
        "project": (f"project-{year}", _PROJECT),
    }[level]
    for place, school_id in enumerate(schools, start=1):
        yield [
            *(f"{TERRITORY}:{code}:{place:02d}", school_id, code, meaning, school_year(year)),
            *("municipal" if own else level, "500+" if level == "project" else "ШНОР"),
            *(f"{basis} ({_INVENTED})", _name_then(school_id, year), source, f"пункт {place}"),
        ]  # fmt: skip


def _clustered(year: int, cluster: str, schools: tuple[str, ...]) -> Iterator[Row]:
    code = f"cluster-{cluster}"
    for place, school_id in enumerate(schools, start=1):
        yield [
            *(f"{TERRITORY}:{code}-{year}:{place:02d}", school_id, code, _CLUSTER_TITLES[cluster]),
            *(school_year(year), "municipal", "кластеры"),
            *(f"приказ управления образования ({_INVENTED})", _name_then(school_id, year)),
            *(f"{TERRITORY}-order-{year}", f"приложение 4, кластер {cluster}, строка {place}"),
        ]  # fmt: skip


def _name_then(school_id: str, year: int) -> str:
    if school_id == RENAMED and year <= FORMER_UNTIL:
        return FORMER_NAME
    return BY_ID[school_id].name


def partnership_rows() -> list[Row]:
    pairs = [(*pair, "leader") for pair in PARTNERS.items()]
    pairs += [(*pair, "curator") for pair in _CURATORS.items()]
    pairs += [(*pair, "network") for pair in _NETWORKS]
    return [
        [f"{TERRITORY}:{kind}:{school}", school, partner, kind, f"{TERRITORY}-order-2024",
         f"приложение 2, строка {line}"]
        for line, (school, partner, kind) in enumerate(pairs, start=1)
    ]  # fmt: skip
