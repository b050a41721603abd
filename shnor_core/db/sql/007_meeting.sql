-- A meeting on the wall: what is shown now, what documents are written into, what was renewed.

-- the place all windows follow; leader is the window that turns the pages,
-- names says whether schools are named
create table meeting_show (
    meeting_id text primary key,
    item       text not null default '',
    part       integer not null default 1 check (part > 0),
    leader     text not null default '',
    names      boolean not null default true
);

-- a municipality's own document, kept for good: finished protocols were written into it
create table document_template (
    template_id  text primary key,
    territory_id text not null,
    file_name    text not null,
    content      blob not null,
    added_at     timestamp not null,
    in_use       boolean not null default true
);

-- numbers of a protocol that were renewed: how many cells, between which versions of the data
create table meeting_item_refresh (
    item_id      text not null,
    refreshed_at timestamp not null,
    from_version integer not null,
    to_version   integer not null,
    -- what changed, a line per cell: place, before, after (see shnor_core.differences)
    changes      text not null,
    primary key (item_id, refreshed_at)
);
