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

-- the data version only grows, so that a cached picture of the old file is never mistaken for a new one
update meta
set value = (select cast(cast(value as integer) + 1 as text) from old.meta where key = 'data_version')
where key = 'data_version';
