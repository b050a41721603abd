"""Build ``statistics.xlsx``: every statistic as a live formula, recalculated by LibreOffice.

The workbook is an oracle that somebody without Python can audit: inputs are typed numbers,
everything else is a formula. Run again after changing an input::

    python tests/golden/build_statistics.py
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

TARGET = Path(__file__).with_name("statistics.xlsx")
Row = Sequence[float | str | None]

SHARES: list[Row] = [
    (81, 263, 0.95), (15, 148, 0.95), (0, 20, 0.95), (1, 29, 0.95), (20, 20, 0.95), (4, 10, 0.95),
    (6, 10, 0.8), (1, 1, 0.95), (0, 1, 0.95), (39, 100, 0.99), (300, 1000, 0.9), (7, 15, 0.998),
]  # fmt: skip
PAIRS: list[Row] = [
    (48, 80, 56, 70), (3, 10, 9, 10), (2, 7, 6, 7), (0, 29, 5, 56), (0, 20, 0, 10), (0, 10, 0, 10),
    (0, 20, 10, 10), (0, 10, 10, 10), (9, 20, 4, 20), (30, 100, 16, 100), (1, 5, 1, 6),
    (7, 14, 7, 16),
]  # fmt: skip
FISHER: list[Row] = [
    (3, 4, 1, 4), (9, 20, 4, 20), (0, 5, 5, 5), (1, 1, 0, 1), (2, 7, 6, 7), (0, 10, 0, 12),
    (10, 10, 12, 12), (5, 14, 3, 23), (7, 14, 7, 16), (1, 25, 6, 24), (8, 30, 2, 28), (4, 9, 4, 9),
]  # fmt: skip
DOUBLE: list[Row] = [
    (17, 75, 17, 65, 16, 65, 18, 72), (9, 20, 4, 20, 100, 500, 90, 500),
    (0, 10, 0, 10, 5, 50, 6, 48), (10, 10, 0, 10, 40, 80, 40, 80),
    (3, 15, 5, 14, 30, 150, 24, 160), (2, 7, 2, 7, 2, 7, 2, 7),
    (1, 5, 4, 5, 20, 90, 30, 95), (6, 25, 1, 24, 120, 410, 99, 402),
    (12, 40, 9, 41, 60, 300, 61, 310), (0, 3, 3, 3, 1, 400, 2, 390),
    (5, 6, 5, 6, 11, 60, 7, 61), (50, 100, 30, 100, 500, 1000, 480, 990),
]  # fmt: skip
TRENDS: list[Row] = [
    (83, 90, 129, 70, 86, 93, 136, 82, 1, 2, 3, 4), (83, 90, 129, 70, 86, 93, 136, 82, 0, 0, 0, 1),
    (12, 9, 5, 4, 40, 41, 39, 42, 2021, 2022, 2023, 2024), (0, 0, 1, 2, 10, 10, 10, 10, 0, 1, 2, 3),
    (5, 5, 5, 5, 20, 20, 20, 20, 0, 1, 2, 3), (1, 9, 1, 9, 10, 10, 10, 10, 0, 1, 2, 3),
    (3, 6, 2, 8, 11, 24, 9, 31, 2019, 2021, 2022, 2023), (2, 3, 5, 8, 20, 20, 20, 20, 0, 1, 2, 3),
    (8, 5, 3, 2, 20, 20, 20, 20, 0, 1, 2, 3), (40, 30, 28, 10, 100, 90, 95, 60, 1, 2, 4, 8),
    (1, 0, 0, 1, 3, 4, 5, 6, 0, 1, 2, 3), (19, 18, 19, 20, 20, 20, 20, 20, 0, 1, 2, 3),
]  # fmt: skip
# table 1 of Benjamini and Hochberg (1995), and a row with ties and a missing value
PUBLISHED_P: list[float | None] = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0,
]  # fmt: skip
TIED_P: list[float | None] = [
    0.04, 0.01, None, 0.03, 0.03, 0.9, 0.2, 0.01, 0.5, 0.049, 0.7, 0.002
]  # fmt: skip
NINE_SCHOOLS: list[float | None] = [62, 48, 55, 71, 48, 90, 33, 60, 57]
TIED_SCHOOLS: list[float | None] = [0, 0, 0, 10, 12, 0, None, 30, 12, 8, 0, 25, 40]
MARKS: list[Row] = [
    (3, 4, 2, 1, 0), (2, 8, 7, 3, 0), (0, 0, 0, 1, 1), (1, 0, 0, 0, 0), (0, 12, 9, 4, 2),
    (5, 5, 0, 0, 0), (10, 40, 40, 10, 0), (0, 0, 0, 25, 0), (7, 11, 3, 0, 1), (1, 1, 1, 1, 1),
    (76, 316, 450, 158, 0), (0, 1, 0, 0, 3),
]  # fmt: skip

Z = "_xlfn.NORM.S.INV((1+{c})/2)"
LOW = "(2*{x}+{z}^2-{z}*SQRT({z}^2+4*{x}*(1-{x}/{n})))/(2*({n}+{z}^2))"
HIGH = LOW.replace("-{z}*", "+{z}*")


def main() -> None:
    book = Workbook()
    book.remove(book.active)
    wilson(book)
    jeffreys(book)
    newcombe(book)
    double_difference(book)
    fisher(book)
    cochran_armitage(book)
    benjamini_hochberg(book, "benjamini_hochberg", PUBLISHED_P)
    benjamini_hochberg(book, "benjamini_hochberg_ties", TIED_P)
    ranks(book, "ranks", NINE_SCHOOLS)
    ranks(book, "ranks_ties", TIED_SCHOOLS)
    marks(book)
    recalculate(book)


def sheet(book: Workbook, title: str, headers: Sequence[str]) -> Worksheet:
    page = book.create_sheet(title)
    page.append(list(headers))
    for cell in page[1]:
        cell.font = Font(bold=True)
    page.freeze_panes = "A2"
    return page


def fill(page: Worksheet, rows: Sequence[Row], formulas: Sequence[str]) -> None:
    """Inputs as numbers and, behind them, formulas with ``{r}`` for the row."""
    for number, row in enumerate(rows, 2):
        page.append([*row, *(formula.format(r=number) for formula in formulas)])


def wilson(book: Workbook) -> None:
    page = sheet(book, "wilson", ["x", "n", "confidence", "z", "lower", "upper"])
    names = {"x": "A{r}", "n": "B{r}", "z": "D{r}"}
    fill(
        page,
        SHARES,
        ["=" + Z.format(c="C{r}"), "=" + LOW.format(**names), "=" + HIGH.format(**names)],
    )


def jeffreys(book: Workbook) -> None:
    page = sheet(book, "jeffreys", ["x", "n", "confidence", "lower", "upper"])
    lower = "=IF(A{r}=0,0,_xlfn.BETA.INV((1-C{r})/2,A{r}+0.5,B{r}-A{r}+0.5))"
    upper = "=IF(A{r}=B{r},1,_xlfn.BETA.INV((1+C{r})/2,A{r}+0.5,B{r}-A{r}+0.5))"
    fill(page, SHARES, [lower, upper])


def newcombe(book: Workbook) -> None:
    headers = ["x1", "n1", "x2", "n2", "z", "l1", "u1", "l2", "u2", "lower", "upper"]
    page = sheet(book, "newcombe", headers)
    first = {"x": "A{r}", "n": "B{r}", "z": "E{r}"}
    second = {"x": "C{r}", "n": "D{r}", "z": "E{r}"}
    limits = [f"={side.format(**names)}" for names in (first, second) for side in (LOW, HIGH)]
    below = "=C{r}/D{r}-A{r}/B{r}-SQRT((C{r}/D{r}-H{r})^2+(G{r}-A{r}/B{r})^2)"
    above = "=C{r}/D{r}-A{r}/B{r}+SQRT((I{r}-C{r}/D{r})^2+(A{r}/B{r}-F{r})^2)"
    fill(page, PAIRS, ["=" + Z.format(c="0.95"), *limits, below, above])


def double_difference(book: Workbook) -> None:
    inputs = ["x1", "n1", "x2", "n2", "x3", "n3", "x4", "n4"]
    work = [
        "z",
        "l1",
        "u1",
        "l2",
        "u2",
        "l3",
        "u3",
        "l4",
        "u4",
        "d1",
        "low1",
        "up1",
        "d2",
        "low2",
        "up2",
    ]
    page = sheet(book, "double_difference", [*inputs, *work, "difference", "lower", "upper"])
    places = [("A", "B"), ("C", "D"), ("E", "F"), ("G", "H")]
    limits = [
        "=" + side.format(x=f"{x}{{r}}", n=f"{n}{{r}}", z="I{r}")
        for x, n in places
        for side in (LOW, HIGH)
    ]
    changes = [
        *_change(("A", "B"), ("C", "D"), ("J", "K"), ("L", "M"), "R"),
        *_change(("E", "F"), ("G", "H"), ("N", "O"), ("P", "Q"), "U"),
    ]
    result = [
        "=R{r}-U{r}",
        "=R{r}-U{r}-SQRT((R{r}-S{r})^2+(W{r}-U{r})^2)",
        "=R{r}-U{r}+SQRT((T{r}-R{r})^2+(U{r}-V{r})^2)",
    ]
    fill(page, DOUBLE, ["=" + Z.format(c="0.95"), *limits, *changes, *result])


def _change(
    before: tuple[str, str],
    after: tuple[str, str],
    one: tuple[str, str],
    two: tuple[str, str],
    d: str,
) -> list[str]:
    """Difference of two shares and its Newcombe limits, given the columns of the Wilson limits."""
    p1, p2 = (f"{x}{{r}}/{n}{{r}}" for x, n in (before, after))
    l1, u1, l2, u2 = (f"{column}{{r}}" for column in (*one, *two))
    return [
        f"={p2}-{p1}",
        f"={d}{{r}}-SQRT(({p2}-{l2})^2+({u1}-{p1})^2)",
        f"={d}{{r}}+SQRT(({u2}-{p2})^2+({p1}-{l1})^2)",
    ]


def fisher(book: Workbook) -> None:
    """Every table with the same margins, then the sum of those not above the observed one."""
    most = max(int(row[1]) for row in FISHER)
    page = sheet(book, "fisher", ["x1", "n1", "x2", "n2", "observed", "p", *range(most + 1)])
    first, last = get_column_letter(7), get_column_letter(7 + most)
    table = "_xlfn.HYPGEOM.DIST({k},B{r},A{r}+C{r},B{r}+D{r},FALSE)"
    impossible = "OR({k}<MAX(0,A{r}+C{r}-D{r}),{k}>MIN(B{r},A{r}+C{r}))"
    probabilities = [
        f"=IF({impossible},0,{table})".replace("{k}", f"{get_column_letter(7 + k)}$1")
        for k in range(most + 1)
    ]
    span = f"{first}{{r}}:{last}{{r}}"
    # equal probabilities differ in the last bits of a spreadsheet
    total = f"=SUMPRODUCT({span}*({span}<=E{{r}}*(1+1E-9)))"
    fill(page, FISHER, ["=" + table.replace("{k}", "A{r}"), total, *probabilities])


def cochran_armitage(book: Workbook) -> None:
    groups = [f"{name}{i}" for name in ("x", "n", "s") for i in range(1, 5)]
    page = sheet(book, "cochran_armitage", [*groups, "share", "slope", "variance", "z", "p"])
    x, n, s = "A{r}:D{r}", "E{r}:H{r}", "I{r}:L{r}"
    formulas = [
        f"=SUM({x})/SUM({n})",
        f"=SUMPRODUCT({s},{x}-{n}*M{{r}})",
        f"=M{{r}}*(1-M{{r}})*(SUMPRODUCT({n},({s}-AVERAGE({s}))^2)"
        f"-SUMPRODUCT({n},{s}-AVERAGE({s}))^2/SUM({n}))",
        "=N{r}/SQRT(O{r})",
        "=2*_xlfn.NORM.S.DIST(-ABS(P{r}),TRUE)",
    ]
    fill(page, TRENDS, formulas)


def benjamini_hochberg(book: Workbook, title: str, p_values: Sequence[float | None]) -> None:
    """A chain: sorted p-values, p·m/k, the smallest from here on, and back to the first order."""
    page = sheet(book, title, ["p", "place", "sorted", "step", "smallest", "adjusted"])
    end = len(p_values) + 1
    for row, p in enumerate(p_values, 2):
        page.append(
            [
                p,
                "=ROW()-1",
                f'=IF(B{row}>COUNT(A$2:A${end}),"нет",SMALL(A$2:A${end},B{row}))',
                f'=IF(C{row}="нет","нет",C{row}*COUNT(A$2:A${end})/B{row})',
                f'=IF(D{row}="нет","нет",MIN(1,D{row},E{row + 1}))',
                f'=IF(A{row}="","нет",INDEX(E$2:E${end},MATCH(A{row},C$2:C${end},0)))',
            ]
        )


def ranks(book: Workbook, title: str, values: Sequence[float | None]) -> None:
    page = sheet(book, title, ["value", "rank", "lowest"])
    span = f"A$2:A${len(values) + 1}"
    for row, value in enumerate(values, 2):
        rank = f'=IF(A{row}="","нет",_xlfn.RANK.EQ(A{row},{span},1))'
        place = f"B{row}<=ROUNDUP(COUNT({span})/4,0)"
        lowest = f'=IF(A{row}="",FALSE,AND(COUNT({span})>=4,MAX({span})>MIN({span}),{place}))'
        page.append([value, rank, lowest])


def marks(book: Workbook) -> None:
    inputs = ["n2", "n3", "n4", "n5", "absent"]
    page = sheet(book, "marks", [*inputs, "low_share", "success", "quality", "sou", "mean_mark"])
    formulas = [
        "=A{r}/SUM(A{r}:D{r})*100",
        "=SUM(B{r}:D{r})/SUM(A{r}:D{r})*100",
        "=(C{r}+D{r})/SUM(A{r}:D{r})*100",
        "=(100*D{r}+64*C{r}+36*B{r}+16*A{r}+7*E{r})/SUM(A{r}:E{r})",
        "=(2*A{r}+3*B{r}+4*C{r}+5*D{r})/SUM(A{r}:D{r})",
    ]
    fill(page, MARKS, formulas)


def recalculate(book: Workbook) -> None:
    """Save through LibreOffice, so that the file carries computed values beside its formulas."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / TARGET.name
        book.save(draft)
        command = ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", f"{folder}/out"]
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run([*command, profile, str(draft)], check=True, capture_output=True)
        TARGET.write_bytes((Path(folder) / "out" / TARGET.name).read_bytes())


if __name__ == "__main__":
    main()
