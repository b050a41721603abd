-- Files taken from people: who took what and when, and every row as it stood before and after.

create table import_batch (
    batch_id     text primary key,
    -- the order of batches: clocks jump
    batch_no     integer not null unique,
    territory_id text not null,
    made_at      timestamp not null,
    who          text not null,
    file_name    text not null default '',
    sha256       text not null default '',
    kind         text not null,
    title        text not null default '',
    accepted     integer not null check (accepted >= 0),
    rejected     integer not null check (rejected >= 0),
    state        text not null default 'taken' check (state in ('taken', 'undone')),
    undone_at    timestamp,
    undone_by    text not null default ''
);

-- one row per written row; before is empty for a new row, after for one that was taken away
create table import_change (
    batch_id   text not null,
    table_name text not null,
    -- the primary key of the row, its parts joined by '|'
    row_key    text not null,
    before     text,
    after      text,
    check (before is not null or after is not null)
);

-- rows of the file that were not taken, and checks it did not pass, for «Качество данных»
create table import_fault (
    batch_id   text not null,
    position   integer not null,
    check_code text not null,
    sheet      text not null,
    row_no     integer not null,
    cell       text not null,
    field      text not null,
    value      text not null,
    rule       text not null,
    message    text not null,
    what_to_do text not null,
    primary key (batch_id, position)
);
