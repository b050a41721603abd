"""Reads and deletes of the tables an import writes, one bound statement per table."""

from __future__ import annotations

from typing import Final

#: rows of a territory
OF_TERRITORY: Final = {
    "territory": "select * from territory where territory_id = $territory",
    "source": "select * from source where territory_id = $territory",
    "school": "select * from school where territory_id = $territory",
    "school_alias": """
        select a.* from school_alias a join school s using (school_id)
        where s.territory_id = $territory
    """,
    "indicator_set": "select * from indicator_set where territory_id = $territory",
    "indicator": """
        select i.* from indicator i join indicator_set s using (indicator_set)
        where s.territory_id = $territory
    """,
    "observation": "select * from observation where territory_id = $territory",
    "listing": "select * from listing where territory_id = $territory",
    "programme": "select * from programme where territory_id = $territory",
    "target": """
        select t.* from target t join programme p using (programme_id)
        where p.territory_id = $territory
    """,
    "target_plan": """
        select l.* from target_plan l join target t using (target_id)
            join programme p using (programme_id)
        where p.territory_id = $territory
    """,
    "target_fact": """
        select f.* from target_fact f join target t using (target_id)
            join programme p using (programme_id)
        where p.territory_id = $territory
    """,
    "measure": """
        select m.* from measure m join programme p using (programme_id)
        where p.territory_id = $territory
    """,
    "measure_state": """
        select e.* from measure_state e join measure m using (measure_id)
            join programme p using (programme_id)
        where p.territory_id = $territory
    """,
    # a work is nobody's own: the same id serves every territory
    "procedure": "select * from procedure where $territory is not null",
    "assessment": """
        select a.* from assessment a join school s using (school_id)
        where s.territory_id = $territory
    """,
    "benchmark": "select * from benchmark where territory_id = $territory",
    "journal_comparison": """
        select j.* from journal_comparison j join school s using (school_id)
        where s.territory_id = $territory
    """,
}

#: takes away the rows whose keys stand in the frame ``doomed``; what serves others stays
DELETE: Final = {
    "territory": "delete from territory where territory_id in (select row_key from doomed)",
    "source": "delete from source where source_id in (select row_key from doomed)",
    "school": "delete from school where school_id in (select row_key from doomed)",
    "school_alias": """
        delete from school_alias
        where concat_ws('|', school_id, alias) in (select row_key from doomed)
    """,
    "indicator_set": """
        delete from indicator_set where indicator_set in (select row_key from doomed)
    """,
    "indicator": "delete from indicator where indicator_id in (select row_key from doomed)",
    "observation": "delete from observation where observation_id in (select row_key from doomed)",
    "listing": "delete from listing where listing_id in (select row_key from doomed)",
    "programme": "delete from programme where programme_id in (select row_key from doomed)",
    "target": "delete from target where target_id in (select row_key from doomed)",
    "target_plan": """
        delete from target_plan
        where concat_ws('|', target_id, position) in (select row_key from doomed)
    """,
    "target_fact": "delete from target_fact where fact_id in (select row_key from doomed)",
    "measure": "delete from measure where measure_id in (select row_key from doomed)",
    "measure_state": "delete from measure_state where measure_id in (select row_key from doomed)",
    "procedure": "delete from procedure where procedure_id in (select row_key from doomed)",
    "assessment": """
        delete from assessment
        where concat_ws('|', school_id, procedure_id) in (select row_key from doomed)
    """,
    "benchmark": """
        delete from benchmark
        where concat_ws('|', scope, territory_id, procedure_id) in (select row_key from doomed)
    """,
    "journal_comparison": """
        delete from journal_comparison
        where concat_ws('|', school_id, procedure_id) in (select row_key from doomed)
    """,
}

#: keys of ``doomed`` that rows outside the undone import still stand on: they are left in place
STILL_USED: Final = {
    "territory": """
        select territory_id from school union select territory_id from source
        union select territory_id from indicator_set union select territory_id from programme
        union select territory_id from benchmark
    """,
    "source": """
        select source_id from school union select source_id from observation
        union select source_id from listing union select source_id from programme
        union select source_id from assessment union select source_id from benchmark
        union select source_id from journal_comparison
    """,
    "indicator_set": "select indicator_set from indicator",
    "indicator": "select indicator_id from observation",
    "programme": """
        select programme_id from target union select programme_id from measure
        union select programme_id from risk_factor
    """,
    "procedure": """
        select procedure_id from assessment union select procedure_id from benchmark
        union select procedure_id from journal_comparison
    """,
}
