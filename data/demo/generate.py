"""Write the invented district «Учебный округ» as CSV files; the same bytes every time.

    python data/demo/generate.py [FOLDER]

Without FOLDER the files beside this script are rewritten.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import context
import lists
import monitoring
import programme
import results
import roadmap
import targets
import works
from district import TERRITORY

_SOURCED = "source_id,source_ref"
_COUNTS = "participants,n2,n3,n4,n5,mean_score"

FILES: dict[str, tuple[str, Iterable[Sequence[object]]]] = {
    "territory": (
        "territory_id,name,region,invented",
        [[TERRITORY, "Учебный округ", "вымышленный регион", "true"]],
    ),
    "sources": (
        "source_id,title,kind,number,issued,file_name",
        lists.source_rows() + programme.source_rows(),
    ),
    "schools": (
        "school_id,short_name,full_name,type,number,parent_id,fis_oko,oge_code,ege_code,rural,small,"
        f"position,{_SOURCED}",
        lists.school_rows(),
    ),
    "aliases": ("school_id,alias,until_year,reason", lists.alias_rows()),
    "indicator_sets": (
        "indicator_set,title,position",
        [[monitoring.SET, "Мониторинг рабочей группы", 1], [context.SET, "Условия работы школ", 2]],
    ),
    "indicators": (
        "indicator_id,indicator_set,level,code,title,short_title,section,unit,direction,whole_code,"
        "needs_code,school_code,school_relation,position",
        monitoring.indicator_rows() + context.indicator_rows(),
    ),
    "observations": (
        "school_id,level,code,year,raw,value,numerator,denominator,unit,quality,quality_note,schools,"
        f"parts,title_printed,unit_printed,{_SOURCED}",
        monitoring.observation_rows() + context.observation_rows(),
    ),
    "procedures": (
        "procedure_id,kind,subject,grade,year,season,scale,title,held,note",
        works.procedure_rows(),
    ),
    "assessments": (f"school_id,procedure_id,{_COUNTS},{_SOURCED}", results.assessment_rows()),
    "benchmarks": (f"scope,procedure_id,{_COUNTS},sd", results.benchmark_rows()),
    "journal": ("school_id,procedure_id,lowered,confirmed,raised", results.journal_rows()),
    "comparability": (
        "kind,subject,grade,year_from,season_from,year_to,season_to,comparable,reason",
        works.comparability_rows(),
    ),
    "listings": (
        f"listing_id,school_id,list_code,meaning,school_year,level,programme,basis,raw,{_SOURCED}",
        lists.listing_rows(),
    ),
    "partnerships": (
        f"partnership_id,school_id,partner_id,kind,{_SOURCED}",
        lists.partnership_rows(),
    ),
    "programmes": (
        f"programme_id,title,start_date,end_date,goal,{_SOURCED}",
        programme.programme_rows(),
    ),
    "targets": (
        "target_id,programme_id,code,section,kind,title,printed,shape,unit,operator,direction,"
        "denominator,evidence,position,note,source_ref",
        targets.target_rows(),
    ),
    "target_plans": (
        "target_id,position,printed,due_year,due_month,school_year,value,yes",
        targets.plan_rows(),
    ),
    "target_facts": (
        "fact_id,target_id,as_of,value,numerator,denominator,yes,evidence,note",
        targets.fact_rows(),
    ),
    "risk_factors": (
        "risk_factor_id,programme_id,number,title,goal,source_ref",
        programme.factor_rows(),
    ),
    "measures": (
        "measure_id,programme_id,number,section,risk_factor_id,task,title,expected,due_text,"
        "due_start,due_end,recurrence,responsible,indicator,target_codes,school_ids,position,note,"
        "source_ref",
        roadmap.measure_rows(),
    ),
    "measure_states": ("measure_id,status,done_on,evidence,note", roadmap.state_rows()),
    "risks": ("school_id,year,factor,level,source_ref", programme.risk_rows()),
}


def write(folder: Path) -> None:
    """Write every file of the district into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (header, rows) in FILES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header.split(","))
            writer.writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
