-- What a rebuild from data/ must not lose. A statement runs when the old file has the table it reads.
insert into decision_log by name
select * from old.decision_log;

insert into territory by name
select * from old.territory where origin = 'user';

insert or ignore into source by name
select * from old.source
where kind = 'import' or territory_id in (select territory_id from old.territory where origin = 'user');

insert into school by name
select * from old.school
where territory_id in (select territory_id from old.territory where origin = 'user');

insert or ignore into procedure by name
select * from old.procedure;

insert or replace into assessment by name
select * from old.assessment
where source_id in (select source_id from old.source where kind = 'import');

insert or ignore into listing by name
select * from old.listing
where territory_id in (select territory_id from old.territory where origin = 'user');

insert into target_fact by name
select * from old.target_fact
on conflict (target_id, as_of) do update set
    value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator,
    yes = excluded.yes, evidence = excluded.evidence, note = excluded.note,
    version = excluded.version;

insert or replace into measure_state by name
select * from old.measure_state;

-- levels people entered, known by their log: those that only ship are read anew
insert or replace into risk by name
select * from old.risk
where school_id in (select school_id from school)
    and 'risk:' || school_id || ':' || year || ':' || factor in (
        select subject from old.decision_log);

insert or replace into school_pair by name
select * from old.school_pair;

-- meetings that ship are made anew; items go first, while only those that ship are known
insert into meeting_item by name
select * from old.meeting_item
where meeting_id not in (select meeting_id from meeting);

insert into meeting by name
select * from old.meeting
where meeting_id not in (select meeting_id from meeting);

insert into meeting_show by name
select * from old.meeting_show;

insert into document_template by name
select * from old.document_template;

insert into meeting_item_refresh by name
select * from old.meeting_item_refresh;

-- history of imports, and every row an import has written that nobody took back: also one that it removed
insert into import_batch by name
select * from old.import_batch;

insert into import_change by name
select * from old.import_change;

insert into import_fault by name
select * from old.import_fault;

create temp table touched as
select distinct table_name, row_key
from import_change join import_batch using (batch_id)
where state = 'taken';

delete from school
where school_id in (select row_key from touched where table_name = 'school');

insert into school by name
select * from old.school
where school_id in (select row_key from touched where table_name = 'school');

delete from school_alias
where concat_ws('|', school_id, alias) in (select row_key from touched where table_name = 'school_alias');

insert into school_alias by name
select * from old.school_alias
where concat_ws('|', school_id, alias) in (select row_key from touched where table_name = 'school_alias');

delete from indicator_set
where indicator_set in (select row_key from touched where table_name = 'indicator_set');

insert into indicator_set by name
select * from old.indicator_set
where indicator_set in (select row_key from touched where table_name = 'indicator_set');

delete from indicator
where indicator_id in (select row_key from touched where table_name = 'indicator');

insert into indicator by name
select * from old.indicator
where indicator_id in (select row_key from touched where table_name = 'indicator');

delete from observation
where observation_id in (select row_key from touched where table_name = 'observation');

insert into observation by name
select * from old.observation
where observation_id in (select row_key from touched where table_name = 'observation');

delete from listing
where listing_id in (select row_key from touched where table_name = 'listing');

insert into listing by name
select * from old.listing
where listing_id in (select row_key from touched where table_name = 'listing');

delete from programme
where programme_id in (select row_key from touched where table_name = 'programme');

insert into programme by name
select * from old.programme
where programme_id in (select row_key from touched where table_name = 'programme');

delete from target
where target_id in (select row_key from touched where table_name = 'target');

insert into target by name
select * from old.target
where target_id in (select row_key from touched where table_name = 'target');

delete from target_plan
where concat_ws('|', target_id, position) in (select row_key from touched where table_name = 'target_plan');

insert into target_plan by name
select * from old.target_plan
where concat_ws('|', target_id, position) in (select row_key from touched where table_name = 'target_plan');

delete from measure
where measure_id in (select row_key from touched where table_name = 'measure');

insert into measure by name
select * from old.measure
where measure_id in (select row_key from touched where table_name = 'measure');

delete from assessment
where concat_ws('|', school_id, procedure_id) in (select row_key from touched where table_name = 'assessment');

insert into assessment by name
select * from old.assessment
where concat_ws('|', school_id, procedure_id) in (select row_key from touched where table_name = 'assessment');

delete from benchmark
where concat_ws('|', scope, territory_id, procedure_id) in (select row_key from touched where table_name = 'benchmark');

insert into benchmark by name
select * from old.benchmark
where concat_ws('|', scope, territory_id, procedure_id) in (select row_key from touched where table_name = 'benchmark');

delete from journal_comparison
where concat_ws('|', school_id, procedure_id) in (select row_key from touched where table_name = 'journal_comparison');

insert into journal_comparison by name
select * from old.journal_comparison
where concat_ws('|', school_id, procedure_id) in (select row_key from touched where table_name = 'journal_comparison');

drop table touched;

-- what those rows stand on, should it have left data/ meanwhile
insert into indicator by name
select * from old.indicator
where indicator_id in (select indicator_id from observation)
  and indicator_id not in (select indicator_id from indicator);

insert into indicator_set by name
select * from old.indicator_set
where indicator_set in (select indicator_set from indicator)
  and indicator_set not in (select indicator_set from indicator_set);

insert into target by name
select * from old.target
where target_id in (select target_id from target_plan)
  and target_id not in (select target_id from target);

insert into programme by name
select * from old.programme
where programme_id in (select programme_id from target union select programme_id from measure)
  and programme_id not in (select programme_id from programme);

insert into school by name
select * from old.school
where school_id in (select school_id from assessment union select school_id from observation union select school_id from listing union select school_id from journal_comparison union select school_id from school_alias)
  and school_id not in (select school_id from school);

insert into source by name
select * from old.source
where source_id in (select source_id from assessment union select source_id from observation union select source_id from benchmark union select source_id from journal_comparison)
  and source_id not in (select source_id from source);

insert into territory by name
select * from old.territory
where territory_id in (select territory_id from school union select territory_id from indicator_set)
  and territory_id not in (select territory_id from territory);

-- the data version only grows, so that a cached picture of the old file is never mistaken for a new one
update meta
set value = (select cast(cast(value as integer) + 1 as text) from old.meta where key = 'data_version')
where key = 'data_version';
