-- Programmes: target indicators with plan and fact, roadmap measures, risk factors and risk profiles.

create table programme (
    programme_id text primary key,
    territory_id text not null,
    title        text not null,
    -- the start of the pace is the programme's own start
    start_date   date,
    end_date     date,
    goal         text not null default '',
    source_id    text,
    source_ref   text not null default ''
);

create table target (
    target_id    text primary key,
    programme_id text not null,
    -- text, not a number: 5.1 and 5.10 are different indicators
    code         text not null,
    section      text not null,
    kind         text not null default '' check (kind in ('', 'invariant', 'variable')),
    title        text not null,
    -- the criterion exactly as printed
    printed      text not null,
    shape        text not null check (shape in
        ('yes_no', 'percent', 'per_year', 'month', 'school_year', 'at_least', 'annual', 'none')),
    unit         text not null default 'percent' check (unit in ('percent', 'count', 'yes_no', 'unknown')),
    operator     text not null default '>=' check (operator in ('>=', '<=', '=')),
    direction    text not null default 'higher' check (direction in ('higher', 'lower', 'neutral')),
    denominator  text not null default '',
    evidence     text not null default '',
    position     integer not null default 0,
    note         text not null default '',
    source_ref   text not null default '',
    unique (programme_id, code)
);

-- what is due when: a year, a month inside a year, or a school year ('2022/23')
create table target_plan (
    target_id   text not null,
    position    integer not null,
    printed     text not null,
    due_year    integer,
    due_month   integer check (due_month is null or due_month between 1 and 12),
    school_year text not null default '',
    value       double,
    -- 1 is «да», 0 is «нет» for yes/no indicators
    yes         boolean,
    primary key (target_id, position)
);

-- entered by people; the newest version of a fact is in force, older ones stay
create table target_fact (
    fact_id     text primary key,
    target_id   text not null,
    as_of       date not null,
    value       double,
    numerator   double,
    denominator double check (denominator is null or denominator > 0),
    yes         boolean,
    evidence    text not null default '',
    note        text not null default '',
    version     integer not null default 1 check (version > 0),
    unique (target_id, as_of)
);

create table risk_factor (
    risk_factor_id text primary key,
    programme_id   text not null,
    number         text not null default '',
    title          text not null,
    goal           text not null default '',
    source_ref     text not null default ''
);

create table measure (
    measure_id     text primary key,
    programme_id   text not null,
    -- printed number; numbers have gaps and may repeat between sections
    number         text not null default '',
    section        text not null default '',
    risk_factor_id text,
    task           text not null default '',
    title          text not null,
    expected       text not null default '',
    due_text       text not null default '',
    due_start      date,
    due_end        date,
    -- '', 'yearly', 'quarterly', 'half_yearly', 'monthly', 'continuous', 'on_event'
    recurrence     text not null default '' check (recurrence in
        ('', 'yearly', 'half_yearly', 'quarterly', 'monthly', 'continuous', 'on_event')),
    responsible    text not null default '',
    indicator      text not null default '',
    -- codes of linked targets and ids of linked schools, ';' between them
    target_codes   text not null default '',
    school_ids     text not null default '',
    position       integer not null default 0,
    note           text not null default '',
    source_ref     text not null default '',
    check (due_start is null or due_end is null or due_start <= due_end)
);

-- entered by people, one row per measure; version guards against two editors
create table measure_state (
    measure_id text primary key,
    status     text not null check (status in ('planned', 'running', 'done', 'cancelled')),
    done_on    date,
    evidence   text not null default '',
    note       text not null default '',
    version    integer not null default 1 check (version > 0)
);

-- levels of risk as entered from the questionnaire of «500+», never computed; version is 0 for a
-- level that ships with its territory and guards against two editors
create table risk (
    school_id  text not null,
    year       integer not null,
    factor     text not null,
    level      text not null check (level in ('high', 'medium', 'low')),
    source_ref text not null default '',
    version    integer not null default 0 check (version >= 0),
    primary key (school_id, year, factor)
);
