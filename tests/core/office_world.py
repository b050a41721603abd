"""One chart of every kind, with what is hard in it: gaps, verdicts, intervals, own labels."""

from __future__ import annotations

from shnor_core.charts import ChartSpec, Reference, Role, Series
from shnor_core.model import Tone

B, W, S, D, N = Tone.BETTER, Tone.WORSE, Tone.SAME, Tone.DOUBT, Tone.NONE
SOURCE = "протокол № 12 от 25.05.2022"

YEARS = ChartSpec(
    "bar",
    "Диагностику прошли 35 % педагогов; положительная динамика – у 21 % учителей, была у 56 %",
    "Средняя школа № 17, показатели 1.1, 2.1, 2.2, %",
    ("Учителя с динамикой (1.1)", "Прошли диагностику (2.1)", "С ростом компетенций (2.2)"),
    (
        Series("2019 год", (43, 0, 77)),
        Series("2020 год", (56, 0, 85)),
        Series("2021 год", (21, 35, 83)),
    ),
    unit="%",
    value_range=(0, 100),
    source=SOURCE,
    notes=("Динамика «по документу»: любой рост.",),
)
VERDICTS = ChartSpec(
    "bar",
    "Охват вырос в двух школах",
    "Охват, %",
    ("№ 1", "№ 2", "№ 7", "№ 9", "№ 14"),
    (Series("2021", (27, 90, 42.5, None, 38), tones=(B, W, S, N, D)),),
    unit="%",
    value_range=(0, 100),
    references=(Reference(50, "половина"),),
)
LYING = ChartSpec(
    "bar",
    "Срок превышен в одной школе",
    "Дни",
    tuple(f"Муниципальное учреждение «Средняя общеобразовательная школа № {n}»" for n in range(6)),
    (
        Series("2020", (3, 5, None, 8, 1, 4), Role.PREVIOUS),
        Series("2021", (4, 5.5, 2, 18, 0, 4)),
    ),
    references=(Reference(5, "срок"),),
)
LINE = ChartSpec(
    "line",
    "Выше, чем в 2020 году",
    "Прошли диагностику, %",
    ("2019", "2020", "2021"),
    (
        Series("Средняя школа № 1", (0, 0, 27), Role.CONTEXT),
        Series("Средняя школа № 35", (7, None, 14), Role.CONTEXT),
        Series("муниципалитет", (27.53, 22.6, 36.5), Role.REFERENCE),
        Series("Средняя школа № 17", (None, 10.5, 35), tones=(B, B, B)),
    ),
    unit="%",
    value_range=(0, 100),
    references=(Reference(30, "порог 30 %"),),
    source=SOURCE,
    alt="Доля прошедших диагностику по годам",
)
STACKED = ChartSpec(
    "stacked",
    "«4» и «5» получила половина и больше в одной школе",
    "Доля участников, %",
    ("Школа № 1", "Лицей № 9", "Школа № 14"),
    (
        Series("«2»", (12, 3, 25), Role.MARK_2),
        Series("«3»", (38, 27, None), Role.MARK_3),
        Series("«4»", (35, 45, 20), Role.MARK_4),
        Series("«5»", (15, 25, 5.5), Role.MARK_5),
    ),
    unit="%",
    value_range=(0, 100),
)
DOT = ChartSpec(
    "dot",
    "Доля «2» не ниже 30 % в одной школе из трёх",
    "Доля «2», %, весна 2024, интервал 95 %",
    ("Средняя школа № 1", "Средняя школа № 7", "Средняя школа № 17"),
    (
        Series(
            "весна 2024",
            (8.3, 30.0, None),
            labels=("1 из 12", "9 из 30", "не участвовала"),
            lower=(1.5, 16.7, None),
            upper=(35, 47.9, None),
            tones=(S, W, N),
        ),
        Series("весна 2023", (10, None, 50), Role.PREVIOUS),
    ),
    unit="%",
    references=(Reference(30, "30 %"), Reference(24.5, "муниципалитет 24,5 %")),
    value_range=(0, 60),
)
DUMBBELL = ChartSpec(
    "dumbbell",
    "Охват вырос в двух школах из трёх",
    "Доля педагогов, прошедших диагностику, %",
    ("Средняя школа № 35", "Средняя школа № 17", "Средняя школа № 2", "Средние № 51, № 60"),
    (
        Series("2019 год", (7, 0, 93, None), Role.PREVIOUS),
        Series(
            "2021 год",
            (14, 35, 90, None),
            labels=("", "", "", "0 → 32 % в обеих: таблицы совпадают"),
            tones=(B, B, W, D),
        ),
    ),
    unit="%",
    references=(Reference(50, "50 % — половина"),),
    value_range=(0, 100),
)
BULLET = ChartSpec(
    "bullet",
    "Одной цели из трёх не достичь",
    "Факт и план на 2023 год, %",
    ("1.1 Школы с динамикой", "2.3 Прошли диагностику", "8.1 Школы с «двойками»"),
    (
        Series("факт", (28.6, 91.7, None), tones=(W, B, N)),
        Series("план", (57, 80, 20), Role.REFERENCE, upper=(57.1, None, None)),
        Series("при нынешнем темпе", (40, 95, None), Role.CONTEXT),
    ),
    unit="%",
    value_range=(0, 100),
)
HEAT = ChartSpec(
    "heat",
    "Доля «2» выше в 6 классе",
    "Доля «2», %",
    ("Школа № 1", "Школа № 2"),
    (Series("Школа № 1", (12, 30.5, None)), Series("Школа № 2", (3, 50, 17.6))),
    columns=("Русский, 5", "Русский, 6", "Математика, 6"),
    unit="%",
)
TONED = ChartSpec(
    "heat",
    "Изменилось немногое",
    "Изменение, п. п.",
    ("Школа № 1", "Школа № 2"),
    (
        Series("Школа № 1", (12, -3, None), tones=(B, W, N)),
        Series("Школа № 2", (None, 25, 0), labels=("16 → 514", "", ""), tones=(D, B, S)),
    ),
    columns=("1.1", "2.1", "3.3"),
)
MAP = ChartSpec(
    "scatter",
    "Ближе на карте — больше похожи",
    "Школы на двух главных компонентах",
    ("Школа № 1", "Филиал школы № 5", "Школа № 9", "Школа № 16", "Отдалённость, км", "На учёте"),
    (
        Series("группа А", (1.2, 0.9, *[None] * 4), Role.GROUP, ("№ 1", "Филиал школы № 5"),
               across=(-2.0, -1.4, *[None] * 4)),
        Series("группа Б", (None, None, -1.0, -0.8, None, None), Role.GROUP,
               across=(None, None, 2.1, 1.4, None, None)),
        Series("куда растёт показатель", (*[None] * 4, 0.6, -0.5), Role.REFERENCE,
               across=(*[None] * 4, -0.2, 0.7)),
    ),
    columns=("первая компонента, 61 %", "вторая компонента, 22 %"),
    digits=2,
    source=SOURCE,
)  # fmt: skip
TREE = ChartSpec(
    "tree",
    "Чем правее соединяются ветви, тем меньше похожи школы",
    "Высота соединения",
    ("Школа № 1", "Школа № 5", "Школа № 9", "Школа № 16"),
    (
        Series("высота соединения", (1.1, 6.0, 1.4, None), Role.CONTEXT),
        Series("группа А", (0.0, 0.0, None, None), Role.GROUP),
        Series("группа Б", (None, None, 0.0, 0.0), Role.GROUP),
    ),
    references=(Reference(3.7, "граница: 2 группы"),),
)
PROFILE = ChartSpec(
    "profile",
    "Сильнее всего группы различает «На учёте»",
    "В стандартных отклонениях",
    ("На учёте", "Отдалённость, км"),
    (
        Series("группа А", (-1.1, 0.4), Role.GROUP),
        Series("группа Б", (1.3, None), Role.GROUP),
    ),
    references=(Reference(0.0, "все школы"),),
)
NATIVE = {
    "years": YEARS,
    "verdicts": VERDICTS,
    "lying": LYING,
    "line": LINE,
    "stacked": STACKED,
    "dot": DOT,
    "dumbbell": DUMBBELL,
    "bullet": BULLET,
    "map": MAP,
    "tree": TREE,
    "profile": PROFILE,
}
