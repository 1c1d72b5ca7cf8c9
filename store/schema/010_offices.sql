-- Offices stand in a tree: a province, its centres and branches, their reception points.
-- `parent` is null at the top. `fed` is 1 for an office whose own box sends its rows here.

alter table office add column parent text references office (id);

alter table office add column fed integer not null default 0;

create index office_by_parent on office (parent, code);
