-- Rows that lead nowhere, one line per table and column. DuckDB checks a declared key before the transaction
-- ends and so cannot take a school away together with its results: this is asked at the end instead.
-- A log may outlive its territory, so it is not asked.
select 'school' as table_name, 'parent_id' as column_name, count(*) as lost
from school as child
anti join school as parent on child.parent_id = parent.school_id
where child.parent_id is not null
union all
select 'decision_log', 'undoes', count(*)
from decision_log as child
anti join decision_log as parent on child.undoes = parent.decision_id
where child.undoes is not null
union all
select 'meeting_item', 'meeting_id', count(*)
from meeting_item as child
anti join meeting as parent on child.meeting_id = parent.meeting_id
union all select 'school', 'territory_id', count(*) from school anti join territory using (territory_id)
union all select 'source', 'territory_id', count(*) from source anti join territory using (territory_id)
union all select 'indicator_set', 'territory_id', count(*)
    from indicator_set anti join territory using (territory_id)
union all select 'indicator', 'indicator_set', count(*) from indicator anti join indicator_set using (indicator_set)
union all select 'observation', 'indicator_id', count(*) from observation anti join indicator using (indicator_id)
union all select 'observation', 'school_id', count(*)
    from observation o anti join school using (school_id) where o.school_id is not null
union all select 'observation', 'source_id', count(*)
    from observation o anti join source using (source_id) where o.source_id is not null
union all select 'school_alias', 'school_id', count(*) from school_alias anti join school using (school_id)
union all select 'listing', 'school_id', count(*) from listing anti join school using (school_id)
union all select 'partnership', 'school_id', count(*) from partnership anti join school using (school_id)
union all select 'partnership', 'partner_id', count(*)
    from partnership p anti join school s on p.partner_id = s.school_id
union all select 'risk', 'school_id', count(*) from risk anti join school using (school_id)
union all select 'assessment', 'school_id', count(*) from assessment anti join school using (school_id)
union all select 'assessment', 'procedure_id', count(*) from assessment anti join procedure using (procedure_id)
union all select 'assessment', 'source_id', count(*)
    from assessment a anti join source using (source_id) where a.source_id is not null
union all select 'benchmark', 'territory_id', count(*) from benchmark anti join territory using (territory_id)
union all select 'benchmark', 'procedure_id', count(*) from benchmark anti join procedure using (procedure_id)
union all select 'journal_comparison', 'school_id', count(*)
    from journal_comparison anti join school using (school_id)
union all select 'journal_comparison', 'procedure_id', count(*)
    from journal_comparison anti join procedure using (procedure_id)
union all select 'programme', 'territory_id', count(*) from programme anti join territory using (territory_id)
union all select 'target', 'programme_id', count(*) from target anti join programme using (programme_id)
union all select 'target_plan', 'target_id', count(*) from target_plan anti join target using (target_id)
union all select 'measure', 'programme_id', count(*) from measure anti join programme using (programme_id)
union all select 'risk_factor', 'programme_id', count(*) from risk_factor anti join programme using (programme_id);
