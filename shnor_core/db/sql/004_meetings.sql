-- Meetings of the working group: what was put into the protocol, with its numbers as they were then.

create table meeting (
    meeting_id   text primary key,
    territory_id text not null,
    number       text not null default '',
    held_on      date,
    title        text not null default '',
    place        text not null default '',
    -- posts and agenda, one per line: people are never named here
    attendance   text not null default '',
    agenda       text not null default '',
    decisions    text not null default '',
    secretary    text not null default '',
    status       text not null default 'draft' check (status in ('draft', 'final')),
    version      integer not null default 1 check (version > 0),
    -- set when it is finished: nothing of a finished meeting changes any more
    finished_at  timestamp,
    -- the template its document is written into, '' for the looks of the product
    template_id  text not null default ''
);

-- a frozen table or chart: what was shown, with which filters, on which version of the data
create table meeting_item (
    item_id      text primary key,
    meeting_id   text not null,
    position     integer not null,
    kind         text not null check (kind in ('table', 'chart')),
    heading      text not null,
    -- the numbers themselves (see shnor_core.snapshots)
    content      text not null,
    -- what produced them: screen, filters, definitions
    facts        text not null default '',
    -- the view it was taken from, and which table or chart of that view it is
    address      text not null default '',
    element      text not null default '',
    -- the point of the agenda it belongs to, 0 for none
    agenda_point integer not null default 0 check (agenda_point >= 0),
    data_version integer not null,
    added_at     timestamp not null,
    comment      text not null default ''
);
