"""A database in which every text that comes from people or files wants to be something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from shnor_core.db.connection import Store, connect
from shnor_core.intake.school_rows import AS_NEW
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.workflow import (
    advice_answers,
    decisions,
    doubts,
    meeting,
    meeting_refresh,
    pair_edits,
    partners,
    programme,
    programme_edits,
    results,
    risk_edits,
    risk_profile,
    school_inputs,
    templates,
)
from shnor_core.workflow.decisions import Settlement
from shnor_core.workflow.pair_edits import Choice
from shnor_core.workflow.risk_edits import RiskRow
from tests import advice_world, intake_world

# one word for every way text can stop being text; none may ever stand alone on a screen
WORDS = (
    "evil-bold evil-emphasis evil-code evil-link evil-colour evil-struck evil-list evil-heading"
    " evil-quote evil-cell evil-tag skull"
).split()
HOSTILE = (
    '=HYPERLINK("http://evil.example/a") <img src=x onerror="document.title=\'evil\'">'
    "<script>document.title='evil'</script><b id=evil>evil-tag</b> **evil-bold** _evil-emphasis_"
    " `evil-code` [evil-link](http://evil.example/b) ![x](http://evil.example/c.png)"
    " $\\evil^2$ :red[evil-colour] :material/skull: :smile: ~~evil-struck~~ <http://evil.example/d>"
    " https://evil.example/e www.evil.example it@evil.example <-> -> &eacute;evil"
    " http://[evil"
    " {=1+1} \u202eRTL\u202c \u0007\u200b😀\n\n# evil-heading\n\n1. evil-list\n\n> evil-quote\n\n"
    "    evil-block\n\n|a|b|\n|-|-|\n|evil-cell|x|\n" + "щ" * 200 + " "
)
# keys and words of the program itself: no file and no form can put anything else there
OWN = {
    "benchmark": "scope",
    "comparability": "kind subject season_from season_to",
    "criterion": "code comparison unit",
    "decision_log": "action subject before after undoes",
    "import_batch": "kind sha256 state",
    "import_change": "table_name row_key before after",
    "import_fault": "check_code field",
    "indicator": "indicator_set level code unit direction whole_code needs_code school_code"
    " school_relation",
    "indicator_set": "indicator_set",
    "listing": "list_code level",
    "measure": "recurrence target_codes school_ids",
    "measure_state": "status",
    "meeting": "status",
    "meeting_item": "kind content address element",
    "meeting_item_refresh": "changes",
    "meeting_show": "item leader",
    "meta": "key value",
    "observation": "unit quality read_quality schools parts",
    "partnership": "kind",
    "procedure": "kind subject season scale",
    "risk": "level",
    "school": "fis_oko",
    "school_pair": "status forbidden",
    "source": "sha256",
    "target": "code kind shape unit operator direction",
    "target_plan": "school_year",
    "territory": "origin",
}


TERRITORY, NOON = "demo", datetime(2024, 6, 15, 12, 0)
SHORT = HOSTILE.splitlines()[0][:200]


def fill(path: Path) -> None:
    """Put the hostile text before every text that is not the program's own."""
    store = connect(path)
    enter(store)
    store.close()
    base = duckdb.connect(str(path))
    hostile = ConstantExpression(HOSTILE)
    for table, column in texts(base):
        own = ColumnExpression(column)
        base.table(table).update({column: FunctionExpression("||", hostile, own)})
    base.close()


def texts(base: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Columns of every table that may hold anything."""
    found = base.execute(_TEXTS).fetchall()
    return [
        (table, column)
        for table, column in found
        if not column.endswith("_id") and column not in OWN.get(table, "").split()
    ]


_TEXTS = """
    select table_name, column_name from information_schema.columns
    where data_type = 'VARCHAR' order by 1, ordinal_position
"""


def enter(store: Store) -> None:
    """Everything people can enter, so that no table is empty."""
    finding = doubts.load(store, TERRITORY).findings[0]
    said = Settlement("accept", reason=SHORT)
    decisions.settle(
        store, territory=TERRITORY, subject=finding.finding_id, settlement=said, before="", at=NOON
    )
    _programme(store)
    _meeting(store)
    _pair(store)
    _answer(store)
    rows = [intake_world.result(SHORT), intake_world.result(kind=SHORT)]
    intake_world.take(
        store,
        intake_world.delivery(intake_world.sheet("assessments", *rows), name=SHORT),
        territory=TERRITORY,
        accept_good=True,
        decisions={SHORT: AS_NEW},
    )


def _programme(store: Store) -> None:
    (one,) = programme.programmes(store, TERRITORY)
    picture = programme.load(store, TERRITORY, one.programme_id)
    fact = next(iter(picture.facts.values()))[0]
    programme_edits.enter_fact(
        store, picture, replace(fact, evidence=SHORT, note=SHORT), why=SHORT, at=NOON
    )
    profile = risk_profile.load(store, TERRITORY, [picture])
    risk_edits.enter(store, profile, RiskRow("demo-3", 2024, SHORT, "high", SHORT), at=NOON)


def _meeting(store: Store) -> None:
    table = TableSpec(HOSTILE, (Column("x", HOSTILE),), (Row("1", (Cell(HOSTILE, HOSTILE),)),))
    before = replace(table, rows=(Row("1", (Cell("1"),)),))
    draft = meeting.add(
        store, TERRITORY, before, facts={}, address="overview", at=NOON, element="overview_matrix"
    )
    (item,) = meeting.items(store, draft.meeting_id)
    meeting_refresh.renew(store, item, table, facts={"Экран": SHORT}, at=NOON)
    templates.keep(store, TERRITORY, SHORT, templates.sample(), NOON)


def _pair(store: Store) -> None:
    picture = results.load(store, TERRITORY)
    found = partners.pairs(store, picture, school_inputs.read(store, picture, 2024))
    pair = found.assignment.pairs[0]
    choice = Choice(pair.school, pair.leader, "confirm", SHORT)
    pair_edits.decide(store, picture, found, choice, who=SHORT, at=NOON)


def _answer(store: Store) -> None:
    found = advice_world.found(store, TERRITORY, 2023, 2024)
    advice_answers.decide(
        store,
        TERRITORY,
        2024,
        found.proposals[0],
        accept=True,
        text=SHORT,
        reason=SHORT,
        at=NOON,
        seen="",
    )
