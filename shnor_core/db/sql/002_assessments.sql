-- Results of assessment procedures: who took part, how many marks of each kind, and what may be compared.

create table procedure (
    -- natural key: vpr-math-5-2024-spring
    procedure_id text primary key,
    kind         text not null check (kind in ('vpr', 'oge', 'ege', 'kdr')),
    subject      text not null,
    -- grade of the work, not of the pupils: in autumn a work of grade 5 is written by grade 6
    grade        integer not null check (grade between 1 and 11),
    -- calendar year in which the school year ends: 2024 is 2023/24
    year         integer not null check (year between 1990 and 2100),
    season       text not null check (season in ('spring', 'autumn')),
    scale        text not null check (scale in ('marks', 'minimum', 'levels')),
    title        text not null,
    held         boolean not null default true,
    note         text not null default '',
    unique (kind, subject, grade, year, season),
    check (kind <> 'oge' or grade = 9),
    check (kind <> 'ege' or grade = 11)
);

-- participants wrote the work: the absent are not among them.
-- scale 'marks': n2…n5 are marks; 'minimum': n2 is the number below the minimum, n3…n5 stay empty;
-- 'levels': n2…n5 are недостаточный, пониженный, базовый, повышенный
create table assessment (
    school_id    text not null,
    procedure_id text not null,
    participants integer not null check (participants >= 0),
    n2           integer check (n2 is null or (n2 >= 0 and n2 <= participants)),
    n3           integer check (n3 is null or n3 >= 0),
    n4           integer check (n4 is null or n4 >= 0),
    n5           integer check (n5 is null or n5 >= 0),
    mean_score   double check (mean_score is null or mean_score >= 0),
    source_id    text,
    source_ref   text not null default '',
    primary key (school_id, procedure_id),
    check (coalesce(n2, 0) + coalesce(n3, 0) + coalesce(n4, 0) + coalesce(n5, 0) <= participants),
    check (n2 is null or n3 is null or n4 is null or n5 is null or n2 + n3 + n4 + n5 = participants)
);

-- the same for the whole region or municipality, as printed in its reports (never summed up by us)
create table benchmark (
    scope        text not null check (scope in ('region', 'municipality')),
    territory_id text not null,
    procedure_id text not null,
    participants integer check (participants is null or participants >= 0),
    n2           integer check (n2 is null or n2 >= 0),
    n3           integer check (n3 is null or n3 >= 0),
    n4           integer check (n4 is null or n4 >= 0),
    n5           integer check (n5 is null or n5 >= 0),
    mean_score   double check (mean_score is null or mean_score >= 0),
    sd           double check (sd is null or sd >= 0),
    source_id    text,
    source_ref   text not null default '',
    primary key (scope, territory_id, procedure_id),
    check (participants is null
           or coalesce(n2, 0) + coalesce(n3, 0) + coalesce(n4, 0) + coalesce(n5, 0) <= participants),
    check (participants is null or n2 is null or n3 is null or n4 is null or n5 is null
           or n2 + n3 + n4 + n5 = participants)
);

-- pupils whose ВПР mark was lower than, equal to, higher than the mark in the journal
create table journal_comparison (
    school_id    text not null,
    procedure_id text not null,
    lowered      integer not null check (lowered >= 0),
    confirmed    integer not null check (confirmed >= 0),
    raised       integer not null check (raised >= 0),
    source_id    text,
    source_ref   text not null default '',
    primary key (school_id, procedure_id)
);

-- pairs of one work that may be joined by a line; when not, the reason is shown instead of the change
create table comparability (
    kind        text not null check (kind in ('vpr', 'oge', 'ege', 'kdr')),
    subject     text not null,
    grade       integer not null,
    year_from   integer not null,
    season_from text not null check (season_from in ('spring', 'autumn')),
    year_to     integer not null,
    season_to   text not null check (season_to in ('spring', 'autumn')),
    comparable  boolean not null,
    reason      text not null default '',
    primary key (kind, subject, grade, year_from, season_from, year_to, season_to),
    check (comparable or reason <> ''),
    check (year_from <= year_to)
);
