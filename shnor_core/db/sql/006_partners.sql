-- Pairs the working group has settled itself; what the calculation proposes is never stored.

-- entered by people, one row per listed school and year; version guards against two editors.
-- Natural keys without references: a decision outlives a rebuild that drops the school.
create table school_pair (
    territory_id text not null,
    school_id    text not null,
    -- calendar year in which the school year of the list ends
    year         integer not null check (year between 1990 and 2100),
    -- '' when nothing is settled and only some leaders are forbidden
    leader_id    text not null default '',
    -- 'locked': the others are assigned around it; 'confirmed': agreed by the group
    status       text not null default '' check (status in ('', 'locked', 'confirmed')),
    -- forbidden leaders with the reasons of the group, as JSON
    forbidden    text not null default '{}',
    reason       text not null default '',
    who          text not null,
    decided_at   timestamp not null,
    version      integer not null default 1 check (version > 0),
    primary key (school_id, year),
    check ((status = '') = (leader_id = '')),
    check (leader_id <> school_id)
);
