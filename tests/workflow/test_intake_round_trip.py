"""What is stored, written back into a form and sent again, changes nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_core.db import imports
from shnor_core.db.connection import Store
from shnor_core.intake.delivery import Delivery, Value
from shnor_core.intake.result_rows import procedure_of
from shnor_core.intake.shapes import records
from shnor_core.procedures import KIND_TITLES
from shnor_core.workflow import intake, intake_history
from tests.intake_world import NOON, contents, delivery, examine, new_store, sheet, take

SCHOOLS = ("Школа № 1", "Лицей № 2", "Троицкая СОШ")
LEVELS = {"federal": "федеральный", "regional": "региональный", "municipal": "муниципальный"}
SCOPES = {"region": "регион", "municipality": "муниципалитет"}
STATES = {"planned": "не начато", "running": "в работе", "done": "выполнено"}
WORKS = ("vpr", "math", 5), ("vpr", "russian", 6), ("oge", "math", 9), ("ege", "math_profile", 11)
MARKS = ("participants", "n2", "n3", "n4", "n5", "mean_score")


def flag(value: Any) -> Value:
    return {True: "да", False: "нет"}.get(value)


def stored_form(store: Store) -> Delivery:
    """Every stored row as a person would write it into the form."""
    rows = imports.stored_rows(store, "my")
    names = dict(zip(rows["school"]["school_id"], rows["school"]["short_name"], strict=True))
    codes = dict(zip(rows["target"]["target_id"], rows["target"]["code"], strict=True))
    indicators = {one["indicator_id"]: one for one in records(rows["indicator"])}
    targets = {one["target_id"]: one for one in records(rows["target"])}
    states = {one["measure_id"]: one for one in records(rows["measure_state"])}

    def work(row: Mapping[str, Any]) -> dict[str, Value]:
        one = procedure_of(row["procedure_id"])
        season = "осень" if one.season == "autumn" else "весна"
        return {"kind": KIND_TITLES[one.kind], "subject": one.subject, "grade": one.grade,
                "year": one.year, "season": season}  # fmt: skip

    def named(row: Mapping[str, Any]) -> dict[str, Value]:
        return {"school": names.get(row["school_id"])}

    def marks(row: Mapping[str, Any]) -> dict[str, Value]:
        return {code: plain(row[code]) for code in MARKS}

    forms = {
        "schools": [
            {**{code: row[code] for code in ("full_name", "type", "fis_oko", "oge_code")},
             "school": row["short_name"], "parent": names.get(row["parent_id"]),
             "rural": flag(plain(row["rural"]))}
            for row in records(rows["school"])
        ],
        "assessments": [{**named(r), **work(r), **marks(r)} for r in records(rows["assessment"])],
        "benchmarks": [
            {"scope": SCOPES[r["scope"]], **work(r), **marks(r), "sd": plain(r["sd"])}
            for r in records(rows["benchmark"])
        ],
        "journal": [
            {**named(r), **work(r), **{c: r[c] for c in ("lowered", "confirmed", "raised")}}
            for r in records(rows["journal_comparison"])
        ],
        "monitoring": [
            {**named(r), "code": indicators[r["indicator_id"]]["code"], "year": r["year"],
             "indicator": indicators[r["indicator_id"]]["title"], "unit": r["unit_printed"],
             "value": r["raw"]}
            for r in records(rows["observation"])
        ],
        "programme": [
            {"title": r["title"], "start": r["start_date"], "end": r["end_date"], "goal": r["goal"]}
            for r in records(rows["programme"])
            if r["start_date"]
        ],
        "targets": [
            {"code": codes[r["target_id"]], "due": r["printed"].partition(": ")[0],
             "plan": r["printed"].partition(": ")[2],
             "section": targets[r["target_id"]]["section"],
             "indicator": targets[r["target_id"]]["title"]}
            for r in records(rows["target_plan"])
        ],
        "facts": [
            {"code": codes[r["target_id"]], "as_of": r["as_of"], "value": fact(r)}
            for r in records(rows["target_fact"])
        ],
        "measures": [
            {"number": r["number"], "section": r["section"], "measure": r["title"],
             "due": r["due_text"], "targets": r["target_codes"].replace(";", ", "),
             "status": STATES.get(states.get(r["measure_id"], {}).get("status"))}
            for r in records(rows["measure"])
        ],
        "listings": [
            {**named(r), "list": r["programme"], "school_year": r["school_year"],
             "level": LEVELS[r["level"]], "basis": r["basis"]}
            for r in records(rows["listing"])
        ],
    }  # fmt: skip
    return delivery(*(sheet(code, *found) for code, found in forms.items() if found), name="снова")


def plain(value: Any) -> Any:
    """Nothing is ``None`` in a form."""
    return None if value != value or value is None or str(value) == "<NA>" else value


def fact(row: Mapping[str, Any]) -> Value:
    if plain(row["yes"]) is not None:
        return "да" if row["yes"] else "нет"
    if plain(row["numerator"]) is not None:
        return f"{row['numerator']:g}/{row['denominator']:g}"
    return f"{row['value']:g} %"


@st.composite
def results(draw: st.DrawFn) -> dict[str, Value]:
    kind, subject, grade = draw(st.sampled_from(WORKS))
    counts = [draw(st.integers(0, 30)) for _ in range(4)]
    row: dict[str, Value] = {"kind": kind, "subject": subject, "grade": grade}
    row |= {"year": draw(st.integers(2022, 2024)), "season": "весна"}
    row |= {"participants": sum(counts), "mean_score": draw(st.none() | st.floats(0, 100))}
    if kind == "ege":
        return {**row, "n2": counts[0]}
    return {**row, **dict(zip(("n2", "n3", "n4", "n5"), counts, strict=True))}


def texts() -> st.SearchStrategy[str]:
    return st.text("абвгд №«»-=+;|'\"<b>", min_size=1, max_size=12).filter(str.strip)


@st.composite
def forms(draw: st.DrawFn) -> Delivery:
    def some(rows: st.SearchStrategy[Any], key: Any, most: int = 5) -> list[Any]:
        return draw(st.lists(rows, max_size=most, unique_by=key))

    def of_work(row: Mapping[str, Any]) -> tuple[Any, ...]:
        owner = row.get("school") or row.get("scope")
        return owner, row["kind"], row["subject"], row["grade"], row["year"]

    school = st.sampled_from(SCHOOLS)
    counts = st.integers(0, 50)
    printed = st.sampled_from(["4/27", "21 %", "", "14ч. 50%", "0,6", "=1+1", "нет данных", "9"])
    found = {
        "schools": [
            {"school": name, "full_name": draw(texts()), "fis_oko": f"edu24000{at}",
             "rural": draw(st.sampled_from(["да", "нет", None]))}
            for at, name in enumerate(SCHOOLS)
        ],
        "assessments": [
            {**row, "school": name}
            for name, row in some(st.tuples(school, results()), lambda p: (p[0], of_work(p[1])))
        ],
        "benchmarks": [
            {**row, "scope": scope}
            for scope, row in some(
                st.tuples(st.sampled_from(list(SCOPES.values())), results()),
                lambda p: (p[0], of_work(p[1])),
            )
        ],
        "journal": [
            {"school": name, "kind": "ВПР", "subject": "математика", "grade": 5, "year": year,
             "season": "весна", "lowered": draw(counts), "confirmed": draw(counts),
             "raised": draw(counts)}
            for name, year in some(st.tuples(school, st.integers(2022, 2024)), lambda p: p)
        ],
        "monitoring": [
            {"school": name, "code": code, "year": year, "indicator": f"Показатель {code}",
             "unit": "доля", "value": draw(printed)}
            for name, code, year in some(
                st.tuples(st.none() | school, st.sampled_from(["1", "2.1", "5.10"]),
                          st.integers(2022, 2024)), lambda p: p)
        ],
        "programme": [
            {"title": draw(texts()), "start": date(2023, 1, 1), "end": end, "goal": draw(texts())}
            for end in draw(st.lists(st.sampled_from([date(2024, 12, 31), None]), max_size=1))
        ],
        "targets": [
            {"code": code, "section": "Кадры", "indicator": "Доля", "due": str(year),
             "plan": draw(st.sampled_from(["30 %", "не менее 70 %"]))}
            for code in ("1.1", "5.10") for year in (2023, 2024)
        ],
        "facts": [
            {"code": code, "as_of": f"0{day}.06.2024",
             "value": draw(st.sampled_from(["4/7", "да", "57 %", "0"]))}
            for code, day in some(
                st.tuples(st.sampled_from(["1.1", "5.10"]), st.integers(1, 9)), lambda p: p)
        ],
        "measures": [
            {"number": number, "section": draw(texts()), "measure": draw(texts()),
             "due": draw(st.sampled_from(["март 2024", "ежегодно", "по факту", None])),
             "status": draw(st.sampled_from([*STATES.values(), None])), "targets": "1.1, 5.10"}
            for number in some(st.integers(1, 40), lambda n: n)
        ],
        "listings": [
            {"school": name, "list": draw(texts()), "school_year": f"{year}/{year % 100 + 1}",
             "level": draw(st.sampled_from(list(LEVELS.values()))), "basis": draw(texts())}
            for name, year in some(st.tuples(school, st.integers(2020, 2023)), lambda p: p)
        ],
    }  # fmt: skip
    return delivery(*(sheet(code, *rows) for code, rows in found.items() if rows))


@settings(max_examples=12, deadline=None)
@given(forms())
def test_stored_rows_sent_again_change_nothing_and_undo_leaves_nothing(form: Delivery) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = new_store(Path(folder))
        empty = contents(store)
        first = take(store, form)
        assert first.examination.faults == ()
        again = examine(store, stored_form(store))
        assert again.faults == ()
        assert intake.nothing_new(again), [
            (one.shape.table, one.new.to_dict("records"), one.before.to_dict("records"),
             one.after.to_dict("records"))
            for one in again.differences if not one.empty
        ]  # fmt: skip
        (batch,) = intake_history.history(store, "my")
        intake_history.undo(store, "my", batch.batch_id, at=NOON)
        assert contents(store) == empty
        store.close()
