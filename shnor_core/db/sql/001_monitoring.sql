-- What every territory has: schools, sources, printed cells with the values read from them, lists and pairs.
-- References between tables are asked for at the end of a transaction by references.sql.

create table meta (
    key   text primary key,
    value text not null
);

create table territory (
    territory_id text primary key,
    name         text not null,
    region       text not null default '',
    invented     boolean not null default false,
    -- 'shipped' is rebuilt from data/, 'user' was made on the screen or by import and is carried over
    origin       text not null default 'shipped' check (origin in ('shipped', 'user'))
);

create table source (
    source_id    text primary key,
    territory_id text not null,
    title        text not null,
    kind         text not null default 'document',
    number       text not null default '',
    issued       date,
    file_name    text not null default '',
    sha256       text not null default ''
);

create table school (
    school_id    text primary key,
    territory_id text not null,
    short_name   text not null,
    full_name    text not null default '',
    type         text not null default '',
    number       text not null default '',
    -- head school of a branch
    parent_id    text,
    fis_oko      text check (fis_oko is null or regexp_full_match(fis_oko, '[0-9]{6}')),
    oge_code     text,
    ege_code     text,
    rural        boolean,
    small        boolean,
    -- order of the document, so that lists stand by number and never by result
    position     integer not null default 0,
    source_id    text,
    source_ref   text not null default '',
    unique (territory_id, short_name)
);

-- other names a school is printed under, and until when
create table school_alias (
    school_id  text not null,
    alias      text not null,
    until_year integer,
    reason     text not null default '',
    primary key (school_id, alias)
);

-- the tables of a document: which belong together, and which stands first
create table indicator_set (
    indicator_set text primary key,
    territory_id  text not null,
    title         text not null,
    position      integer not null default 0
);

create table indicator (
    indicator_id    text primary key,
    indicator_set   text not null,
    level           text not null check (level in ('territory', 'school')),
    code            text not null,
    title           text not null,
    short_title     text not null default '',
    section         text not null default '',
    unit            text not null check (unit in ('percent', 'share', 'count', 'unknown')),
    direction       text not null check (direction in ('higher', 'lower', 'neutral')),
    whole_code      text not null default '',
    needs_code      text not null default '',
    school_code     text not null default '',
    school_relation text not null default '' check (school_relation in ('', 'same_measure', 'schools_with')),
    position        integer not null default 0,
    unique (indicator_set, level, code)
);

create table observation (
    observation_id text primary key,
    territory_id   text not null,
    school_id      text,
    indicator_id   text not null,
    year           integer not null check (year between 1990 and 2100),
    wave           text not null default '',
    -- the printed text stands here exactly and is never changed; a missing row has no text at all
    raw            text,
    value          double,
    numerator      double,
    denominator    double check (denominator is null or denominator > 0),
    unit           text not null check (unit in ('percent', 'share', 'count', 'unknown')),
    quality        text not null check (quality in ('ok', 'suspect', 'ambiguous', 'blank', 'missing', 'unreadable')),
    quality_note   text not null default '',
    -- the same two before the context rules looked at the whole table
    read_quality   text not null default 'ok',
    read_note      text not null default '',
    schools        text not null default '',
    parts          text not null default '',
    title_printed  text not null default '',
    unit_printed   text not null default '',
    source_id      text,
    source_ref     text not null default '',
    check (value is null or quality not in ('blank', 'missing', 'unreadable'))
);

create table listing (
    listing_id   text primary key,
    territory_id text not null,
    school_id    text not null,
    list_code    text not null,
    meaning      text not null,
    school_year  text not null default '',
    level        text not null check (level in ('federal', 'regional', 'municipal', 'document')),
    programme    text not null default '',
    basis        text not null default '',
    raw          text not null default '',
    source_id    text,
    source_ref   text not null default ''
);

create table partnership (
    partnership_id text primary key,
    territory_id   text not null,
    school_id      text not null,
    partner_id     text not null,
    kind           text not null check (kind in ('curator', 'leader', 'network')),
    source_id      text,
    source_ref     text not null default ''
);

-- a printed table of identification criteria
create table criterion (
    territory_id      text not null,
    code              text not null,
    type              text not null,
    title             text not null,
    threshold_printed text not null,
    threshold         double,
    comparison        text not null default '',
    unit              text not null default '',
    years             text not null default '',
    source_ref        text not null default '',
    primary key (territory_id, code)
);

-- decisions of the meeting as the document numbers them («5.3»)
create table resolution (
    resolution_id text primary key,
    territory_id  text not null,
    section       text not null,
    number        text not null,
    parent_number text not null default '',
    text          text not null,
    source_id     text,
    source_ref    text not null default ''
);

-- every reading decision and its undo; rows are only ever added
create table decision_log (
    decision_id  text primary key,
    -- the order of entries: clocks jump
    entry_no     integer not null unique,
    made_at      timestamp not null,
    who          text not null,
    action       text not null check (action in ('settle', 'undo', 'import', 'edit')),
    territory_id text not null,
    -- an observation or a finding, by its natural key: the log outlives a rebuild of the tables above
    subject      text not null,
    before       text not null default '',
    after        text not null default '',
    reason       text not null,
    undoes       text
);
